"""The journal's chain: how an entry is hashed, what verifying finds, for one school at a time.

The digest of an entry covers the digest before and the SHA-256 of the entry's canonical form. So an
extract can leave out what other people's entries say and still be linked: their hashes suffice.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

FactValue = str | int | bool | None

GENESIS = "0" * 64
"""What the first entry of a chain follows."""

RECORD_VERSION = 2
"""Entries of version 1 were hashed whole behind the digest before; they still verify."""

EXACT_INTEGER = 2**53
SEARCHED_AROUND = 1_000
"""How far from its place an entry is looked for when it does not fit there."""


class ChainTrouble(StrEnum):
    """What verifying found. Words for people are in ``intake.labels``."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    ADDED = "added"
    HEAD_DIFFERS = "head_differs"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the chain sees it. ``at`` is aware; ``digest`` and ``previous`` are hex."""

    school: str
    sequence: int
    at: datetime
    kind: str
    subject: str
    actor: str
    facts: Mapping[str, FactValue]
    previous: str = GENESIS
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """``sequence`` is the first entry at which something is wrong; ``entries`` were read.

    ``at_end``: nothing but the end is missing. ``digest`` is that of the last sound entry.
    """

    entries: int
    trouble: ChainTrouble | None = None
    sequence: int | None = None
    at_end: bool = False
    digest: str = GENESIS

    @property
    def is_sound(self) -> bool:
        return self.trouble is None


def canonical(entry: Entry, *, version: int = RECORD_VERSION) -> bytes:
    """The entry without its links as RFC 8785 canonical JSON, the time in UTC."""
    record = {
        "version": version,
        "school": entry.school,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kind": str(entry.kind),
        "subject": entry.subject,
        "actor": entry.actor,
        "facts": dict(entry.facts),
    }
    return canonical_record(record)


def canonical_record(record: Mapping[str, Any]) -> bytes:
    """RFC 8785. Where nothing is spelled differently there, by the ten times faster encoder."""
    if _is_plain(record["facts"]):
        return _encoder.encode(record).encode()
    return rfc8785.dumps(dict(record))


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _is_plain(facts: Mapping[str, FactValue]) -> bool:
    """ASCII keys sort alike in every order, and these values have one spelling only."""
    return all(
        name.isascii()
        and (
            value is None
            or isinstance(value, str)
            or (isinstance(value, int) and -EXACT_INTEGER < value < EXACT_INTEGER)
        )
        for name, value in facts.items()
    )


def content_digest(entry: Entry) -> str:
    """SHA-256 of the canonical entry in hex: what an extract shows of an entry it leaves out."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def link(previous: str, content: str) -> str:
    """The digest of an entry: SHA-256 of the digest before and of its content's, 32 bytes each."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(content)).hexdigest()


def entry_digest(previous: str, entry: Entry) -> str:
    return link(previous, content_digest(entry))


def is_whole(entry: Entry) -> bool:
    """Whether the digest is that of the entry; values JSON cannot carry never match."""
    try:
        return entry.digest in (
            entry_digest(entry.previous, entry),
            hashlib.sha256(bytes.fromhex(entry.previous) + canonical(entry, version=1)).hexdigest(),
        )
    except (rfc8785.CanonicalizationError, AttributeError, TypeError, ValueError):
        return False


def verify(entries: Iterable[Entry], *, head_sequence: int, head_digest: str) -> ChainVerdict:
    """Walk a chain in the order of its numbers and name the first thing that is wrong.

    Whoever may rewrite every entry and the head leaves a chain that verifies: that is what anchors
    kept elsewhere are for. Memory stays flat however long the chain.
    """
    walk = iter(entries)
    previous, count, at_head = GENESIS, 0, GENESIS
    for entry in walk:
        number = count + 1
        if entry.sequence != number or entry.previous != previous or not is_whole(entry):
            trouble, where = _diagnosis(entry, number, previous, walk, head_digest)
            return ChainVerdict(count, trouble, where, digest=previous)
        previous, count = entry.digest, number
        if number == head_sequence:
            at_head = entry.digest
    if count < head_sequence:
        return ChainVerdict(count, ChainTrouble.REMOVED, count + 1, at_end=True, digest=previous)
    if at_head != head_digest:
        return ChainVerdict(count, ChainTrouble.HEAD_DIFFERS, count, digest=previous)
    if count > head_sequence:
        return ChainVerdict(count, ChainTrouble.ADDED, head_sequence + 1, digest=previous)
    return ChainVerdict(count, digest=previous)


def follow(entries: Iterable[Entry], *, sequence: int, digest: str) -> tuple[int, str] | None:
    """Where ``entries`` lead from a known entry: the last number and its digest.

    ``None`` when they do not follow it or one another.
    """
    for entry in entries:
        if (entry.sequence, entry.previous) != (sequence + 1, digest) or not is_whole(entry):
            return None
        sequence, digest = entry.sequence, entry.digest
    return sequence, digest


def _diagnosis(
    entry: Entry, number: int, previous: str, rest: Iterator[Entry], head_digest: str
) -> tuple[ChainTrouble, int]:
    """What happened where the chain breaks, as far as its entries tell, and to which entry."""
    if entry.sequence > number:
        return ChainTrouble.REMOVED, number
    if entry.sequence < number:
        return ChainTrouble.ADDED, entry.sequence
    if is_whole(entry):
        after = next(rest, None)
        follower = after.previous if after is not None else head_digest
        is_vouched_for = follower == entry.digest and number > 1
        return ChainTrouble.CHANGED, number - 1 if is_vouched_for else number
    origin = _place_of(entry, near=number)
    if origin is None:
        return ChainTrouble.CHANGED, number
    if origin < number:
        return ChainTrouble.ADDED, origin
    is_elsewhere = any(row.previous == previous for row in rest)
    return (ChainTrouble.REORDERED if is_elsewhere else ChainTrouble.REMOVED), number


def _place_of(entry: Entry, *, near: int) -> int | None:
    """The number under which the entry was written, when that is what was changed about it."""
    first = max(1, near - SEARCHED_AROUND)
    for number in range(first, near + SEARCHED_AROUND):
        if is_whole(replace(entry, sequence=number)):
            return number
    return None
