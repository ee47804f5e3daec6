"""The register of papers, and the one address from which staff read a paper."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views import View

from intake.domain.signing import DocumentKind
from intake.evidence.bundle import Scope
from intake.models import Document, Receipt
from intake.models.document import SIDED_KINDS
from intake.services.bundle import PROVEN, NothingToProve, bundle_name, full_bundle
from intake.services.document import read_copy
from intake.services.privacy import record_access
from intake.services.receipt import RECEIVED_KINDS
from intake.services.second_look import with_sheet_waiting
from intake.services.withdrawal_right import WITHDRAWABLE
from intake.vault import KeyDestroyed
from intake.views.paper import COPY_ORDER, bundle_response
from intake.views.staff_document_filters import (
    DocumentClassFilter,
    ReceiptFilter,
    RenewalFilter,
    SealFilter,
    SecondLookFilter,
)
from intake.views.staff_people import person_address
from intake.views.staff_refusal import refusals, whose_refusal
from intake.views.staff_register import ReadOnlyPersonalModelAdmin, Section, link
from intake.views.staff_seal import seal_section
from mentoring_pages.school_admin import ReadOnlyPermissionHelper, SchoolPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.membership import reach

EVIDENCE_PERMISSION = "intake.view_signature"
"""Who may take out the full bundle of evidence; ``intake.ports`` gives it to directors."""


class DocumentPermissionHelper(ReadOnlyPermissionHelper):
    def may_record_paper(self, user: Any, obj: Any) -> bool:
        return SchoolPermissionHelper.user_can_edit_obj(self, user, obj)

    def may_open(self, user: Any, obj: Any) -> bool:
        return self.reach(user, "view").covers(obj.school_id)

    def may_take_evidence(self, user: Any, obj: Any) -> bool:
        """The full bundle holds contacts and network addresses of every signer: the director's."""
        return reach(user=user, permission=EVIDENCE_PERMISSION).covers(obj.school_id)


class DocumentButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        classname = self.finalise_classname(["button-secondary", "button-small"])
        acts = []
        if obj.shown_digest and self.permission_helper.may_open(self.request.user, obj):
            acts.append(("nastavnik_document_pdf", _("Открыть PDF")))
        if obj.state == "prepared" and self.permission_helper.may_record_paper(
            self.request.user, obj
        ):
            by_pen = "pens" if obj.kind in SIDED_KINDS else "paper"
            words = _("Записать бумажный оригинал")
            if getattr(obj, "is_sheet_waiting", False):
                words = _("Подтвердить бумажный оригинал")
            acts.append((f"nastavnik_document_{by_pen}", words))
        if obj.state == "declined" and self.permission_helper.may_record_paper(
            self.request.user, obj
        ):
            acts.append(("nastavnik_document_mind", _("Отказ взяли назад")))
        if (
            obj.state == "signed"
            and obj.kind in WITHDRAWABLE
            and self.permission_helper.may_record_paper(self.request.user, obj)
        ):
            acts.append(("nastavnik_document_withdraw", _("Отозвать на бумаге")))
        if (
            obj.state in PROVEN
            and obj.is_provable
            and self.permission_helper.may_take_evidence(self.request.user, obj)
        ):
            acts.append(("nastavnik_document_evidence", _("Пакет доказательств")))
        for name, label in acts:
            buttons.append(
                {
                    "url": reverse(name, args=[obj.key]),
                    "label": label,
                    "classname": classname,
                    "title": label,
                }
            )
        return buttons


class DocumentAdmin(ReadOnlyPersonalModelAdmin):
    model = Document
    class_path = "participant__school_class"
    menu_label = _("Документы семей")
    menu_icon = "doc-full"
    menu_order = 130
    permission_helper_class = DocumentPermissionHelper
    button_helper_class = DocumentButtonHelper
    list_display = ("number", "kind", "about", "variant", "state", "made", "signed")
    list_display_add_buttons = "about"
    empty_sentence = _("Документов ещё нет. Они появятся, когда семьи откроют приглашения.")
    list_export = ("number", "kind", "about", "variant", "state", "made", "signed")
    export_filename = "documents"
    list_filter = (
        "kind",
        "state",
        "variant",
        RenewalFilter,
        SecondLookFilter,
        SealFilter,
        ReceiptFilter,
        DocumentClassFilter,
        ("school", OwnSchoolsFilter),
    )
    list_select_related = ("participant", "school")
    search_fields = ("participant__search_name", "number")
    states_only_display = ("about", "kind", "variant", "state")
    inspect_view_fields = (
        "number",
        "kind",
        "about",
        "variant",
        "state",
        "made",
        "signed",
        "page_count",
        "shown_digest",
        "rule_version",
        "age_on_making",
    )
    states_only_search = ("participant__search_name",)
    states_only_inspect = ("about", "kind", "variant", "state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_sheet_waiting(super().get_queryset(request))

    @admin.display(description=_("об участнике"), ordering="participant__family_name")
    def about(self, obj: Document) -> str:
        return obj.participant.full_name

    @admin.display(description=_("сделан"), ordering="made_at")
    def made(self, obj: Document) -> str:
        return date_format(localtime(obj.made_at, obj.school.zone), "d.m.Y H:i")

    @admin.display(description=_("подписан"), ordering="signed_at")
    def signed(self, obj: Document) -> str:
        if not obj.signed_at:
            return ""
        return date_format(localtime(obj.signed_at, obj.school.zone), "d.m.Y H:i")

    def sections(self, request: HttpRequest, obj: Document) -> list[Section]:
        later = [
            (
                link(reverse("intake_document_modeladmin_inspect", args=[row.pk]), row.number),
                row.get_kind_display(),
                row.get_variant_display(),
                row.get_state_display(),
            )
            for row in obj.later_acts.exclude(state="void")
        ]
        return [
            *(whose_refusal(obj) if obj.is_refusal else [_signers(obj), *_places(obj)]),
            *refusals(obj),
            *_receipt(obj),
            *seal_section(obj),
            *_before(obj),
            Section(
                _("Что было потом"),
                (_("Номер"), _("Вид"), _("Кто"), _("Состояние")),
                later,
                _("Отказ не брали назад.") if obj.is_refusal else _("Документ не отзывали."),
            ),
        ]


def _signers(paper: Document) -> Section:
    rows = [
        (
            link(person_address(party.person), party.person),
            party.get_role_display(),
            date_format(localtime(party.signed_at, paper.school.zone), "d.m.Y H:i")
            if party.signed_at
            else _("ещё нет"),
        )
        for party in paper.parties.select_related("person")
    ]
    return Section(_("Кто подписывает"), (_("Человек"), _("Роль"), _("Подписал")), rows)


def _before(paper: Document) -> list[Section]:
    """The paper this one speaks of: what it withdraws, or the consent it was signed after."""
    before = paper.points_to
    if before is None:
        return []
    address = reverse("intake_document_modeladmin_inspect", args=[before.pk])
    row = (link(address, before.number), before.get_kind_display(), before.get_state_display())
    return [
        Section(_("Прежний документ"), (_("Номер"), _("Вид"), _("Состояние")), [row]),
    ]


def _receipt(paper: Document) -> list[Section]:
    """Who noted that a consent was received («Приложение № 2» has a line for it)."""
    if paper.kind not in RECEIVED_KINDS:
        return []
    notes = Receipt.objects.filter(document=paper)
    return [
        Section(
            _("Отметка о получении"),
            (_("Сотрудник"), _("Когда"), _("Лист")),
            [
                (
                    note.name,
                    date_format(localtime(note.at, paper.school.zone), "d.m.Y H:i"),
                    link(reverse("nastavnik_document_receipt", args=[paper.key]), _("открыть PDF")),
                )
                for note in notes
            ],
            _("Отметки ещё нет. На силу согласия она не влияет."),
        )
    ]


def _places(paper: Document) -> list[Section]:
    """Where a consent to publication allows to publish: it holds for the addresses it names."""
    if paper.kind != DocumentKind.PUBLICATION:
        return []
    return [
        Section(
            _("Где можно публиковать"),
            (_("Адрес"),),
            [(address,) for address in paper.resources],
            _(
                "Сайты и группы в этом документе не названы: тогда их ещё не вписывали. "
                "Публиковать по нему нельзя, попросите семью подписать согласие на публикацию "
                "заново."
            ),
        )
    ]


class DocumentPdfView(View):
    """The bytes of a paper for staff of its school: the signed copy where there is one.

    The copy of the signer is read first, then the participant's. Each opening is recorded before
    anything is sent, and no browser keeps the file.
    """

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission="intake.view_document")
        document = (
            Document.objects.filter(found.rows(school_path="school"), key=key)
            .select_related("school")
            .first()
        )
        if document is None:
            raise Http404
        copies = sorted(
            document.copies.filter(kind__in=COPY_ORDER).select_related("holder"),
            key=lambda copy: (
                COPY_ORDER.index(copy.kind),
                copy.holder_id == document.participant_id,
            ),
        )
        if not copies:
            raise Http404
        try:
            data = read_copy(document=document, holder=copies[0].holder, kind=copies[0].kind)
        except KeyDestroyed as error:
            raise Http404 from error
        record_access(
            school=document.school,
            user=request.user,
            action="document.pdf",
            subject_key=str(document.key),
            detail=copies[0].kind,
            now=timezone.now(),
        )
        response = HttpResponse(data, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{document.key}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


class DocumentEvidenceView(View):
    """The full bundle of evidence for a director; each one taken out is recorded."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission=EVIDENCE_PERMISSION)
        document = (
            Document.objects.filter(found.rows(school_path="school"), key=key)
            .select_related("school__site", "edition", "points_to", "request", "participant")
            .first()
        )
        if document is None:
            raise Http404
        now = timezone.now()
        try:
            data = full_bundle(document=document, now=now)
        except NothingToProve as error:
            raise Http404 from error
        record_access(
            school=document.school,
            user=request.user,
            action="document.evidence",
            subject_key=str(document.key),
            detail="full",
            now=now,
        )
        return bundle_response(data, bundle_name(document, Scope.FULL))
