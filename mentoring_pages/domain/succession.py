"""Which clauses of a text read anew are clauses the act has already, so that they keep their keys.

The same units are found as in a comparison of editions. Inside a unit its paragraphs, lines of
lists and tables are matched in the same way among themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentoring_pages.domain.clauses import Block
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.matching import match
from mentoring_pages.domain.meanings import recognise
from mentoring_pages.domain.units import INTRO, Unit, UnitLine, units_of


@dataclass(frozen=True, slots=True)
class Successor:
    """The key a new block takes over, and the meanings its old wording is recognised by."""

    key: str
    meant: frozenset[str]


def successors(old: Sequence[Piece], new: Sequence[Block]) -> dict[int, Successor]:
    """Places of new blocks → what each takes over; a clause the act did not have is not there."""
    read = [Piece(f"block {place}", block) for place, block in enumerate(new)]
    places = {piece.key: place for place, piece in enumerate(read)}
    before, after = units_of(old), units_of(read)
    found: dict[int, Successor] = {}
    for was, is_ in match(before, after).items():
        one, other = before[was], after[is_]
        if one.kind != INTRO:
            meant = frozenset(recognise(one.text))
            found[places[other.key]] = Successor(one.key, meant)
        lines, others = _lines_of(one), _lines_of(other)
        for line, place in match(lines, others).items():
            found[places[others[place].key]] = Successor(lines[line].key, frozenset())
    return found


def meanings_after(
    own: Iterable[str], meant: frozenset[str], recognised: Iterable[str]
) -> tuple[str, ...]:
    """The tags of a clause in its new wording: its own, and those only the new wording brings.

    What editors took off a wording that is recognised by it stays off.
    """
    kept = tuple(own)
    return (*kept, *(one for one in recognised if one not in meant and one not in kept))


def _lines_of(unit: Unit) -> tuple[Unit, ...]:
    """What stands in a unit under its head, each as a unit of its own; a table is one."""
    grouped: dict[str, list[UnitLine]] = {}
    for line in unit.lines if unit.kind == INTRO else unit.lines[1:]:
        grouped.setdefault(line.key, []).append(line)
    return tuple(
        Unit(
            key=key,
            kind=lines[0].kind,
            number=lines[0].mark.strip("–)."),
            parent="",
            appendix="",
            inside="",
            lines=tuple(lines),
        )
        for key, lines in grouped.items()
    )
