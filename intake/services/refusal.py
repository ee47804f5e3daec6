"""A no to a consent, and the change of mind: pressed by the person, or told to the school."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, DocumentParty, Person
from intake.services import journal
from intake.services.guardianship import signer_trouble
from intake.services.privacy import staff_key
from intake.services.publication import follow_consent
from intake.services.refusal_paper import open_refusal_paper, standing_refusal, write_refusal
from intake.services.rule import school_day

DECLINED_KINDS = ("processing", "publication")
"""Consents. Papers of two sides have a refusal of their own; a withdrawal nobody need decline."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person said: to which account, how (``paper_labels.TOLD_WAYS``), on which day."""

    by: Any
    how: str
    told_on: date


@transaction.atomic
def decline(*, document: Document, signer: Person, told: Told | None = None, now: datetime) -> bool:
    """One press, no code: the person does not agree. ``told`` is how an employee heard it.

    ``False``, changing nothing, if the consent is not open any more or ``signer`` is nobody whom
    it asks: not its party, or one whose authority ended. A dispute and a missing check hinder no
    refusal, as they hinder no withdrawal.
    """
    document = _locked(document)
    parties = document.parties.select_related("person")
    party = parties.filter(person=signer, signed_at__isnull=True).first()
    if document.state != "prepared" or party is None or not _may_decline(document, party, now):
        return False
    document.state = "declined"
    document.ended_at = now
    document.save(update_fields=["state", "ended_at"])
    follow_consent(person=document.participant, now=now)
    chain_refusal(document=document, kind=JournalKind.DECLINED, party=party, told=told, now=now)
    return True


@transaction.atomic
def undo_decline(
    *, document: Document, signer: Person, told: Told | None = None, now: datetime
) -> bool:
    """A person changed their mind before anything else happened: the paper is offered anew.

    ``False``, changing nothing, where nobody declined or ``signer`` is no party of the paper.
    """
    document = _locked(document)
    party = document.parties.select_related("person").filter(person=signer).first()
    if document.state != "declined" or party is None or document.kind not in DECLINED_KINDS:
        return False
    document.state = "void"
    document.save(update_fields=["state"])
    kind = JournalKind.DECLINE_UNDONE
    chain_refusal(document=document, kind=kind, party=party, told=told, now=now)
    return True


def chain_refusal(
    *,
    document: Document,
    kind: JournalKind,
    party: DocumentParty,
    told: Told | None,
    now: datetime,
) -> None:
    """The paper and the entry of a no or of its end, as the last steps of a verb.

    The person acts, or the employee to whom it was told. The bytes of the paper are made outside
    the request: a press waits for no PDF and fails with none.
    """
    actor_key = staff_key(told.by) if told is not None else str(party.person.key)
    earlier = standing_refusal(document) if kind is JournalKind.DECLINE_UNDONE else None
    paper = open_refusal_paper(
        document=document,
        party=party,
        kind="refusal_end" if kind is JournalKind.DECLINE_UNDONE else "refusal",
        takes_back=earlier,
        actor_key=actor_key,
        now=now,
    )
    write_refusal.enqueue(str(paper.key))
    facts: dict[str, str] = {"role": party.role, "paper": str(paper.key)}
    if earlier is not None:
        facts["takes_back"] = str(earlier.key)
    if told is not None:
        facts |= {
            "person": str(party.person.key),
            "how": told.how,
            "told_on": told.told_on.isoformat(),
        }
    journal.append(
        school=document.school,
        kind=kind,
        subject_key=str(document.key),
        actor_key=actor_key,
        facts=facts,
        now=now,
    )


def _locked(document: Document) -> Document:
    return (
        Document.objects.select_for_update(of=("self",))
        .select_related("school", "participant__school")
        .get(pk=document.pk)
    )


def _may_decline(document: Document, party: DocumentParty, now: datetime) -> bool:
    """Whether the word of this party counts today: whoever could withdraw may say no."""
    if document.kind not in DECLINED_KINDS:
        return False
    trouble = signer_trouble(
        participant=document.participant,
        signer=party.person,
        role=SignerRole(party.role),
        kind=DocumentKind.WITHDRAWAL,
        day=school_day(school=document.school, now=now),
    )
    return trouble is None
