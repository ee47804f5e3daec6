"""How a person's authority is shown to staff, with the next step beside it."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from intake.models import Guardianship, LegalStatus, Person
from intake.people_labels import PRINTED_KINDS, STAFF_TROUBLES
from intake.services.guardianship import authority_answer, unchecked
from intake.services.pep import live_agreement
from intake.views.staff_register import Section, link


def authority_cells(row: Guardianship, day: date) -> tuple[Any, Any, Any]:
    """As whom, in what state, and what may be done about it.

    An adoptive parent stands here as a parent too (ст. 139 СК РФ).
    """
    answer = authority_answer(guardian=row.guardian, ward=row.ward, day=day)
    state: Any = _("проверено") if row.checked_at else _("ждёт сверки")
    if answer.trouble is not None:
        state = STAFF_TROUBLES[answer.trouble]
    elif row.valid_to is not None:
        state = _("проверено, по %(day)s") % {"day": date_format(row.valid_to, "d.m.Y")}
    return (PRINTED_KINDS[answer.printed] if answer.printed else "–", state, _acts(row))


def _acts(row: Guardianship) -> Any:
    acts = [("check", _("Сверить")), ("tell", _("Сообщить"))]
    if row.ended_on is None:
        acts.append(("end", _("Прекратить")))
    links = (
        (link(reverse(f"nastavnik_guardianship_{name}", args=[row.pk]), label),)
        for name, label in acts
    )
    return format_html_join(", ", "{}", links)


class GuardianFilter(admin.SimpleListFilter):
    """Children with a representative whom nobody of the staff has checked."""

    title = _("представитель")
    parameter_name = "guardian"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("unchecked", _("ждёт сверки"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "unchecked":
            return queryset
        return queryset.filter(guardians_of__in=unchecked(Guardianship.objects.all())).distinct()


def own_right(person: Person) -> Section:
    """Whether this person signs by code, and what staff recorded about their capacity."""
    rows: list[tuple[Any, ...]] = [
        (row.get_kind_display(), status_link(row)) for row in person.legal_statuses.all()
    ]
    agreement = live_agreement(person=person)
    if agreement is not None:
        words = _("соглашение о подписи кодом")
        leave = link(reverse("nastavnik_person_leave", args=[person.key]), _("Записать выход"))
        rows.append((f"{words} № {agreement.number}", leave))
    return Section(
        _("Своё право подписи"),
        (_("Что записано"), _("Что сделать")),
        rows,
        _("Особых состояний нет, к соглашению о подписи кодом не присоединялся."),
    )


def status_link(row: LegalStatus) -> Any:
    """The way to take a state back; words where it was."""
    if row.ended_at is not None:
        return _("отменено")
    return link(reverse("nastavnik_status_end", args=[row.pk]), _("Отменить"))
