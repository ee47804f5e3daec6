"""The demo's agreements: one signed with pens and in force, one waiting for its signatures."""

from datetime import datetime, timedelta
from typing import Any

from intake.domain.age import date_of_age
from intake.domain.signing import ADULT_FROM
from intake.models import Agreement, Person
from intake.services.agreement import open_agreement, representatives, send_for_signing
from intake.services.agreement_pen import record_signed_by_pen
from intake.services.rule import school_day
from intake.services.sealing import add_sheet
from mentoring_pages.models import School

TASKS = ("помочь разобраться в трудных темах", "подготовить общий проект")
KEPT_WHERE = "папка соглашений, каб. 12"


def conclude_agreements(*, school: School, by: Any, now: datetime) -> list[Agreement]:
    """Two children of the demo and one adult mentor, by the verbs that staff use."""
    opened = now - timedelta(hours=2)
    mentor, mentees = _people(school, opened)
    form = school.mentoring_forms.filter(is_active=True).first()
    if mentor is None or form is None:
        return []
    agreements = [
        open_agreement(
            mentor=mentor,
            mentee=mentee,
            form=form,
            term_months=9,
            tasks=TASKS,
            by=by,
            now=opened,
        )
        for mentee in mentees[:2]
    ]
    for number, agreement in enumerate(agreements):
        if number == 0:
            _sign(agreement, by, opened + timedelta(minutes=40))
        else:
            send_for_signing(agreement=agreement, by=by, now=opened + timedelta(hours=1))
    return agreements


def _people(school: School, now: datetime) -> tuple[Person | None, list[Person]]:
    """An adult, and children each of whom one known representative stands for."""
    day = school_day(school=school, now=now)
    known = Person.objects.filter(
        school=school, birth_date__isnull=False, checked_at__isnull=False, erased_at__isnull=True
    ).order_by("pk")
    adults, children = [], []
    for person in known.select_related("school__site", "data_key"):
        if person.birth_date and date_of_age(person.birth_date, ADULT_FROM) <= day:
            adults.append(person)
        elif len(representatives(ward=person, day=day)) == 1:
            children.append(person)
    return (adults[0] if adults else None), children


def _sign(agreement: Agreement, by: Any, now: datetime) -> None:
    day = school_day(school=agreement.school, now=now)
    record_signed_by_pen(
        document=agreement.document,
        signed_on={party.pk: day for party in agreement.document.parties.all()},
        by=by,
        kept_where=KEPT_WHERE,
        now=now,
    )
    add_sheet(document_key=str(agreement.document.key), now=now)
