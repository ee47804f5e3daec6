"""Where the numbers of pages stand among the lines of a text."""

import itertools
import re

NAMED_PAGE = re.compile(
    r"(?:стр(?:аница)?\.?\s*\d{1,3}(?:\s*из\s*\d{1,3})?|\d{1,3}\s*из\s*\d{1,3})", re.I
)
DASHED_PAGE = re.compile(r"(?P<dash>[-–—])\s*\d{1,3}\s*(?P=dash)")
BARE_PAGE = re.compile(r"[-–—]?\s*(\d{1,3})\s*[-–—]?")
NUMBERED = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4})[.)]")
FIRST = re.compile(r"\s*(?:1|I)\.")
"""How a numbering begins."""

SENTENCE_ENDS = ".;!?»)"

CENTRED = 20
"""Blanks before a number in the middle of its line."""


def is_page_number(line: str) -> bool:
    """Whether nothing but the number of a page stands in the line."""
    text = line.strip()
    return bool(NAMED_PAGE.fullmatch(text) or BARE_PAGE.fullmatch(text))


def page_lines(raw: list[str]) -> set[int]:
    """Where page numbers stand: named ones, and bare ones that stand alone and count up."""
    named = {
        index
        for index, line in enumerate(raw)
        if NAMED_PAGE.fullmatch(line.strip())
        or _is_centred_page(raw, index)
        or (DASHED_PAGE.fullmatch(line.strip()) and _stands_alone(raw, index))
    }
    bare = [
        (index, int(match.group(1)))
        for index, line in enumerate(raw)
        if (match := BARE_PAGE.fullmatch(line.strip()))
        and index not in named
        and "\t" not in line
        and _stands_alone(raw, index)
    ]
    steps = [later[1] - earlier[1] for earlier, later in itertools.pairwise(bare)]
    if steps and all(step > 0 for step in steps) and sum(steps) <= 2 * len(steps) + 2:
        named |= {index for index, _ in bare}
    elif len(bare) == 1 and _is_lone_page(raw, bare[0][0]):
        named.add(bare[0][0])
    return named


def _is_lone_page(raw: list[str], index: int) -> bool:
    """Whether the only bare number stands at the very end, before the first of all numbers, or
    where the section of this number has long begun."""
    if _has_begun(raw, index):
        return True
    below = next((line for line in raw[index + 1 :] if line.strip()), "")
    above = any(NUMBERED.match(line) for line in raw[:index])
    return not below or (not above and any(FIRST.match(line) for line in raw[index + 1 :]))


def _has_begun(raw: list[str], index: int) -> bool:
    """Whether a sentence ends above a bare «2» and clauses «2.1», «2.2» stand there already."""
    bare = BARE_PAGE.fullmatch(raw[index].strip())
    above = [line.strip() for line in raw[:index] if line.strip()]
    if bare is None or not above or above[-1][-1] not in SENTENCE_ENDS:
        return False
    own = re.compile(rf"\W*{bare[1]}\.\s?\d")
    return any(own.match(line) for line in above)


def _is_centred_page(raw: list[str], index: int) -> bool:
    """Whether a number stands in the middle of its line, below an empty one."""
    line = raw[index]
    indent = len(line) - len(line.lstrip())
    above = index == 0 or not raw[index - 1].strip()
    alone = BARE_PAGE.fullmatch(line.strip()) is not None
    return indent >= CENTRED and "\t" not in line and above and alone


def _stands_alone(raw: list[str], index: int) -> bool:
    neighbours = raw[max(0, index - 1) : index] + raw[index + 1 : index + 2]
    return any(not line.strip() for line in neighbours) or len(neighbours) < 2
