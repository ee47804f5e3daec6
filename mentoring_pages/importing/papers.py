"""Where the appendices of an act begin, and the papers that stand in them or after it."""

import re
from collections.abc import Sequence

from mentoring_pages.domain.clauses import PARAGRAPH, SECTION
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.growing import Body
from mentoring_pages.importing.paragraphs import Paragraph
from mentoring_pages.importing.sections import SHORT_TITLE
from mentoring_pages.importing.titles import (
    appendix_head,
    is_addressee,
    is_glossary_title,
    is_paper_title,
    is_sheet_title,
    plain,
    stem_of,
)

FORM_WORD = re.compile(r"\W*(?:форма|образец|бланк)\W*", re.IGNORECASE)
"""What stands above the title of a form."""


def opens_appendix(
    body: Body,
    paragraph: Paragraph,
    following: Sequence[Paragraph],
    references: dict[str, str],
) -> bool:
    """Whether the paragraph begins an appendix or titles one; then its block is added."""
    text = paragraph.text
    head = appendix_head(text)
    if head is not None:
        body.open_appendix(*head)
        return True
    if is_glossary_title(text):
        body.open_appendix("", text)
        body.in_glossary, body.expects_title = True, False
        return True
    if is_sheet_title(text) and body.blocks:
        body.open(SECTION, 1 + body.offset, text)
        body.expects_title = False
        return True
    if is_addressee(text) and body.blocks:
        titles = (p.text for p in following if is_paper_title(p.text))
        title = next(titles, "")
        if title and not body.expects_title:
            _open_paper(body, title, references)
        body.add(PARAGRAPH, 2 if body.in_appendix else body.level + 1, text)
        if body.in_appendix:
            body.level = 1
        return True
    if body.expects_title and FORM_WORD.fullmatch(text):
        body.add(PARAGRAPH, 2, text)
        return True
    if is_paper_title(text):
        if not body.expects_title:
            _open_paper(body, text, references)
        body.open(SECTION, 2, text)
        body.count_anew()
        body.appendix_stem, body.expects_title = stem_of(text), False
        return True
    return False


def _open_paper(body: Body, title: str, references: dict[str, str]) -> None:
    """Begin an appendix that has no head of its own, unless it is one more form of the last one."""
    if body.in_appendix and not (body.appendix_stem or body.in_glossary or body.numbering.last):
        return
    stem = stem_of(title)
    number = references.get(stem, "")
    if body.in_appendix and (not number or stem == body.appendix_stem):
        return
    if number in body.opened:
        number = ""
    body.open_appendix(number, "")
    name = plain(title)
    body.doubts.append(
        doubt.inferred_appendix(number, name) if number else doubt.unnumbered_appendix(name)
    )


def open_hidden_paper(body: Body) -> None:
    """A second document begins at «1.»: its title is the short paragraph before it, if any."""
    title = ""
    last = body.blocks[-1]
    if (
        last.kind == PARAGRAPH
        and len(last.text.split()) <= SHORT_TITLE
        and last.text[-1] not in ".;:"
    ):
        title = body.blocks.pop().text
    body.open_appendix("", "")
    if title:
        body.open(SECTION, 2, title)
    body.doubts.append(doubt.unnumbered_appendix(title or "без названия"))
