"""What 14th and 18th birthdays leave to staff: lists of people, as rows of one user."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from intake.domain.signing import ADULT_FROM, OWN_SIGNATURE_FROM
from intake.models import BirthdayNotice, Contact, Document, Person
from intake.services.due import ANSWERS
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach

SOON_14, SOON_18 = "soon-14", "soon-18"
ASKED_14, ASKED_18 = "asked-14", "asked-18"
LATE_18 = "late-18"
NO_CONTACT_18 = "no-contact-18"


def _own_answers() -> QuerySet[Document]:
    """What the participant answered from 00:00 of the change on."""
    return Document.objects.filter(
        participant=OuterRef("person"),
        variant="participant",
        kind="processing",
        state__in=ANSWERS,
        made_at__gte=OuterRef("counts_from"),
    )


def birthday_notices(*, state: str, day: date) -> QuerySet[BirthdayNotice]:
    """Notices whose people are in ``state`` on ``day``; an unknown state has none."""
    rows = BirthdayNotice.objects.filter(person__erased_at__isnull=True)
    asked = rows.filter(~Exists(_own_answers()), days_before=0)
    contact = Contact.objects.filter(person=OuterRef("person"), replaced_at__isnull=True)
    told_on_the_day = BirthdayNotice.objects.filter(
        person=OuterRef("person"), birthday=OuterRef("birthday"), days_before=0
    )
    soon = rows.filter(~Exists(told_on_the_day), birthday__gte=day)
    adults = asked.filter(age=ADULT_FROM)
    found: Mapping[str, QuerySet[BirthdayNotice]] = {
        SOON_14: soon.filter(age=OWN_SIGNATURE_FROM),
        SOON_18: soon.filter(age=ADULT_FROM),
        ASKED_14: asked.filter(age=OWN_SIGNATURE_FROM),
        ASKED_18: adults.filter(Exists(contact), answer_until__gte=day),
        LATE_18: adults.filter(Exists(contact), answer_until__lt=day),
        NO_CONTACT_18: adults.filter(~Exists(contact)),
    }
    return found.get(state, rows.none())


STATES = (NO_CONTACT_18, LATE_18, ASKED_18, ASKED_14, SOON_18, SOON_14)
"""The most pressing first."""


def people_by_birthday(people: QuerySet[Person], *, state: str, day: date) -> QuerySet[Person]:
    """Those of ``people`` in one of the states."""
    return people.filter(pk__in=birthday_notices(state=state, day=day).values("person"))


def birthday_rows(*, user: Any, day: date) -> dict[str, Counted]:
    """For each state its people, and the nearest day; a class teacher hears of the own classes."""
    found = reach(user=user, permission="intake.view_person")
    if found.is_empty:
        return {}
    own: Q = found.rows(school_path="person__school", class_path="person__school_class")
    return {
        state: Counted(
            birthday_notices(state=state, day=day).filter(own),
            of="person",
            first="birthday" if state.startswith("soon") else "answer_until",
        )
        for state in STATES
    }
