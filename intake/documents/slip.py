"""Slips for a meeting: one for each signer, two on a sheet, to be cut along the lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from pypdf import PdfReader, PdfWriter

from intake.documents.render import render_pdf

TEMPLATE = "intake/papers/slips.html"
AT_ONCE = 30
"""Slips laid out at once; longer jobs are put together of such parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What stands on one slip. Texts are plain. ``pep_line`` is empty where nothing is joined."""

    signer: str
    capacity: str
    participant: str
    school_class: str
    school: str
    contact: str
    pep_line: str
    address: str


def make_slips(slips: Sequence[Slip], *, made_at: datetime) -> bytes:
    """The print job as PDF. Raises ``PaperError``."""
    writer = PdfWriter()
    for start in range(0, len(slips), AT_ONCE):
        part = [(slip, _qr(slip.address)) for slip in slips[start : start + AT_ONCE]]
        pdf = render_pdf(TEMPLATE, {"slips": part, "made_at": made_at}, made_at=made_at)
        writer.append(PdfReader(BytesIO(pdf)))
    return _bytes_of(writer)


def together(pdfs: Sequence[bytes], *, two_sided: bool = True) -> bytes:
    """Files one after another; each begins on a new sheet also when printed on both sides."""
    writer = PdfWriter()
    for pdf in pdfs:
        reader = PdfReader(BytesIO(pdf))
        for page in reader.pages:
            writer.add_page(page)
        if two_sided and len(reader.pages) % 2:
            writer.add_blank_page()
    return _bytes_of(writer)


def _bytes_of(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _qr(address: str) -> str:
    uri: str = segno.make(address, error="m").png_data_uri(scale=4, border=2)
    return uri
