"""Which clauses an act shows first to a parent, a mentor or a child."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mentoring_pages.domain.audiences import AUDIENCES, Audience
from mentoring_pages.domain.clauses import tree
from mentoring_pages.domain.contents import Piece


class Tagged(Protocol):
    @property
    def audiences(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Keys of the clauses that concern ``audience``, with everything under them.

    ``heads`` are those that were tagged themselves; ``offered`` the audiences that any clause of
    this act names.
    """

    audience: Audience | None
    keys: frozenset[str]
    heads: frozenset[str]
    offered: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return self.audience is None


def select(pieces: Sequence[Piece], notes: Mapping[str, Tagged], audience: str) -> Selection:
    """What to show first. A selection that would be empty is the whole act."""
    here = {piece.key for piece in pieces}
    tags = {key: note.audiences for key, note in notes.items() if key in here}
    offered = tuple(key for key in AUDIENCES if any(key in tagged for tagged in tags.values()))
    if audience not in offered:
        return Selection(None, frozenset(), frozenset(), offered)
    heads = frozenset(key for key, tagged in tags.items() if audience in tagged)
    return Selection(AUDIENCES[audience], frozenset(_under(pieces, heads)), heads, offered)


def _under(pieces: Sequence[Piece], heads: frozenset[str]) -> Iterator[str]:
    for root in tree([piece.block for piece in pieces]):
        for node in root.walk():
            if pieces[node.index].key in heads:
                yield from (pieces[below.index].key for below in node.walk())
