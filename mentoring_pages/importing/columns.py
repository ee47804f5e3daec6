"""Tables that lost their lines: rows whose cells stand below one another, parted by blanks."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing.approval_words import ROLE
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.titles import appendix_head, is_capital_heading, is_paper_title

Part = tuple[float, float, str]
"""Where a cell begins, where it ends, and its text."""

GAP = re.compile(r"\s{2,}")
NARROWEST = 2
"""Blanks that part two columns."""

LONGEST_HEADER_CELL = 8
"""Words."""

FEWEST_ROWS = 2
"""Rows below the header; one is enough below three columns."""

LONGEST_CELL = 70
"""Characters."""

BELONGS_TO = re.compile(r"к\s+\w{4,}")
"""«к Положению о …» below the head of an appendix."""

NO_HEADER = re.compile(r"_{2,}|[;:,!?]$|\w{5,}\.$|^[-–—•*]\s|^\(")


def find_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with rows of cells in place of lines whose cells stand in columns."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        rows, end = _table_at(lines, place)
        if rows:
            found += [replace(lines[place], text="", cells=row, columns=()) for row in rows]
            place = end
        else:
            found.append(lines[place])
            place += 1
    return found


def _table_at(lines: Sequence[Line], start: int) -> tuple[list[tuple[str, ...]], int]:
    """The rows of a table whose header is the line at ``start``, and where it ends."""
    header = parts_of(lines[start])
    if not _is_header(lines[start], header):
        return [], start
    strips = [(one[1], other[0]) for one, other in itertools.pairwise(header)]
    taken = [header]
    end = start + 1
    while end < len(lines):
        line = lines[end]
        parts = parts_of(line)
        narrower = _narrowed(strips, parts) if parts else None
        lone = len(parts) == 1 and parts[0][0] < strips[0][1]
        if narrower is None or (lone and _is_outside(line, taken[-1])):
            break
        if _opens_appendix(lines, end):
            break
        strips = narrower
        taken.append(parts)
        end += 1
    while len(taken) > 1 and len(taken[-1]) == 1 and taken[-1][0][0] < strips[0][1]:
        taken.pop()
        end -= 1
    full = sum(len(parts) > 1 for parts in taken[1:])
    if full < (1 if len(header) > 2 else FEWEST_ROWS):
        return [], start
    return _rows(taken, strips), end


def _opens_appendix(lines: Sequence[Line], index: int) -> bool:
    """Whether an appendix opens here, at the right below a blank or with «к …» under its head."""
    line = lines[index]
    if line.cells or appendix_head(line.text) is None:
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return line.after_blank or bool(BELONGS_TO.match(following))


def _is_header(line: Line, parts: Sequence[Part]) -> bool:
    if len(parts) < 2 or split_number(line.text) or ROLE.match(line.text):
        return False
    return all(
        len(text.split()) <= LONGEST_HEADER_CELL
        and not NO_HEADER.search(text)
        and not ROLE.match(text)
        and (text[0].isupper() or text[0] in "№«" or len(parts) > 2)
        for _, _, text in parts
    )


def _is_outside(line: Line, before: Sequence[Part]) -> bool:
    """Whether a line in the first column alone is no row: it stands apart or is text of the act."""
    text = line.text
    return bool(
        line.after_blank
        or split_number(text)
        or appendix_head(text) is not None
        or is_paper_title(text)
        or is_capital_heading(text)
        or len(text) > LONGEST_CELL
        or (text[-1] in ".:" and len(before) > 1 and text[0].isupper())
    )


def _narrowed(
    strips: Sequence[tuple[float, float]], parts: Sequence[Part]
) -> list[tuple[float, float]] | None:
    """What a line leaves free of each strip between columns; ``None`` when it crosses one."""
    narrower = []
    for begin, end in strips:
        before = [stop for start, stop, _ in parts if start < (begin + end) / 2]
        after = [start for start, _, _ in parts if start >= (begin + end) / 2]
        crossing = [stop for stop in before if stop > begin]
        left = max([begin, *crossing])
        right = min([end, *after])
        if right - left < NARROWEST:
            return None
        narrower.append((left, right))
    return narrower


def _rows(
    taken: Sequence[Sequence[Part]], strips: Sequence[tuple[float, float]]
) -> list[tuple[str, ...]]:
    edges = [(begin + end) / 2 for begin, end in strips]
    rows: list[list[str]] = []
    for parts in taken:
        cells = [""] * (len(edges) + 1)
        for start, _, text in parts:
            column = sum(start >= edge for edge in edges)
            cells[column] = f"{cells[column]} {text}".strip()
        goes_on = rows and len(rows) > 1 and all(not cell or cell[0].islower() for cell in cells)
        if goes_on and cells[0] and len(parts) < len(cells):
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return [tuple(row) for row in rows]


def parts_of(line: Line) -> list[Part]:
    """The pieces of a line between wide gaps, each with its place."""
    if line.cells or len(line.columns) < 1 or not line.raw:
        return []
    raw = line.raw.rstrip()
    parts: list[Part] = []
    start = len(raw) - len(raw.lstrip())
    for gap in [*GAP.finditer(raw, start), None]:
        end = gap.start() if gap else len(raw)
        if raw[start:end].strip():
            parts.append((start, end, raw[start:end]))
        start = gap.end() if gap else end
    return parts
