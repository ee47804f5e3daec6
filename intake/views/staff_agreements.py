"""The register of agreements: who with whom, how many have signed, what may be done next."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import Act, AgreementState, may
from intake.labels import AGREEMENT_STATES
from intake.models import Agreement
from intake.services.agreement_due import lasting_on, soon_over
from intake.services.agreement_list import with_papers
from intake.views.staff_people import ClassFilter, person_address
from intake.views.staff_register import ReadOnlyPersonalModelAdmin, Section, link
from mentoring_pages.school_admin import ReadOnlyPermissionHelper, SchoolPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper

ACTS = (
    (Act.SEND, "nastavnik_agreement_send", _("Отправить ссылки на подпись")),
    (Act.SIGN, "nastavnik_agreement_pen", _("Записать подписи на бумаге")),
    (Act.CANCEL, "nastavnik_agreement_cancel", _("Отменить")),
    (Act.EXTEND, "nastavnik_agreement_extend", _("Предложить продлить")),
    (Act.END_BY_ONE, "nastavnik_agreement_leave", _("Прекращает сторона: на бумаге")),
    (Act.END_BY_CURATOR, "nastavnik_agreement_end", _("Прекратить")),
    (Act.COMPLETE, "nastavnik_agreement_complete", _("Отметить завершение")),
)


class AgreementPermissionHelper(ReadOnlyPermissionHelper):
    def user_can_create(self, user: Any) -> bool:
        return SchoolPermissionHelper.user_can_create(self, user)

    def may_act(self, user: Any, obj: Any) -> bool:
        return SchoolPermissionHelper.user_can_edit_obj(self, user, obj)


class AgreementButtonHelper(SchoolButtonHelper):
    def add_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        words = {"label": _("Открыть соглашение"), "title": _("Открыть соглашение")}
        return super().add_button(*args, **kwargs) | words

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not self.permission_helper.may_act(self.request.user, obj):
            return buttons
        classname = self.finalise_classname(["button-secondary", "button-small"])
        facts, day = obj.facts(), localdate(timezone=obj.school.zone)
        acts = [
            (reverse(name, args=[obj.key]), label)
            for act, name, label in ACTS
            if may(act, facts, day)
        ]
        acts.insert(
            0, (reverse("nastavnik_document_pdf", args=[obj.document.key]), _("Открыть PDF"))
        )
        return buttons + [
            {"url": url, "label": label, "classname": classname, "title": label}
            for url, label in acts
        ]


class AgreementClassFilter(ClassFilter):
    class_path = "mentee__school_class"


class StateFilter(admin.SimpleListFilter):
    """The states as people ask for them; the exact state of a row is in its column."""

    title = _("состояние")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("ждёт подписей")),
            ("lasting", _("действует")),
            ("soon", _("кончается в ближайшие 30 дней")),
            ("over", _("закончилось")),
            ("declined", _("не согласились")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        day = localdate()
        match self.value():
            case "open":
                return queryset.filter(document__state="prepared")
            case "lasting":
                return lasting_on(queryset, day)
            case "soon":
                return soon_over(queryset, day)
            case "over":
                return queryset.filter(Q(ended_on__lt=day) | Q(ends_on__lt=day))
            case "declined":
                return queryset.filter(document__state="declined")
        return queryset


class AgreementAdmin(ReadOnlyPersonalModelAdmin):
    model = Agreement
    class_path = "mentee__school_class"
    menu_label = _("Соглашения")
    menu_icon = "clipboard-list"
    menu_order = 135
    permission_helper_class = AgreementPermissionHelper
    button_helper_class = AgreementButtonHelper
    index_template_name = "intake/staff/agreements.html"
    list_display = ("number", "mentor_name", "mentee_name", "form", "state", "since", "until")
    list_display_add_buttons = "mentee_name"
    empty_sentence = _("Соглашений ещё нет. Нажмите «Открыть соглашение».")
    empty_for_readers = _("Соглашений вашего класса ещё нет. Их открывает куратор.")
    list_export = ("number", "mentor_name", "mentee_name", "form", "state", "since", "until")
    export_filename = "agreements"
    list_filter = (
        StateFilter,
        ("form", OwnSchoolsFilter),
        AgreementClassFilter,
        ("school", OwnSchoolsFilter),
    )
    list_select_related = ("document", "mentor", "mentee", "form", "school")
    search_fields = ("mentor__search_name", "mentee__search_name", "document__number")
    states_only_display = ("mentee_name", "form", "state", "since", "until")
    states_only_search = ("mentee__search_name",)
    inspect_view_fields = (
        "number",
        "mentor_name",
        "mentee_name",
        "form",
        "state",
        "since",
        "until",
        "term_months",
        "place",
        "base_organisation",
    )
    states_only_inspect = ("mentee_name", "form", "state", "since", "until")

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """An agreement is opened with its paper: who with whom, then the terms."""
        return redirect("nastavnik_agreement_open")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_papers(super().get_queryset(request))

    @admin.display(description=_("номер"), ordering="document__number")
    def number(self, obj: Agreement) -> str:
        return obj.document.number

    @admin.display(description=_("наставник"), ordering="mentor__family_name")
    def mentor_name(self, obj: Agreement) -> str:
        return obj.mentor.full_name

    @admin.display(description=_("наставляемый"), ordering="mentee__family_name")
    def mentee_name(self, obj: Agreement) -> str:
        return obj.mentee.full_name

    @admin.display(description=_("состояние"))
    def state(self, obj: Agreement) -> str:
        state, facts = obj.state_on(localdate(timezone=obj.school.zone)), obj.facts()
        if state is AgreementState.SIGNING:
            return _now("подписали %(signed)s из %(asked)s") % {
                "signed": facts.signed,
                "asked": facts.asked,
            }
        return str(AGREEMENT_STATES[state])

    @admin.display(description=_("действует с"), ordering="effective_on")
    def since(self, obj: Agreement) -> str:
        return date_format(obj.effective_on, "d.m.Y") if obj.effective_on else ""

    @admin.display(description=_("последний день"), ordering="ends_on")
    def until(self, obj: Agreement) -> str:
        day = obj.ended_on or obj.ends_on
        return date_format(day, "d.m.Y") if day else ""

    def sections(self, request: HttpRequest, obj: Agreement) -> list[Section]:
        zone = obj.school.zone

        def when(instant: Any) -> str:
            return date_format(localtime(instant, zone), "d.m.Y H:i") if instant else ""

        signers = [
            (
                link(person_address(party.person), party.person),
                party.get_side_display(),
                party.for_person or "",
                when(party.signed_at)
                or (_("не согласился") if party.declined_at else _("подписи ещё нет")),
            )
            for party in obj.document.parties.select_related("person", "for_person")
        ]
        acts = [
            (
                link(
                    reverse("intake_document_modeladmin_inspect", args=[act.document.pk]),
                    act.document,
                ),
                act.document.wording["title"],
                act.document.get_state_display(),
                when(act.document.signed_at),
            )
            for act in obj.acts.select_related("document")
            if act.document.state != "void"
        ]
        return [
            Section(
                _("Кто подписывает"),
                (_("Человек"), _("Сторона"), _("За кого"), _("Подпись")),
                signers,
            ),
            Section(
                _("Что было потом"),
                (_("Номер"), _("Документ"), _("Состояние"), _("Подписан")),
                acts,
                _("Соглашение не продлевали и не прекращали."),
            ),
        ]
