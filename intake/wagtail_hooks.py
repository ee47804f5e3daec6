"""What this floor registers in the Wagtail admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from intake import ports as answers
from intake.bulk_urls import bulk_addresses, matrix_item
from intake.list_urls import list_addresses
from intake.paper_urls import paper_addresses
from intake.people_urls import people_addresses
from intake.services.act_record import record_edition, record_repeal
from intake.services.code_signing import signs_by_code
from intake.services.draft_paper import make_draft
from intake.services.publication import given_names_alone, people_named, people_to_show
from intake.services.renewal import families_signed
from intake.services.roadmap import roadmap_progress
from intake.views import staff_acts as acts
from intake.views import staff_agreement_acts as agreement
from intake.views import staff_retention as retention
from intake.views import staff_subject_requests as subject
from intake.views.staff_agreement_leave import LeaveView
from intake.views.staff_agreement_open import OpenView
from intake.views.staff_agreement_renewal import RenewView
from intake.views.staff_agreements import AgreementAdmin
from intake.views.staff_anchors import AnchorAdmin
from intake.views.staff_birthdays import AgeRuleAdmin, AgeRuleView
from intake.views.staff_class_lists import ClassListAdmin
from intake.views.staff_documents import DocumentAdmin, DocumentEvidenceView, DocumentPdfView
from intake.views.staff_family import ContactView, GuardianView
from intake.views.staff_invite import InviteKnownView, InviteView
from intake.views.staff_meetings import MeetingAdmin
from intake.views.staff_modes import ModeAdmin, ObjectionAdmin
from intake.views.staff_participations import ParticipationAdmin
from intake.views.staff_people import PersonAdmin
from intake.views.staff_receipts import ReceiptsView
from intake.views.staff_records import (
    AccessAdmin,
    AllowanceAdmin,
    JournalAdmin,
    MessageAdmin,
    SigningTableAdmin,
)
from intake.views.staff_requests import RequestAdmin
from mentoring_pages import ports
from mentoring_pages.school_admin import MENU_HOOK

for register in (
    RequestAdmin,
    MeetingAdmin,
    ClassListAdmin,
    PersonAdmin,
    ObjectionAdmin,
    ModeAdmin,
    DocumentAdmin,
    ParticipationAdmin,
    SigningTableAdmin,
    AgeRuleAdmin,
    AllowanceAdmin,
    MessageAdmin,
    JournalAdmin,
    AnchorAdmin,
    AccessAdmin,
    AgreementAdmin,
    subject.SubjectRequestAdmin,
    retention.LegalHoldAdmin,
    retention.DestructionActAdmin,
):
    modeladmin_register(register)

hooks.register("register_admin_urls", fn=people_addresses)
hooks.register("register_admin_urls", fn=paper_addresses)
hooks.register("register_admin_urls", fn=bulk_addresses)
hooks.register(MENU_HOOK, fn=matrix_item)
hooks.register("register_admin_urls", fn=list_addresses)

hooks.register(ports.ROLE_PERMISSIONS, fn=answers.role_permissions)
hooks.register(ports.PUBLICATION_GUARD, fn=answers.publication_guard)
hooks.register(ports.PUBLICATION_PEOPLE, fn=people_to_show)
hooks.register(ports.PEOPLE_NAMED, fn=people_named)
hooks.register(ports.GIVEN_NAMES_ALONE, fn=given_names_alone)
hooks.register(ports.ACCESS_RECORD, fn=answers.access_recording)
hooks.register(ports.ROADMAP_PROGRESS, fn=roadmap_progress)
hooks.register(ports.PEOPLE_BY_ROLE, fn=answers.people_by_role)
hooks.register(ports.DUE_ITEMS, fn=answers.due_items)
hooks.register(ports.TICK, fn=answers.tick)
hooks.register(ports.SIGNED_UNDER, fn=families_signed)
hooks.register(ports.ELECTRONIC_SIGNING, fn=signs_by_code)
hooks.register(ports.DRAFT_PAPER, fn=make_draft)
hooks.register(ports.EDITION_FROZEN, fn=record_edition)
hooks.register(ports.REPEAL_RECORDED, fn=record_repeal)


@hooks.register("register_admin_urls")
def privacy_addresses() -> list[Any]:
    person, asked = "nastavnik/people/<uuid:key>", "nastavnik/data-requests/<uuid:key>"
    return [
        path(f"{person}/data-request/", subject.AskView.as_view(), name="nastavnik_person_ask"),
        path(f"{person}/hold/", retention.HoldView.as_view(), name="nastavnik_person_hold"),
        path(
            f"{person}/destroy/", retention.DestroyView.as_view(), name="nastavnik_person_destroy"
        ),
        path(
            "nastavnik/holds/<int:key>/lift/",
            retention.LiftHoldView.as_view(),
            name="nastavnik_hold_lift",
        ),
        path(
            "nastavnik/destruction/<uuid:key>/pdf/",
            retention.DestructionPdfView.as_view(),
            name="nastavnik_destruction_pdf",
        ),
        path(
            "nastavnik/soon-destroyed/",
            retention.SoonDestroyedView.as_view(),
            name="nastavnik_soon_destroyed",
        ),
        path(
            f"{asked}/answer/",
            subject.AnswerView.as_view(),
            name="nastavnik_subject_request_answer",
        ),
        path(
            f"{asked}/extend/",
            subject.ExtendView.as_view(),
            name="nastavnik_subject_request_extend",
        ),
        path(
            f"{asked}/refuse/",
            subject.RefuseAnswerView.as_view(),
            name="nastavnik_subject_request_refuse",
        ),
    ]


@hooks.register("register_admin_urls")
def agreement_addresses() -> list[Any]:
    acts = {
        "send": agreement.SendView,
        "pen": agreement.PenView,
        "cancel": agreement.CancelView,
        "extend": agreement.ProposeExtensionView,
        "leave": LeaveView,
        "end": agreement.EndByCuratorView,
        "complete": agreement.CompleteView,
    }
    return [
        path(
            "nastavnik/documents/<uuid:key>/pens/",
            agreement.DocumentPenView.as_view(),
            name="nastavnik_document_pens",
        ),
        path("nastavnik/receipts/", ReceiptsView.as_view(), name="nastavnik_receipts"),
        path("nastavnik/agreements/open/", OpenView.as_view(), name="nastavnik_agreement_open"),
        path("nastavnik/agreements/renew/", RenewView.as_view(), name="nastavnik_agreement_renew"),
        path(
            "nastavnik/people/<uuid:key>/agreement/",
            OpenView.as_view(),
            name="nastavnik_person_agreement",
        ),
        *(
            path(
                f"nastavnik/agreements/<uuid:key>/{name}/",
                view.as_view(),
                name=f"nastavnik_agreement_{name}",
            )
            for name, view in acts.items()
        ),
    ]


@hooks.register("register_admin_urls")
def staff_addresses() -> list[Any]:
    request, person = "nastavnik/requests/<uuid:key>", "nastavnik/people/<uuid:key>"
    document = "nastavnik/documents/<uuid:key>"
    return [
        path("nastavnik/age-rule/", AgeRuleView.as_view(), name="nastavnik_age_rule"),
        path("nastavnik/invite/", InviteView.as_view(), name="nastavnik_invite"),
        path(f"{request}/check/", acts.CheckView.as_view(), name="nastavnik_request_check"),
        path(f"{request}/refuse/", acts.RefuseView.as_view(), name="nastavnik_request_refuse"),
        path(f"{request}/link/", acts.SendLinkView.as_view(), name="nastavnik_request_send_link"),
        path(f"{person}/invite/", InviteKnownView.as_view(), name="nastavnik_person_invite"),
        path(
            f"{person}/shared-contact/",
            acts.AllowSharedContactView.as_view(),
            name="nastavnik_person_shared_contact",
        ),
        path(f"{person}/contact/", ContactView.as_view(), name="nastavnik_person_contact"),
        path(f"{person}/guardian/", GuardianView.as_view(), name="nastavnik_person_guardian"),
        path(f"{document}/pdf/", DocumentPdfView.as_view(), name="nastavnik_document_pdf"),
        path(
            f"{document}/evidence/",
            DocumentEvidenceView.as_view(),
            name="nastavnik_document_evidence",
        ),
        path(
            "nastavnik/allowances/<int:key>/end/",
            acts.EndAllowanceView.as_view(),
            name="nastavnik_allowance_end",
        ),
    ]
