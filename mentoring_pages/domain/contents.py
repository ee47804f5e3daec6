"""An act as a reader sees it: chapters with their lines, what each is called, how it is cited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from mentoring_pages.domain.clauses import (
    APPENDIX,
    CLAUSE,
    ITEM,
    SECTION,
    Block,
    Node,
    Rows,
    title_of,
    tree,
)

NBSP = "\N{NO-BREAK SPACE}"
NUMERO = "\N{NUMERO SIGN}"
DEEPEST_INDENT = 3

TO_THE_ACT = re.compile(r"к\s")
"""How the head of an appendix names the act it belongs to: «к Положению о …»."""

GENITIVE_AND_DATIVE = {
    "положение": ("Положения", "Положению"),
    "порядок": ("Порядка", "Порядку"),
    "правила": ("Правил", "Правилам"),
    "программа": ("Программы", "Программе"),
    "регламент": ("Регламента", "Регламенту"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the body with its permanent key; the flags and the caption belong to tables."""

    key: str
    block: Block
    has_head: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A block to be shown under the heading of its chapter.

    ``mark`` is what is printed before the text («3.4.», «1)», «–»); ``name`` is what the line is
    called in a reference («п. 3.4»), empty where it has no number of its own; ``indent`` counts
    from 0, the outermost text of the chapter.
    """

    key: str
    kind: str
    mark: str
    text: str
    name: str
    indent: int
    rows: Rows = ()
    has_head: bool = False
    caption: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        return self.rows[0] if self.has_head and self.rows else ()

    @property
    def body_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows under the head; each cell with the head of its column, empty without a head."""
        head = self.head
        return tuple(
            tuple(zip_longest(head[: len(row)], row, fillvalue=""))
            for row in (self.rows[1:] if head else self.rows)
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section or an appendix with everything in it; text before the first section has no head.

    ``title`` is how the contents list calls it, ``text`` what stands at its head, ``note`` what an
    appendix says under its head («к Положению о …»).
    """

    key: str
    kind: str
    mark: str
    text: str
    title: str
    name: str
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def is_named_appendix(self) -> bool:
        """An appendix without a number, called by its title: on paper that stands in the middle,
        not where «Приложение № 2 к …» does."""
        return self.kind == APPENDIX and not self.text.casefold().startswith("приложение")


def chapters(pieces: Sequence[Piece]) -> tuple[Chapter, ...]:
    """The act in reading order; every piece is there exactly once, as a head or as a line."""
    made: list[Chapter] = []
    headless: list[Line] = []
    for root in tree([piece.block for piece in pieces]):
        if root.block.kind in (SECTION, APPENDIX):
            if headless:
                made.append(_without_head(headless))
                headless = []
            made.append(_chapter(pieces, root))
        else:
            headless += _lines(pieces, [root], indent=0, inside="")
    if headless:
        made.append(_without_head(headless))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Approval:
    """What a reference names: kind of act, title, the order behind it (none for a draft)."""

    heading: str
    title: str
    order_number: str = ""
    order_date: date | None = None


def genitive_of(heading: str) -> str:
    """«Положения», «Порядка»; a kind of act we cannot decline is «документа «Памятка»»."""
    return _cases_of(heading)[0]


def reference_to(name: str, act: Approval) -> str:
    """A reference without the order: «п. 3.4 Положения о …»; an appendix is «к Положению»."""
    genitive, dative = _cases_of(act.heading)
    called = f"к\N{NO-BREAK SPACE}{dative}" if "Приложени" in name else genitive
    return f"{name} {called} {act.title.strip()}".rstrip()


def citation(name: str, act: Approval) -> str:
    """A ready reference: «п. 3.4 Положения о …, утв. приказом № 05-од от 10.01.2022».

    Without an order the text is a draft, and the reference says so.
    """
    reference = reference_to(name, act)
    if not act.order_number or act.order_date is None:
        return f"{reference} (проект)"
    day = act.order_date.strftime("%d.%m.%Y")
    return f"{reference}, утв. приказом {NUMERO}{NBSP}{act.order_number} от{NBSP}{day}"


def _cases_of(heading: str) -> tuple[str, str]:
    called = heading.strip()
    other = f"документа «{called}»", f"документу «{called}»"
    return GENITIVE_AND_DATIVE.get(called.lower(), other)


def _without_head(lines: list[Line]) -> Chapter:
    return Chapter(lines[0].key, "", "", "", "", "", tuple(lines))


def _chapter(pieces: Sequence[Piece], root: Node) -> Chapter:
    if root.block.kind == APPENDIX:
        return _appendix(pieces, root)
    block, name = root.block, _name(root.block, inside="")
    return Chapter(
        key=pieces[root.index].key,
        kind=block.kind,
        mark=_mark(block),
        text=block.text,
        title=block.text,
        name=name,
        lines=tuple(_lines(pieces, root.children, indent=0, inside="")),
    )


def _appendix(pieces: Sequence[Piece], root: Node) -> Chapter:
    """An appendix under its number and its own title; either of them may be missing on paper."""
    block = root.block
    printed = block.text.strip()
    note = printed if TO_THE_ACT.match(printed) else ""
    own = "" if TO_THE_ACT.match(title_of(root)) else title_of(root).strip()
    numbered = _name(block, inside="") if block.number.strip() else ""
    head = printed.removesuffix(note)
    name = numbered or (f"Приложение «{own}»" if own else "Приложение")
    return Chapter(
        key=pieces[root.index].key,
        kind=block.kind,
        mark="",
        text=". ".join(part for part in (numbered, head) if part) or "Приложение",
        title=". ".join(part for part in (numbered, own) if part) or "Приложение",
        name=name,
        lines=tuple(_lines(pieces, root.children, indent=0, inside=name)),
        note=note,
    )


def _lines(
    pieces: Sequence[Piece], nodes: Sequence[Node], *, indent: int, inside: str
) -> Iterator[Line]:
    for node in nodes:
        block, piece = node.block, pieces[node.index]
        yield Line(
            key=piece.key,
            kind=block.kind,
            mark=_mark(block),
            text=block.text,
            name=_name(block, inside),
            indent=min(indent, DEEPEST_INDENT),
            rows=block.rows,
            has_head=piece.has_head,
            caption=piece.caption,
        )
        # A heading inside an appendix sets nothing off from the edge.
        deeper = indent if block.kind == SECTION else indent + 1
        yield from _lines(pieces, node.children, indent=deeper, inside=inside)


def _mark(block: Block) -> str:
    number = block.number.strip()
    if block.kind == ITEM:
        return (number if number.endswith((")", ".")) else f"{number})") if number else "–"
    if not number or block.kind not in (SECTION, CLAUSE):
        return number
    return number if number.endswith((".", ")")) else f"{number}."


def _name(block: Block, inside: str) -> str:
    number = block.number.strip()
    if block.kind == APPENDIX:
        return f"Приложение {NUMERO}{NBSP}{number}" if number else "Приложение"
    if not number or block.kind not in (SECTION, CLAUSE):
        return ""
    called = f"раздел{NBSP}{number}" if block.kind == SECTION else f"п.{NBSP}{number}"
    return f"{called} {inside.replace('Приложение', 'Приложения', 1)}" if inside else called
