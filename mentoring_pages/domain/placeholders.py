"""Places in a wording that are filled when a paper is made: ``[operator.full_name]`` and the like.

A wording never holds data of people; it names a place, and the place has a moment at which its
value is known. What is known only after signing (times, the effective date) cannot stand in a
text that is shown before: it belongs to the signing sheet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from mentoring_pages.domain.wording_places import (
    CATALOGUE,
    KNOWN,
    Moment,
    Placeholder,
    PlaceType,
)

__all__ = ["CATALOGUE", "KNOWN", "Moment", "PlaceType", "Placeholder"]

PLACE = re.compile(r"\[([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\]")
BRACKETS = re.compile(r"\[([^\[\]\n]{1,80})\]")
LATIN_KEY = re.compile(r"[a-z][a-z0-9_.\-]*")

LOOK_ALIKES = str.maketrans("аеорсухкмтвніјѕ", "aeopcyxkmtbhijs")
"""Cyrillic letters that look like Latin ones on a screen, lower case."""

CLOSE_ENOUGH = 0.72
"""``difflib`` ratio from which one spelling is offered instead of another."""

NAME_CLOSE_ENOUGH = 0.86
"""The same for Russian names of places: ordinary words in brackets must stay words."""


class Trouble(StrEnum):
    """Why a place cannot stand where it stands. Words for editors are the models' business."""

    UNKNOWN = "unknown"
    MISSPELT = "misspelt"
    """Capital letters, spaces or Cyrillic look-alikes inside a key that exists."""
    AFTER_SIGNING = "after_signing"
    NOT_FOR_KIND = "not_for_kind"
    NOT_FOR_VARIANT = "not_for_variant"
    NOT_ALONE = "not_alone"
    """A list has to be the whole paragraph: it becomes several lines."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that cannot be filled: as written, why, and the key that may be meant."""

    written: str
    trouble: Trouble
    suggestion: str = ""


def find(text: str) -> Iterator[str]:
    """The keys of the places in a text, in order, repeats included."""
    return (match.group(1) for match in PLACE.finditer(text))


def check(text: str, *, kind: str = "", variant: str = "") -> list[Problem]:
    """What is wrong with the places in a text of this kind; nothing when all can be filled.

    Other words in square brackets are plain text unless they are nearly a key or a name of a place.
    """
    problems: dict[str, Problem] = {}
    for match in BRACKETS.finditer(text):
        written = match.group(1)
        problem = _problem_of(written, text=text, kind=kind, variant=variant)
        if problem is not None:
            problems.setdefault(written, problem)
    return list(problems.values())


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. A value is plain text and is never expanded again.

    A value that ends with the dot of «2026 г.» does not get a second one from its sentence.

    Raises ``KeyError`` for a place without a value.
    """

    def value(match: re.Match[str]) -> str:
        said = values[match.group(1)]
        return said[:-1] if said.endswith(".") and text[match.end() :].startswith(".") else said

    return PLACE.sub(value, text)


def _problem_of(written: str, *, text: str, kind: str, variant: str) -> Problem | None:
    place = KNOWN.get(written)
    if place is None:
        return _misspelt(written, kind=kind, variant=variant)
    if place.moment is Moment.AFTER:
        return Problem(written, Trouble.AFTER_SIGNING)
    if kind and kind not in place.kinds:
        return Problem(written, Trouble.NOT_FOR_KIND)
    if variant and variant not in place.variants:
        return Problem(written, Trouble.NOT_FOR_VARIANT)
    if place.type is PlaceType.LIST and text.strip() != f"[{written}]":
        return Problem(written, Trouble.NOT_ALONE)
    return None


def _misspelt(written: str, *, kind: str, variant: str) -> Problem | None:
    key = _as_key(written)
    if key in KNOWN:
        return Problem(written, Trouble.MISSPELT, key)
    usable = [
        place
        for place in CATALOGUE
        if place.moment is Moment.BEFORE and place.known_for(kind, variant)
    ]
    if LATIN_KEY.fullmatch(key):
        near = get_close_matches(key, [one.key for one in usable], n=1, cutoff=CLOSE_ENOUGH)
        if near or "." in key or "_" in key:
            return Problem(written, Trouble.UNKNOWN, near[0] if near else "")
        return None
    labels = {_folded(place.label): place.key for place in usable}
    near = get_close_matches(_folded(written), list(labels), n=1, cutoff=NAME_CLOSE_ENOUGH)
    return Problem(written, Trouble.UNKNOWN, labels[near[0]]) if near else None


def _as_key(written: str) -> str:
    """What the letters look like: small, Latin, with no spaces but those between words."""
    return re.sub(r"\s*([._])\s*", r"\1", _folded(written).translate(LOOK_ALIKES)).replace(" ", "_")


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
