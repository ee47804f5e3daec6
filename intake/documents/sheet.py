"""The signing sheet: what is known only after signing, added behind the very bytes that were shown.

Each sheet is an incremental revision, so a file with sheets begins with the shown file unchanged.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import rfc8785

from intake.documents.attached import attach_json
from intake.documents.consent import MAX_LINE, zone_words
from intake.documents.render import PaperError, render_pdf

if TYPE_CHECKING:  # loaded by whoever makes a sheet: it would slow the start of everybody else
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

TEMPLATE = "intake/papers/sheet.html"
FORMAT = "nastavnik-signing-sheet/1"
MAX_LINES = 100


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One fact: what it is and what is known about it, both for people to read."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningSheet:
    """What stands on one sheet. ``made_at`` is aware, in the school's zone.

    ``shown_digest`` is the SHA-256 of the file that was shown, before any sheet. ``facts`` are the
    same circumstances for machines; whatever JSON can say, moments as ISO 8601 text.
    """

    number: str
    title: str
    shown_digest: str
    made_at: datetime
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...] = ()
    heading: str = "Лист подписания"
    facts: Mapping[str, Any] = field(default_factory=dict)


def add_signing_sheet(pdf: bytes, sheet: SigningSheet) -> bytes:
    """``pdf`` with a sheet behind it and the same facts attached as canonical JSON (RFC 8785).

    Raises ``PaperError``: ``other_file`` when the file does not begin with the bytes the digest
    names, ``not_a_pdf``, ``too_long``, ``empty_field``.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    _refuse_unfit(sheet)
    page_file = render_pdf(TEMPLATE, sheet_context(sheet), made_at=sheet.made_at)
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        names = _attached(writer)
        if not names and hashlib.sha256(pdf).hexdigest() != sheet.shown_digest:
            raise PaperError("other_file")
        _append_pages(writer, page_file)
        attach_json(
            writer,
            name=f"signing-{len(names) + 1:03}.json",
            data=canonical_facts(sheet),
            description=sheet.heading,
            moment=sheet.made_at,
        )
        writer.document_meta.last_modified = sheet.made_at
        target = BytesIO()
        writer.write(target)
    except PdfError:
        raise PaperError("not_a_pdf") from None
    return target.getvalue()


def canonical_facts(sheet: SigningSheet) -> bytes:
    """The sheet as canonical JSON: every printed line and the machine's facts."""
    return rfc8785.dumps(
        {
            "format": FORMAT,
            "number": sheet.number,
            "title": sheet.title,
            "heading": sheet.heading,
            "shown_sha256": sheet.shown_digest,
            "made_at": sheet.made_at.isoformat(),
            "lines": [{"label": line.label, "value": line.value} for line in sheet.lines],
            "notes": list(sheet.notes),
            "facts": dict(sheet.facts),
        }
    )


def sheet_context(sheet: SigningSheet) -> dict[str, object]:
    """What the template prints."""
    return {
        "sheet": sheet,
        "lines": [(line.label, whole(line.value)) for line in sheet.lines],
        "notes": sheet.notes,
        "digest_lines": [sheet.shown_digest[:32], sheet.shown_digest[32:]],
        "made_at": sheet.made_at.strftime("%d.%m.%Y %H:%M"),
        "zone": zone_words(sheet.made_at),
    }


def whole(text: str) -> str:
    """A number stays with its «№»."""
    return text.replace("№ ", "№\N{NO-BREAK SPACE}")


def _append_pages(writer: "IncrementalPdfFileWriter", page_file: bytes) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(page_file))
    for index in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(index)[0].get_object()
        del page["/Parent"]
        writer.insert_page(writer.import_object(page))


def _attached(writer: "IncrementalPdfFileWriter") -> list[str]:
    """Names of the files that earlier sheets attached."""
    try:
        entries = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return []
    return [str(entry) for entry in list(entries)[::2]]


def _refuse_unfit(sheet: SigningSheet) -> None:
    texts = [sheet.number, sheet.title, sheet.heading, *sheet.notes]
    texts += [part for line in sheet.lines for part in (line.label, line.value)]
    if len(sheet.lines) > MAX_LINES or any(len(text) > MAX_LINE for text in texts):
        raise PaperError("too_long")
    if not sheet.lines or not all(line.label and line.value for line in sheet.lines):
        raise PaperError("empty_field")
