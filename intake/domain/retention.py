"""How long a person's data are kept after their purpose is reached.

Sources: ч. 4 and 5 ст. 21 152-ФЗ (what has no basis any more is destroyed); перечень Росархива of
20.12.2019 № 236, ст. 441 (a consent is kept three years after it expires or is withdrawn). Years
are added to the last day; nothing is subtracted from today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True, slots=True)
class RetentionTerms:
    """The terms of one installation.

    ``paper_years``: after the last paper stopped being in force or the last participation ended.
    ``unanswered_days``: for a family that was entered, signed nothing and came no more.
    ``notice_days``: for how long before its day the school sees who will be destroyed.
    """

    paper_years: int = 3
    unanswered_days: int = 180
    notice_days: int = 30


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """What is known of one person: days on which something ended, and what still goes on.

    ``ended_on``: papers and participations that are over. ``entered_on``: the person and each of
    their requests. ``is_needed``: a paper in force or waiting, an open participation, an open
    request of the person about the data. ``wards_kept_until``: for a guardian, the same answer
    for each child, ``None`` for a child whose data are needed.
    """

    entered_on: tuple[date, ...]
    ended_on: tuple[date, ...] = ()
    is_needed: bool = False
    is_on_hold: bool = False
    wards_kept_until: tuple[date | None, ...] = ()


def kept_until(facts: HeldFacts, terms: RetentionTerms) -> date | None:
    """The last day on which the data are kept; ``None`` while no end is in sight.

    A guardian's data are kept at least as long as those of the children.
    """
    if facts.is_needed or facts.is_on_hold or None in facts.wards_kept_until:
        return None
    return max(_own_term(facts, terms), *_days(facts.wards_kept_until), date.min)


def is_due(facts: HeldFacts, terms: RetentionTerms, day: date) -> bool:
    """Whether the data are to be destroyed on ``day``: the term ended before it."""
    last = kept_until(facts, terms)
    return last is not None and last < day


def is_near(facts: HeldFacts, terms: RetentionTerms, day: date) -> bool:
    """Whether the term ends within the notice: the school may still see a reason to hold."""
    last = kept_until(facts, terms)
    return last is not None and day <= last < day + timedelta(days=terms.notice_days)


def _own_term(facts: HeldFacts, terms: RetentionTerms) -> date:
    if facts.ended_on:
        ends: date = max(facts.ended_on) + relativedelta(years=terms.paper_years)
        return ends
    return max(facts.entered_on) + timedelta(days=terms.unanswered_days)


def _days(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
