"""Rows of registers beside the journal: each says when it was written and by whom.

A register is what a school decides or notes: who received a consent, who represents whom, how
papers are signed. A row without its entry, an entry without its row, or both telling different
things means that somebody changed the one that can be changed: the row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

ACTOR = "actor"


class RowTrouble(StrEnum):
    """How a row and the journal contradict each other."""

    NOT_TOLD = "not_told"
    OTHERWISE = "otherwise"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the journal."""

    sequence: int
    kind: str
    subject: str
    at: datetime
    actor: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row says that an entry must say too.

    ``where`` are the kinds and subjects of entries that may say it. Of ``facts`` those are compared
    that the entry has: entries of earlier releases have fewer. An ``actor`` of ``None`` is not
    compared. ``row`` names the row to people.
    """

    row: str
    where: tuple[tuple[str, str], ...]
    at: datetime
    actor: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    may_be_untold: bool = False
    """Of an earlier release, which did not tell of such rows."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong: of a row (``claim``) or of an entry that no row tells of (``told``)."""

    trouble: RowTrouble
    claim: Claim | None = None
    told: Told | None = None
    facts: tuple[str, ...] = ()
    """Which facts differ."""


def contradictions(
    claims: Iterable[Claim], entries: Iterable[Told], *, needed: frozenset[str]
) -> Iterator[Contradiction]:
    """Every row without its entry and every entry of the kinds ``needed`` without its row."""
    by_place: dict[tuple[str, str, datetime], list[Told]] = defaultdict(list)
    found = list(entries)
    for told in found:
        by_place[told.kind, told.subject, told.at].append(told)
    claimed: set[int] = set()
    for claim in claims:
        near = [
            told
            for kind, subject in claim.where
            for told in by_place.get((kind, subject, claim.at), ())
            if told.sequence not in claimed
        ]
        if not near:
            yield Contradiction(RowTrouble.NOT_TOLD, claim)
            continue
        best = min(near, key=lambda told: len(different(claim, told)))
        claimed.add(best.sequence)
        facts = different(claim, best)
        if facts:
            yield Contradiction(RowTrouble.OTHERWISE, claim, best, facts)
    for told in found:
        if told.kind in needed and told.sequence not in claimed:
            yield Contradiction(RowTrouble.LOST, told=told)


def different(claim: Claim, told: Told) -> tuple[str, ...]:
    """Which of the facts the row and the entry both name are not the same."""
    wrong = [ACTOR] if claim.actor not in (None, told.actor) else []
    wrong += [
        name
        for name, value in claim.facts.items()
        if name in told.facts and told.facts[name] != value
    ]
    return tuple(wrong)
