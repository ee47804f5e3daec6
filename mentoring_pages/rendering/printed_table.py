"""A table of an act cut to what a page can hold."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from mentoring_pages.domain.contents import Line
from mentoring_pages.rendering.columns import column_widths

ROWS_AT_ONCE = 60
"""The renderer needs time by the square of a table's rows; a longer one goes on as the next."""

LONGEST_CELL = 300
"""Characters of a cell in one printed row; the rest goes on in rows below with no line between, so
that a page may end there.
"""

SHORT_LINE = 40
"""A line of a list takes a line of the column however short it is."""

DENSE_FROM = 5
"""Columns from which the type is smaller."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """The text of a cell and its column's share of the width, in percent.

    ``place`` is «first», «middle» or «last» of a cell that is printed in several rows.
    """

    text: str
    width: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table, or the next part of a long one, with the head of its columns again."""

    head: tuple[PrintedCell, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    is_dense: bool


def printed_table(line: Line) -> list[PrintedTable]:
    """The table of ``line`` in parts of bounded size; nothing of its text is lost."""
    widths = tuple(f"{width:.2f}" for width in column_widths(line.rows))
    head = _cells(line.head, widths) if line.head else ()
    texts = line.rows[1:] if line.head else line.rows
    rows = [_cells(row, widths, place) for text in texts for row, place in _rows_of_a_page(text)]
    parts = [rows[at : at + ROWS_AT_ONCE] for at in range(0, len(rows), ROWS_AT_ONCE)] or [[]]
    return [PrintedTable(head, tuple(part), len(widths) >= DENSE_FROM) for part in parts]


def _cells(
    row: tuple[str, ...], widths: tuple[str, ...], place: str = ""
) -> tuple[PrintedCell, ...]:
    return tuple(
        PrintedCell(text, width, place) for text, width in zip_longest(row, widths, fillvalue="")
    )


def _rows_of_a_page(row: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    printed = list(zip_longest(*(_parts(cell) for cell in row), fillvalue=""))
    for index, cells in enumerate(printed):
        if len(printed) == 1:
            yield cells, ""
        elif index == 0:
            yield cells, "first"
        else:
            yield cells, "last" if index == len(printed) - 1 else "middle"


def _parts(cell: str) -> list[str]:
    """The lines of a cell in runs that fit, a long line cut between its words."""
    parts, size = [""], 0
    for line in cell.splitlines():
        for piece in textwrap.wrap(line, LONGEST_CELL, break_on_hyphens=False) or [""]:
            if size + len(piece) > LONGEST_CELL and parts[-1]:
                parts.append("")
                size = 0
            parts[-1] = f"{parts[-1]}\n{piece}" if parts[-1] else piece
            size += max(len(piece), SHORT_LINE)
    return parts
