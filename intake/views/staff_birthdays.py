"""Birthdays for staff: the filter of people, the school's rule and the form that sets it."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.birthday_labels import BIRTHDAY_STATES, next_turning_words
from intake.domain.age import BirthdayTurn
from intake.domain.birthdays import next_turning
from intake.forms.birthdays import AgeRuleForm
from intake.models import AgeRule, Person
from intake.services.age_rule import AgeRuleRefused, age_rules, record_age_rule
from intake.services.birthday_due import people_by_birthday
from intake.views.act_page import SchoolsActView
from mentoring_pages.models import School
from mentoring_pages.school_admin import ReadOnlyPermissionHelper, ReadOnlySchoolModelAdmin
from mentoring_pages.school_admin_views import OwnSchoolsFilter
from mentoring_pages.services.membership import reach

ADD = "intake.add_agerule"


class BirthdayFilter(admin.SimpleListFilter):
    """Whom a 14th or 18th birthday concerns now, and what they wait for."""

    title = _("день рождения")
    parameter_name = "birthday"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(BIRTHDAY_STATES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        return people_by_birthday(queryset, state=value, day=localdate()) if value else queryset


def next_turning_shown(person: Person | None, *, day: date) -> str:
    """«С 14 лет документы подписывает и сам участник: день рождения …»; empty for adults."""
    if person is None:
        return ""
    turn = age_rules(school=person.school).turn_on(day)
    return next_turning_words(next_turning(person.birth_date, day, turn))


class AgeRulePermissionHelper(ReadOnlyPermissionHelper):
    """Decisions are added by a form of their own and never changed."""

    def user_can_create(self, user: Any) -> bool:
        found = reach(user=user, permission=ADD)
        return School.objects.filter(found.rows(school_path="pk")).exists()


class AgeRuleAdmin(ReadOnlySchoolModelAdmin):
    model = AgeRule
    menu_label = _("Дни рождения 14 и 18 лет")
    menu_icon = "calendar"
    menu_order = 212
    permission_helper_class = AgeRulePermissionHelper
    list_display = ("turn", "from_shown", "answer_days", "decided_by")
    list_filter = (("school", OwnSchoolsFilter),)
    inspect_view_enabled = True
    inspect_view_fields = ("turn", "from_shown", "answer_days", "decided_by")
    empty_sentence = _(
        "Решения нет, и это не ошибка: в сам день рождения подписывают и по прежнему, и по новому "
        "порядку, а ответа того, кому исполнилось 18, школа ждёт 30 дней."
    )

    def create_view(self, request: HttpRequest) -> HttpResponse:
        return redirect("nastavnik_age_rule")

    @admin.display(description=_("с какого дня"), ordering="from_day")
    def from_shown(self, obj: AgeRule) -> str:
        return date_format(obj.from_day, "d.m.Y")


class AgeRuleView(SchoolsActView):
    """Record a decision; the ones before stay as history."""

    permission = ADD
    title = _("Установить правило дня рождения")
    intro = _(
        "Решение действует с названного дня, прежние остаются в истории. Его видно в объяснении "
        "«Кто подписывает и почему» и на листе подписания."
    )
    form_class = AgeRuleForm
    submit_label = _("Установить")
    icon = "calendar"

    def back_url(self) -> str:
        return reverse("intake_agerule_modeladmin_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today, "schools": self.schools}

    def form_valid(self, form: AgeRuleForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            record_age_rule(
                school=self.chosen_school(answers),
                turn=BirthdayTurn(answers["turn"]),
                answer_days=answers["answer_days"],
                from_day=answers["from_day"],
                decided_by=answers["decided_by"],
                by=self.request.user,
                now=self.now,
            )
        except AgeRuleRefused as problem:
            form.add_error(problem.field, problem.words)
            return self.form_invalid(form)
        return self.done(_now("Правило дня рождения установлено."))
