"""The calendar of a school: the deadlines of its acts in force, what is due, what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from mentoring_pages.domain.calendar import (
    DATED,
    ON_EVENT,
    REGULAR,
    Duty,
    SchoolYear,
    days_of,
    period_of,
    stage_of,
)
from mentoring_pages.domain.meanings import WEEKLY_NEWS
from mentoring_pages.domain.media_plan import WEEK, next_news_due
from mentoring_pages.domain.school_breaks import is_break
from mentoring_pages.models import KeptDeadline, School, SchoolBreak, SchoolYearDates
from mentoring_pages.services.citation import Citation, cited_clause
from mentoring_pages.services.duties import (
    Cited,
    dates_of_programmes,
    dates_of_roadmaps,
    duties_of_acts,
)
from mentoring_pages.services.news import last_news_on
from mentoring_pages.services.school_breaks import as_breaks, recorded_breaks

AHEAD = timedelta(days=400)
"""So far the calendar looks: a yearly duty is always in it."""

OVERDUE = timedelta(days=30)
"""So long a missed day is still asked for."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which a duty is due. ``left`` is negative when the day has passed."""

    day: date
    left: int
    cited: Cited
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class NewsClock:
    """How long there was no news, and by when the next is due.

    ``days`` is ``None`` when there never was any; ``is_late`` says that the time has passed.
    ``cited`` is the clause that asks for news; ``None`` where the acts in force ask for none.
    """

    days: int | None
    last: date | None
    next_by: date
    is_late: bool
    cited: Cited | None
    rests: bool = False
    """Holidays of the school: nobody waits for news."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the acts in force on a day ask for."""

    day: date
    dates: tuple[DueDay, ...]
    regular: tuple[Cited, ...]
    on_event: tuple[Cited, ...]
    news: NewsClock | None
    breaks: tuple[SchoolBreak, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.dates or self.regular or self.on_event or self.breaks)


def calendar_of(*, school: School, day: date) -> Calendar:
    """The calendar of ``school`` as of its ``day``: from the editions in force on that day, and
    from the days its published programmes and roadmaps name."""
    acts = duties_of_acts(school=school, day=day)
    found = [*acts, *dates_of_programmes(school=school, day=day), *dates_of_roadmaps(school=school)]
    breaks = recorded_breaks(school=school)
    clock = _clock(school, day, acts, breaks)
    return Calendar(
        day=day,
        dates=tuple(_dates(school, day, found)),
        regular=tuple(one for one in acts if one.duty.kind == REGULAR),
        on_event=tuple(one for one in acts if one.duty.kind == ON_EVENT),
        news=clock if clock and clock.cited else None,
        breaks=tuple(one for one in breaks if one.last_day >= day),
    )


def news_clock(*, school: School, day: date) -> NewsClock | None:
    """When the next news is due: by the period of the clause in force that asks for news, by a week
    where it names none and where there is no such clause.

    Without news the time begins when that act was approved. ``None`` where neither an act nor any
    news began it.
    """
    acts = duties_of_acts(school=school, day=day)
    return _clock(school, day, acts, recorded_breaks(school=school))


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
        if one.span is None or one.span[0] <= due <= one.span[1]
    ]
    return sorted(dates, key=lambda due: (due.day, due.cited.short))


def _clock(
    school: School, day: date, acts: Iterable[Cited], recorded: Iterable[SchoolBreak]
) -> NewsClock | None:
    asked = next(
        (
            (one, period)
            for one in acts
            if one.duty.meaning == WEEKLY_NEWS
            and (period := period_of(one.duty.rule, one.duty.times))
        ),
        None,
    )
    clause = cited_clause(school=school, meaning=WEEKLY_NEWS, day=day)
    last = last_news_on(school=school)
    if asked is None and clause is None and last is None:
        return None
    breaks = as_breaks(recorded)
    rests = is_break(day, breaks)
    next_by = next_news_due(
        last,
        since=clause.order_date if clause else day,
        period=asked[1] if asked else timedelta(days=WEEK),
        breaks=breaks,
    )
    return NewsClock(
        days=(day - last).days if last else None,
        last=last,
        next_by=next_by,
        is_late=next_by < day and not rests,
        rests=rests,
        cited=asked[0] if asked else _said_without_a_time(clause),
    )


def _said_without_a_time(clause: Citation | None) -> Cited | None:
    """A clause that asks for news and says nothing of how often: a week is meant."""
    if clause is None:
        return None
    words = gettext("не реже раза в неделю")
    duty = Duty(
        clause.key,
        clause.number.rstrip("."),
        clause.text,
        words,
        "FREQ=WEEKLY",
        REGULAR,
        WEEKLY_NEWS,
    )
    return Cited(duty, clause.short)
