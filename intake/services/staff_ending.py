"""An end of an agreement by the school alone: who decided it, when and why. No side signs it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from intake import vault
from intake.domain.journal import JournalKind
from intake.models import AgreementAct, Document, Person
from intake.services.agreement_text import act_words
from intake.services.check_batches import facts_of
from intake.services.journal import rows_of


@dataclass(frozen=True, slots=True)
class StaffEnding:
    """The decision as the journal holds it; name and words are the paper's own.

    ``last_day`` is the last day of the agreement; ``by_key`` is the employee's key and
    ``sequence`` the number of the entry. ``words`` is ``None`` where the mentee was erased.
    """

    how: str
    last_day: date
    at: datetime
    by_key: str
    sequence: int
    name: str
    words: str | None

    def as_facts(self) -> dict[str, Any]:
        """For ``facts.json`` of a bundle."""
        return {
            "how": self.how,
            "day": self.last_day.isoformat(),
            "at": self.at.isoformat(),
            "by": self.by_key,
            "name": self.name,
            "words": self.words,
        }


def staff_ending_of(document: Document) -> StaffEnding | None:
    """The decision behind a paper that no side signs; ``None`` for any other paper, and where the
    journal knows of no such decision.
    """
    if document.kind != "termination":
        return None
    act = (
        AgreementAct.objects.filter(document=document, recorded_by__isnull=False)
        .select_related("agreement__document", "agreement__mentee__data_key", "recorded_by")
        .first()
    )
    if act is None:
        return None
    entries = rows_of(document.school.key).filter(
        kind=JournalKind.AGREEMENT_ENDED.value, subject_key=str(act.agreement.document.key)
    )
    for entry in entries.order_by("sequence"):
        facts = facts_of(entry.facts)
        if facts.get("by") == str(document.key):
            return StaffEnding(
                how=str(facts["how"]),
                last_day=date.fromisoformat(str(facts["day"])),
                at=entry.at,
                by_key=entry.actor_key,
                sequence=entry.sequence,
                name=decided_by(act),
                words=words_or_none(act),
            )
    return None


def decided_by(act: AgreementAct) -> str:
    """The employee's name; empty for an act of the sides."""
    by = act.recorded_by
    return (by.get_full_name() or by.get_username()) if by is not None else ""


def words_or_none(act: AgreementAct) -> str | None:
    """The reason that was written down; ``None`` once nobody can read it."""
    try:
        return act_words(act)
    except vault.KeyDestroyed:
        return None


def readers_of(document: Document) -> list[Person]:
    """Everybody whose copy of the paper can still be opened: they take its bundle, for no signer
    of it exists.
    """
    copies = document.copies.filter(kind="shown", holder__data_key__wrapped__isnull=False)
    return [copy.holder for copy in copies.select_related("holder__data_key").order_by("pk")]
