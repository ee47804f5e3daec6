"""Next year's agreement of a pair that goes on: when it is time for one, and what it changes.

Renewing is not extending: a new agreement in today's wording, of its own number, that points to
the one before and takes its place with the last signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intake.domain.agreement import (
    LASTING_STATES,
    AgreementFacts,
    AgreementState,
    Ending,
    agreement_state,
)

TIME_TO_RENEW = timedelta(days=60)
"""So long before its last day an agreement is offered for renewal by itself."""

STILL_A_PAIR = timedelta(days=180)
"""So long after its last day: a term that ended in May is renewed in September."""


class Renewal(StrEnum):
    """Whether an agreement of a pair is to be renewed."""

    DUE = "due"
    POSSIBLE = "possible"
    NOT = "not"


def renewal_of(facts: AgreementFacts, day: date) -> Renewal:
    """What stands an end of its own is over; what runs out soon, or just did, is renewed."""
    if facts.ends_on is None or facts.ended_how not in (None, Ending.EXPIRED):
        return Renewal.NOT
    state = agreement_state(facts, day)
    if state in LASTING_STATES:
        return Renewal.DUE if facts.ends_on - day <= TIME_TO_RENEW else Renewal.POSSIBLE
    if state is AgreementState.EXPIRED and day - facts.ends_on <= STILL_A_PAIR:
        return Renewal.DUE
    return Renewal.NOT


class Change(StrEnum):
    """What a new agreement does not say as the one before did."""

    SIGNERS = "signers"
    TERM = "term"
    TASKS = "tasks"
    PLACE = "place"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class TermsSaid:
    """What was agreed. ``signers`` are those of the paper, each with side and capacity."""

    signers: frozenset[tuple[int, str, str]]
    term_months: int
    tasks: tuple[str, ...]
    place: str
    base_organisation: str


def what_changed(before: TermsSaid, after: TermsSaid) -> tuple[Change, ...]:
    """In which of its terms the new agreement differs, in the order people ask."""
    pairs = {
        Change.SIGNERS: (before.signers, after.signers),
        Change.TERM: (before.term_months, after.term_months),
        Change.TASKS: (before.tasks, after.tasks),
        Change.PLACE: (before.place, after.place),
        Change.BASE: (before.base_organisation, after.base_organisation),
    }
    return tuple(change for change, (old, new) in pairs.items() if old != new)


@dataclass(frozen=True, slots=True)
class TextChange:
    """Lines that the new text has and the old one had not, and the other way round."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def text_change(before: Sequence[str], after: Sequence[str]) -> TextChange:
    """Compare two texts line by line; a line that only moved has not changed."""
    old, new = set(before), set(after)
    return TextChange(
        added=tuple(line for line in after if line not in old),
        removed=tuple(line for line in before if line not in new),
    )
