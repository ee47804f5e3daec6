"""An act as PDF, as it looks on paper."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mentoring_pages.domain.clauses import TABLE
from mentoring_pages.domain.contents import Chapter, Line
from mentoring_pages.rendering.act_sheet import ActSheet
from mentoring_pages.rendering.approvers import Approver
from mentoring_pages.rendering.pdf import PdfError, css_of, pdf_of_html, printable

STYLESHEET = (
    Path(__file__).resolve().parent.parent / "static" / "mentoring_pages" / "print" / "act.css"
)

MAX_CHARACTERS = 3_000_000
"""Characters of HTML in one act. A regulation of thirty pages has about a hundred thousand."""

MAX_SECONDS = 120

MOST_ROWS = 3_000
"""Rows of all tables together: the renderer needs some 7 s for a thousand of them."""

LONGEST_PARAGRAPH = 4_000
"""Characters, two pages; a longer paragraph is printed as several."""

LONGEST_FOOTER = 72
"""Characters that surely stand on one line."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line and whether it must stay on one page with the next."""

    line: Line
    keeps: bool

    @property
    def texts(self) -> list[str]:
        """The text in pieces: a paragraph of many pages takes the renderer minutes."""
        text = self.line.text
        if len(text) <= LONGEST_PARAGRAPH:
            return [text]
        return textwrap.wrap(
            text, LONGEST_PARAGRAPH, break_on_hyphens=False, replace_whitespace=False
        )

    @property
    def leads(self) -> bool:
        return self.keeps and self.line.text.rstrip().endswith(":")


def act_pdf(sheet: ActSheet) -> bytes:
    """The same sheet gives the same bytes. Raises ``PdfError`` for a text nobody could print.

    No-break spaces become spaces: ReportLab stretches them in a justified line without counting
    them, and the line runs out of its margin.
    """
    lines = (line for chapter in sheet.chapters for line in chapter.lines)
    if sum(len(line.rows) for line in lines) > MOST_ROWS:
        raise PdfError("too_long")
    html = printable(
        render_to_string(
            "mentoring_pages/print/act.html",
            {
                "sheet": sheet,
                "chapters": [(chapter, _printed(chapter)) for chapter in sheet.chapters],
                "rows_of_approvers": approver_rows(sheet.approvers),
                "footer": footer_of(sheet),
            },
        ).replace("\N{NO-BREAK SPACE}", " ")
    )
    if len(html) > MAX_CHARACTERS:
        raise PdfError("too_long")
    return pdf_of_html(html, css=css_of(STYLESHEET), made_at=sheet.made_at, max_seconds=MAX_SECONDS)


def approver_rows(approvers: Sequence[Approver]) -> list[list[Approver | None]]:
    """The approval blocks in rows of two, the last one at the right; ``None`` leaves a place."""
    blocks: list[Approver | None] = list(approvers)
    if len(blocks) % 2:
        blocks.insert(len(blocks) - 1, None)
    return [blocks[at : at + 2] for at in range(0, len(blocks), 2)]


def footer_of(sheet: ActSheet) -> str:
    """What stands at the foot of every page: whose act and which edition of it."""
    edition = _("Проект, не утверждён") if sheet.is_draft else sheet.edition
    name, room = sheet.name, LONGEST_FOOTER - len(edition)
    if len(name) > room:
        name = f"{name[:room].rsplit(' ', 1)[0]}…"
    return f"{name.rstrip('…')}… {edition}" if name.endswith("…") else f"{name}. {edition}"


def _printed(chapter: Chapter) -> list[PrintedLine]:
    """A heading is kept with what follows it; but a table is kept whole or not at all by the
    renderer, and a long one would leave its heading alone on a page.
    """
    following: list[Line | None] = [*chapter.lines[1:], None]
    return [
        PrintedLine(line, keeps=after is not None and after.kind != TABLE)
        for line, after in zip(chapter.lines, following, strict=False)
    ]
