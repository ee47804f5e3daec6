"""Working days of Russia: days off, transferred days and what is not decreed yet.

The calendar is the library ``holidays``: public holidays (ст. 112 ТК) and the transfers that the
Government decrees for each year. A short day before a holiday is a working day. Holidays of a
single region are not in it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from holidays.countries.russia import RussiaStaticHolidays

POSTING_TERM = 10
"""Working days in which a site is brought up to date: ч. 3 ст. 29 273-ФЗ."""

LAST_DECREED_YEAR: int = max(RussiaStaticHolidays.special_public_holidays)
"""The last year whose transfers the installed library knows."""


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term; ``undecreed`` are its years whose transfers are not known yet."""

    last_day: date
    undecreed: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("RU", years=(year,), language="ru")


def is_working_day(day: date) -> bool:
    """A Saturday to which a working day was transferred is one; a bridge day off is none."""
    return bool(_calendar(day.year).is_working_day(day))


def is_decreed(year: int) -> bool:
    """Whether the transfers of ``year`` are in the calendar this installation knows."""
    return year <= LAST_DECREED_YEAR


def term(start: date, working_days: int) -> Term:
    """The last of so many working days after ``start``, which itself does not count (ст. 191 ГК).

    Raises ``ValueError`` for a term shorter than a day.
    """
    if working_days < 1:
        raise ValueError("a term is at least one working day")
    day, left = start, working_days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    years = range(start.year, day.year + 1)
    return Term(day, tuple(year for year in years if not is_decreed(year)))
