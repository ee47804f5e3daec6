"""Holidays of a school inside its year: days that no rhythm of news counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_BREAK = 120
"""Days. The summer takes some ninety; a longer one is a slip in the year."""


@dataclass(frozen=True, slots=True)
class Break:
    """From the first day to the last, both off."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def is_break(day: date, breaks: Iterable[Break]) -> bool:
    return any(one.holds(day) for one in breaks)


def after_breaks(start: date, period: timedelta, breaks: Sequence[Break]) -> date:
    """The day on which ``period`` is over when the days of ``breaks`` do not count.

    One that would end in a break ends after it: the clock stands still there.
    """
    day, left = start, period.days
    while left:
        day += timedelta(days=1)
        left -= not is_break(day, breaks)
    return day
