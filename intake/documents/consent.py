"""A consent, or its withdrawal, as a paper of a Russian school."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from pypdf import PdfReader

from intake.documents.render import printable, render_pdf


@dataclass(frozen=True, slots=True)
class PaperInput:
    """Everything that stands in a paper. Texts are plain; places in the blocks are filled.

    ``made_at`` is in the school's zone. ``blocks`` are (kind, text) with the kinds ``heading``,
    ``paragraph``, ``item`` and ``choices``; ``choices`` are (item, is it a yes).
    """

    kind: str
    variant: str
    number: str
    made_at: datetime
    title: str
    addressee: Sequence[str]
    sender: Sequence[str]
    blocks: Sequence[tuple[str, str]]
    choices: Sequence[tuple[str, bool]]
    explanation: str
    locality: str
    signer_name: str
    check_address: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The bytes of a paper, their SHA-256 in hex, and how many pages there are."""

    pdf: bytes
    sha256: str
    page_count: int


def make_paper(*, paper: PaperInput) -> Paper:
    """Lay a paper out. The same input gives the same bytes. Raises ``PaperError``."""
    pdf = render_pdf(
        "intake/papers/consent.html",
        {
            "paper": paper,
            "title": printable(paper.title),
            "addressee": [printable(line) for line in paper.addressee],
            "sender": [printable(line) for line in paper.sender],
            "blocks": [(kind, printable(text)) for kind, text in paper.blocks],
            "choices": paper.choices,
            "explanation": printable(paper.explanation),
            "signer_name": printable(paper.signer_name),
            "qr": qr_code(paper.check_address),
        },
    )
    return Paper(
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        page_count=len(PdfReader(io.BytesIO(pdf)).pages),
    )


def qr_code(address: str) -> str:
    """A QR code as a PNG data address, which is the only kind of picture a paper may hold."""
    data: str = segno.make(address, error="m").png_data_uri(scale=4, border=0)
    return data
