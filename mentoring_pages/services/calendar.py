"""The calendar of a school: the deadlines of its acts in force, what is due, what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from mentoring_pages.domain.calendar import (
    DATED,
    ON_EVENT,
    REGULAR,
    Duty,
    SchoolYear,
    days_of,
    duties,
    period_of,
    stage_of,
)
from mentoring_pages.domain.contents import GENITIVE_AND_DATIVE
from mentoring_pages.domain.meanings import WEEKLY_NEWS
from mentoring_pages.linting import act_of_tree
from mentoring_pages.models import Edition, KeptDeadline, School, SchoolYearDates
from mentoring_pages.services.edition import wording_in_force
from mentoring_pages.services.news import last_news_on

ACTS = ("regulation", "service-rules")
"""Kinds of acts whose deadlines stand in the calendar."""

AHEAD = timedelta(days=400)
"""So far the calendar looks: a yearly duty is always in it."""

OVERDUE = timedelta(days=30)
"""So long a missed day is still asked for."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A duty with the act that says it: «п. 3.4 Положения»."""

    duty: Duty
    short: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which a duty is due. ``left`` is negative when the day has passed."""

    day: date
    left: int
    cited: Cited
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class NewsClock:
    """How long there was no news, where the act asks for news regularly.

    ``days`` is ``None`` when there never was any; ``is_late`` says that the act's time has passed.
    """

    days: int | None
    last: date | None
    next_by: date | None
    is_late: bool
    cited: Cited


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the acts in force on a day ask for."""

    day: date
    dates: tuple[DueDay, ...]
    regular: tuple[Cited, ...]
    on_event: tuple[Cited, ...]
    news: NewsClock | None

    @property
    def is_empty(self) -> bool:
        return not (self.dates or self.regular or self.on_event)


def calendar_of(*, school: School, day: date) -> Calendar:
    """The calendar of ``school`` as of its ``day``, from the editions in force on that day."""
    found = [
        Cited(duty, _short(edition, duty))
        for kind in ACTS
        if (edition := wording_in_force(school=school, kind=kind, variant="", day=day))
        for duty in duties_of(edition=edition)
    ]
    return Calendar(
        day=day,
        dates=tuple(_dates(school, day, found)),
        regular=tuple(one for one in found if one.duty.kind == REGULAR),
        on_event=tuple(one for one in found if one.duty.kind == ON_EVENT),
        news=_news(school, day, found),
    )


def duties_of(*, edition: Edition) -> tuple[Duty, ...]:
    """What a frozen text asks for."""
    act = act_of_tree(edition.tree)
    return duties(act.keys, act.blocks)


def due_now(*, school: School, day: date) -> list[DueDay]:
    """What is to be done: days within the longest reminder, and days missed lately, not kept."""
    return [
        due
        for due in calendar_of(school=school, day=day).dates
        if not due.is_kept and stage_of(due.left) is not None
    ]


def year_of(*, school: School) -> SchoolYear:
    """When the school year begins and ends in ``school``."""
    row = SchoolYearDates.objects.filter(school=school).first()
    if row is None:
        return SchoolYear()
    return SchoolYear((row.start_month, row.start_day), (row.end_month, row.end_day))


@transaction.atomic
def keep_deadline(
    *, school: School, clause_key: str, rule: str, due: date, user: Any, now: datetime
) -> KeptDeadline:
    """Note that the duty was done for this day; noting it twice changes nothing.

    Raises ``ValueError`` for a day that the acts in force do not ask for.
    """
    day = now.astimezone(school.zone).date()
    asked = {
        (due.cited.duty.key, due.cited.duty.rule, due.day)
        for due in calendar_of(school=school, day=day).dates
    }
    if (clause_key, rule, due) not in asked:
        raise ValueError("the acts in force ask for no such day")
    row, _created = KeptDeadline.objects.get_or_create(
        school=school,
        clause_key=clause_key,
        rule=rule,
        due=due,
        defaults={"kept_by": user, "kept_at": now},
    )
    return row


@transaction.atomic
def ask_again(*, school: School, clause_key: str, rule: str, due: date) -> None:
    """Take the note back: the day is due again."""
    KeptDeadline.objects.filter(school=school, clause_key=clause_key, rule=rule, due=due).delete()


def _short(edition: Edition, duty: Duty) -> str:
    heading = str(edition.tree.get("heading", "")).strip()
    genitive = GENITIVE_AND_DATIVE.get(heading.lower(), (f"документа «{heading}»", ""))[0]
    return f"п.\N{NO-BREAK SPACE}{duty.number} {genitive}"


def _dates(school: School, day: date, found: Iterable[Cited]) -> list[DueDay]:
    year = year_of(school=school)
    kept = set(
        KeptDeadline.objects.filter(school=school, due__gte=day - OVERDUE).values_list(
            "clause_key", "rule", "due"
        )
    )
    dates = [
        DueDay(due, (due - day).days, one, (one.duty.key, one.duty.rule, due) in kept)
        for one in found
        if one.duty.kind == DATED
        for due in days_of(one.duty.rule, first=day - OVERDUE, last=day + AHEAD, year=year)
    ]
    return sorted(dates, key=lambda due: (due.day, due.cited.short))


def _news(school: School, day: date, found: Iterable[Cited]) -> NewsClock | None:
    """The clock of the weekly news; it begins with the first day on which the act asks for it."""
    for one in found:
        period = period_of(one.duty.rule)
        if one.duty.meaning != WEEKLY_NEWS or period is None:
            continue
        last = last_news_on(school=school)
        next_by = last + period if last else None
        return NewsClock(
            days=(day - last).days if last else None,
            last=last,
            next_by=next_by,
            is_late=next_by is None or next_by < day,
            cited=one,
        )
    return None
