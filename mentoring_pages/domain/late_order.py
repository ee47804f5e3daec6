"""An approval whose days stand before those of the text in force: a slip, or an older edition
entered late.

What holds is told by days alone (``timeline``), so such a text is kept and never begins. Entering
history stays possible; it is never taken for a slip nor a slip for it without a question.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Late(StrEnum):
    """What is odd about the days of a new approval."""

    NEVER_BEGINS = "never_begins"
    """It would hold from a day before the text in force: at most in the past."""
    OLDER_ORDER = "older_order"
    """It would hold, by an order made before the one of the text in force."""


@dataclass(frozen=True, slots=True)
class OrderDays:
    """The day of an order and the day from which the text it approves holds."""

    ordered: date
    since: date


def lateness(new: OrderDays, in_force: OrderDays | None) -> Late | None:
    """What to ask about ``new``. Of one day the text approved last holds: nothing to ask."""
    if in_force is None:
        return None
    if new.since < in_force.since:
        return Late.NEVER_BEGINS
    if new.ordered < in_force.ordered:
        return Late.OLDER_ORDER
    return None
