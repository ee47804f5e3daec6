"""The return as a PDF: one landscape A4 sheet, made by xhtml2pdf from a template.

Nothing is fetched: the only files the renderer may read are the fonts, registered once.
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import fontpkg_pt_serif
from django.template.loader import render_to_string
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.default import DEFAULT_CSS, DEFAULT_FONT

from reports.domain.definition import Section
from reports.domain.filled import FilledReturn, Line
from reports.exports.sheet import sheet_of

FONTS = Path(fontpkg_pt_serif.__file__).resolve().parent / "files"
FACES = {
    (0, 0): ("PTSerif", "PT_Serif-Web-Regular.ttf"),
    (1, 0): ("PTSerif-Bold", "PT_Serif-Web-Bold.ttf"),
    (0, 1): ("PTSerif-Italic", "PT_Serif-Web-Italic.ttf"),
    (1, 1): ("PTSerif-BoldItalic", "PT_Serif-Web-BoldItalic.ttf"),
}
CSS_FAMILY = "nastavnik serif"
STYLE = Path(__file__).resolve().parent / "return.css"
ROWS_AT_EASE = 8
"""Rows of the first section that fit the sheet in the usual size; with more the type is smaller."""


class PdfFailed(RuntimeError):
    """The renderer could not make the file."""


def return_pdf(filled: FilledReturn) -> bytes:
    _register_fonts()
    buffer = BytesIO()
    outcome = pisa.CreatePDF(
        render_to_string("reports/exports/return.html", _context(filled)),
        dest=buffer,
        encoding="utf-8",
        default_css=DEFAULT_CSS + STYLE.read_text(encoding="utf-8"),
        resource_policy=ResourceAccessPolicy.server(
            None, extra_roots=(str(FONTS),), allow_remote=False
        ),
    )
    if outcome.err:
        raise PdfFailed
    return buffer.getvalue()


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


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for (bold, italic), (name, file) in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
        addMapping("PTSerif", bold, italic, name)
    DEFAULT_FONT[CSS_FAMILY] = "PTSerif"
