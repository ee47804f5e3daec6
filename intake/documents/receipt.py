"""A note about a finished paper on a page of its own, in the look of the signing sheet."""

from dataclasses import dataclass
from datetime import datetime

from intake.documents.consent import zone_words
from intake.documents.render import render_pdf
from intake.documents.sheet import SheetLine, whole

TEMPLATE = "intake/papers/receipt.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSheet:
    """What stands on the page. ``made_at`` is aware, in the school's zone: the note's own moment.

    ``shown_digest`` is the SHA-256 of the file the note is about, as it was shown.
    """

    heading: str
    number: str
    title: str
    shown_digest: str
    made_at: datetime
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...]


def make_note_sheet(sheet: NoteSheet) -> bytes:
    """The page as PDF. Raises ``PaperError``."""
    context = {
        "sheet": sheet,
        "lines": [(line.label, whole(line.value)) for line in sheet.lines],
        "digest_lines": [sheet.shown_digest[:32], sheet.shown_digest[32:]],
        "made_at": sheet.made_at.strftime("%d.%m.%Y %H:%M"),
        "zone": zone_words(sheet.made_at),
    }
    return render_pdf(TEMPLATE, context, made_at=sheet.made_at)
