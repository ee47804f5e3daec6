"""What the public check page may tell of a paper: its state, days and digests, never a name."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intake.models import Document, Seal
from intake.services.standing import COUNTED_KINDS, as_counted, paper_fact
from mentoring_pages.models import School

LONGEST_NUMBER = 30
LATIN_TWINS = str.maketrans("CPOETHKMAX", "СРОЕТНКМАХ")
"""Latin letters that look like the Russian ones a number may begin with."""

KINDS_OF_FILES = ("signed", "sealed")
KINDS_OF_REFUSAL = ("shown", "sealed")


class PaperSeen(StrEnum):
    """What a stranger who holds a number is told."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    ENDED = "ended"
    """An agreement that was signed and whose last day is over."""
    REFUSAL = "refusal"
    """A no, or its end, as it was recorded: nobody signs it."""
    TAKEN_BACK = "taken_back"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer of the check page. Days are the school's; ``digests`` are SHA-256 of the files."""

    seen: PaperSeen
    number: str
    signed_on: date | None = None
    """Of a refusal the day on which it was recorded."""
    sealed_on: date | None = None
    ended_on: date | None = None
    digests: tuple[str, ...] = ()
    awaits_check: bool = False
    """A consent that is signed and not in force before the school has checked who signed."""


STATES = {
    "signed": PaperSeen.VALID,
    "withdrawn": PaperSeen.WITHDRAWN,
    "superseded": PaperSeen.REPLACED,
    "recorded": PaperSeen.REFUSAL,
    "taken_back": PaperSeen.TAKEN_BACK,
}


def check_number(*, school: School, number: str, day: date | None = None) -> Checked:
    """What is known on ``day`` of the paper with this number in ``school``.

    Without a day an agreement is told as it was signed.

    A paper that nobody signed is as unknown as one that never was: its number proves nothing.
    """
    number = tidy_number(number)
    document = (
        as_counted(Document.objects.filter(school=school, number=number, state__in=STATES))
        .select_related("seal", "agreement", "request")
        .prefetch_related("copies")
        .first()
    )
    if document is None:
        return Checked(PaperSeen.UNKNOWN, number)
    kinds = KINDS_OF_REFUSAL if document.is_refusal else KINDS_OF_FILES
    seal, over = _seal_of(document), _over_since(document, day)
    return Checked(
        seen=PaperSeen.ENDED if over else STATES[document.state],
        number=document.number,
        signed_on=_day(document.made_at if document.is_refusal else document.signed_at, school),
        sealed_on=_day(seal.sealed_at, school) if seal else None,
        ended_on=over or _day(document.ended_at, school),
        digests=tuple(
            sorted({copy.digest for copy in document.copies.all() if copy.kind in kinds})
        ),
        awaits_check=(
            document.kind in COUNTED_KINDS
            and document.state == "signed"
            and not paper_fact(document).request_checked
        ),
    )


def tidy_number(number: str) -> str:
    """«c–2026 483920» as people type it → «С-2026-483920» as it is printed."""
    kept = number.strip().removeprefix("№")[:LONGEST_NUMBER].upper().translate(LATIN_TWINS)
    return "-".join(part for part in re.split(r"[\s–—-]+", kept) if part)


def _over_since(document: Document, day: date | None) -> date | None:
    """The last day of an agreement that is over on ``day``."""
    agreement = getattr(document, "agreement", None)
    if agreement is None or day is None:
        return None
    last: date | None = agreement.ended_on or agreement.ends_on
    return last if last is not None and last < day else None


def _seal_of(document: Document) -> Seal | None:
    return getattr(document, "seal", None)


def _day(instant: datetime | None, school: School) -> date | None:
    return instant.astimezone(school.zone).date() if instant else None
