"""Whom to remind, how often and at what hour. The prose is docs/rules/signing.md."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from intake.domain.matrix import CellState

EVENING = time(21)
MORNING = time(9)
"""No reminder leaves between the two, by the clock of the school."""


@dataclass(frozen=True, slots=True)
class ReminderLimits:
    """``every_days``: days of silence before a reminder, since whatever letter was the last one.

    ``most``: reminders of one person about one child's papers in all. ``a_day``: letters of one
    school on one day.
    """

    every_days: int = 3
    most: int = 3
    a_day: int = 200


class NotReminded(StrEnum):
    """Why somebody gets no reminder. The words are in ``intake.matrix_labels``."""

    DECLINED = "declined"
    PAPER = "paper"
    NO_CONTACT = "no_contact"
    UNDELIVERED = "undelivered"
    NOT_INVITED = "not_invited"
    NOT_KNOWN = "not_known"
    CONFLICT = "conflict"
    TO_CHECK = "to_check"
    TOO_SOON = "too_soon"
    ENOUGH = "enough"
    DAY_IS_FULL = "day_is_full"


WHY_NOT = {
    CellState.DECLINED: NotReminded.DECLINED,
    CellState.WITHDRAWN: NotReminded.DECLINED,
    CellState.PAPER: NotReminded.PAPER,
    CellState.NO_CONTACT: NotReminded.NO_CONTACT,
    CellState.UNDELIVERED: NotReminded.UNDELIVERED,
    CellState.NOT_INVITED: NotReminded.NOT_INVITED,
    CellState.COLLECT: NotReminded.NOT_INVITED,
    CellState.NOT_KNOWN: NotReminded.NOT_KNOWN,
    CellState.CONFLICT: NotReminded.CONFLICT,
    CellState.TO_CHECK: NotReminded.TO_CHECK,
}
"""Of a document nobody is reminded of. What is not here has its answer, or waits for one."""


def too_much(
    limits: ReminderLimits, *, last_letter_on: date | None, times: int, day: date
) -> NotReminded | None:
    """Why a person who has not answered is left in peace on ``day``; ``None``: may be reminded."""
    if times >= limits.most:
        return NotReminded.ENOUGH
    if last_letter_on is not None and day < last_letter_on + timedelta(days=limits.every_days):
        return NotReminded.TOO_SOON
    return None


def next_way(
    ways: Sequence[int],
    *,
    last: int | None,
    lost: Collection[int] = (),
    returned: Collection[int] = (),
) -> int | None:
    """By which of a person's contacts a reminder goes; ``None``: by each the last letter was lost.

    ``ways`` are the contacts at which something can arrive, in the school's order of channels.
    ``last`` took the last letter, which nobody answered: the turn is the next one's, and after
    the last one the first one's again. At ``lost`` the last letter never left for good, so it is
    passed over; at ``returned`` it came back from a mailbox that may be good: taken if all else is.
    """
    start = ways.index(last) + 1 if last is not None and last in ways else 0
    in_turn = [way for way in (*ways[start:], *ways[:start]) if way not in lost]
    return next((way for way in in_turn if way not in returned), next(iter(in_turn), None))


def leaves_at(now: datetime, zone: ZoneInfo) -> datetime:
    """When a reminder asked for at ``now`` may leave: at once by day, at night in the morning."""
    here = now.astimezone(zone)
    if MORNING <= here.time() < EVENING:
        return now
    day = here.date() + timedelta(days=1 if here.time() >= EVENING else 0)
    return datetime.combine(day, MORNING, tzinfo=zone)
