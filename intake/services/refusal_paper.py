"""The paper of a no, and of its end: in the register with the press, its bytes made by a task.

It says what the journal says: who, of which document, when, how. No code was asked and nobody signs
it; the school's seal is put under it as under any other paper.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from intake.delivery.tasks import PAPERS_PRIORITY
from intake.documents.refusals import refusal_tree
from intake.domain.journal import JournalKind
from intake.models import Document, DocumentParty, Person
from intake.models.document import SIDED_KINDS
from intake.services import journal
from intake.services.document import keep_copy
from intake.services.document_facts import Party, number_digest, order_digest, parties_digest
from intake.services.numbering import new_number
from intake.services.refusal_text import kept_beside, made_of, refused_document
from intake.services.seal import ask_seal
from mentoring_pages.models import School
from mentoring_pages.services.edition import tree_digest

NUMBER_PREFIX = {"refusal": "ОП", "refusal_end": "ВО"}

UNWRITTEN_AFTER = timedelta(minutes=10)


def standing_refusal(document: Document) -> Document | None:
    """The paper of the no that stands under ``document``; none for a no of an earlier release."""
    found = document.later_acts.filter(kind="refusal", state="recorded")
    return found.order_by("-made_at", "-pk").first()


def open_refusal_paper(
    *,
    document: Document,
    party: DocumentParty,
    kind: str,
    takes_back: Document | None,
    actor_key: str,
    now: datetime,
) -> Document:
    """The row of the paper, with its number and its text; part of the verb that records the no."""
    kept = kept_beside(document, now)
    paper = Document.objects.create(
        number=new_number(
            model=Document, school_id=document.school_id, prefix=NUMBER_PREFIX[kind], now=now
        ),
        school=document.school,
        request=document.request,
        kind=kind,
        variant=document.variant,
        participant=document.participant,
        edition=document.edition,
        wording=refusal_tree(
            kind=kind,
            declined=document.kind,
            is_sided=document.kind in SIDED_KINDS,
            is_kept=kept is not None,
        ),
        state="recorded",
        rule_version=document.rule_version,
        rule_key=document.rule_key,
        made_at=now,
        points_to=takes_back or document,
    )
    DocumentParty.objects.create(
        document=paper,
        person=party.person,
        role=party.role,
        side=party.side,
        for_person=party.for_person,
    )
    if takes_back is not None:
        takes_back.state, takes_back.ended_at = "taken_back", now
        takes_back.save(update_fields=["state", "ended_at"])
    journal.append(
        school=document.school,
        kind=JournalKind.DOCUMENT_MADE,
        subject_key=str(paper.key),
        actor_key=actor_key,
        facts={
            "kind": kind,
            "variant": document.variant,
            "edition": document.edition.digest,
            "rule": document.rule_version,
            "about": str(document.participant.key),
            "points_to": str((takes_back or document).key),
            "request": str(document.request.key) if document.request else None,
            "signers": 1,
            "parties": parties_digest([_said_by(party)]),
            "number": number_digest(paper.number),
            "order": order_digest(document.edition.order_number, document.edition.order_date),
            "text": tree_digest(paper.wording),
        },
        now=now,
    )
    return paper


@task(priority=PAPERS_PRIORITY)
def write_refusal(document_key: str) -> None:
    """Make the bytes of the paper. Doing it again changes nothing."""
    write_paper(document_key=document_key, now=timezone.now())


@transaction.atomic
def write_paper(*, document_key: str, now: datetime) -> None:
    """The PDF, a copy for everybody who may read it, the entry with its digest; then the seal.

    Nothing is written for a person whose data were erased meanwhile.
    """
    paper = (
        Document.objects.select_for_update(of=("self",))
        .select_related("school__site", "participant", "points_to__points_to", "edition")
        .get(key=document_key)
    )
    party = paper.parties.select_related("person__data_key", "for_person").get()
    if paper.shown_digest or party.person.data_key.wrapped is None:
        return
    said = made_of(paper=paper, party=party)
    holders = _holders(paper, party)
    paper.shown_digest, paper.page_count = said.sha256, said.page_count
    paper.save(update_fields=["shown_digest", "page_count"])
    for holder in holders:
        keep_copy(document=paper, holder=holder, kind="shown", data=said.pdf, now=now)
    ask_seal(document=paper, now=now)
    journal.append(
        school=paper.school,
        kind=JournalKind.REFUSAL_WRITTEN,
        subject_key=str(paper.key),
        actor_key="system",
        facts={"digest": said.sha256, "size": len(said.pdf), "copies": len(holders)},
        now=now,
    )


def retry_refusals(*, school: School, now: datetime) -> int:
    """Queue again the papers whose worker died before they had bytes; for ``manage.py tick``.

    Returns how many. People who were erased are not waited for.
    """
    unwritten = Document.objects.filter(
        school=school,
        kind__in=NUMBER_PREFIX,
        shown_digest="",
        parties__person__data_key__wrapped__isnull=False,
        made_at__lt=now - UNWRITTEN_AFTER,
    )
    keys = [str(key) for key in unwritten.order_by("pk").values_list("key", flat=True)]
    for key in keys:
        write_refusal.enqueue(key)
    return len(keys)


def _said_by(party: DocumentParty) -> Party:
    ward = str(party.for_person.key) if party.for_person is not None else ""
    return str(party.person.key), party.role, party.side, ward


def _holders(paper: Document, party: DocumentParty) -> list[Person]:
    """Who may read it: whoever said no and the participant; of a paper of two sides all of them."""
    declined = refused_document(paper)
    keys = {party.person_id, paper.participant_id}
    if declined.kind in SIDED_KINDS:
        keys |= set(declined.copies.filter(kind="shown").values_list("holder_id", flat=True))
    people = Person.objects.select_related("data_key").filter(
        pk__in=keys, data_key__wrapped__isnull=False
    )
    return list(people.order_by("pk"))
