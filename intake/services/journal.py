"""Writing and verifying the journal: one chain for each school."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import starmap

from django.db import transaction
from django.db.models import Max, QuerySet

from intake.domain.chain import (
    GENESIS,
    ChainVerdict,
    Entry,
    FactValue,
    entry_digest,
    verify,
)
from intake.domain.journal import JournalKind, commitment, require_no_personal_data
from intake.models import JournalEntry, JournalHead
from mentoring_pages.models import School

__all__ = ["JournalKind", "append", "commitment", "verify_chain"]

COLUMNS = (
    "school_key",
    "sequence",
    "at",
    "kind",
    "subject_key",
    "actor_key",
    "facts",
    "previous",
    "digest",
)
"""In the order of the fields of ``Entry``."""


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
    return _chained(school, kind, subject_key, actor_key, facts, now)


@transaction.atomic(savepoint=False)
def _chained(
    school: School,
    kind: JournalKind,
    subject_key: str,
    actor_key: str,
    facts: Mapping[str, FactValue],
    now: datetime,
) -> JournalEntry:
    locked = JournalHead.objects.select_for_update().filter(school=school)
    head = locked.first()
    if head is None:
        JournalHead.objects.get_or_create(school=school)
        head = locked.get()
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
    """Whether the school's journal is whole and unchanged, as far as the journal itself tells.

    The last number is read before the head, so what families sign meanwhile is no trouble.
    """
    last = rows_of(school.key).aggregate(last=Max("sequence"))["last"] or 0
    head = JournalHead.objects.filter(school=school).first()
    head_sequence = head.sequence if head else 0
    return verify(
        entries(school.key, up_to=max(last, head_sequence)),
        head_sequence=head_sequence,
        head_digest=head.digest if head else GENESIS,
    )


def rows_of(school_key: str) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(school_key=school_key)


def entries(school_key: str, *, after: int = 0, up_to: int) -> Iterator[Entry]:
    """The entries with these numbers in their order, a thousand in memory at a time."""
    rows = rows_of(school_key).filter(sequence__gt=after, sequence__lte=up_to)
    columns = rows.order_by("sequence").values_list(*COLUMNS)
    return starmap(Entry, columns.iterator(chunk_size=1000))
