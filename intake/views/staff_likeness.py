"""«Возможно, один человек»: two records of one representative, seen and answered by staff."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.forms.likeness import ONE, LikenessForm
from intake.models import Person, SamePersonAnswer
from intake.people_labels import LIKENESS, NOT_JOINED, ONLY_THE_NAME
from intake.services.likeness import (
    Joined,
    JoinRefused,
    Lookalike,
    join_people,
    lookalikes,
    maybe_recorded_twice,
    tell_apart,
)
from intake.services.people import masked_on_file
from intake.views.staff_family import PersonActView
from intake.views.staff_register import Section, link


class LikenessFilter(admin.SimpleListFilter):
    """Representatives who share a full name with another one."""

    title = _("записан дважды")
    parameter_name = "twice"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("maybe", _("возможно, один человек"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return maybe_recorded_twice(queryset) if self.value() == "maybe" else queryset


def other_records(person: Person) -> list[Section]:
    """What is known of other records of this name; no section where there are none."""
    act = reverse("nastavnik_person_likeness", args=[person.key])
    rows: list[tuple[Any, ...]] = [
        (_card(one.person), _children(one), _why(one), link(act, _("Решить, один ли это человек")))
        for one in lookalikes(person)
    ]
    kept = SamePersonAnswer.objects.filter(person=person, is_one=True).select_related("other")
    gone = SamePersonAnswer.objects.filter(other=person, is_one=True).select_related("person")
    rows += [
        (_card(one.other), "", _("тот же человек: действует эта карточка"), "") for one in kept
    ]
    rows += [
        (_card(one.person), "", _("тот же человек: действует та карточка"), "") for one in gone
    ]
    if not rows:
        return []
    heads = (_("Запись"), _("Чей представитель"), _("Почему"), _("Что сделать"))
    return [Section(_("Другие записи с этим именем"), heads, rows)]


def _card(person: Person) -> str:
    words = f"{person.full_name}, {masked_on_file(person=person) or _now('контакта нет')}"
    return link(reverse("intake_person_modeladmin_inspect", args=[person.pk]), words)


def _children(one: Lookalike) -> Any:
    return format_html_join(", ", "{}", ((ward.full_name,) for ward in one.wards))


def _why(one: Lookalike) -> str:
    return ", ".join(str(LIKENESS[like]) for like in one.likeness) or str(ONLY_THE_NAME)


class LikenessView(PersonActView):
    title = _("Один ли это человек")
    intro = _(
        "Подписи и бумаги не переносят: каждая остаётся при той записи, по которой дана. Если это "
        "один человек, дети и приглашения без ответа перейдут к этой карточке, ссылки и контакты "
        "той закроются, а на прежний адрес придёт письмо об этом. Ваше имя и время сохранятся."
    )
    form_class = LikenessForm
    submit_label = _("Записать")
    icon = "group"
    is_serious = True

    @cached_property
    def found(self) -> dict[str, Lookalike]:
        return {str(one.person.key): one for one in lookalikes(self.row)}

    def get_form_kwargs(self) -> dict[str, Any]:
        records = [(key, _record_words(one)) for key, one in self.found.items()]
        return super().get_form_kwargs() | {"records": records}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"has_nothing_to_do": not self.found}

    def facts(self) -> list[tuple[str, Any]]:
        wards = ", ".join(row.ward.full_name for row in self.row.wards_of.select_related("ward"))
        facts = [
            (str(_("Эта карточка")), self.row.full_name),
            (str(_("Контакт")), masked_on_file(person=self.row) or _now("контакта нет")),
            (str(_("Чей представитель")), wards),
        ]
        if not self.found:
            words = _now("Об этом уже ответили, или других записей с этим именем нет.")
            facts.append((str(_("Другие записи")), words))
        return facts

    def form_valid(self, form: LikenessForm) -> HttpResponse:
        other = self.found[form.cleaned_data["other"]].person
        try:
            if form.cleaned_data["answer"] == ONE:
                joined = join_people(kept=self.row, other=other, by=self.request.user, now=self.now)
                return self.done(_joined_words(joined))
            tell_apart(person=self.row, other=other, by=self.request.user, now=self.now)
        except JoinRefused as problem:
            form.add_error(None, NOT_JOINED[problem.why])
            return self.form_invalid(form)
        return self.done(_now("Записано: это разные люди."))


def _record_words(one: Lookalike) -> str:
    contact = masked_on_file(person=one.person) or _now("контакта нет")
    children = ", ".join(ward.full_name for ward in one.wards)
    return f"{one.person.full_name}, {contact}. {children}. {_why(one).capitalize()}."


def _joined_words(joined: Joined) -> str:
    words = _now("Записано: это один человек.")
    if joined.letters:
        words += " " + _now("Приглашение ушло на контакт этой карточки.")
    if joined.to_invite:
        names = ", ".join(ward.full_name for ward in joined.to_invite)
        words += " " + _now("Пригласите заново: %(names)s.") % {"names": names}
    return words
