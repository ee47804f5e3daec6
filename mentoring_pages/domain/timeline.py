"""Editions of one act in time: which of them held on a day, and what became of the others.

An edition holds from its day until the next edition by day begins, whatever the order in which the
two were approved; of several editions of one day the one approved last holds. From the day of
repeal nothing holds.
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
    """An edition as time sees it; numbers grow in the order of approval."""

    number: int
    in_force_from: date


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
    return tuple(
        _span(edition, following, repealed_from)
        for edition, following in zip(ordered, [*ordered[1:], None], strict=False)
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


def _span(edition: Dated, following: Dated | None, repealed_from: date | None) -> Span:
    since = edition.in_force_from
    until = following.in_force_from if following else None
    if repealed_from is None or (until is not None and until <= repealed_from):
        return Span(edition.number, since, until, following.number if following else None)
    return Span(edition.number, since, max(since, repealed_from), repealed=since < repealed_from)
