"""The one renderer of papers: a template to PDF bytes, with a closed file list and no network.

The same input gives the same bytes, so that a paper can be compared with a copy of itself. Nothing
of a person's data leaves through an error or a log: errors carry a code, the library's logger is
silenced below ERROR, because its debug records quote the source.
"""

import logging
import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_pt_serif
from django.template.loader import render_to_string
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.default import DEFAULT_CSS
from xhtml2pdf.document import _RENDER_LOCK, pisaDocument

HERE = Path(__file__).resolve().parent
SERIF_FOLDER = Path(fontpkg_pt_serif.ROOT) / "files"
SIGNS_FOLDER = HERE / "fonts"
SIGNS_FILE = SIGNS_FOLDER / "DejaVuSans.ttf"
STYLESHEET = HERE.parent / "static" / "intake" / "papers" / "paper.css"

MAX_CHARACTERS = 200_000
"""Characters of HTML in one paper. A consent has about ten thousand."""

MAX_SECONDS = 20

FACES = (
    ("Paper", "normal", "normal", SERIF_FOLDER / "PT_Serif-Web-Regular.ttf"),
    ("Paper", "bold", "normal", SERIF_FOLDER / "PT_Serif-Web-Bold.ttf"),
    ("Paper", "normal", "italic", SERIF_FOLDER / "PT_Serif-Web-Italic.ttf"),
    ("Signs", "normal", "normal", SIGNS_FILE),
    ("Signs", "bold", "normal", SIGNS_FILE),
    ("Signs", "normal", "italic", SIGNS_FILE),
)

logging.getLogger("xhtml2pdf").setLevel(logging.ERROR)


class PaperError(Exception):
    """A paper could not be made. ``code`` says why; no text of the paper is kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def render_pdf(template: str, context: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The PDF of ``template``. ``made_at`` (aware) stands in it as the date of making.

    Raises ``PaperError`` for a text that is too long or that cannot be laid out.
    """
    html = printable(render_to_string(template, dict(context)))
    if len(html) > MAX_CHARACTERS:
        raise PaperError("too_long")
    return pdf_of_html(html, css=DEFAULT_CSS + stylesheet(), made_at=made_at)


def pdf_of_html(html: str, *, css: str, made_at: datetime) -> bytes:
    """The PDF of a whole page of HTML that this package wrote."""
    policy = ResourceAccessPolicy.server(
        None,
        extra_roots=(SERIF_FOLDER, SIGNS_FOLDER),
        allow_remote=False,
        max_render_seconds=MAX_SECONDS,
    )
    target = BytesIO()
    failed = False
    try:
        with _dated(made_at):
            answer = pisaDocument(
                html, dest=target, encoding="utf-8", default_css=css, resource_policy=policy
            )
        failed = bool(answer.err)
    except Exception:  # noqa: BLE001 - whatever the library meets, its message may quote the text
        failed = True
    if failed:
        raise PaperError("not_rendered")
    return target.getvalue()


def printable(text: str) -> str:
    """``text`` with every character that has no glyph, or steers the layout, named instead of lost.

    «李» becomes «[U+674E]»: whoever signs sees that something stands there and what.
    """
    return "".join(
        char if char in "\n\t\r" or _has_glyph(char) else f"[U+{ord(char):04X}]"
        for char in unicodedata.normalize("NFC", text)
    )


@cache
def stylesheet() -> str:
    """The paper's own CSS with the faces it may use, by file."""
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};font-style:{style};"
        f"src:url('{path}')}}\n"
        for family, weight, style, path in FACES
    )
    return faces + STYLESHEET.read_text(encoding="utf-8")


@cache
def _glyphs() -> frozenset[int]:
    """Characters that every upright face or the face of signs can draw."""
    regular, bold, _italic, signs, *_rest = [path for *_face, path in FACES]
    covered = [
        set(TTFont(path.stem, str(path)).face.charToGlyph) for path in (regular, bold, signs)
    ]
    return frozenset((covered[0] & covered[1]) | covered[2])


def _has_glyph(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return False
    return char.isspace() or ord(char) in _glyphs()


@contextmanager
def _dated(made_at: datetime) -> Iterator[None]:
    """Make ReportLab date the file ``made_at``, for this render only.

    Its one door is an environment variable, so the variable is set and put back under the lock that
    xhtml2pdf holds for a render anyway.
    """
    name = "SOURCE_DATE_EPOCH"
    with _RENDER_LOCK:
        before = os.environ.get(name)
        os.environ[name] = str(int(made_at.timestamp()))
        try:
            yield
        finally:
            if before is None:
                del os.environ[name]
            else:
                os.environ[name] = before
