"""A web page (HTML) as lines: lists, tables, headings; scripts, menus, hidden text left out.

Where most of the text is hidden, as behind the tabs of a page, it is taken as shown.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing.decoding import decode
from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources import notes as note
from mentoring_pages.importing.sources.source import HTML, Source
from mentoring_pages.importing.sources.word_numbers import counted
from mentoring_pages.importing.sources.writing import LONGEST_TABLE, Writer

DEEPEST_LIST = 20
WIDEST_TABLE = 60
LONGEST_STYLE = 1_000
LONGEST_SPAN = 200
"""Rows one cell may stand beside."""

SILENT = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "math")
)
LEFT_OUT = frozenset(("nav", "footer", "button"))
HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "main", "header", "aside", "address", "blockquote", "pre",
        "dl", "dt", "dd", "figure", "figcaption", "form", "fieldset", "legend", "hr", "center",
        "tbody", "thead", "tfoot", "body", "html", "caption", "details", "summary", "ul", "ol",
        "li",
    )
)  # fmt: skip
STRONG = frozenset(("b", "strong", "th"))
LIST_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "source"))
RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
ENCODINGS = {"koi8-r": "koi8-r", "windows-1251": "cp1251", "cp1251": "cp1251", "utf-8": "utf-8"}


@dataclass(slots=True)
class Open:
    """A list that is open: its kind and the number of its next line."""

    ordered: bool
    number: int = 1
    number_format: str = "decimal"
    step: int = 1


@dataclass(slots=True)
class Table:
    """A table that is open; ``below`` are texts of cells that reach down into further rows."""

    rows: list[list[str]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cell: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    below: dict[int, tuple[int, str]] = field(default_factory=dict)


class Page:
    """Takes the events of the parser one by one; keeps no tree."""

    def __init__(self, *, shows_all: bool = False) -> None:
        self.writer = Writer()
        self.dropped: list[str] = []
        self.pictures = self.fields = 0
        self._text: list[str] = []
        self._strong: list[bool] = []
        self._bold = self._silent = self._left_out = self._kept_blanks = self._heading = 0
        self._right: list[bool] = []
        self._rights = 0
        self._lists: list[Open] = []
        self._tables: list[Table] = []
        self._mark = ""
        self._term = False
        self._shows_all = shows_all
        self._hidden: list[str] = []
        self._hidden_from = 0
        self.hidden: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = str(tag).lower()
        if tag not in VOID and not self._shows_all and (self._hidden or _is_hidden(attributes)):
            if not self._hidden:
                self._flush()
                self._left_out += 1
                self._hidden_from = len(self.dropped)
            self._hidden.append(tag)
        if tag in SILENT:
            self._silent += 1
        if tag in LEFT_OUT:
            self._flush()
            self._left_out += 1
        if self._silent:
            return
        if tag in BLOCKS or tag in HEADINGS:
            if tag == "dd" and self._term and self._text:
                self._text.append(" – ")
            else:
                self._flush()
            self._term = False
            styled = RIGHT.search(attributes.get("style", "")[:LONGEST_STYLE])
            self._right.append(bool(styled) or attributes.get("align") == "right")
            self._rights += self._right[-1]
        self._heading = HEADINGS.get(tag, self._heading)
        self._bold += tag in STRONG
        self._kept_blanks += tag == "pre"
        if tag == "br":
            self._text.append("\n")
        elif tag in ("ul", "ol"):
            self._open_list(tag, attributes)
        elif tag == "li":
            self._open_item(attributes)
        elif tag == "table":
            self._flush()
            if len(self._tables) > DEEPEST_LIST:
                raise UnreadableFile(Unreadable.DEEP_LIST)
            self._tables.append(Table())
        elif tag in ("td", "th"):
            self._close_cell()
            if self._tables:
                span = (
                    _span(attributes, "colspan", WIDEST_TABLE),
                    _span(attributes, "rowspan", LONGEST_SPAN),
                )
                self._tables[-1].span, self._tables[-1].cell = span, []
        elif tag == "img":
            self.pictures += 1
        elif tag in ("input", "textarea"):
            self._add_field(attributes)

    def end(self, tag: str) -> None:
        tag = str(tag).lower()
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in self._hidden:
            self._show(tag)
        if self._silent:
            return
        if tag in LEFT_OUT:
            self._flush()
            self._left_out = max(0, self._left_out - 1)
        if tag in BLOCKS or tag in HEADINGS:
            self._term = tag == "dt"
            if not self._term:
                self._flush()
            if self._right:
                self._rights -= self._right.pop()
        if tag in HEADINGS:
            self._heading = 0
        if tag in STRONG:
            self._bold = max(0, self._bold - 1)
        if tag == "pre":
            self._kept_blanks = max(0, self._kept_blanks - 1)
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_table()

    def data(self, text: str) -> None:
        if self._silent:
            return
        if not self._kept_blanks:
            text = BLANKS.sub(" ", text)
        if any(sign.isalnum() for sign in text):
            self._strong.append(bool(self._bold))
        self._text.append(text)

    def close(self) -> "Page":
        self._flush()
        while self._tables:
            self._close_table()
        return self

    def _flush(self) -> None:
        """End the paragraph at hand."""
        lines = [line.strip(" ") for line in "".join(self._text).split("\n")]
        text = "\n".join(line for line in lines if line)
        strong = bool(self._strong) and all(self._strong)
        self._text, self._strong = [], []
        if not text:
            return
        if self._mark:
            text, self._mark = f"{self._mark} {text}", ""
        if self._left_out:
            self.dropped.append(text.replace("\n", " "))
        elif self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(text)
        else:
            right = self._rights > 0
            self.writer.paragraph(text, heading=self._heading, strong=strong, right=right)

    def _show(self, tag: str) -> None:
        """Leave an element that is hidden, or that stands in a hidden one."""
        while self._hidden.pop() != tag:
            pass
        if not self._hidden:
            self._flush()
            self.hidden += self.dropped[self._hidden_from :]
            self._left_out = max(0, self._left_out - 1)

    def _open_list(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._lists) >= DEEPEST_LIST:
            raise UnreadableFile(Unreadable.DEEP_LIST)
        number_format = LIST_FORMATS.get(attributes.get("type", "1"), "decimal")
        start = _whole(attributes.get("start"), 1)
        step = -1 if "reversed" in attributes else 1
        self._lists.append(Open(tag == "ol", start, number_format, step))

    def _open_item(self, attributes: Mapping[str, str]) -> None:
        if not self._lists or not self._lists[-1].ordered:
            self._mark = "•"
            return
        current = self._lists[-1]
        number = _whole(attributes.get("value"), current.number)
        current.number = number + current.step
        self._mark = f"{counted(number, current.number_format)}."

    def _add_field(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "text").lower() in ("text", "tel", "email", "date", "number"):
            self.fields += 1
            self._text.append("______")

    def _close_cell(self) -> None:
        self._flush()
        if not self._tables or self._tables[-1].cell is None:
            return
        table = self._tables[-1]
        text, table.cell = "\n".join(table.cell or []), None
        self._reach_down(table)
        columns, rows = table.span
        for index in range(columns):
            if len(table.row) >= WIDEST_TABLE:
                raise UnreadableFile(Unreadable.LONG_TABLE)
            if rows > 1:
                table.below[len(table.row)] = (rows - 1, "" if index else text)
            table.row.append("" if index else text)

    def _reach_down(self, table: Table) -> None:
        """Repeat what cells above say of this row, so that it reads alone."""
        while len(table.row) in table.below:
            left, text = table.below.pop(len(table.row))
            if left > 1:
                table.below[len(table.row)] = (left - 1, text)
            table.row.append(self.writer.hold(text))

    def _close_row(self) -> None:
        self._close_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        if table.row:
            self._reach_down(table)
            table.rows.append(table.row)
            table.row = []
        if len(table.rows) > LONGEST_TABLE:
            raise UnreadableFile(Unreadable.LONG_TABLE)

    def _close_table(self) -> None:
        self._close_row()
        if not self._tables:
            return
        rows = self._tables.pop().rows
        if self._left_out:
            self.dropped += [" ".join(row) for row in rows]
        elif self._tables and self._tables[-1].cell is not None:
            lines = ("; ".join(cell.replace("\n", " ") for cell in row if cell) for row in rows)
            self._tables[-1].cell += [line for line in lines if line]
        else:
            self.writer.table(rows)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether the page itself shows the element to nobody."""
    return "hidden" in attributes or bool(
        HIDDEN.search(attributes.get("style", "")[:LONGEST_STYLE])
    )


def read_html(data: bytes) -> Source:
    """The text of an HTML page; raises ``UnreadableFile``."""
    text = _decoded(data)
    page = _parsed(text, Page())
    if sum(map(len, page.hidden)) > len(page.writer.text()):
        page = _parsed(text, Page(shows_all=True))
    written = page.writer.text()
    if not written.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    doubts = []
    if any(split_number(line) for line in page.hidden):
        doubts.append(note.hidden_text())
    if page.pictures:
        doubts.append(note.pictures(page.pictures))
    if page.fields:
        doubts.append(note.form_fields(page.fields))
    return Source(written, HTML, dropped=tuple(dict.fromkeys(page.dropped)), doubts=tuple(doubts))


def _parsed(text: str, page: Page) -> Page:
    """What the parser gave ``page`` of ``text``; raises ``UnreadableFile``."""
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, remove_pis=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(Unreadable.DAMAGED) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableFile(Unreadable.DEEP_LIST)
    return page


def _decoded(data: bytes) -> str:
    """The text in the encoding the page names, if it fits; otherwise told by the letters."""
    named = CHARSET.search(data[:4096])
    encoding = ENCODINGS.get(named.group(1).decode("ascii").lower()) if named else None
    if encoding in ("cp1251", "koi8-r") and b"\x00" not in data:
        with suppress(UnicodeDecodeError):
            data = data.decode(encoding).encode()
    return decode(data)


def _span(attributes: Mapping[str, str], name: str, most: int) -> int:
    return max(1, min(_whole(attributes.get(name), 1), most))


def _whole(text: str | None, otherwise: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if re.fullmatch(r"-?\d{1,6}", stripped) else otherwise
