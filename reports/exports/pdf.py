"""The return as a PDF: one landscape A4 sheet, made by xhtml2pdf from a template."""

from datetime import UTC, datetime, time
from pathlib import Path

from django.template.loader import render_to_string

from mentoring_pages.rendering.pdf import css_of, pdf_of_html
from reports.domain.definition import Section
from reports.domain.filled import FilledReturn, Line
from reports.exports.sheet import sheet_of

STYLE = Path(__file__).resolve().parent / "return.css"
ROWS_AT_EASE = 8
"""Rows of the first section that fit the sheet in the usual size; with more the type is smaller."""


def return_pdf(filled: FilledReturn) -> bytes:
    """The sheet, dated the day it was made. Raises ``PdfError``."""
    return pdf_of_html(
        render_to_string("reports/exports/return.html", _context(filled)),
        css=css_of(STYLE),
        made_at=datetime.combine(filled.made_on, time(), UTC),
    )


def _context(filled: FilledReturn) -> dict[str, object]:
    wide: list[tuple[Section, list[Line]]] = []
    narrow: list[tuple[Section, list[Line]]] = []
    for section in filled.sections:
        lines = list(filled.lines(section))
        (wide if len(section.columns) > 1 else narrow).append((section, lines))
    pairs = []
    for position in range(0, len(narrow), 2):
        left, *rest = narrow[position : position + 2]
        right = rest[0] if rest else None
        pairs.append(
            {
                "left": left[0],
                "right": right[0] if right else None,
                "rows": _beside(left[1], right[1] if right else []),
            }
        )
    rows = sum(len(lines) for _section, lines in wide) + len(filled.broken_controls)
    return {
        "filled": filled,
        "sheet": sheet_of(filled),
        "wide": wide,
        "pairs": pairs,
        "density": "ease" if rows <= ROWS_AT_EASE else "tight",
    }


def _beside(left: list[Line], right: list[Line]) -> list[tuple[Line | None, Line | None]]:
    length = max(len(left), len(right))
    return [
        (
            left[at] if at < len(left) else None,
            right[at] if at < len(right) else None,
        )
        for at in range(length)
    ]
