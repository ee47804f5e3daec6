"""A part of the journal that stands on its own: some entries whole, the rest as hashes, anchored.

A segment is a run of entries without gaps that ends at the entry an anchor names. Entries of other
documents are hashes of what they say: enough to link, nothing to read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.domain.chain import (
    Entry,
    content_digest,
    entry_digest,
    is_whole,
    link,
)


class BrokenExtract(ValueError):
    """The extract does not link; the message says at which entry, in words for people."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What an extract proves: ``shown`` entries, and the last entry's number and digest."""

    shown: tuple[Entry, ...]
    sequence: int
    digest: str
    anchor: int | None


def segment_of(
    entries: Iterable[Entry],
    *,
    subjects: Collection[str],
    also: Collection[int] = (),
    anchor: int | None,
) -> dict[str, Any]:
    """The segment as JSON: whole are entries about ``subjects`` and those with numbers ``also``.

    ``anchor`` is the number of the anchor that names its last entry.
    """
    rows: list[dict[str, Any]] = []
    previous = ""
    for entry in entries:
        previous = previous or entry.previous
        is_shown = entry.sequence in also or _must_show(entry, subjects)
        rows.append(_shown(entry) if is_shown else _hidden(entry))
    return {"previous": previous, "anchor": anchor, "rows": rows}


def read_segments(extract: Mapping[str, Any]) -> Iterator[Segment]:
    """Compute every link anew. Raises ``BrokenExtract``; KeyError and the like on rubbish."""
    for segment in extract["segments"]:
        previous = str(segment["previous"])
        sequence, shown = None, []
        for row in segment["rows"]:
            if sequence is not None and row["sequence"] != sequence + 1:
                raise BrokenExtract(f"записи № {sequence + 1} нет")
            sequence = int(row["sequence"])
            if "content" in row:
                previous = link(previous, row["content"])
                continue
            entry = _entry(row, previous)
            if not is_whole(entry):
                raise BrokenExtract(f"запись № {sequence} изменена")
            shown.append(entry)
            previous = entry.digest
        if sequence is None:
            raise BrokenExtract("в выписке нет записей")
        yield Segment(tuple(shown), sequence, previous, segment["anchor"])


def _must_show(entry: Entry, subjects: Collection[str]) -> bool:
    """Entries of the first version have no hash of their own; they hold no personal data either."""
    return entry.subject in subjects or entry.digest != entry_digest(entry.previous, entry)


def _hidden(entry: Entry) -> dict[str, Any]:
    return {"sequence": entry.sequence, "content": content_digest(entry)}


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "school": entry.school,
        "sequence": entry.sequence,
        "at": entry.at.isoformat(),
        "kind": str(entry.kind),
        "subject": entry.subject,
        "actor": entry.actor,
        "facts": dict(entry.facts),
        "digest": entry.digest,
    }


def _entry(row: Mapping[str, Any], previous: str) -> Entry:
    return Entry(**{**row, "at": datetime.fromisoformat(row["at"])}, previous=previous)
