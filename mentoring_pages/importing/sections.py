"""Which single numbers head sections and which are clauses, told when the whole act is known."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, SECTION, Block
from mentoring_pages.importing import doubts as doubt

SHORT_TITLE = 25
"""Words."""


def tell_sections_from_clauses(
    found: Sequence[Block], *, is_order: bool = False
) -> tuple[list[Block], list[str]]:
    """Single numbers are headings of sections, or clauses of an act that has no sections.

    An order has none: up to its appendices all its numbers are points.
    """
    blocks = _points(found) if is_order else list(found)
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
        elif not has_clauses and (phrase or sentence):
            blocks[index] = replace(block, kind=CLAUSE)
    told = _only_clauses(blocks)
    return told, [
        doubt.swallowing_heading(told[index].number, told[index].text)
        for index in swallowing
        if told[index].kind == SECTION
    ]


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
