"""How often a message is tried, how long to wait between, and when to stop.

A try whose end nobody saw (a worker that died, an answer that did not come) may have reached the
person: of such there are two at most, so a message arrives at least once and at most twice. A try
that was refused in so many words reached nobody and is repeated more often.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from intake.domain.birthdays import LETTERS_FROM, LETTERS_UNTIL

MOST_UNSEEN = 2
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
)
CODE_WAITS = (timedelta(seconds=20), timedelta(minutes=1))
"""Somebody sits at the page and waits; afterwards the next channel is asked."""


def wait_before_next(*, kind: str, tries: int, unseen: int) -> timedelta | None:
    """How long to wait after try number ``tries``; ``None`` when there is no other.

    ``unseen`` counts the tries so far whose end nobody saw.
    """
    waits = CODE_WAITS if kind == "code" else WAITS
    if unseen >= MOST_UNSEEN or tries > len(waits):
        return None
    return waits[tries - 1]


def quiet_for(now: datetime, zone: ZoneInfo) -> timedelta | None:
    """How long the night still lasts by the school's clock; ``None`` by day."""
    here = now.astimezone(zone)
    if LETTERS_FROM <= here.time() < LETTERS_UNTIL:
        return None
    day = here.date() if here.time() < LETTERS_FROM else here.date() + timedelta(days=1)
    return datetime.combine(day, LETTERS_FROM, zone) - now
