"""The media plan: what is said about an event and when, how often there is news, how long it is.

The terms are those of the act in force (``release_terms``), the usual ones where it names none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentoring_pages.domain.release_terms import USUAL, ReleaseTerms
from mentoring_pages.domain.school_breaks import Break, after_breaks, is_break

WEEK = 7
"""Calendar days in which at least one piece of news appears."""

WEEKLY = "FREQ=WEEKLY"
RHYTHM = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?")
"""How often an act asks for news, as RFC 5545 writes it."""

SOON = 2
"""Calendar days before the end of the week in which staff are reminded."""

PRESS = "press"
POST = "post"


LONGREAD = "longread"


class EventState(StrEnum):
    """Where an event of the plan is."""

    PLANNED = "planned"
    PRESS = "press"
    HELD = "held"
    POST = "post"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Duty:
    """A piece of news that is due: its kind and the days from which and by which."""

    kind: str
    since: date
    by: date

    def is_open_on(self, day: date) -> bool:
        return day >= self.since

    def is_late_on(self, day: date) -> bool:
        return day > self.by


def press_duty(held_on: date, terms: ReleaseTerms = USUAL) -> Duty:
    return Duty(PRESS, terms.press_from.before(held_on), terms.press_by.before(held_on))


def post_duty(held_on: date, terms: ReleaseTerms = USUAL) -> Duty:
    return Duty(POST, held_on, terms.post_by.after(held_on))


def duties(
    held_on: date, published: Iterable[str], *, cancelled: bool = False, terms: ReleaseTerms = USUAL
) -> list[Duty]:
    """What is still to be written about an event of that day, done or not its day.

    A press release nobody wrote is no duty once the event is over.
    """
    if cancelled:
        return []
    done = set(published)
    left = [] if PRESS in done else [press_duty(held_on, terms)]
    return left + ([] if POST in done else [post_duty(held_on, terms)])


def open_duties(
    held_on: date,
    published: Iterable[str],
    *,
    day: date,
    cancelled: bool = False,
    terms: ReleaseTerms = USUAL,
) -> list[Duty]:
    """Those of ``duties`` to be done on ``day``."""
    return [
        duty
        for duty in duties(held_on, published, cancelled=cancelled, terms=terms)
        if duty.is_open_on(day) and not (duty.kind == PRESS and day > held_on)
    ]


def state_of(
    held_on: date, published: Iterable[str], *, day: date, cancelled: bool = False
) -> EventState:
    """How the plan shows the event on ``day``."""
    done = set(published)
    if cancelled:
        return EventState.CANCELLED
    if POST in done:
        return EventState.POST
    if day > held_on:
        return EventState.HELD
    return EventState.PRESS if PRESS in done else EventState.PLANNED


def next_news_due(
    last: date | None,
    *,
    since: date,
    period: timedelta = timedelta(days=WEEK),
    breaks: Sequence[Break] = (),
) -> date:
    """By when the next piece of news is due; ``since`` is when the duty began without any news.

    ``period`` is what the act asks for; a week where it says nothing. Days of ``breaks`` do not
    count.
    """
    return after_breaks(last or since, period, breaks)


def weeks_with_news(
    days: Iterable[date],
    *,
    since: date,
    day: date,
    rule: str = WEEKLY,
    times: int = 1,
    breaks: Sequence[Break] = (),
) -> tuple[int, int]:
    """(Weeks with news, all weeks) from ``since`` to ``day``, the last one begun.

    Weeks are those of the calendar, from Monday; the first may be a part of one. Where the act asks
    for news in other spans (``rule``: days, months, years, each second week), these are counted; a
    span is done with ``times`` pieces of news. A rule that is no rhythm counts as weekly. A span
    all of whose days are ``breaks`` is not counted, unless there was news in it.
    """
    if day < since:
        return 0, 0
    rhythm = RHYTHM.fullmatch(rule)
    unit, interval = (rhythm[1], int(rhythm[2] or 1)) if rhythm else ("WEEKLY", 1)

    def span(one: date) -> int:
        return (_count(unit, one) - _count(unit, since)) // interval

    news = Counter(span(one) for one in days if since <= one <= day)
    spans = _asked(span, since, day, breaks) | news.keys()
    return sum(count >= times for count in news.values()), len(spans)


def _asked(
    span: Callable[[date], int], since: date, day: date, breaks: Sequence[Break]
) -> set[int]:
    """The spans from ``since`` to ``day`` with a day outside the breaks."""
    days = (since + timedelta(days=number) for number in range((day - since).days + 1))
    return {span(one) for one in days if not is_break(one, breaks)}


def _count(unit: str, day: date) -> int:
    """The number of the day's week, month and so on, counted from the beginning of the calendar."""
    match unit:
        case "DAILY":
            return day.toordinal()
        case "MONTHLY":
            return 12 * day.year + day.month
        case "YEARLY":
            return day.year
    return (day.toordinal() - 1) // WEEK


@dataclass(frozen=True, slots=True)
class TooShort:
    """The text of a kind with a least length does not reach it."""

    characters: int
    longer_than: int


def length_problem(kind: str, text: str, *, terms: ReleaseTerms = USUAL) -> TooShort | None:
    """Whether the text is long enough for its kind; ``text`` without tags.

    Counted are printed characters with blanks.
    """
    length = len(" ".join(text.split()))
    least = terms.longread if kind == LONGREAD else 0
    return TooShort(length, least) if least and length <= least else None


@dataclass(frozen=True, slots=True)
class TimingProblem:
    """News of an event that comes on a day the plan does not mean for it."""

    kind: str
    since: date
    by: date


def timing_problem(
    kind: str, held_on: date, *, day: date, terms: ReleaseTerms = USUAL
) -> TimingProblem | None:
    """Whether ``day`` is right for a press release or a post-release of the event."""
    if kind not in (PRESS, POST):
        return None
    duty = press_duty(held_on, terms) if kind == PRESS else post_duty(held_on, terms)
    return None if duty.since <= day <= duty.by else TimingProblem(kind, duty.since, duty.by)
