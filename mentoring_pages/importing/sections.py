"""Which single numbers head sections and which are clauses, told when the whole act is known."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, Block
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.titles import is_heading

EMPTY = Block(SECTION, 1)

SHORT_HEADING = 8
SHORT_TITLE = 25
"""Words."""


def tell_sections_from_clauses(
    found: Sequence[Block], *, is_order: bool = False
) -> tuple[list[Block], list[str]]:
    """Single numbers are headings of sections, or clauses of an act that has no sections.

    An order has none: up to its appendices all its numbers are points.
    """
    blocks = _points(found) if is_order else _with_lone_numbers(found)
    swallowing: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind != SECTION or not block.number:
            continue
        following = (blocks[place] for place in range(index + 1, len(blocks)))
        child = next((b for b in following if b.kind in (SECTION, CLAUSE, APPENDIX)), None)
        has_clauses = child is not None and child.level > block.level
        phrase = block.text.endswith((":", ";")) or len(block.text.split()) > SHORT_TITLE
        sentence = block.text.endswith(".") and len(block.text.split()) > 7
        if has_clauses and phrase:
            swallowing.append(index)
        elif not has_clauses and (phrase or sentence) and not _heads_a_list(blocks, block):
            blocks[index] = replace(block, kind=CLAUSE)
    told = _only_clauses(blocks)
    return told, [
        doubt.swallowing_heading(told[index].number, told[index].text)
        for index in swallowing
        if told[index].kind == SECTION
    ]


def _with_lone_numbers(found: Sequence[Block]) -> list[Block]:
    """A number printed apart from its heading, above its clauses or below them, is put to it."""
    blocks = list(found)
    for index, block in enumerate(found):
        if block.kind != SECTION or block.number or not block.text:
            continue
        end = index + 1
        while end < len(found) and found[end].kind not in (SECTION, APPENDIX):
            end += 1
        clauses = [one.number for one in found[index + 1 : end] if one.kind == CLAUSE]
        above = found[end] if end == index + 1 and end < len(found) else None
        below = found[end - 1]
        if above and above.kind == SECTION and above.number and not above.text:
            blocks[index], blocks[end] = replace(above, text=block.text), EMPTY
        elif clauses and below.kind == ITEM and not below.text.strip():
            number = below.number.rstrip(".")
            if all(one.startswith(f"{number}.") for one in clauses):
                blocks[index], blocks[end - 1] = replace(block, number=number), EMPTY
    return [block for block in blocks if block is not EMPTY]


def _heads_a_list(blocks: Sequence[Block], block: Block) -> bool:
    """Whether «I. Общие положения:» heads a section: headings end so where acts have headings.

    A short line with a colon does too where other numbers of its kind head clauses.
    """
    if not block.text.endswith(":"):
        return False
    if is_heading(block.text.rstrip(" :")):
        return True
    deeper = any(one.kind == CLAUSE and one.level > block.level for one in blocks)
    return deeper and len(block.text.split()) <= SHORT_HEADING


def _points(found: Sequence[Block]) -> list[Block]:
    end = next((i for i, block in enumerate(found) if block.kind == APPENDIX), len(found))
    points = (
        replace(block, kind=CLAUSE) if block.kind == SECTION and block.number else block
        for block in found[:end]
    )
    return [*points, *found[end:]]


def _only_clauses(blocks: list[Block]) -> list[Block]:
    """Where most single numbers are clauses and none holds any, a short sentence is one too.

    Where none is a title, each is a clause, those that hold others too.
    """
    ends = [i for i, block in enumerate(blocks) if block.kind == APPENDIX]
    whole = list(blocks)
    for start, end in itertools.pairwise([0, *ends, len(blocks)]):
        level = 1 if start == 0 else 2
        places = range(start, end)
        sections = [i for i in places if _is_at(blocks[i], SECTION, level) and blocks[i].number]
        clauses = [i for i in places if _is_at(blocks[i], CLAUSE, level)]
        deeper = any(blocks[i].kind == CLAUSE and blocks[i].level > level for i in places)
        said = [i for i in sections if blocks[i].text.endswith((".", "!"))]
        bare = [i for i in said if i + 1 == end or blocks[i + 1].level <= level]
        titled = [i for i in sections if blocks[i].text[-1:] not in (".", "!", ":", ";")]
        if not titled and len(clauses) > len(sections):
            said = sections
        elif deeper or len(clauses) + len(bare) <= len(sections) - len(bare):
            continue
        for index in said:
            whole[index] = replace(blocks[index], kind=CLAUSE)
    return whole


def _is_at(block: Block, kind: str, level: int) -> bool:
    return block.kind == kind and block.level == level
