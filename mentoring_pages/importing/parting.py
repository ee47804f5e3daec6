"""Clauses that extraction ran together into one paragraph are parted at their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentoring_pages.domain.numbering import Number, follows, split_number
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.paragraphs import Paragraph

INSIDE = re.compile(r"(?<=[.;:»)])\s+(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s*(?=[А-ЯЁ«])")
SMALL_INSIDE = re.compile(r"(?<=[:;])\s+(?P<number>\d{1,2}(?:\.\d{1,2}){2,4})\.\s+(?=[а-яё]{2})")
"""«… утверждает: 2.1.1. список; 2.1.2. план»"""

REFERS = re.compile(
    r"(?:(?<!\w)(?:п|пп|ст|ч|см|стр|разд|прил)\.|№|(?<!\w)(?:пункт|стать|раздел|част)\w*)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parted:
    paragraphs: tuple[Paragraph, ...]
    doubts: tuple[str, ...]


def part_clauses(paragraphs: Sequence[Paragraph]) -> Parted:
    """Each clause in a paragraph of its own; only a number that comes next in order parts."""
    found: list[Paragraph] = []
    numbers: list[str] = []
    last: Number | None = None
    for paragraph in paragraphs:
        printed = split_number(paragraph.text) if paragraph.text else None
        if printed is None or printed.roman or (printed.bracket and printed.depth == 1):
            found.append(paragraph)
            continue
        last = printed.value
        start = 0
        text = paragraph.text
        after = len(text) - len(printed.rest)
        inside = [*INSIDE.finditer(text, after), *SMALL_INSIDE.finditer(text, after)]
        for match in sorted(inside, key=re.Match.start):
            value = tuple(int(part) for part in match["number"].split("."))
            before = text[max(0, match.start() - 20) : match.start() + 1]
            if not follows(last, value) or REFERS.search(before):
                continue
            found.append(replace(paragraph, text=text[start : match.start()].strip()))
            numbers.append(match["number"])
            start, last = match.start("number"), value
        found.append(replace(paragraph, text=text[start:]) if start else paragraph)
    return Parted(tuple(found), (doubt.parted_clauses(numbers),) if numbers else ())
