"""A table that somebody saved in a spreadsheet: bytes of XLSX or CSV → rows of texts.

Nothing here knows what the columns mean. What is too large, locked, packed as a bomb or not a table
is refused as a whole with one ``TableProblem``; nothing is read half. Words are in
``intake.list_labels``.
"""

import csv
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

import openpyxl

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_PARTS = 400
MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_SIGNS = 300
LAST_ROW = 1_048_576
"""As many rows a sheet can have at all."""
MOST_MERGES = 10_000

FIRST = 1024
ENDINGS = (".xlsx", ".csv", ".txt", ".tsv")
LATIN_ENDING = re.compile(r"\.[0-9]*[a-zA-Z][a-zA-Z0-9]*$")
DELIMITERS = (";", "\t", ",")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""The container of «.xls» and of files locked by a password."""

MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\""
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class TableProblem(StrEnum):
    """Why a file is refused as a whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OLD_OFFICE = "old_office"
    NOT_A_TABLE = "not_a_table"
    OTHER_NAME = "other_name"
    BOMB = "bomb"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_WIDE = "too_wide"
    UNKNOWN_LETTERS = "unknown_letters"
    FORMULA = "formula"
    """A formula that nobody has computed: the file holds no value of it."""


class UnreadableTable(Exception):
    """The file is refused; ``row`` is where, or 0."""

    def __init__(self, problem: TableProblem, row: int = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.row = row


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is not blank, with the number a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``other_sheets``: how many more sheets of the file hold something and were not read."""

    rows: tuple[TableRow, ...]
    other_sheets: int = 0

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def read_table(data: bytes, *, name: str = "") -> Table:
    """The first sheet that holds something. Raises ``UnreadableTable``.

    ``name`` is what a person calls the file: one of another kind is refused whatever it holds.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableTable(TableProblem.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableTable(TableProblem.EMPTY)
    if data.startswith(OLD_OFFICE):
        raise UnreadableTable(TableProblem.OLD_OFFICE)
    if b"%PDF-" in data[:FIRST]:
        raise UnreadableTable(TableProblem.NOT_A_TABLE)
    if name and not name.lower().endswith(ENDINGS) and LATIN_ENDING.search(name):
        raise UnreadableTable(TableProblem.OTHER_NAME)
    table = _read_xlsx(data) if data.startswith(b"PK") else _read_csv(data)
    if not table.rows:
        raise UnreadableTable(TableProblem.EMPTY)
    return table


def _read_csv(data: bytes) -> Table:
    text = _decoded(data)
    delimiter = _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return Table(_bounded(enumerate(reader, start=1)))
    except csv.Error as error:
        raise UnreadableTable(TableProblem.NOT_A_TABLE, reader.line_num) from error


def _decoded(data: bytes) -> str:
    codecs = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1251")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise UnreadableTable(TableProblem.UNKNOWN_LETTERS)


def _delimiter_of(text: str) -> str:
    """The sign that cuts the beginning of the file into the most columns, row after row."""
    first = "\n".join(text.splitlines()[:20])

    def columns(delimiter: str) -> int:
        try:
            widths = [len(row) for row in csv.reader(first.splitlines(), delimiter=delimiter)]
        except csv.Error:
            return 0
        return sum(width for width in widths if width > 1)

    return max(DELIMITERS, key=columns)


def _read_xlsx(data: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(package)
            return _sheet(data, package)
    except UnreadableTable:
        raise
    except Exception as error:
        raise UnreadableTable(TableProblem.NOT_A_TABLE) from error


def _refuse_bombs(package: zipfile.ZipFile) -> None:
    """The sizes a package states are what ``zipfile`` unpacks at most: it checks them itself."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableTable(TableProblem.BOMB)
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with package.open(part) as stream:
            if ENTITY.search(stream.read(1 << 16)):
                raise UnreadableTable(TableProblem.BOMB)


def _sheet(data: bytes, package: zipfile.ZipFile) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        found: tuple[int, tuple[TableRow, ...]] | None = None
        others = 0
        for position, sheet in enumerate(book.worksheets):
            if found is not None:
                others += any(any(_text(one) for one in row) for row in _values(sheet))
                continue
            rows = _bounded(enumerate(_values(sheet), start=1))
            if rows:
                found = position, rows
    finally:
        book.close()
    if found is None:
        return Table(())
    path = getattr(book.worksheets[found[0]], "_worksheet_path", "")
    markup = package.read(path) if path in package.namelist() else b""
    if FORMULA.search(markup):
        _refuse_uncomputed(data, found[0])
    return Table(_filled_down(found[1], markup), others)


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    found: Iterator[Sequence[Any]] = sheet.iter_rows(
        max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=True
    )
    return found


def _refuse_uncomputed(data: bytes, position: int) -> None:
    """A formula whose value was never saved would be read as an empty cell: it is refused."""
    computed = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    try:
        pairs = zip_longest(
            _values(computed.worksheets[position]),
            _values(written.worksheets[position]),
            fillvalue=(),
        )
        for number, (values, formulas) in enumerate(pairs, start=1):
            for value, formula in zip_longest(values, formulas):
                if value is None and isinstance(formula, str) and formula.startswith("="):
                    raise UnreadableTable(TableProblem.FORMULA, number)
    finally:
        computed.close()
        written.close()


def _filled_down(rows: tuple[TableRow, ...], markup: bytes) -> tuple[TableRow, ...]:
    """Cells merged down a column all say what the first of them says."""
    by_number = {row.number: list(row.cells) for row in rows}
    numbers = sorted(by_number)
    filled = 0
    for count, found in enumerate(MERGED.finditer(markup)):
        left, top, right, bottom = (part.decode() for part in found.groups())
        if count >= MOST_MERGES or filled > MOST_ROWS * MOST_COLUMNS:
            break
        if left != right:
            continue
        column = _column(left)
        source = by_number.get(int(top), [])
        if column >= len(source):
            continue
        first, last = bisect_right(numbers, int(top)), bisect_right(numbers, int(bottom))
        filled += max(0, last - first)
        for number in numbers[first:last]:
            cells = by_number[number]
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or source[column]
    return tuple(TableRow(number, tuple(cells)) for number, cells in by_number.items())


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _bounded(rows: Iterable[tuple[int, Sequence[Any]]]) -> tuple[TableRow, ...]:
    """Rows that say something, within the limits. Raises ``UnreadableTable``."""
    found: list[TableRow] = []
    for number, values in rows:
        if not any(values):
            continue
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise UnreadableTable(TableProblem.TOO_WIDE, number)
        if len(found) > MOST_ROWS:
            raise UnreadableTable(TableProblem.TOO_MANY_ROWS)
        found.append(TableRow(number, tuple(cells)))
    return tuple(found)


def _text(value: Any) -> str:
    """A cell as people read it: a date as 04.05.2013, a whole number without «.0»."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime, date)):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value)[: MOST_SIGNS * 4].split())[:MOST_SIGNS]
