"""Papers as PDF: a template to bytes through the project's one renderer."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from mentoring_pages.rendering.pdf import PdfError as PaperError
from mentoring_pages.rendering.pdf import css_of, pdf_of_html, printable

__all__ = ["STYLESHEET", "PaperError", "render_pdf"]

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "intake" / "papers" / "paper.css"

MAX_CHARACTERS = 200_000
"""Characters of HTML in one paper. A consent has about ten thousand."""


def render_pdf(template: str, context: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The PDF of ``template``. ``made_at`` (aware) stands in it as the date of making.

    Raises ``PaperError`` for a text that is too long or that cannot be laid out.
    """
    html = printable(render_to_string(template, dict(context)))
    if len(html) > MAX_CHARACTERS:
        raise PaperError("too_long")
    return pdf_of_html(html, css=css_of(STYLESHEET), made_at=made_at)
