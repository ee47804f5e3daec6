"""The numbers Word prints before paragraphs of lists (ECMA-376, part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import Any

from mentoring_pages.domain.numbering import roman_letters
from mentoring_pages.importing.sources.word_names import VAL, W, is_on

RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""The letters Word counts with: without ё, й, ъ and ь."""

LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEVELS = 9
LARGEST_ROMAN = 399
PLACEHOLDER = re.compile(r"%([1-9])")
PRIVATE_SIGN = re.compile("[\ue000-\uf8ff]")
BULLET = "•"
NO_LIST = "0"


@dataclass(slots=True)
class Level:
    """How one depth of a list counts and prints itself."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    all_decimal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbers:
    """The lists of a file and how far each has counted.

    Lists (``num``) made from one description (``abstractNum``) go on counting from one another, as
    in Word, unless a list says where it starts.
    """

    levels: dict[str, list[Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    own_levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, num_id: str, style: str) -> int:
        """The depth that a list reserves for paragraphs of ``style``; the topmost otherwise."""
        levels = self.levels.get(self.abstract_of.get(num_id, ""), [])
        return next((depth for depth, level in enumerate(levels) if level.style == style), 0)

    def next(self, num_id: str, depth: int) -> str:
        """The number of the next paragraph of a list, as printed; empty when nothing is."""
        abstract = self.abstract_of.get(num_id)
        if num_id == NO_LIST or abstract is None:
            return ""
        depth = max(0, min(depth, LEVELS - 1))
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        level = self._level(num_id, depth)
        start = self.starts.get(num_id, {}).get(depth)
        if start is not None and (num_id, depth) not in self.begun:
            counts[depth] = start
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        self.begun.add((num_id, depth))
        for deeper in range(depth + 1, LEVELS):
            after = self._level(num_id, deeper).restarts_after
            if after is None or depth < after:
                counts[deeper] = None
        return self._printed(num_id, depth, counts)

    def _printed(self, num_id: str, depth: int, counts: list[int | None]) -> str:
        level = self._level(num_id, depth)
        if level.number_format == "none" and not PLACEHOLDER.search(level.text):
            return level.text.strip()
        if level.number_format == "bullet":
            return PRIVATE_SIGN.sub(BULLET, level.text).strip() or BULLET

        def number(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            shown = self._level(num_id, place)
            value = counts[place]
            if value is None:
                value = counts[place] = shown.start
            return counted(value, "decimal" if level.all_decimal else shown.number_format)

        return PLACEHOLDER.sub(number, level.text).strip()

    def _level(self, num_id: str, depth: int) -> Level:
        own = self.own_levels.get(num_id, {}).get(depth)
        if own is not None:
            return own
        levels = self.levels.get(self.abstract_of.get(num_id, ""), [])
        return levels[depth] if depth < len(levels) else Level(text=f"%{depth + 1}.")


def counted(value: int, number_format: str) -> str:
    """``value`` in the figures or letters of a Word number format."""
    if number_format == "none":
        return ""
    if number_format in ("russianLower", "russianUpper", "lowerLetter", "upperLetter"):
        letters = RUSSIAN_LETTERS if number_format.startswith("russian") else LATIN_LETTERS
        times, place = divmod(max(value, 1) - 1, len(letters))
        text = letters[place] * min(times + 1, 9)
        return text.upper() if number_format.endswith("Upper") or "upper" in number_format else text
    if number_format in ("lowerRoman", "upperRoman") and 0 < value <= LARGEST_ROMAN:
        text = roman_letters(value)
        return text.lower() if number_format == "lowerRoman" else text
    if number_format == "decimalZero":
        return f"{value:02d}"
    return str(value)


def read_numbers(root: Any, style_lists: dict[str, str]) -> Numbers:
    """The lists that ``numbering.xml`` describes; ``style_lists`` are the lists of list styles."""
    numbers = Numbers()
    if root is None:
        return numbers
    links: dict[str, str] = {}
    for abstract in root.iterchildren(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        numbers.levels[key] = _levels(abstract)
        link = abstract.find(f"{W}numStyleLink")
        if link is not None:
            links[key] = link.get(VAL, "")
    for num in root.iterchildren(f"{W}num"):
        key = num.get(f"{W}numId", "")
        abstract = num.find(f"{W}abstractNumId")
        numbers.abstract_of[key] = abstract.get(VAL, "") if abstract is not None else ""
        for override in num.iterchildren(f"{W}lvlOverride"):
            depth = as_number(override.get(f"{W}ilvl"), 0)
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbers.starts.setdefault(key, {})[depth] = as_number(start.get(VAL), 1)
            own = override.find(f"{W}lvl")
            if own is not None:
                numbers.own_levels.setdefault(key, {})[depth] = _level(own)
    for key, abstract_key in list(numbers.abstract_of.items()):
        linked = numbers.abstract_of.get(style_lists.get(links.get(abstract_key, ""), ""))
        if linked is not None and linked not in links:
            numbers.abstract_of[key] = linked
    return numbers


def as_number(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute; a broken one is as good as none."""
    try:
        return max(0, min(int(text or ""), 100_000))
    except ValueError:
        return otherwise


def _levels(abstract: Any) -> list[Level]:
    levels = [Level(text=f"%{depth + 1}.") for depth in range(LEVELS)]
    for element in abstract.iterchildren(f"{W}lvl"):
        depth = as_number(element.get(f"{W}ilvl"), 0)
        if depth < LEVELS:
            levels[depth] = _level(element)
    return levels


def _level(element: Any) -> Level:
    def value(name: str) -> str | None:
        child = element.find(f"{W}{name}")
        return None if child is None else child.get(VAL)

    restart = value("lvlRestart")
    return Level(
        start=as_number(value("start"), 1) if value("start") else 1,
        number_format=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restarts_after=None if restart is None else as_number(restart, 0),
        all_decimal=is_on(element.find(f"{W}isLgl")),
        style=value("pStyle") or "",
    )
