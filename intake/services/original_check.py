"""Sheets of paper in the register against the circumstances of the signatures they bear."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from intake import vault
from intake.models import DocumentParty, PaperOriginal
from intake.models.document import SIDED_KINDS


@dataclass(frozen=True, slots=True)
class PaperSide:
    """What the rows beside the signatures of some documents say of paper.

    ``days`` are the days of signatures by document and person; ``originals`` the sheets that are
    recorded; ``sided`` documents have none, their sheets are noted with the signatures.
    """

    days: Mapping[tuple[UUID, UUID], date | None]
    originals: Mapping[UUID, PaperOriginal]
    sided: frozenset[UUID]


def paper_side(documents: Collection[UUID]) -> PaperSide:
    parties = DocumentParty.objects.filter(document__key__in=documents)
    originals = PaperOriginal.objects.filter(document__key__in=documents, state="recorded")
    return PaperSide(
        days={
            (document, person): day
            for document, person, day in parties.values_list(
                "document__key", "person__key", "signed_on"
            )
        },
        originals={one.document.key: one for one in originals.select_related("document")},
        sided=frozenset(
            parties.filter(document__kind__in=SIDED_KINDS).values_list("document__key", flat=True)
        ),
    )


def is_paper_otherwise(
    side: PaperSide, document: UUID, signer: UUID, kept: Mapping[str, Any], wrapped: bytes
) -> bool:
    """Whether a row says another day, place or employee than the circumstances that are chained."""
    day = side.days.get((document, signer))
    if day is None or day.isoformat() != kept.get("signed_on"):
        return True
    if document in side.sided:
        return False
    original = side.originals.get(document)
    if original is None:
        return True
    try:
        where = vault.decrypt_text(wrapped, original.kept_where_encrypted)
    except vault.DataDamaged:
        return True
    said = {
        "signed_on": original.signed_on.isoformat(),
        "kept_where": where,
        "recorded_by": original.recorded_by_key,
        "confirmed_by": original.decided_by_key or None,
        "compared_by": original.recorded_by_key if original.was_compared else None,
    }
    return any(kept.get(name) != value for name, value in said.items())
