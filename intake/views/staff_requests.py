"""The register of requests: what waits for staff, and what staff do about it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from intake.models import IntakeRequest
from intake.models.document import PARTY_ROLES
from intake.services.due import unanswered
from intake.services.people import current_contact
from intake.views.staff_birthdays import next_turning_shown
from intake.views.staff_delivery import became_words, next_step_words
from intake.views.staff_people import ClassFilter, person_address
from intake.views.staff_register import PersonalModelAdmin, Section, link
from intake.views.staff_send_anew import LABEL, letters_of
from mentoring_pages.school_admin import SchoolPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper


class ParticipantClassFilter(ClassFilter):
    class_path = "participant__school_class"


class AnswerFilter(admin.SimpleListFilter):
    """Whether the family has said yes or no to anything yet."""

    title = _("ответ семьи")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("ещё не ответили"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return unanswered(queryset) if self.value() == "no" else queryset


class RequestPermissionHelper(SchoolPermissionHelper):
    """Requests are moved by verbs (check, refuse, invite), never edited as rows."""

    def may_act(self, user: Any, obj: Any) -> bool:
        return super().user_can_edit_obj(user, obj)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class RequestButtonHelper(SchoolButtonHelper):
    def add_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().add_button(*args, **kwargs) | {
            "label": _("Добавить участника и пригласить"),
            "title": _("Добавить участника и пригласить"),
        }

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not self.permission_helper.may_act(self.request.user, obj):
            return buttons
        if obj.state == "awaiting_check":
            buttons.insert(0, self._act("nastavnik_request_check", _("Сверить"), obj, main=True))
        if obj.state != "refused" and obj.participant_id:
            buttons.append(
                self._act("nastavnik_request_send_link", _("Отправить ссылку ещё раз"), obj)
            )
        return buttons

    def _act(self, name: str, label: Any, obj: Any, *, main: bool = False) -> dict[str, Any]:
        extra = ["button-small"] if main else ["button-secondary", "button-small"]
        return {
            "url": reverse(name, args=[obj.key]),
            "label": label,
            "classname": self.finalise_classname(extra),
            "title": label,
        }


class RequestAdmin(PersonalModelAdmin):
    model = IntakeRequest
    class_path = "participant__school_class"
    menu_label = _("Заявки")
    menu_icon = "mail"
    menu_order = 110
    permission_helper_class = RequestPermissionHelper
    button_helper_class = RequestButtonHelper
    list_display = ("number", "who", "school_class", "state", "origin", "made", "note")
    list_display_add_buttons = "who"
    empty_sentence = _("Заявок ещё нет. Пригласите первого участника кнопкой справа вверху.")
    empty_for_readers = _("Заявок вашего класса ещё нет. Семьи приглашает куратор.")
    list_export = ("number", "who", "school_class", "state", "origin", "made")
    export_filename = "requests"
    list_filter = (
        "state",
        AnswerFilter,
        "origin",
        ParticipantClassFilter,
        ("school", OwnSchoolsFilter),
    )
    list_select_related = ("participant", "guardian", "school")
    search_fields = ("participant__search_name", "guardian__search_name", "number")
    states_only_display = ("number", "who", "school_class", "state")
    inspect_view_fields = (
        "number",
        "who",
        "guardian_shown",
        "state",
        "origin",
        "made",
        "note",
        "next_birthday",
        "checked_by",
        "identified_how",
        "refusal_reason",
    )
    states_only_search = ("participant__search_name", "number")
    states_only_inspect = ("number", "who", "school_class", "state")

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """Requests are made by inviting: one form for the child, the guardian and the contacts."""
        return redirect("nastavnik_invite")

    @admin.display(description=_("участник"), ordering="participant__family_name")
    def who(self, obj: IntakeRequest) -> str:
        return obj.participant.full_name if obj.participant else ""

    @admin.display(description=_("класс"), ordering="participant__school_class")
    def school_class(self, obj: IntakeRequest) -> str:
        return obj.participant.school_class if obj.participant else ""

    @admin.display(description=_("представитель"))
    def guardian_shown(self, obj: IntakeRequest) -> str:
        return obj.guardian.full_name if obj.guardian else ""

    @admin.display(description=_("начата"), ordering="made_at")
    def made(self, obj: IntakeRequest) -> str:
        return date_format(localtime(obj.made_at, obj.school.zone), "d.m.Y H:i")

    @admin.display(description=_("обратите внимание"))
    def note(self, obj: IntakeRequest) -> str:
        return str(_("возраст вне обычного")) if obj.outside_usual_ages else ""

    @admin.display(description=_("что изменит день рождения"))
    def next_birthday(self, obj: IntakeRequest) -> str:
        return next_turning_shown(obj.participant, day=localdate(timezone=obj.school.zone))

    def sections(self, request: HttpRequest, obj: IntakeRequest) -> list[Section]:
        people = [
            (link(person_address(person), person), role)
            for person, role in (
                (obj.participant, _("участник")),
                (obj.guardian, _("представитель")),
            )
            if person
        ]
        documents = [
            (
                link(reverse("intake_document_modeladmin_inspect", args=[row.pk]), row.number),
                row.get_kind_display(),
                row.get_variant_display(),
                row.get_state_display(),
            )
            for row in obj.documents.exclude(state="void")
        ]
        links = [
            (
                row.get_purpose_display(),
                row.person or "–",
                date_format(localtime(row.made_at, obj.school.zone), "d.m.Y H:i"),
                _link_state(row),
            )
            for row in obj.links.select_related("person").order_by("-made_at")
        ]
        acquainted = [
            (
                PARTY_ROLES.get(row.role, row.role),
                date_format(localtime(row.at, obj.school.zone), "d.m.Y H:i"),
            )
            for row in obj.acquaintances.order_by("at")
        ]
        letters = [
            (
                message.person.full_name,
                message.get_kind_display(),
                date_format(localtime(message.queued_at, obj.school.zone), "d.m.Y H:i"),
                became_words(message),
                _letter_step(message),
            )
            for message in letters_of(obj)
        ]
        return [
            Section(_("Люди"), (_("Кто"), _("Роль")), people, _("Семья ещё не назвала себя.")),
            Section(
                _("Документы"),
                (_("Номер"), _("Вид"), _("Кто подписывает"), _("Состояние")),
                documents,
                _("Документов ещё нет."),
            ),
            Section(
                _("Ознакомление с Политикой"),
                (_("Кто"), _("Записано")),
                acquainted,
                _("Ещё никто. С бумаги его записывают вместе с согласием."),
            ),
            Section(
                _("Личные ссылки"),
                (_("Зачем"), _("Кому"), _("Создана"), _("Состояние")),
                links,
                _("Ссылок нет."),
            ),
            Section(
                _("Письма"),
                (
                    _("Кому"),
                    _("О чём"),
                    _("Поставлено в очередь"),
                    _("Что стало"),
                    _("Что сделать"),
                ),
                letters,
                _("Писем ещё не было."),
            ),
        ]


def _link_state(row: Any) -> Any:
    if row.revoked_at:
        return _("отозвана")
    return _("открывали") if row.opened_at else _("не открывали")


def _letter_step(message: Any) -> Any:
    """Where nothing arrives any more, another contact comes before another letter."""
    if not message.may_go_anew:
        return next_step_words(message)
    if message.contact.dead_at is not None and current_contact(person=message.person) is None:
        address = reverse("nastavnik_person_contact", args=[message.person.key])
        return link(address, _("Записать другой контакт"))
    return link(reverse("nastavnik_message_again", args=[message.key]), LABEL)
