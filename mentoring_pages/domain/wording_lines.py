"""A wording with its places filled, line by line: lists become lines, what has no value goes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mentoring_pages.domain.placeholders import KNOWN, PlaceType, fill, find

BLANK = " ".join(["_" * 25] * 3)
"""What stands on paper where somebody writes by hand: parted for narrow screens."""

MOST_PRINTED_LINES = 250
LONGEST_PRINTED_LINE = 10_000
"""Characters. Filled places lengthen a text; paper takes a fifth more lines and twice as much."""

HIDDEN = "•"
SHOWN_OF_A_SECRET = 3


def filled_lines(
    blocks: Iterable[tuple[str, str]], values: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(Type, text) of every line as it stands on paper. Raises ``KeyError`` for a missing value."""
    return [line for block_type, text in blocks for line in _lines_of(block_type, text, values)]


def blocks_of(tree: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines of a frozen wording: (type, text with places)."""
    return [(block["type"], block["value"]) for block in tree["blocks"]]


def masked(value: str) -> str:
    """A secret as a screen shows it again: its last signs, so that its owner knows it."""
    shown = value[-SHOWN_OF_A_SECRET:] if len(value) > 2 * SHOWN_OF_A_SECRET else ""
    return HIDDEN * 8 + shown


def _lines_of(block_type: str, text: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    keys = list(find(text))
    places = [KNOWN[key] for key in keys if key in KNOWN]
    if any(place.optional and not values[place.key].strip() for place in places):
        return
    if len(keys) == 1 and places and places[0].type is PlaceType.LIST:
        for line in values[keys[0]].splitlines():
            if line.strip():
                yield "item", line.strip()
        return
    yield block_type, fill(text, values)
