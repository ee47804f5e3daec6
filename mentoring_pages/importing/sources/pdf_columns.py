"""The columns of an approval block in a PDF, by the places of its words.

The blocks of several people stand beside one another, each in its column, level at the top, at the
bottom or in the middle. What parts them is a strip of the page that no word of the block crosses.
"""

import re
from typing import Any

from mentoring_pages.importing.sources.writing import SIDE_BY_SIDE

HALF_A_PAGE = 250.0
NARROWEST_STRIP = 12.0
NARROWEST_GAP = 5.0
"""Points."""

LONGEST_BLOCK = 80
"""Lines."""

ACT_NAME = re.compile(
    r"(?:положение|порядок|правила|программа|регламент|инструкция|кодекс|концепция|стандарт|модель"
    r"|устав|памятка|план)\b",
    re.IGNORECASE,
)

Piece = tuple[float, float, str]
"""Where words without a wide gap between them begin and end, and the words."""

Span = tuple[float, float]


def columns_at(items: list[Any], start: int) -> tuple[list[str], int]:
    """The columns of an approval block that begins at ``start``, and where it ends."""
    if "rows" in items[start] or not any(
        SIDE_BY_SIDE.match(text) for _, _, text in items[start]["pieces"]
    ):
        return [], start
    columns, after = headed_columns(items, start)
    return (columns, after) if columns else two_columns(items, start)


def headed_columns(items: list[Any], start: int) -> tuple[list[str], int]:
    """Columns each of which opens with a word like «Согласовано», wherever on the page it begins.

    A line that would join two of them, or the name of the act below, is no part of the block.
    """
    covered: list[Span] = []
    heads: list[Span] = []
    place = start
    while place < min(len(items), start + LONGEST_BLOCK) and "rows" not in items[place]:
        item = items[place]
        pieces: list[Piece] = item["pieces"]
        if len(pieces) == 1 and ACT_NAME.match(pieces[0][2]):
            break
        wider = merged([*covered, *((begin, end) for begin, end, _ in pieces)])
        more = [*heads, *((begin, end) for begin, end, text in pieces if SIDE_BY_SIDE.match(text))]
        if len(_columns(wider, more)) < len(_columns(covered, heads)):
            break
        if item["room"] and not any(_headed(piece, wider, more) for piece in pieces):
            break
        covered, heads, place = wider, more, place + 1
    spans = _columns(covered, heads)
    if len(spans) < 2:
        return [], start
    columns: list[list[str]] = [[] for _ in spans]
    for item in items[start:place]:
        for column, text in _shared(item["pieces"], spans):
            columns[column].append(text)
    return ["\n".join(column) for column in columns], place


def merged(spans: list[Span]) -> list[Span]:
    """The spans with those joined that no strip parts."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if whole and begin - whole[-1][1] < NARROWEST_GAP:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return whole


def _columns(covered: list[Span], heads: list[Span]) -> list[Span]:
    """The spans that hold a head."""
    return [span for span in covered if any(_within(head, span) for head in heads)]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _headed(piece: Piece, covered: list[Span], heads: list[Span]) -> bool:
    return any(_within((piece[0], piece[1]), span) for span in _columns(covered, heads))


def _shared(pieces: list[Piece], spans: list[Span]) -> list[tuple[int, str]]:
    """The pieces of a line with their columns, those of one column joined."""
    found: list[tuple[int, str]] = []
    for begin, end, text in pieces:
        column = min(range(len(spans)), key=lambda i: _distance((begin, end), spans[i]))
        if found and found[-1][0] == column:
            found[-1] = (column, f"{found[-1][1]} {text}")
        else:
            found.append((column, text))
    return found


def _distance(one: Span, other: Span) -> float:
    return max(0.0, one[0] - other[1], other[0] - one[1])


def two_columns(items: list[Any], start: int) -> tuple[list[str], int]:
    """The columns of an approval block that begins at ``start``, and where it ends.

    The lines of the two columns need not be level with one another: what parts them is a strip of
    the page that no line crosses.
    """
    if "rows" in items[start] or not any(
        SIDE_BY_SIDE.match(text) for _, _, text in items[start]["parts"]
    ):
        return [], start
    strip: tuple[float, float] | None = None
    place = start
    last = min(len(items), start + LONGEST_BLOCK)
    for place in range(start, last + 1):
        if place == last or "rows" in items[place]:
            break
        narrower = _strip(items[place]["parts"], strip)
        if narrower is None:
            break
        strip = narrower
    if strip is None:
        return [], start
    middle = (strip[0] + strip[1]) / 2
    parts = [part for item in items[start:place] for part in item["parts"]]
    left = "\n".join(text for _, end, text in parts if end <= middle)
    right = "\n".join(text for begin, _, text in parts if begin >= middle)
    return ([left, right], place) if left and right else ([], start)


def _strip(
    parts: list[tuple[float, float, str]], strip: tuple[float, float] | None
) -> tuple[float, float] | None:
    """What a line leaves free of the strip between two columns; ``None`` when it crosses it."""
    if strip is None:
        if len(parts) == 1:
            begin, end, _ = parts[0]
            strip = (0.0, begin) if begin > HALF_A_PAGE else (end, 2 * HALF_A_PAGE)
        else:
            strip = (parts[0][1], parts[-1][0])
        return strip if len(parts) < 3 else None
    if len(parts) == 2:
        free = (max(strip[0], parts[0][1]), min(strip[1], parts[1][0]))
        return free if free[1] - free[0] >= NARROWEST_STRIP else None
    before = [end for begin, end, _ in parts if begin < (strip[0] + strip[1]) / 2]
    after = [begin for begin, _, _ in parts if begin >= (strip[0] + strip[1]) / 2]
    free = (max([strip[0], *before]), min([strip[1], *after]))
    return free if free[1] - free[0] >= NARROWEST_STRIP else None
