"""One renderer for every paper: our templates, our fonts, no network, no other file.

xhtml2pdf holds a process-wide lock while it renders, so papers of one process are made in turn.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_pt_serif
from django.template.loader import render_to_string
from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

PT_SERIF = Path(fontpkg_pt_serif.__file__).parent / "files"
FALLBACK = Path(__file__).parent / "fonts" / "DejaVuSerif.ttf"
FONTS = {
    "font_regular": PT_SERIF / "PT_Serif-Web-Regular.ttf",
    "font_bold": PT_SERIF / "PT_Serif-Web-Bold.ttf",
    "font_italic": PT_SERIF / "PT_Serif-Web-Italic.ttf",
    "font_fallback": FALLBACK,
}
MISSING = "\N{WHITE SQUARE}"
"""Stands for a character no font of ours has: visible, so that nobody signs a silent gap."""


class PaperError(Exception):
    """A paper could not be made. Carries no data of anybody."""


@cache
def printable_characters() -> frozenset[int]:
    """Code points that our fonts can print."""
    try:
        fonts = [TTFont(f"probe-{name}", str(path)) for name, path in FONTS.items()]
    except TTFError as error:
        raise PaperError("a font file is missing") from error
    upright = (fonts[0], fonts[-1])
    return frozenset(code for font in upright for code in font.face.charToGlyph)


def printable(text: str) -> str:
    """``text`` with every character that no font has shown as an empty square."""
    known = printable_characters()
    return "".join(character if ord(character) in known else MISSING for character in text)


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """Render one of our templates to PDF. The same context gives the same bytes.

    Raises ``PaperError`` when the text cannot be laid out.
    """
    html = render_to_string(
        template, {**context, **{name: str(path) for name, path in FONTS.items()}}
    )
    return html_to_pdf(html)


def html_to_pdf(html: str) -> bytes:
    """Lay out HTML of ours. No address and no file outside the fonts is ever read."""
    policy = ResourceAccessPolicy.server(
        None, extra_roots=(PT_SERIF, FALLBACK.parent), allow_remote=False
    )
    target = io.BytesIO()
    with _reproducible():
        try:
            status = pisa.CreatePDF(html, dest=target, encoding="utf-8", resource_policy=policy)
        except Exception as error:  # noqa: BLE001 - the library raises anything; none may leak names
            raise PaperError("the paper could not be laid out") from _nameless(error)
    if status.err:
        raise PaperError("the paper could not be laid out")
    return target.getvalue()


def _nameless(error: Exception) -> Exception:
    """The kind of an error without its message, which may quote the text of the paper."""
    return RuntimeError(type(error).__name__)


@contextmanager
def _reproducible() -> Iterator[None]:
    """Dates and ids of the file come from its content while this lasts."""
    before = rl_config.invariant
    rl_config.invariant = 1
    try:
        yield
    finally:
        rl_config.invariant = before


__all__ = ["MISSING", "PaperError", "html_to_pdf", "printable", "render_pdf"]
