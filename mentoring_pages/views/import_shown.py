"""A recognised act as the pieces a preview shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mentoring_pages.domain.clauses import (
    APPENDIX,
    CLAUSE,
    ITEM,
    SECTION,
    TABLE,
    Block,
    Node,
    owner_of,
    title_of,
    tree,
)
from mentoring_pages.domain.deadlines import find_deadlines
from mentoring_pages.importing import ImportedAct

MOST_LINES = 3_000
"""Lines of a preview. A longer document is shown up to here and is imported whole."""

LONGEST_LINE = 400
ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line under a part: ``depth`` 0 stands right under it."""

    kind: str
    depth: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section or an appendix with the lines under it and how many of them are clauses."""

    title: str
    is_appendix: bool
    lines: tuple[Line, ...]
    clauses: int


def shown_act(act: ImportedAct) -> dict[str, Any]:
    """The context of a preview."""
    parts = list(_parts(act.blocks))
    return {
        "act": act,
        "kind_of_act": act.kind,
        "coverage": f"{act.coverage * 100:.1f}".replace(".", ","),
        "parts": parts,
        "clauses": sum(part.clauses for part in parts),
        "is_cut": sum(len(part.lines) for part in parts) >= MOST_LINES,
        "appendices": [part for part in parts if part.is_appendix],
        "tables": [
            {"rows": block.rows[:ROWS_SHOWN], "more": max(0, len(block.rows) - ROWS_SHOWN)}
            for block in act.blocks
            if block.kind == TABLE
        ],
        "deadlines": list(_deadlines(act.blocks)),
    }


def _parts(blocks: tuple[Block, ...]) -> Iterator[Part]:
    loose: list[Line] = []
    left = MOST_LINES
    for node in tree(blocks):
        if node.block.kind not in (SECTION, APPENDIX) and not node.children:
            loose.append(_line(node, 0))
            continue
        if loose:
            yield Part(_("Без раздела"), False, tuple(loose), 0)
            loose = []
        nodes = list(node.walk())[1:]
        lines = tuple(_line(inner, inner.block.level - node.block.level - 1) for inner in nodes)
        clauses = sum(bool(n.block.kind in (CLAUSE, SECTION) and n.block.number) for n in nodes)
        is_appendix = node.block.kind == APPENDIX
        own = int(node.block.kind == CLAUSE)
        yield Part(_title(node), is_appendix, lines[: max(left, 0)], clauses + own)
        left -= len(lines)
    if loose:
        yield Part(_("Без раздела"), False, tuple(loose), sum(n.kind == CLAUSE for n in loose))


def _title(node: Node) -> str:
    block = node.block
    if block.kind == APPENDIX:
        number = _("Приложение №\u00a0%s") % block.number if block.number else _("Приложение")
        return f"{number}. {title_of(node)}".strip(". ")
    return _short(f"{block.number}. {block.text}" if block.number else block.text)


def _line(node: Node, depth: int) -> Line:
    block = node.block
    number = block.number
    if number and block.kind != ITEM and number[-1].isalnum():
        number += "."
    text = _("таблица, строк: %d") % len(block.rows) if block.kind == TABLE else block.text
    return Line(block.kind, min(max(depth, 0), 4), number, _short(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rstrip() + "…"


def _deadlines(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Deadlines of the act with the number of their clause."""
    for index, block in enumerate(blocks):
        for deadline in find_deadlines(block.text):
            place = owner_of(blocks, index)
            yield ("" if place is None else blocks[place].number), deadline.text
