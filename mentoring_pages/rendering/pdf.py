"""The one renderer of PDF files: HTML of ours to bytes, with a closed file list and no network.

The same input gives the same bytes, so that a paper can be compared with a copy of itself. Nothing
of the text leaves through an error or a log: errors carry a code, the library's logger is silenced
below ERROR, because its debug records quote the source.
"""

import logging
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_pt_serif
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.default import DEFAULT_CSS
from xhtml2pdf.document import _RENDER_LOCK, pisaDocument

SERIF_FOLDER = Path(fontpkg_pt_serif.ROOT) / "files"
SIGNS_FOLDER = Path(__file__).resolve().parent / "fonts"
SIGNS_FILE = SIGNS_FOLDER / "DejaVuSans.ttf"

MAX_SECONDS = 20
"""What a paper of a few pages may take; a long act is given more."""

FACES = (
    ("Paper", "normal", "normal", SERIF_FOLDER / "PT_Serif-Web-Regular.ttf"),
    ("Paper", "bold", "normal", SERIF_FOLDER / "PT_Serif-Web-Bold.ttf"),
    ("Paper", "normal", "italic", SERIF_FOLDER / "PT_Serif-Web-Italic.ttf"),
    ("Signs", "normal", "normal", SIGNS_FILE),
    ("Signs", "bold", "normal", SIGNS_FILE),
    ("Signs", "normal", "italic", SIGNS_FILE),
)

logging.getLogger("xhtml2pdf").setLevel(logging.ERROR)


class PdfError(Exception):
    """A file could not be made. ``code`` says why; no text of the file is kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pdf_of_html(html: str, *, css: str, made_at: datetime, max_seconds: int = MAX_SECONDS) -> bytes:
    """The PDF of a whole page of HTML that this project wrote, dated ``made_at`` (aware)."""
    policy = ResourceAccessPolicy.server(
        None,
        extra_roots=(SERIF_FOLDER, SIGNS_FOLDER),
        allow_remote=False,
        max_render_seconds=max_seconds,
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
        raise PdfError("not_rendered")
    return target.getvalue()


def printable(text: str) -> str:
    """``text`` with every character that has no glyph, or steers the layout, named instead of lost.

    «李» becomes «[U+674E]»: whoever reads sees that something stands there and what.
    """
    return "".join(
        char if char in "\n\t\r" or _has_glyph(char) else f"[U+{ord(char):04X}]"
        for char in unicodedata.normalize("NFC", text)
    )


@cache
def css_of(path: Path) -> str:
    """The stylesheet at ``path`` under the library's defaults, with the faces it may use."""
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};font-style:{style};"
        f"src:url('{file}')}}\n"
        for family, weight, style, file in FACES
    )
    return DEFAULT_CSS + faces + path.read_text(encoding="utf-8")


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
