"""Gaps, repeats and disorder in the numbers of sections and clauses."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mentoring_pages.domain.clauses import CLAUSE, SECTION
from mentoring_pages.domain.numbering import roman_value
from mentoring_pages.linting.by_words import made
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Finding
from mentoring_pages.linting.text import BODY, GLOSSARY, Act, Part

Number = tuple[int, ...]
LONGEST_GAP = 3


def by_numbers(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Every part has a numbering of its own."""
    for part in act.parts:
        if part.kind == GLOSSARY:
            continue
        yield from _in_part(act, rules, part)
        yield from _headings(act, rules, part)


def _in_part(act: Act, rules: Mapping[str, Rule], part: Part) -> Iterator[Finding]:
    numbered = _numbered(act, part)
    present = {number for _, number in numbered}
    seen: set[Number] = set()
    last: dict[Number, Number] = {}
    section: Number = ()
    for index, number in numbered:
        printed = _printed(number)
        if len(number) == 1:
            section = number
        if number in seen:
            yield made(act, rules["number-repeat"], index, printed, number=printed)
            continue
        seen.add(number)
        parent = number[:-1]
        if len(number) > 1 and section and number[:1] != section:
            yield made(
                act,
                rules["number-parent"],
                index,
                printed,
                number=printed,
                parent=_printed(section),
            )
            continue
        before = last.get(parent, (*parent, 0))
        if number < before:
            yield made(
                act,
                rules["number-order"],
                index,
                printed,
                number=f"Пункт {printed}",
                before=_printed(before),
            )
            continue
        missing = [
            _printed((*parent, skipped))
            for skipped in range(before[-1] + 1, number[-1])
            if (*parent, skipped) not in present
        ]
        last[parent] = number
        if 0 < len(missing) <= LONGEST_GAP:
            yield made(
                act,
                rules["number-gap"],
                index,
                printed,
                number=printed,
                before=_printed(before) if before[-1] else "заголовка",
                missing=", ".join(missing),
            )


def _headings(act: Act, rules: Mapping[str, Rule], part: Part) -> Iterator[Finding]:
    """A section that lost its number, and one whose heading is the beginning of a list."""
    numbered = False
    for index in range(part.start, part.end):
        block = act.blocks[index]
        if block.kind != SECTION:
            continue
        if block.number.strip():
            numbered = True
            if block.text.rstrip().endswith(":"):
                number = block.number.strip().rstrip(".")
                yield made(act, rules["section-is-list"], index, block.text, number=number)
        elif numbered and part.kind != BODY and _lines_below(act, part, index):
            yield made(
                act, rules["heading-unnumbered"], index, block.text, quote=block.text.strip()
            )


def _lines_below(act: Act, part: Part, index: int) -> bool:
    """Text stands under the heading; a bare caption of a table or of signatures is no section."""
    below = act.blocks[index + 1 : part.end]
    return bool(below) and below[0].level > act.blocks[index].level and bool(below[0].text)


def _numbered(act: Act, part: Part) -> Sequence[tuple[int, Number]]:
    found = []
    for index in range(part.start, part.end):
        block = act.blocks[index]
        if block.kind in (SECTION, CLAUSE) and (number := _value(block.number)):
            found.append((index, number))
    return found


def _value(printed: str) -> Number:
    """«3.4.» → (3, 4), «V» → (5,); empty for anything else."""
    bare = re.sub(r"\s+", "", printed).strip(".)")
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", bare):
        return tuple(int(piece) for piece in bare.split("."))
    if re.fullmatch(r"[IVXLC]+", bare):
        value = roman_value(bare)
        return (value,) if value else ()
    return ()


def _printed(number: Number) -> str:
    return ".".join(str(piece) for piece in number)
