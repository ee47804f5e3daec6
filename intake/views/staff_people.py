"""The register of people: search, filter by class, one person's whole picture."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from intake.domain.contacts import masked_contact
from intake.models import Person
from intake.services.people import contact_value
from intake.services.person_marks import correct_person
from intake.services.rule import school_day
from intake.services.withdrawal_right import is_of_own_word
from intake.vault import KeyDestroyed
from intake.views.staff_authority import GuardianFilter, authority_cells, own_right
from intake.views.staff_birthdays import BirthdayFilter
from intake.views.staff_delivery import ContactFilter, state_of
from intake.views.staff_earlier_papers import EarlierPaperFilter, earlier_papers
from intake.views.staff_likeness import LikenessFilter, other_records
from intake.views.staff_paper_print import printed_papers
from intake.views.staff_register import PersonalModelAdmin, Section, link
from intake.views.staff_send_anew import lost_letters
from mentoring_pages.school_admin import SchoolPermissionHelper
from mentoring_pages.school_admin_views import (
    OwnSchoolsFilter,
    SchoolButtonHelper,
    SchoolInspectView,
)
from mentoring_pages.services.membership import reach


class ClassFilter(admin.SimpleListFilter):
    """The classes of people within the user's reach."""

    title = _("класс")
    parameter_name = "class"
    class_path = "school_class"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = (
            model_admin.get_queryset(request)
            .exclude(**{f"{self.class_path}__in": ["", None]})
            .order_by(self.class_path)
            .values_list(self.class_path, flat=True)
            .distinct()
        )
        return [(name, name) for name in names if name]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return queryset.filter(**{self.class_path: value}) if value else queryset


class PersonPermissionHelper(SchoolPermissionHelper):
    """People come by an invitation or a request, and are erased by a verb of its own."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return obj.erased_at is None and super().user_can_edit_obj(user, obj)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


ON_PAPER = (
    ("intake.change_document", "nastavnik_person_print", _("Напечатать документы")),
    ("intake.change_document", "nastavnik_person_refusal", _("Записать отказ")),
)
ABOUT_DATA = (
    ("intake.add_subjectrequest", "nastavnik_person_ask", _("Запрос о данных")),
    ("intake.add_legalhold", "nastavnik_person_hold", _("Не уничтожать")),
    ("intake.add_destructionact", "nastavnik_person_destroy", _("Удалить сведения")),
)
"""Acts that have a permission of their own: (permission, address, words)."""


class PersonButtonHelper(SchoolButtonHelper):
    """In the list only the next step; everything else beside the person's whole picture."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not self.permission_helper.user_can_edit_obj(self.request.user, obj):
            return buttons
        acts = [("nastavnik_person_invite", _("Пригласить"))] if obj.birth_date else []
        if isinstance(self.view, SchoolInspectView):
            acts.append(("nastavnik_person_contact", _("Записать контакт")))
            if is_of_own_word(person=obj, day=school_day(school=obj.school, now=timezone.now())):
                acts.append(("nastavnik_person_own_page", _("Прислать ученику его страницу")))
            acts.append(("nastavnik_person_join", _("Присоединить к подписи кодом")))
            if obj.birth_date:
                acts.append(("nastavnik_person_guardian", _("Записать представителя")))
                acts.append(("nastavnik_person_objection", _("Записать возражение")))
                acts.append(("nastavnik_person_status", _("Особое состояние")))
                acts.append(("nastavnik_person_shared_contact", _("Разрешить общий контакт")))
            acts.extend(self._by_permission(obj, ON_PAPER))
            acts.extend(self._by_permission(obj, ABOUT_DATA))
        classname = self.finalise_classname(["button-secondary", "button-small"])
        return buttons + [
            {
                "url": reverse(name, args=[obj.key]),
                "label": label,
                "classname": classname,
                "title": label,
            }
            for name, label in acts
        ]

    def _by_permission(
        self, obj: Any, acts: Sequence[tuple[str, str, Any]]
    ) -> list[tuple[str, Any]]:
        """Those of ``acts`` that the school lets this user do."""
        return [
            (name, label)
            for permission, name, label in acts
            if reach(user=self.request.user, permission=permission).covers(obj.school_id)
        ]


class PersonAdmin(PersonalModelAdmin):
    model = Person
    class_path = "school_class"
    menu_label = _("Люди")
    menu_icon = "user"
    menu_order = 120
    permission_helper_class = PersonPermissionHelper
    button_helper_class = PersonButtonHelper
    list_display = ("full_name_shown", "school_class", "born", "checked")
    list_export = ("family_name", "given_name", "patronymic", "school_class", "birth_date")
    export_filename = "people"
    list_filter = (
        ClassFilter,
        GuardianFilter,
        BirthdayFilter,
        EarlierPaperFilter,
        ContactFilter,
        LikenessFilter,
        ("school", OwnSchoolsFilter),
    )
    index_template_name = "intake/staff/people.html"
    search_fields = ("search_name",)
    states_only_display = ("full_name_shown", "school_class", "checked")
    inspect_view_fields = (
        "family_name",
        "given_name",
        "patronymic",
        "birth_date",
        "school_class",
        "list_role",
        "checked",
    )
    states_only_search = ("search_name",)
    states_only_inspect = ("family_name", "given_name", "patronymic", "school_class", "checked")
    panels = [
        FieldRowPanel(
            [FieldPanel("family_name"), FieldPanel("given_name"), FieldPanel("patronymic")]
        ),
        FieldRowPanel([FieldPanel("birth_date"), FieldPanel("school_class")]),
    ]

    def save_row(self, request: HttpRequest, form: Any) -> Person:
        return correct_person(person=form.instance, by=request.user, now=timezone.now())

    @admin.display(description=_("человек"), ordering="family_name")
    def full_name_shown(self, obj: Person) -> str:
        return obj.full_name

    @admin.display(description=_("дата рождения"), ordering="birth_date")
    def born(self, obj: Person) -> str:
        return date_format(obj.birth_date, "d.m.Y") if obj.birth_date else ""

    @admin.display(description=_("роль по списку"))
    def list_role(self, obj: Person) -> str:
        return str(obj.get_intended_role_display())

    @admin.display(description=_("сверен"), ordering="checked_at")
    def checked(self, obj: Person) -> str:
        if obj.erased_at:
            return str(_("сведения удалены"))
        return str(_("да") if obj.checked_at else _("ждёт сверки"))

    def sections(self, request: HttpRequest, obj: Person) -> list[Section]:
        return [
            self._family(obj),
            own_right(obj),
            self._contacts(obj),
            *lost_letters(obj),
            *other_records(obj),
            self._documents(obj),
            *printed_papers(obj),
            *earlier_papers(obj),
            self._participations(obj),
        ]

    def _family(self, obj: Person) -> Section:
        guardians = obj.guardians_of.select_related("guardian", "ward__school")
        wards = obj.wards_of.select_related("ward")
        day = school_day(school=obj.school, now=timezone.now())
        rows = [
            (link(person_address(row.guardian), row.guardian), *authority_cells(row, day))
            for row in guardians
        ] + [(link(person_address(row.ward), row.ward), _("ребёнок"), "", "") for row in wards]
        return Section(
            _("Представители и дети"),
            (_("Человек"), _("Кем приходится"), _("Полномочия"), _("Что сделать")),
            rows,
            _("Представитель не записан."),
        )

    def _contacts(self, obj: Person) -> Section:
        rows = []
        for contact in obj.contacts.filter(replaced_at__isnull=True):
            try:
                shown = masked_contact(contact_value(contact))
            except KeyDestroyed:
                continue
            confirmed = _("подтверждён") if contact.confirmed_at else _("не подтверждён")
            rows.append((contact.get_channel_display(), shown, confirmed, *state_of(contact)))
        return Section(
            _("Контакты"),
            (_("Канал"), _("Адрес"), _("Сверка"), _("Доставка"), _("Что сделать")),
            rows,
            _("Контакта нет. Этот человек подписывает на бумаге."),
        )

    def _documents(self, obj: Person) -> Section:
        rows = [
            (
                link(reverse("intake_document_modeladmin_inspect", args=[row.pk]), row.number),
                row.get_kind_display(),
                row.get_variant_display(),
                row.get_state_display(),
            )
            for row in obj.documents_about.exclude(state="void")
        ]
        return Section(
            _("Документы"),
            (_("Номер"), _("Вид"), _("Кто подписывает"), _("Состояние")),
            rows,
            _(
                "Документов ещё нет. Они появятся, когда семья откроет приглашение или вы их "
                "напечатаете."
            ),
        )

    def _participations(self, obj: Person) -> Section:
        rows = [
            (
                row.get_role_display(),
                str(row.form),
                date_format(row.started_on, "d.m.Y"),
                date_format(row.ended_on, "d.m.Y") if row.ended_on else "–",
                row.get_ended_how_display() or "–",
            )
            for row in obj.participations.select_related("form")
        ]
        return Section(
            _("Участия"),
            (_("Роль"), _("Форма"), _("С"), _("По"), _("Как закончилось")),
            rows,
            _("Участий ещё нет. Добавьте их в разделе «Участия»."),
        )


def person_address(person: Person) -> str:
    return reverse("intake_person_modeladmin_inspect", args=[person.pk])
