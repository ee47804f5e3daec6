"""Editions of one act in time: which of them held on a day, and what became of the others.

An edition holds from its day until the next edition by day begins, whatever the order in which the
two were approved; of several editions of one day the one approved last holds. A slip corrected
under the same order holds from the day of the correction: until then people read, and signed, what
stood there before. From the day of repeal nothing holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

IN_FORCE = "in_force"
COMING = "coming"
SUPERSEDED = "superseded"
REPEALED = "repealed"
NEVER = "never"
"""Replaced, or repealed with its act, before its day came."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An edition as time sees it; numbers grow in the order of approval.

    ``order`` names the order that approved it and ``frozen_on`` is the day on which it took its
    place; without them nothing is a correction.
    """

    number: int
    in_force_from: date
    order: str = ""
    frozen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which an edition holds: from ``since`` to the day before ``until``.

    ``until`` is ``None`` where no end is known. An edition that never holds has equal days;
    ``next_number`` is the edition that replaces it, ``None`` for the last one and at a repeal.
    """

    number: int
    since: date
    until: date | None
    next_number: int | None = None
    repealed: bool = False

    @property
    def is_empty(self) -> bool:
        return self.until is not None and self.until <= self.since

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def spans(editions: Iterable[Dated], repealed_from: date | None = None) -> tuple[Span, ...]:
    """When each edition holds, in the order of days (and of approval within a day)."""
    ordered = sorted(editions, key=lambda edition: (edition.in_force_from, edition.number))
    begins = _beginnings(ordered)
    return tuple(
        _span(edition.number, begins[at], _following(ordered, begins, at), repealed_from)
        for at, edition in enumerate(ordered)
    )


def holding(found: Sequence[Span], day: date) -> Span | None:
    """What held on ``day``: at most one edition, ``None`` before the first and after the repeal."""
    return next((span for span in found if span.holds_on(day)), None)


def state_of(span: Span, day: date) -> str:
    """What an edition is on ``day``; a repealed act has one repealed edition, its last one."""
    if span.is_empty:
        return NEVER
    if day < span.since:
        return COMING
    if span.holds_on(day):
        return IN_FORCE
    return REPEALED if span.repealed else SUPERSEDED


def _beginnings(ordered: Sequence[Dated]) -> list[date]:
    """The day from which each edition holds, never later than the next one's."""
    begins = [edition.in_force_from for edition in ordered]
    for at in range(1, len(ordered)):
        edition, before = ordered[at], ordered[at - 1]
        if edition.frozen_on and _corrects(edition, before):
            begins[at] = max(begins[at - 1], edition.frozen_on)
    for at in reversed(range(len(begins) - 1)):
        begins[at] = min(begins[at], begins[at + 1])
    return begins


def _following(
    ordered: Sequence[Dated], begins: Sequence[date], at: int
) -> tuple[date, int] | None:
    """The day on which the edition after this one begins, and its number."""
    return (begins[at + 1], ordered[at + 1].number) if at + 1 < len(ordered) else None


def _corrects(edition: Dated, before: Dated) -> bool:
    """Whether this is the same order of the same day with its text put right."""
    same_day = edition.in_force_from == before.in_force_from
    return same_day and bool(edition.order) and edition.order == before.order


def _span(
    number: int, since: date, following: tuple[date, int] | None, repealed_from: date | None
) -> Span:
    until = following[0] if following else None
    if repealed_from is None or (until is not None and until <= repealed_from):
        return Span(number, since, until, following[1] if following else None)
    return Span(number, since, max(since, repealed_from), repealed=since < repealed_from)
