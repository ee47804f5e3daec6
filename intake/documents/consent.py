"""A paper as it is shown before signing: the wording filled, the parties, the choices."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from django.utils.translation import gettext as _
from pypdf import PdfReader

from intake.documents.render import PaperError, render_pdf

TEMPLATE = "intake/papers/paper.html"
MAX_LINE = 1_000
MAX_BLOCK = 20_000
MAX_BLOCKS = 300
BLOCK_TYPES = {"heading", "paragraph", "item"}
LONG_WORD = re.compile(r"\S{60,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInput:
    """Everything that stands on a paper. Texts are plain, places already filled; never HTML.

    ``made_at`` is aware, in the school's zone. ``addressee`` and ``operator`` are lines of the
    block on the right and of the school's requisites; ``participant`` lines say whom it is about.
    ``choices`` are pairs of an item and whether it is allowed, in the order they were asked;
    ``None`` leaves the answer to a pen.
    ``verify_url`` becomes the QR. ``explanation`` says who signs and why. A paper of two sides has
    ``sides`` in the stead of one signer: each with its heading and (name, capacity) of its signers.
    """

    kind: str
    variant: str
    number: str
    made_at: datetime
    title: str
    blocks: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...] = ()
    operator: tuple[str, ...] = ()
    participant: tuple[str, ...] = ()
    signer_name: str = ""
    signer_capacity: str = ""
    choices: tuple[tuple[str, bool | None], ...] = ()
    verify_url: str = ""
    explanation: str = ""
    sides: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The exact bytes that are shown, their SHA-256 (lower-case hex) and the number of pages."""

    pdf: bytes
    sha256: str
    page_count: int

    @property
    def text(self) -> str:
        """The text as a reader program takes it out of the file, page by page."""
        pages = PdfReader(BytesIO(self.pdf)).pages
        return "\n".join(page.extract_text() for page in pages)


def make_paper(*, paper: PaperInput) -> Paper:
    """The paper as PDF; the same input gives the same bytes. Raises ``PaperError``."""
    _refuse_oversized(paper)
    pdf = render_pdf(TEMPLATE, paper_context(paper), made_at=paper.made_at)
    return Paper(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        page_count=len(PdfReader(BytesIO(pdf)).pages),
    )


def paper_context(paper: PaperInput) -> dict[str, object]:
    """What the template prints."""
    return {
        "paper": paper,
        "blocks": [{"type": kind, "text": _flowing(text)} for kind, text in paper.blocks],
        "addressee": [_with_breaks(line) for line in paper.addressee],
        "operator": [_with_breaks(line) for line in paper.operator],
        "participant": [_with_breaks(line) for line in paper.participant],
        "signer_name": _with_breaks(paper.signer_name),
        "signer_capacity": _with_breaks(paper.signer_capacity),
        "sides": [
            (heading, [(_with_breaks(name), capacity) for name, capacity in signers])
            for heading, signers in paper.sides
        ],
        "choices": [(label, _answer(allowed)) for label, allowed in paper.choices],
        "is_marked_by_pen": any(allowed is None for _label, allowed in paper.choices),
        "made_on": paper.made_at.strftime("%d.%m.%Y"),
        "made_at": paper.made_at.strftime("%d.%m.%Y %H:%M"),
        "zone": zone_words(paper.made_at),
        "qr": segno.make(paper.verify_url, error="m").png_data_uri(scale=6, border=2)
        if paper.verify_url
        else "",
    }


def _answer(allowed: bool | None) -> str:
    if allowed is None:
        return _("[   ] да   [   ] нет").replace(" ", "\N{NO-BREAK SPACE}")
    return _("да") if allowed else _("нет")


def zone_words(moment: datetime) -> str:
    """«UTC+3» or «UTC+5:30» of an aware moment."""
    offset = moment.utcoffset()
    if offset is None:
        raise PaperError("naive_time")
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _with_breaks(text: str) -> str:
    """Very long runs without a space are cut by spaces: they would leave the sheet."""
    return LONG_WORD.sub(
        lambda run: " ".join(run[0][i : i + 50] for i in range(0, len(run[0]), 50)), text
    )


def _flowing(text: str) -> str:
    """Text for a justified paragraph, without no-break spaces.

    xhtml2pdf widens them with the others but does not count them, so a justified line that holds
    some runs over the margin.
    """
    return _with_breaks(text).replace("\N{NO-BREAK SPACE}", " ")


def _refuse_oversized(paper: PaperInput) -> None:
    lines = (
        *paper.addressee,
        *paper.operator,
        *paper.participant,
        *(label for label, _allowed in paper.choices),
        paper.number,
        paper.title,
        paper.signer_name,
        paper.signer_capacity,
        paper.verify_url,
        paper.explanation,
        *(text for _heading, signers in paper.sides for signer in signers for text in signer),
    )
    if len(paper.blocks) > MAX_BLOCKS or len(paper.choices) > MAX_BLOCKS:
        raise PaperError("too_long")
    if any(len(line) > MAX_LINE for line in lines):
        raise PaperError("too_long")
    for kind, text in paper.blocks:
        if kind not in BLOCK_TYPES:
            raise PaperError("unknown_block")
        if len(text) > MAX_BLOCK:
            raise PaperError("too_long")
