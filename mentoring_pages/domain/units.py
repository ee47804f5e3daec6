"""An act as the units an order amends: sections, clauses and appendices with what stands in them.

A unit is a numbered clause with its unnumbered paragraphs, lists and tables, or the head of a
section or an appendix with whatever stands under it before the first clause of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, TABLE, Block, Node, tree
from mentoring_pages.domain.contents import Piece

INTRO = "intro"
"""Text before the first section."""

CELLS = " \N{MIDDLE DOT} "
"""Between the cells of a table's row where a row is read as one line."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A paragraph, a line of a list or a row of a table; ``mark`` is printed before the text.

    The text of a row is its ``cells`` in one line.
    """

    key: str
    kind: str
    mark: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """``number`` is as printed without its dot; ``inside`` names the appendix it stands in.

    ``parent`` and ``appendix`` are keys of units, empty at the top.
    """

    key: str
    kind: str
    number: str
    parent: str
    appendix: str
    inside: str
    lines: tuple[UnitLine, ...]

    @property
    def text(self) -> str:
        """The words of the unit, a line a line, without the number of the unit itself."""
        first, *rest = self.lines
        return "\n".join([first.text, *(f"{line.mark} {line.text}".strip() for line in rest)])


def units_of(pieces: Sequence[Piece]) -> tuple[Unit, ...]:
    """The units of an act in reading order; every piece stands in exactly one of them."""
    made: list[_Growing] = []
    for root in tree([piece.block for piece in pieces]):
        _take(made, pieces, root, owner=None)
    return tuple(growing.done() for growing in made)


@dataclass(slots=True)
class _Growing:
    key: str
    kind: str
    number: str = ""
    parent: str = ""
    appendix: str = ""
    inside: str = ""
    lines: list[UnitLine] = field(default_factory=list)

    def done(self) -> Unit:
        return Unit(
            self.key,
            self.kind,
            self.number,
            self.parent,
            self.appendix,
            self.inside,
            tuple(self.lines),
        )


def _take(
    made: list[_Growing], pieces: Sequence[Piece], root: Node, owner: "_Growing | None"
) -> None:
    """The node and everything under it; nesting is bounded by the levels of blocks."""
    piece, block = pieces[root.index], root.block
    if _begins_a_unit(block, owner):
        unit = _begin(piece, block, owner)
        made.append(unit)
        owner = unit
    else:
        if owner is None:
            owner = _before_the_first(made, piece)
        owner.lines += _lines(piece)
    for child in root.children:
        _take(made, pieces, child, owner)


def _begins_a_unit(block: Block, owner: _Growing | None) -> bool:
    if block.kind == APPENDIX or (block.kind == SECTION and (block.number or owner is None)):
        return True
    if block.kind == CLAUSE:
        return bool(block.number)
    return False


def _begin(piece: Piece, block: Block, owner: _Growing | None) -> _Growing:
    if block.kind == APPENDIX:
        appendix, inside = piece.key, ""
    elif owner is not None and owner.kind == APPENDIX:
        appendix, inside = owner.key, owner.number
    else:
        appendix = owner.appendix if owner else ""
        inside = owner.inside if owner else ""
    return _Growing(
        key=piece.key,
        kind=block.kind,
        number=block.number.strip(),
        parent=owner.key if owner else "",
        appendix=appendix,
        inside=inside,
        lines=_lines(piece),
    )


def _before_the_first(made: list[_Growing], piece: Piece) -> _Growing:
    """The unit of a text that stands under nothing: what came last, or the introduction."""
    if not made:
        made.append(_Growing(f"intro-{piece.key}", INTRO))
    return made[-1]


def _lines(piece: Piece) -> list[UnitLine]:
    block = piece.block
    if block.kind == TABLE:
        rows = [tuple(" ".join(cell.split()) for cell in row) for row in block.rows]
        return [UnitLine(piece.key, TABLE, "", CELLS.join(cells), cells) for cells in rows]
    number = block.number.strip()
    mark = ""
    if block.kind == ITEM:
        mark = (number if number.endswith((")", ".")) else f"{number})") if number else "–"
    return [UnitLine(piece.key, block.kind, mark, " ".join(block.text.split()))]
