"""Appendices, the papers with blanks in them, and the lines to sign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentoring_pages.domain.clauses import (
    APPENDIX,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
    title_of,
    tree,
)
from mentoring_pages.importing.act import Appendix, Blank, Form, Signature
from mentoring_pages.importing.approval_words import NAME, POST
from mentoring_pages.importing.roadmap import is_roadmap
from mentoring_pages.importing.titles import (
    KINDS_BY_STEM,
    is_addressee,
    is_paper_title,
    plain,
    stem_of,
)

OTHER = "other"
PLAN = re.compile(r"(?:\w+\s)?план(?!\w)", re.IGNORECASE)
FORMATS = re.compile(r"формат\w*\s+работы", re.IGNORECASE)
BLANK = re.compile(r"_{3,}|\.{6,}|…{3,}")
FORM_KINDS = ("consent", "agreement", "application", "questionnaire")
TO_SIGN = re.compile(r"подпись|расшифровк|(?<!\w)ф\.?\s?и\.?\s?о\.?(?!\w)", re.IGNORECASE)
NAME_TO_FILL = re.compile(
    r"(?:\d{1,2}[.)]\s*)?ф\.?\s?и\.?\s?о\.?(?:\s[а-яё-]+){0,6}\s*:?\s*_{3,}\.?", re.I
)
"""«Ф.И.О. наставника ____»: a line of a form, where nobody signs."""

ACQUAINTED = re.compile(
    r"(?:с\s[^_/]{3,200}?\s)?ознакомлен(?:[аы]|\s?\(а\))?(?:\s*\([^()_]{3,40}\))?\s*(?::|$|(?=_))",
    re.IGNORECASE,
)
ONLY_BLANKS = re.compile(
    r"_{3,}\s*/\s*_{3,}\s*/?(?:\s*[«\"]\s*_+\s*[»\"]\s*_+(?:\s*20\s?_+)?(?:\s*г(?:\.|ода)?)?)?"
)
"""«____ /____/ «__» ____ 20__ г.»: a signature, its name and its day."""

LAST_LINE = re.compile(
    rf"{POST}|(?:[А-ЯЁ][а-яё]+\s)?(?:[Рр]азработ|[Сс]остав|[Пп]одготов|[Ии]сполн)\w*[\s:]"
)
LONGEST_LAST_LINE = 14
"""Words."""

LONGEST_SIGNATURE = 30
"""Words."""

LABEL_WORDS = 8
"""Words before a blank that say what goes there."""


def appendices_of(blocks: Sequence[Block]) -> tuple[Appendix, ...]:
    """The appendices in their order, each with its kind."""
    found = []
    for node in tree(blocks):
        if node.block.kind != APPENDIX:
            continue
        parts = [part.block for part in node.walk()]
        title = title_of(node)
        found.append(
            Appendix(
                number=node.block.number,
                title=title,
                kind=kind_of_paper(title, parts),
                head=node.block.text,
                start=node.index,
                end=node.index + len(parts),
            )
        )
    return tuple(found)


def kind_of_paper(title: str, blocks: Sequence[Block]) -> str:
    """What kind of paper stands in ``blocks`` under ``title``."""
    kind = KINDS_BY_STEM.get(stem_of(title), "")
    if kind:
        return kind
    tables = [block.rows for block in blocks if block.kind == TABLE]
    if any(kind_of_table(rows, title) == "formats" for rows in tables):
        return "formats"
    if any(is_roadmap(title, rows) for rows in tables):
        return "roadmap"
    return "plan" if PLAN.match(title) else OTHER


def kind_of_table(rows: Sequence[Sequence[str]], title: str) -> str:
    """«formats», «roadmap», «glossary», «signatures» or «other»."""
    header = " ".join(rows[0]) if rows else ""
    if FORMATS.search(header):
        return "formats"
    if is_roadmap(title, tuple(tuple(row) for row in rows)):
        return "roadmap"
    if KINDS_BY_STEM.get(stem_of(title)) == "glossary":
        return "glossary"
    cells = [cell for row in rows for cell in row]
    if any(BLANK.search(cell) and TO_SIGN.search(cell) for cell in cells):
        return "signatures"
    return OTHER


def forms_of(blocks: Sequence[Block], appendices: Sequence[Appendix]) -> tuple[Form, ...]:
    """The papers to fill in that stand in the appendices, several in one if need be."""
    return tuple(
        form
        for appendix in appendices
        for form in _forms_in(blocks, appendix)
        if form.blanks or form.kind in FORM_KINDS
    )


def _forms_in(blocks: Sequence[Block], appendix: Appendix) -> Iterator[Form]:
    starts = _starts(blocks, appendix)
    for start, end in zip(starts, [*starts[1:], appendix.end], strict=True):
        titles = [
            block.text
            for block in blocks[start:end]
            if block.kind == SECTION and not block.number and block.text
        ]
        title = plain(titles[0]) if titles else appendix.title
        kind = KINDS_BY_STEM.get(stem_of(title), "") or appendix.kind
        if kind in ("glossary", "roadmap", "formats"):
            continue
        yield Form(kind, title, appendix.number, start, end, tuple(_blanks(blocks, start, end)))


def _starts(blocks: Sequence[Block], appendix: Appendix) -> list[int]:
    """Where papers begin: at a title, or at the address that stands before it."""
    starts: list[int] = []
    titled = False
    for index in range(appendix.start + 1, appendix.end):
        block = blocks[index]
        opens = block.kind == SECTION and not block.number and is_paper_title(block.text)
        if block.kind == PARAGRAPH and is_addressee(block.text):
            starts.append(index)
            titled = False
        elif opens:
            if titled or not starts:
                starts.append(index)
            titled = True
    return starts or [min(appendix.start + 1, appendix.end)]


def _blanks(blocks: Sequence[Block], start: int, end: int) -> Iterator[Blank]:
    for index in range(start, end):
        block = blocks[index]
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            if "_" not in text and "…" not in text and "......" not in text:
                continue
            for line in text.split("\n"):
                edge = 0
                for match in BLANK.finditer(line):
                    label = _label(line[edge : match.start()], line[match.end() :])
                    edge = match.end()
                    if label or edge == match.end():
                        yield Blank(label, index)


def _label(before: str, after: str) -> str:
    """The words before a blank; without them the note in brackets after it."""
    words = re.sub(r"^[\s.,;:/»\")]+|[\s.,;:/«\"(]+$", "", before).split()
    if words:
        return " ".join(words[-LABEL_WORDS:])
    note = re.match(r"\s*,?\s*\(([^()]{2,80})\)", after)
    return note[1] if note else ""


def signatures_of(blocks: Sequence[Block]) -> tuple[Signature, ...]:
    """The lines to sign: a blank with a post, a name, or the words «подпись», «расшифровка»."""
    found = []
    in_appendix = False
    for index, block in enumerate(blocks):
        in_appendix = in_appendix or block.kind == APPENDIX
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            if in_appendix and NAME_TO_FILL.fullmatch(text):
                continue
            if signature := signature_of(text):
                found.append(replace(signature, index=index))
    return tuple(found)


def is_acquaintance(text: str) -> bool:
    """Whether people sign here that they know the act: «С Положением ознакомлены: ____»."""
    return bool(ACQUAINTED.match(text)) and (BLANK.search(text) is not None or text[-1] == ":")


def is_last_line(text: str) -> bool:
    """Whether a line names who drew the act up, or its head: «Составила вожатая Н.К. Ольхина»."""
    if len(text.split()) > LONGEST_LAST_LINE or not LAST_LINE.match(text):
        return False
    names = list(NAME.finditer(text))
    return bool(names) and names[-1].end() >= len(text.rstrip(" ."))


def signature_of(text: str) -> Signature | None:
    """The line to sign that ``text`` is, or ``None``."""
    if not BLANK.search(text) or len(text.split()) > LONGEST_SIGNATURE:
        return None
    post = re.match(rf"{POST}[^_/]{{0,120}}?(?=\s*[_/])", text)
    name = NAME.search(text)
    is_signed = TO_SIGN.search(text) or is_acquaintance(text) or ONLY_BLANKS.fullmatch(text)
    if not ((post and name) or (name and "/" in text) or is_signed):
        return None
    return Signature(
        re.sub(r"\s+", " ", text),
        post.group(0).strip() if post else "",
        name.group(0).strip() if name else "",
    )
