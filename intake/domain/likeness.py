"""Two people of a school's list who may be one: what speaks for it, and when they can be joined.

A name alone never joins two people; it only makes staff look. Two mothers of one name are two.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.names import FullName, same_person


class Likeness(StrEnum):
    """What two cards of one name have in common besides it, the strongest first."""

    CONTACT = "contact"
    CHILD = "child"
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True)
class Card:
    """A representative as the list knows one. ``contacts`` are blind indexes, ``wards`` keys."""

    name: FullName
    birth_date: date | None = None
    contacts: Collection[str] = ()
    wards: Collection[int] = ()


def may_be_one(a: Card, b: Card) -> bool:
    """One full name, and no two birth dates that differ."""
    if None not in (a.birth_date, b.birth_date) and a.birth_date != b.birth_date:
        return False
    return same_person(a.name, b.name)


def in_common(a: Card, b: Card) -> tuple[Likeness, ...]:
    """What speaks for one person besides the name."""
    shared = {
        Likeness.CONTACT: bool({*a.contacts} & {*b.contacts}),
        Likeness.CHILD: bool({*a.wards} & {*b.wards}),
        Likeness.BIRTH_DATE: a.birth_date is not None and a.birth_date == b.birth_date,
    }
    return tuple(like for like in Likeness if shared[like])


class NotJoined(StrEnum):
    """Why two cards are not made one. The words are in ``intake.people_labels``."""

    ANSWERED = "answered"
    """Somebody has answered already, or the cards are no longer alike."""
    BOTH_SIGNED = "both_signed"
    OTHER_SIGNED = "other_signed"
    """The card that was to go has signatures; the one that was to stay has none."""
    OTHER_TAKES_PART = "other_takes_part"
    """The other one is no representative only: a participant, or somebody with an objection."""
    AUTHORITY_ENDED = "authority_ended"
    """Of the card that stays the authority for one of the children was ended by staff."""


def join_trouble(
    *, is_open: bool, kept_signed: bool, other_signed: bool, other_takes_part: bool, ended: bool
) -> NotJoined | None:
    """Why the other card cannot go: signatures name whoever gave them and are never moved."""
    if not is_open:
        return NotJoined.ANSWERED
    if other_signed:
        return NotJoined.BOTH_SIGNED if kept_signed else NotJoined.OTHER_SIGNED
    if other_takes_part:
        return NotJoined.OTHER_TAKES_PART
    return NotJoined.AUTHORITY_ENDED if ended else None
