"""An act painted for reading: safe HTML with its terms, references and notes in place.

``paint`` takes the tree of any edition (``services.edition.tree_of`` makes the same of a draft), so
that today's page, an old edition and a preview look alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from mentoring_pages.domain.citing import name_in_act
from mentoring_pages.domain.clauses import ITEM, SECTION, TABLE
from mentoring_pages.domain.clauses import tree as tree_of_blocks
from mentoring_pages.domain.contents import Approval, Chapter, Line, Piece, chapters, citation
from mentoring_pages.rendering.act_page import pieces_of_tree
from mentoring_pages.rendering.act_words import Words
from mentoring_pages.rendering.approvers import agreed_in
from mentoring_pages.rendering.audiences import Selection, select
from mentoring_pages.rendering.cells import cell_parts
from mentoring_pages.rendering.term_cards import Explained, cards_of

PAINTER = 4
"""Raised whenever the same text would be painted otherwise: stored readings are then made anew."""

CellParts = list[tuple[bool, list[SafeString]]]


@dataclass(frozen=True, slots=True)
class Note:
    """Plain words beside a clause, never part of the act; ``audiences`` are whom it concerns."""

    text: str = ""
    signed: str = ""
    written_on: date | None = None
    audiences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an act and changes without it: explanations and notes by clause key."""

    explained: Sequence[Explained] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of an act.

    ``article`` is its approval, heading and text, ``contents`` the list of its chapters, ``cards``
    what its terms mean (they stand after the article), ``audiences`` for whom there is a selection.
    """

    article: SafeString
    contents: SafeString
    cards: SafeString
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaintedLine:
    """A line with its words painted; ``chosen`` says that it concerns the audience.

    ``note`` stands below the line; ``note_name`` is the clause it explains, which may be above.
    """

    line: Line
    text: SafeString
    head: tuple[SafeString, ...]
    rows: tuple[tuple[tuple[str, CellParts], ...], ...]
    note: Note | None
    address: str
    citation: str
    chosen: bool = False
    is_head: bool = False
    note_name: str = ""


@dataclass(frozen=True, slots=True)
class PaintedChapter:
    """A chapter with its painted lines; ``chosen`` says that all of it concerns the audience."""

    chapter: Chapter
    lines: tuple[PaintedLine, ...]
    note: Note | None
    address: str
    citation: str
    chosen: bool = False

    @property
    def concerns(self) -> bool:
        return self.chosen or any(line.chosen for line in self.lines)

    @property
    def rest(self) -> int:
        """How many lines stand folded."""
        return sum(not line.chosen for line in self.lines)


def paint(
    tree: Mapping[str, Any],
    *,
    order_number: str = "",
    order_date: date | None = None,
    beside: Beside | None = None,
    audience: str = "",
    is_current: bool = True,
) -> Reading:
    """The act of ``tree`` for reading; for an ``audience`` its clauses first, the rest folded.

    The link of a clause is its permanent address, which leads to the text of the day; on the page
    of an old edition (not ``is_current``) it is the clause's place on that page.
    """
    beside = beside or Beside()
    act = Approval(tree["heading"], tree["title"], order_number, order_date)
    pieces = pieces_of_tree(tree["blocks"])
    words = Words(
        pieces=pieces,
        heading=act.heading,
        terms=tree.get("terms", ()),
        explained=beside.explained,
    )
    selection = select(pieces, beside.notes, audience)
    painter = _Painter(act, words, beside.notes, selection, is_current=is_current)
    made = chapters(pieces)
    article = render_to_string(
        "mentoring_pages/reading/article.html",
        {
            "act": act,
            "approval": tree.get("approval", {}),
            "agreed": agreed_in(tree),
            "chapters": [painter.chapter(chapter) for chapter in made],
            "selection": selection,
        },
    )
    return Reading(
        article=article,
        contents=render_to_string("mentoring_pages/reading/contents.html", {"chapters": made}),
        cards=cards_of(words.used()),
        audiences=selection.offered,
    )


@dataclass(frozen=True, slots=True)
class PaintedClause:
    """One clause with everything under it, apart from its act."""

    name: str
    citation: str
    text: SafeString


def paint_clause(
    tree: Mapping[str, Any], key: str, *, order_number: str = "", order_date: date | None = None
) -> PaintedClause | None:
    """The clause called ``key`` as the act prints it, nothing in it a link; ``None`` if it is not
    there."""
    act = Approval(tree["heading"], tree["title"], order_number, order_date)
    pieces = pieces_of_tree(tree["blocks"])
    under = _keys_under(pieces, key)
    if not under:
        return None
    words = Words(pieces=pieces, heading=act.heading, terms=(), explained=(), with_links=False)
    painter = _Painter(act, words, {}, select(pieces, {}, ""), with_tools=False)
    for chapter in chapters(pieces):
        lines = tuple(line for line in chapter.lines if line.key in under)
        if chapter.key != key and not lines:
            continue
        part = painter.chapter(replace(chapter, lines=lines))
        if chapter.key != key:
            part = replace(part, chapter=replace(chapter, kind=""))
        name = name_in_act(pieces, key) or act.heading
        text = render_to_string(
            "mentoring_pages/reading/chapter.html",
            {"part": part, "act": act, "level": 2, "below": 3},
        )
        return PaintedClause(name, citation(name, act), text)
    return None


def _keys_under(pieces: Sequence[Piece], key: str) -> frozenset[str]:
    for root in tree_of_blocks([piece.block for piece in pieces]):
        for node in root.walk():
            if pieces[node.index].key == key:
                return frozenset(pieces[below.index].key for below in node.walk())
    return frozenset()


def clause_address(key: str) -> str:
    """The permanent address of a clause; its place on the page where none is installed."""
    try:
        return reverse("mentoring_pages:clause", args=[key])
    except NoReverseMatch:
        return f"#c-{key}"


def _below_their_lists(lines: Sequence[PaintedLine]) -> tuple[PaintedLine, ...]:
    """A note to «Наставник обязан:» stands below the list it leads, not between the two."""
    found = list(lines)
    for place, line in enumerate(found):
        if line.note is None or not line.line.text.rstrip().endswith(":"):
            continue
        last = place
        while last + 1 < len(found) and found[last + 1].line.kind == ITEM:
            last += 1
        if last > place and found[last].note is None:
            found[place] = replace(line, note=None)
            found[last] = replace(found[last], note=line.note, note_name=line.note_name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Painter:
    act: Approval
    words: Words
    notes: Mapping[str, Note]
    selection: Selection
    with_tools: bool = True
    is_current: bool = True

    def chapter(self, chapter: Chapter) -> PaintedChapter:
        self.words.begin_section()
        return PaintedChapter(
            chapter=chapter,
            lines=_below_their_lists([self._line(line) for line in chapter.lines]),
            note=self._note(chapter.key) if chapter.kind else None,
            address=self._address(chapter.key),
            citation=self._citation(chapter.name),
            chosen=bool(chapter.kind) and chapter.key in self.selection.keys,
        )

    def _line(self, line: Line) -> PaintedLine:
        is_table = line.kind == TABLE
        is_heading = line.kind == SECTION
        return PaintedLine(
            line=line,
            text=SafeString("") if is_table or is_heading else self.words.of(line.key, line.text),
            head=tuple(self.words.plain(cell) for cell in line.head),
            rows=tuple(
                tuple((label, self._cell(line.key, cell)) for label, cell in row)
                for row in line.body_rows
            ),
            note=self._note(line.key),
            address=self._address(line.key),
            citation=self._citation(line.name),
            chosen=line.key in self.selection.keys,
            is_head=line.key in self.selection.heads,
            note_name=line.name,
        )

    def _cell(self, key: str, text: str) -> CellParts:
        return [
            (listed, [self.words.of_cell(key, part) for part in parts])
            for listed, parts in cell_parts(text)
        ]

    def _address(self, key: str) -> str:
        return clause_address(key) if self.is_current else f"#c-{key}"

    def _citation(self, name: str) -> str:
        return citation(name, self.act) if name and self.with_tools else ""

    def _note(self, key: str) -> Note | None:
        note = self.notes.get(key)
        return note if note and note.text else None
