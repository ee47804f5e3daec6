"""The signing sheet: everything known only after signing, added after the bytes that were shown.

The file that was shown is never rewritten: the sheet and the same facts as canonical JSON are a later
revision of it, so the signed file begins with the very bytes whose digest was signed.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rfc8785
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from intake.documents.render import PaperError, printable, render_pdf

FACTS_NAME = "svedeniya-o-podpisanii.json"


@dataclass(frozen=True, slots=True)
class SigningSheet:
    """``lines`` are printed as a table; ``facts`` go in as JSON, texts and whole numbers only."""

    number: str
    title: str
    lines: Sequence[tuple[str, str]]
    facts: Mapping[str, str | int]


def add_signing_sheet(pdf: bytes, sheet: SigningSheet) -> bytes:
    """``pdf`` with the sheet as its last page and the facts attached; ``pdf`` is its beginning.

    Raises ``PaperError``.
    """
    page = render_pdf(
        "intake/papers/sheet.html",
        {
            "number": sheet.number,
            "title": printable(sheet.title),
            "lines": [(printable(label), printable(value)) for label, value in sheet.lines],
        },
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        for new_page in _pages(page):
            writer.insert_page(writer.import_object(new_page))
        attached = embed.EmbeddedFileObject.from_file_data(
            writer, data=rfc8785.dumps(dict(sheet.facts)), mime_type="application/json"
        )
        embed.embed_file(
            writer, embed.FileSpec(file_spec_string=FACTS_NAME, embedded_data=attached)
        )
        target = io.BytesIO()
        writer.write(target)
    except PdfError as error:
        raise PaperError("the signing sheet could not be added") from error
    return target.getvalue()


def _pages(pdf: bytes) -> list[generic.DictionaryObject]:
    """The pages of a file made by our renderer, loose from their tree."""
    kids = PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Kids"]
    pages = []
    for reference in kids:
        page = reference.get_object()
        page.pop("/Parent", None)
        pages.append(page)
    return pages
