"""Writing and verifying the journal: one chain for each school."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from intake.domain.journal import (
    GENESIS,
    ChainTrouble,
    ChainVerdict,
    Entry,
    FactValue,
    JournalKind,
    commitment,
    entry_digest,
    require_no_personal_data,
    verify,
)
from intake.models import JournalEntry, JournalHead
from mentoring_pages.models import School

__all__ = ["JournalKind", "append", "commitment", "journal_of_schools", "verify_chain"]


@transaction.atomic
def append(
    *,
    school: School,
    kind: JournalKind,
    subject_key: str,
    actor_key: str,
    facts: Mapping[str, FactValue],
    now: datetime,
) -> JournalEntry:
    """Add an entry to the school's chain, as the last step of a verb and in its transaction.

    The head row is locked until the transaction ends, so nothing slow may follow. Raises
    PersonalDataRefused for facts that are not on the list of the kind.
    """
    kind = JournalKind(kind)
    require_no_personal_data(kind, subject_key, actor_key, facts)
    JournalHead.objects.get_or_create(school=school)
    head = JournalHead.objects.select_for_update().get(school=school)
    entry = Entry(
        school=school.key,
        sequence=head.sequence + 1,
        at=now,
        kind=kind.value,
        subject=subject_key,
        actor=actor_key,
        facts=facts,
        previous=head.digest,
    )
    row = JournalEntry.objects.create(
        school_key=entry.school,
        sequence=entry.sequence,
        at=entry.at,
        kind=entry.kind,
        subject_key=entry.subject,
        actor_key=entry.actor,
        facts=dict(facts),
        previous=entry.previous,
        digest=entry_digest(head.digest, entry),
    )
    head.sequence, head.digest = row.sequence, row.digest
    head.save(update_fields=["sequence", "digest"])
    return row


def verify_chain(school: School) -> ChainVerdict:
    """Whether the school's journal is whole and unchanged, as far as the journal itself tells."""
    head = JournalHead.objects.filter(school=school).first()
    rows = JournalEntry.objects.filter(school_key=school.key).order_by("sequence")
    return verify(
        (_entry(row) for row in rows.iterator(chunk_size=1000)),
        head_sequence=head.sequence if head else 0,
        head_digest=head.digest if head else GENESIS,
    )


def journal_of_schools() -> dict[str, ChainVerdict]:
    """A verdict for every school, and REMOVED-like trouble for entries of a school nobody knows."""
    verdicts = {school.key: verify_chain(school) for school in School.objects.order_by("key")}
    orphans = JournalEntry.objects.exclude(school_key__in=verdicts).order_by("school_key")
    for key in orphans.values_list("school_key", flat=True).distinct():
        verdicts[key] = ChainVerdict(0, ChainTrouble.HEAD_DIFFERS, 1)
    return verdicts


def _entry(row: JournalEntry) -> Entry:
    return Entry(
        school=row.school_key,
        sequence=row.sequence,
        at=row.at,
        kind=row.kind,
        subject=row.subject_key,
        actor=row.actor_key,
        facts=row.facts,
        previous=row.previous,
        digest=row.digest,
    )
