"""A Word file (DOCX) as lines, read from its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources import notes as note
from mentoring_pages.importing.sources.package import Package, open_package
from mentoring_pages.importing.sources.source import DOCX, Source
from mentoring_pages.importing.sources.word_names import VAL, W, is_on
from mentoring_pages.importing.sources.word_numbers import Numbers, as_number, read_numbers
from mentoring_pages.importing.sources.word_styles import Styles, read_styles
from mentoring_pages.importing.sources.word_text import Text as RunText
from mentoring_pages.importing.sources.word_text import laid_out, stands_right, text_of
from mentoring_pages.importing.sources.writing import LONGEST_TABLE, MOST_CHARACTERS, Writer

MOST_PARAGRAPHS = 100_000
"""Paragraphs, empty ones and those of cells included; five hundred pages have under 25,000."""

LONGEST_HELD = 5_000
"""Characters of paragraphs whose ends are struck out; the next one begins a paragraph anew."""

DEEPEST_TABLE = 20
WIDEST_TABLE = 60
"""Columns of a grid; a wider span is broken or a trap."""

WORD = re.compile(r"[А-Яа-яЁё]{4}")
"""A number that says something by itself: «Приложение 1»."""

HOLDERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo")
)
"""What holds paragraphs, rows and cells without being one."""


class Sink(Protocol):
    """Where paragraphs and tables go: the text itself, or a cell."""

    def paragraph(
        self, text: str, *, heading: int = 0, strong: bool = False, right: bool = False
    ) -> None: ...

    def table(self, rows: list[list[str]], *, is_layout: bool = False) -> None: ...

    def page_break(self) -> None: ...


@dataclass(slots=True)
class Cell:
    """The lines of a cell; a table inside it becomes a line for each of its rows."""

    lines: list[str] = field(default_factory=list)

    def paragraph(
        self, text: str, *, heading: int = 0, strong: bool = False, right: bool = False
    ) -> None:
        self.lines += [line for line in text.split("\n") if line.strip()]

    def table(self, rows: list[list[str]], *, is_layout: bool = False) -> None:
        for row in rows:
            self.paragraph("; ".join(cell.replace("\n", " ") for cell in row if cell.strip()))

    def page_break(self) -> None:
        """A page that ends inside a cell leaves no mark."""


@dataclass(slots=True)
class Reader:
    """Walks the body once, counting lists and footnotes as it goes."""

    styles: Styles
    numbers: Numbers
    footnotes: dict[tuple[str, str], Any]
    dropped: list[str] = field(default_factory=list)
    empty_numbers: list[str] = field(default_factory=list)
    seen: RunText = field(default_factory=RunText)
    hidden: bool = False
    boxes: int = 0
    note_count: int = 0
    numbered: bool = False
    paragraphs: int = 0
    repeated: int = 0

    def blocks(self, container: Any, sink: Sink, depth: int = 0) -> None:
        held = ""
        for element in elements(container):
            if element.tag == f"{W}tbl":
                self._table(element, sink, depth)
            else:
                held = self._paragraph(element, sink, held, depth)
        if held:
            sink.paragraph(held)

    def _paragraph(self, element: Any, sink: Sink, held: str, depth: int) -> str:
        """Add a paragraph; where its end is struck out, give its text to the next one."""
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        properties = element.find(f"{W}pPr")
        name = None if properties is None else properties.find(f"{W}pStyle")
        style_id = self.styles.default if name is None else name.get(VAL, "")
        style = self.styles.of(style_id)
        text = text_of(element, bold=style.bold, note_number=self.note_count)
        self._note(text)
        for box in text.boxes:
            self.blocks(box, sink, depth + 1)
        written = held + "".join(text.pieces)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.seen.changes += 1
            if len(written) < LONGEST_HELD:
                return written
        number = self._number(properties, style_id)
        if style.is_contents:
            self.dropped.append(written.replace("\t", " ").strip())
            return ""
        if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
            sink.page_break()
        heading = style.heading
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        if outline is not None and as_number(outline.get(VAL), 9) < 9:
            heading = as_number(outline.get(VAL), 9) + 1
        right = style.right or stands_right(properties)
        for index, page in enumerate(written.split("\f")):
            if index:
                sink.page_break()
            line, far = laid_out(page)
            if number and line.strip():
                line, number = f"{number} {line.lstrip()}", ""
            self.numbered = self.numbered or split_number(line.strip()) is not None
            sink.paragraph(line, heading=heading, strong=text.is_strong, right=right or far)
        if number and WORD.search(number):
            sink.paragraph(number, heading=heading, right=right)
        elif number and (number[-1].isalnum() or number[-1] in ".)"):
            self.empty_numbers.append(number)
        self._footnotes(text, sink, depth)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            sink.page_break()
        return ""

    def _note(self, text: RunText) -> None:
        self.seen.pictures += text.pictures
        self.seen.objects += text.objects
        self.seen.changes += text.changes
        self.boxes += len(text.boxes)
        if "".join(text.hidden).strip():
            self.dropped.append("".join(text.hidden).strip())
            self.hidden = True

    def _number(self, properties: Any, style_id: str) -> str:
        style = self.styles.of(style_id)
        num_id, depth = style.num_id, style.depth
        own = None if properties is None else properties.find(f"{W}numPr")
        own_id = own_depth = None
        if own is not None:
            own_id, own_depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        if own_id is not None:
            num_id, depth = own_id.get(VAL, ""), 0
        elif num_id and depth is None:
            depth = self.numbers.level_of_style(num_id, style_id)
        if own_depth is not None:
            depth = as_number(own_depth.get(VAL), 0)
        return self.numbers.next(num_id, depth or 0) if num_id else ""

    def _footnotes(self, text: RunText, sink: Sink, depth: int) -> None:
        for key in text.notes:
            self.note_count += 1
            body = self.footnotes.get(key)
            if body is not None and depth < DEEPEST_TABLE:
                lines = Cell()
                for paragraph in body.iter(f"{W}p"):
                    runs = text_of(paragraph, bold=False, note_number=self.note_count)
                    lines.paragraph(laid_out("".join(runs.pieces).replace("\f", "\n"))[0].strip())
                sink.paragraph(f"Сноска {self.note_count}. {' '.join(lines.lines)}")

    def _table(self, table: Any, sink: Sink, depth: int) -> None:
        if depth > DEEPEST_TABLE:
            raise UnreadableFile(Unreadable.DEEP_LIST)
        rows: list[list[str]] = []
        above: dict[int, str] = {}
        for row in elements(table, f"{W}tr"):
            changed = row.find(f"{W}trPr/{W}del") is not None
            if changed:
                self.seen.changes += 1
                continue
            rows.append(self._row(row, above, depth))
            if len(rows) > LONGEST_TABLE:
                raise UnreadableFile(Unreadable.LONG_TABLE)
        sink.table(rows, is_layout=not self.numbered and is_borderless(table))

    def _row(self, row: Any, above: dict[int, str], depth: int) -> list[str]:
        """The cells of a row; what is merged downwards is repeated, so that a row reads alone."""
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells = [""] * (0 if before is None else min(as_number(before.get(VAL), 0), WIDEST_TABLE))
        for cell in elements(row, f"{W}tc"):
            place = len(cells)
            properties = cell.find(f"{W}tcPr")
            span = None if properties is None else properties.find(f"{W}gridSpan")
            merged = None if properties is None else properties.find(f"{W}vMerge")
            inside = Cell()
            self.blocks(cell, inside, depth + 1)
            text = "\n".join(inside.lines)
            if merged is not None and merged.get(VAL) != "restart":
                text = text or self._repeated(above.get(place, ""))
            above[place] = text if merged is not None else ""
            width = 1 if span is None else max(1, as_number(span.get(VAL), 1))
            cells += [text, *[""] * (min(width, WIDEST_TABLE) - 1)]
            if len(cells) > WIDEST_TABLE:
                raise UnreadableFile(Unreadable.LONG_TABLE)
        return cells

    def _repeated(self, text: str) -> str:
        """The text of a cell that reaches down, counted each time it is repeated."""
        self.repeated += len(text)
        if self.repeated > MOST_CHARACTERS:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        return text


def elements(container: Any, *wanted: str) -> Iterator[Any]:
    """Paragraphs and tables (or ``wanted``) of a container, those in content controls included."""
    tags = wanted or (f"{W}p", f"{W}tbl")
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in HOLDERS:
            yield from elements(child, *tags)


def is_borderless(table: Any) -> bool:
    """Whether a table has no lines of its own and no style that draws them."""
    properties = table.find(f"{W}tblPr")
    if properties is None:
        return True
    borders = properties.find(f"{W}tblBorders")
    if borders is not None:
        return all(side.get(VAL) in ("nil", "none") for side in borders)
    return properties.find(f"{W}tblStyle") is None


def read_docx(data: bytes) -> Source:
    """The text of a DOCX file; raises ``UnreadableFile``."""
    package = open_package(data)
    document = package.part(package.document)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise UnreadableFile(Unreadable.DAMAGED)
    styles = read_styles(package.first("styles"))
    reader = Reader(
        styles=styles,
        numbers=read_numbers(package.first("numbering"), styles.lists),
        footnotes=_notes(package),
    )
    writer = Writer()
    reader.blocks(body, writer)
    text = writer.text()
    if not text.strip():
        raise UnreadableFile(Unreadable.PICTURE if reader.seen.pictures else Unreadable.EMPTY)
    return Source(text, DOCX, dropped=_dropped(package, reader), doubts=_doubts(reader))


def _notes(package: Package) -> dict[tuple[str, str], Any]:
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.first(f"{kind}s")
        for element in root if root is not None else ():
            if element.get(f"{W}type") in (None, "normal"):
                found[(kind, element.get(f"{W}id", ""))] = element
    return found


def _dropped(package: Package, reader: Reader) -> tuple[str, ...]:
    """Headers, footers and remarks of reviewers, each once."""
    parts = [*package.related.get("header", []), *package.related.get("footer", [])]
    parts += package.related.get("comments", [])
    lines = []
    for name in islice(parts, 60):
        root = package.part(name)
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            runs = text_of(paragraph, bold=False, note_number=0)
            lines.append(" ".join("".join(runs.pieces).split()))
    return tuple(dict.fromkeys(line for line in [*lines, *reader.dropped] if line))


def _doubts(reader: Reader) -> tuple[str, ...]:
    seen = reader.seen
    return tuple(
        sentence
        for is_so, sentence in (
            (seen.changes, note.changes()),
            (reader.boxes, note.boxes(reader.boxes)),
            (reader.note_count, note.footnotes(reader.note_count)),
            (seen.pictures, note.pictures(seen.pictures)),
            (seen.objects, note.objects(seen.objects)),
            (reader.hidden, note.hidden_text()),
            (reader.empty_numbers, note.empty_numbers(reader.empty_numbers)),
        )
        if is_so
    )
