"""What a withdrawn consent to processing still asks of staff, and until when.

Source: ч. 5 ст. 21 152-ФЗ: processing stops with the withdrawal, and what has no other basis is
destroyed within thirty days. What is published is taken down by its own rule, in three working
days (ч. 14 ст. 10.1), and its last day stands with each page that was taken down.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from intake.models import Agreement, Document, Participation
from intake.services.own_no import own_no_at
from mentoring_pages.services.membership import reach

TERM = timedelta(days=30)
"""Source: ч. 5 ст. 21 152-ФЗ."""


@dataclass(frozen=True, slots=True)
class StillGoing:
    """How many withdrawn consents wait for staff, and the nearest last day."""

    count: int
    last_day: date | None


def withdrawn_and_going(papers: QuerySet[Document], *, day: date) -> QuerySet[Document]:
    """Withdrawn consents to processing whose participant still takes part or has an agreement.

    A consent that the same signer gave again asks for nothing; what a pupil withdrew alone, only
    the pupil's own signature answers.
    """
    given = Document.objects.filter(
        participant=OuterRef("participant"),
        kind="processing",
        state="signed",
        signed_at__gt=OuterRef("ended_at"),
    )
    again = Q(Exists(given.filter(variant="participant"))) | Q(
        Exists(given.filter(variant=OuterRef("variant"))), own_no__isnull=True
    )
    takes_part = Participation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day), person=OuterRef("participant")
    )
    has_agreement = Agreement.objects.filter(
        Q(mentor=OuterRef("participant")) | Q(mentee=OuterRef("participant")),
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        document__state__in=("prepared", "signed"),
    ).exclude(ends_on__lt=day)
    return papers.annotate(own_no=own_no_at()).filter(
        ~again,
        Exists(takes_part) | Exists(has_agreement),
        kind="processing",
        state="withdrawn",
        participant__erased_at__isnull=True,
    )


def still_going(*, user: Any, day: date) -> StillGoing:
    found = reach(user=user, permission="intake.change_document")
    waiting = withdrawn_and_going(
        Document.objects.filter(found.rows(school_path="school")), day=day
    )
    found_by_day = waiting.aggregate(count=Count("pk"), first=Min("ended_at"))
    first: datetime | None = found_by_day["first"]
    return StillGoing(found_by_day["count"], first.date() + TERM if first else None)
