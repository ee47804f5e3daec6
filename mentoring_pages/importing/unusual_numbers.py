"""Numbers only the whole text proves to be numbers: «А. Цели», «А.1. …», «(1) …», «п. 1. …».

A line alone may be a name («А. Иванов»), a remark in brackets or a reference («п. 1 приказа»);
lines that count on from the first one are a numbering, and are marked for every later step.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentoring_pages.domain.numbering import (
    LETTERS,
    MARK,
    Number,
    Printed,
    follows,
    follows_with_gap,
    split_number,
)
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.two_counts import looks_like_heading

LETTERED = re.compile(rf"[{LETTERS}][.)]\s+[А-ЯЁ«]")
LETTERED_CLAUSE = re.compile(
    rf"(?:[-–—•*]\s+)?(?P<clause>[{LETTERS}]\.\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)]?\s+\S.*)",
    re.DOTALL,
)
"""«А.1. …», as a line of a list too."""

FEWEST_CLAUSES = 3
ROUND = re.compile(r"\(\d{1,3}\)\s*\S")
NAMED = re.compile(r"(?:п\.|[Пп]ункт)\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s+[А-ЯЁ«]")

SMALL = re.compile(r"[а-яё]\.\s+\S")
"""The line of a list «а. …», which alone may be a place («г. Тверь»)."""

SMALL_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"

FEWEST = {LETTERED: 2, ROUND: 3, NAMED: 3}
"""Lines in a row that make a numbering."""


def mark_unusual_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines with a mark before each unusual number that counts on from a first one."""
    marked = list(lines)
    clauses = _lettered_clauses(lines)
    for place, text in clauses.items():
        marked[place] = replace(lines[place], text=MARK + text)
    firsts = {
        place: printed.value for place in clauses if (printed := split_number(marked[place].text))
    }
    for pattern in FEWEST:
        for place in _counting(lines, pattern, firsts):
            marked[place] = replace(lines[place], text=MARK + lines[place].text)
    for place in _small_letters(lines):
        marked[place] = replace(lines[place], text=MARK + lines[place].text)
    return marked


def _small_letters(lines: Sequence[Line]) -> list[int]:
    """The places of lines «а.», «б.», … where they count on from the first letter."""
    found: list[int] = []
    row: list[int] = []
    for place, line in enumerate(lines):
        if line.cells or not SMALL.match(line.text):
            continue
        if len(row) < len(SMALL_LETTERS) and line.text[0] == SMALL_LETTERS[len(row)]:
            row.append(place)
        elif line.text[0] == SMALL_LETTERS[0]:
            found += row if len(row) > 1 else []
            row = [place]
    return [*found, *row] if len(row) > 1 else found


def _lettered_clauses(lines: Sequence[Line]) -> dict[int, str]:
    """The lines «А.1. …» that count on from the first, by their places, without a list's mark."""
    found: dict[int, str] = {}
    last: Number | None = None
    for place, line in enumerate(lines):
        match = None if line.cells else LETTERED_CLAUSE.match(line.text)
        printed = split_number(MARK + match["clause"]) if match else None
        if printed is None or match is None:
            continue
        if follows(last, printed.value) or (last and follows_with_gap(last, printed.value)):
            found[place], last = match["clause"], printed.value
    return found if len(found) >= FEWEST_CLAUSES else {}


def _counting(
    lines: Sequence[Line], pattern: re.Pattern[str], clauses: Mapping[int, Number]
) -> list[int]:
    """The places of the lines of one pattern, where they count from the first number on.

    A letter may be left out where the next of ``clauses`` proves the heading: «Е.», then «Е.1».
    """
    rows: list[list[tuple[int, Printed]]] = []
    for place, line in enumerate(lines):
        if line.cells or not pattern.match(line.text):
            continue
        printed = split_number(MARK + line.text)
        if printed is None or (pattern is LETTERED and not _heads(line, printed)):
            continue
        below = next((number for at, number in clauses.items() if at > place), ())
        is_proved = bool(rows) and below == (*printed.value, 1)
        if is_proved or (rows and follows(rows[-1][-1][1].value, printed.value)):
            rows[-1].append((place, printed))
        elif set(printed.value) == {1}:
            rows.append([(place, printed)])
    return [place for row in rows if len(row) >= FEWEST[pattern] for place, _ in row]


def _heads(line: Line, printed: Printed) -> bool:
    return looks_like_heading(printed, strong=line.strong)
