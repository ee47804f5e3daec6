"""Paragraphs become the blocks of an act."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.clauses import (
    CLAUSE,
    DEEPEST_LEVEL,
    ITEM,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
)
from mentoring_pages.domain.numbering import MARK, Printed, printed_text, split_number
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.approval_text import is_closing_approval
from mentoring_pages.importing.forms import is_acquaintance, is_last_line, signature_of
from mentoring_pages.importing.growing import Body
from mentoring_pages.importing.outline import Role, is_part
from mentoring_pages.importing.papers import open_hidden_paper, opens_appendix
from mentoring_pages.importing.paragraphs import LONGEST_PARAGRAPH, Paragraph, marker_of
from mentoring_pages.importing.sections import SHORT_TITLE, tell_sections_from_clauses
from mentoring_pages.importing.titles import (
    appendix_head,
    appendix_numbers,
    is_capital_heading,
    is_heading,
)
from mentoring_pages.importing.two_counts import looks_like_heading, tell_two_counts

GLUED_ITEMS = re.compile(r"(?<=;)\s+[–—-]\s+(?=[а-яё«])")
STRAY_HEAD = re.compile(r"(?<=[.;])\s(?P<head>Приложение\s*№\s*\d+\s+к\s+\w+)\.?$")
LOOK_AHEAD_FOR_TITLE = 4
"""Paragraphs between an address («Директору … от …») and the title of its paper."""

YEAR_TO_FILL = re.compile(r"20\s?_+|(?<!_)_+\s*(?=учебн)")
"""«План на 20__/20__ учебный год» is a title, not a line to fill in."""

LONGEST_ALONE = 8
"""Words of a heading that only blank lines set apart."""

FEWEST_ALONE = 2
"""A single such line may be anything."""

DASHES = frozenset("-–—−‒―⁃")


def read_body(paragraphs: Sequence[Paragraph], *, is_order: bool = False) -> Body:
    """The blocks of ``paragraphs`` in reading order, each character of them in one block."""
    body = Body()
    printed = _numbers_of(paragraphs)
    references = appendix_numbers("\n".join(p.text for p in paragraphs))
    body.numbering.brackets = body.counts_by_brackets = _counts_by_brackets(printed)
    alone = _headings_alone(paragraphs, printed)
    for index, paragraph in enumerate(paragraphs):
        if index in alone:
            paragraph = replace(paragraph, strong=True)
        ahead = [number for number in printed[index + 1 : index + 60] if number]
        if paragraph.rows:
            _add_table(body, paragraph)
        elif opens_appendix(
            body, paragraph, paragraphs[index + 1 : index + 1 + LOOK_AHEAD_FOR_TITLE], references
        ):
            continue
        elif body.in_glossary:
            body.add(PARAGRAPH, body.level + 1, paragraph.text)
            body.glossary.append(paragraph)
        elif (number := printed[index]) and _add_numbered(body, paragraph, number, ahead):
            continue
        else:
            _add_plain(body, paragraph, ahead)
    found = [replace(block, text=block.text.replace(MARK, "")) for block in body.blocks]
    body.blocks, doubts = tell_sections_from_clauses(found, is_order=is_order)
    body.doubts += doubts
    return body


def _numbers_of(paragraphs: Sequence[Paragraph]) -> list[Printed | None]:
    """The number each paragraph begins with; the appendices count by themselves."""
    printed = [split_number(p.text) if p.text else None for p in paragraphs]
    heads = (i for i, p in enumerate(paragraphs) if appendix_head(p.text) is not None)
    end = next(heads, len(paragraphs))
    own = tell_two_counts(printed[:end], [paragraph.strong for paragraph in paragraphs[:end]])
    return [*own, *printed[end:]]


def _headings_alone(
    paragraphs: Sequence[Paragraph], printed: Sequence[Printed | None]
) -> frozenset[int]:
    """Short lines that stand alone before a number, several in one text: headings set like text."""
    found = []
    for index in range(1, len(paragraphs) - 1):
        before, paragraph, after = paragraphs[index - 1 : index + 2]
        number = printed[index + 1]
        if appendix_head(paragraph.text) is not None:
            break
        if number is None or number.bracket or printed[index] or paragraph.rows:
            continue
        text = paragraph.text
        is_apart = paragraph.after_blank and after.after_blank and (before.is_ended or before.rows)
        is_short = len(text.split()) <= LONGEST_ALONE and text[0].isupper()
        if is_apart and is_short and text[-1].isalpha() and not marker_of(text)[0]:
            found.append(index)
    return frozenset(found if len(found) >= FEWEST_ALONE else ())


def _add_table(body: Body, paragraph: Paragraph) -> None:
    body.blocks.append(Block(TABLE, min(body.level + 1, DEEPEST_LEVEL), rows=paragraph.rows))
    body.expects_title = False
    body.marks = []
    if body.in_glossary:
        body.glossary.append(paragraph)


def _add_numbered(
    body: Body, paragraph: Paragraph, printed: Printed, ahead: Sequence[Printed]
) -> bool:
    """Add a section, a clause or a numbered line of a list; ``False`` when it is none of them."""
    if printed.rest and not printed.rest.strip("_ "):
        _add_item(body, f"{printed.text}{')' if printed.bracket else '.'}", printed.rest)
        return True
    if _repeats_heading(body, printed):
        body.repeated.append(paragraph.text)
        body.doubts.append(doubt.repeated_heading(paragraph.text))
        return True
    role = body.numbering.judge(
        printed, ahead, announced=body.announced, labelled=body.announced and body.labelled
    )
    if role is Role.RESTART and body.blocks and not body.in_appendix:
        open_hidden_paper(body)
    if role is Role.RESTART:
        body.count_anew()
        role = body.numbering.judge(printed, ahead)
    if role is Role.LISTED and _ends_anew(body, printed, ahead):
        role = body.numbering.open_section(printed.value)
    if role is Role.LISTED and _counts_anew(body, printed, ahead):
        _open_anew(body, printed)
        return True
    if role is Role.LISTED:
        number = printed.text + (")" if printed.bracket else "." if printed.depth == 1 else "")
        _add_item(body, printed.spelled or number, printed.rest)
        return True
    if role is Role.STRAY:
        return _join_back(body, paragraph, printed)
    if role is Role.REPEATED:
        body.doubts.append(doubt.repeated_number(printed.text))
    if body.numbering.skipped and not _stands_for_number(body):
        body.doubts.append(doubt.missing_numbers(printed.text, body.numbering.skipped))
    if printed.word or printed.spelled[:1].isalpha():
        body.words.append(f"{printed.word.capitalize()} {printed.spelled or printed.text}".strip())
    level = body.numbering.level(printed)
    is_clause = printed.bracket and (body.counts_by_brackets or printed.depth > 1)
    kind = SECTION if level == 1 and not is_clause else CLAUSE
    body.open(kind, level + body.offset, printed.rest, printed.text)
    body.expects_title = False
    stray = STRAY_HEAD.search(printed.rest)
    if stray:
        body.doubts.append(doubt.stray_appendix_head(printed.text, stray["head"]))
    return True


def _counts_anew(body: Body, printed: Printed, ahead: Sequence[Printed]) -> bool:
    """Whether «1.», «2.» right below a heading are its clauses, though others are «3.1», «5.1»."""
    if printed.bracket or printed.depth > 1 or body.in_appendix:
        return False
    if body.anew:
        return printed.value == (body.anew + 1,)
    last = body.blocks[-1] if body.blocks else None
    is_headed = last is not None and last.kind == SECTION and bool(last.number)
    following = next((one for one in ahead if not one.bracket), None)
    below = next((printed_text(one.value) for one in ahead if one.depth > 1), "")
    if last is None or below.startswith(f"{last.number}."):
        return False
    return (
        is_headed
        and not body.announced
        and printed.value == (1,)
        and (printed.rest[:1].isupper() or printed.rest[:1] == "«")
        and following is not None
        and following.value == (2,)
    )


def _ends_anew(body: Body, printed: Printed, ahead: Sequence[Printed]) -> bool:
    """Whether «3. Права» after «2.» of a section that counts anew is the next section."""
    if not body.anew or printed.bracket or printed.depth > 1 or not looks_like_heading(printed):
        return False
    section = next(block for block in reversed(body.blocks) if block.kind == SECTION)
    begins = bool(ahead) and ahead[0].value in ((1,), (*printed.value, 1))
    return begins and section.number == printed_text((printed.value[0] - 1,))


def _open_anew(body: Body, printed: Printed) -> None:
    """Add a clause of a section that counts its own; what is a number here is to be checked."""
    section = next(block for block in reversed(body.blocks) if block.kind == SECTION)
    if not body.anew:
        body.doubts.append(doubt.counted_anew(section.number))
    body.open(CLAUSE, section.level + 1, printed.rest, printed.text)
    body.anew = printed.value[0]
    body.expects_title = False


def _stands_for_number(body: Body) -> bool:
    """Whether a heading without a number holds the clauses whose section number is missing."""
    last = body.blocks[-1] if body.blocks else None
    is_section = last is not None and last.kind == SECTION and not last.number
    return is_section and len(body.numbering.skipped) == 1


def _join_back(body: Body, paragraph: Paragraph, printed: Printed) -> bool:
    """A number that is no clause: the end of a broken sentence, or text to be looked at."""
    last = body.blocks[-1] if body.blocks else None
    is_torn = last and last.kind != TABLE and last.text and last.text[-1] not in ".;:!?»"
    if last and last.kind == SECTION and printed.depth > 1 and printed.rest[:1].isupper():
        is_torn = False
    if last and is_torn and len(last.text) <= LONGEST_PARAGRAPH:
        body.blocks[-1] = replace(last, text=f"{last.text} {paragraph.text}")
        return True
    body.doubts.append(doubt.number_out_of_order(printed.text, paragraph.text))
    return False


def _counts_by_brackets(printed: Sequence[Printed | None]) -> bool:
    """Whether «1)», «2)» are the clauses: no other arabic number counts anything."""
    numbers = [number for number in printed if number and not is_part(number)]
    return bool(numbers) and all(number.bracket and number.depth == 1 for number in numbers)


def _repeats_heading(body: Body, printed: Printed) -> bool:
    """Whether a heading is printed twice in a row, number and words."""
    last = body.blocks[-1] if body.blocks else None
    return bool(
        last
        and last.kind == SECTION
        and last.number == printed.text
        and last.text.casefold() == printed.rest.casefold()
    )


def _add_plain(body: Body, paragraph: Paragraph, ahead: Sequence[Printed]) -> None:
    text = paragraph.text
    mark, rest = marker_of(text)
    if mark and rest:
        keeps_mark = mark[-1] in ")."
        for part in GLUED_ITEMS.split(rest):
            _add_item(body, mark if keeps_mark else "", part, mark)
    elif paragraph.unmarked_item:
        _add_item(body, "", text)
    elif _is_unnumbered_heading(body, paragraph):
        if body.numbering.last and not body.expects_title:
            body.doubts.append(doubt.heading_without_number(text))
        body.open(SECTION, 1 + body.offset, text)
        body.expects_title = False
        if _heads_single_numbers(body, ahead):
            body.numbering.open_heading()
    else:
        stands_apart = signature_of(text) or is_acquaintance(text) or is_closing_approval(text)
        begins_anew = not ahead or set(ahead[0].value) == {1}
        stands_apart = stands_apart or (begins_anew and is_last_line(text))
        level = 1 + body.offset if stands_apart else body.level + 1
        body.add(PARAGRAPH, level, text)
        body.marks = []
        body.expects_title = False


def _heads_single_numbers(body: Body, ahead: Sequence[Printed]) -> bool:
    """Whether «1.», «2.» below a heading without a number are its clauses, not sections."""
    if body.numbering.last is not None and len(body.numbering.last) > 1:
        return False
    if ahead and is_part(ahead[0]):
        return False
    arabic = [number for number in ahead if not number.roman and not number.word]
    following = arabic[0] if arabic else None
    if following is None or following.depth > 1:
        return False
    if looks_like_heading(following) and _heads_own_numbers(arabic):
        return False
    return not (len(arabic) > 1 and arabic[1].depth > 1)


def _heads_own_numbers(arabic: Sequence[Printed]) -> bool:
    """Whether one of the single numbers is followed by its own «2.1.»: they number sections."""
    return any(
        one.depth == 1 and below.value == (*one.value, 1)
        for one, below in itertools.pairwise(arabic)
    )


def _is_unnumbered_heading(body: Body, paragraph: Paragraph) -> bool:
    text = paragraph.text
    if is_heading(text) or is_capital_heading(text):
        return True
    written = YEAR_TO_FILL.sub("", text)
    short = len(text.split()) <= SHORT_TITLE and text[-1] not in ".;:,!?" and "_" not in written
    return short and text[0].isupper() and (body.expects_title or paragraph.strong)


def _add_item(body: Body, number: str, text: str, mark: str = "") -> None:
    """Add a line of a list; another kind of mark after a line ending in «:» opens a list in it."""
    kind = "-" if mark in DASHES else mark if mark and mark[-1] != ")" else number[-1:]
    if number[-1:] in (")", ".") and number.strip("(")[0].isalpha():
        kind = "а)"
    last = body.blocks[-1] if body.blocks else None
    if kind not in body.marks:
        opens_deeper = bool(body.marks and last and last.kind == ITEM and last.text.endswith(":"))
        body.marks = [*body.marks, kind] if opens_deeper else [kind]
    else:
        body.marks = body.marks[: body.marks.index(kind) + 1]
    body.add(ITEM, body.level + len(body.marks), text, number)
    body.expects_title = False
