"""What this floor registers in the Wagtail admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from intake import ports as answers
from intake.services.code_signing import signs_by_code
from intake.services.publication import given_names_alone, people_named, people_to_show
from intake.services.renewal import families_signed
from intake.services.roadmap import roadmap_progress
from intake.views import staff_acts as acts
from intake.views.staff_documents import DocumentAdmin, DocumentEvidenceView, DocumentPdfView
from intake.views.staff_family import ContactView, GuardianView
from intake.views.staff_invite import InviteKnownView, InviteView
from intake.views.staff_participations import ParticipationAdmin
from intake.views.staff_people import PersonAdmin
from intake.views.staff_records import (
    AccessAdmin,
    AllowanceAdmin,
    JournalAdmin,
    MessageAdmin,
    SigningTableAdmin,
)
from intake.views.staff_requests import RequestAdmin
from mentoring_pages import ports

for register in (
    RequestAdmin,
    PersonAdmin,
    DocumentAdmin,
    ParticipationAdmin,
    SigningTableAdmin,
    AllowanceAdmin,
    MessageAdmin,
    JournalAdmin,
    AccessAdmin,
):
    modeladmin_register(register)

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
hooks.register(ports.DRAFT_PAPER, fn=answers.draft_paper)


@hooks.register("register_admin_urls")
def staff_addresses() -> list[Any]:
    request, person = "nastavnik/requests/<uuid:key>", "nastavnik/people/<uuid:key>"
    document = "nastavnik/documents/<uuid:key>"
    return [
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
        path(f"{document}/paper/", acts.PaperView.as_view(), name="nastavnik_document_paper"),
        path(
            "nastavnik/allowances/<int:key>/end/",
            acts.EndAllowanceView.as_view(),
            name="nastavnik_allowance_end",
        ),
    ]
