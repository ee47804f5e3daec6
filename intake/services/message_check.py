"""Letters that the journal tells of against the rows about them: codes, reminders, returned ones.

Of others the journal says that a link went out and not which letter it was in.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from intake import vault
from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import JournalEntry, OutboundMessage
from intake.services.check_batches import AT_ONCE, facts_of, in_batches, key_of
from intake.services.delivery import address_mark
from intake.services.journal import rows_of
from intake.services.outcomes import RANK
from mentoring_pages.models import School

CODE_SENT = JournalKind.CODE_SENT.value
RETURNED = JournalKind.MESSAGE_RETURNED.value
QUEUED_AS = {CODE_SENT: "code", JournalKind.REMINDED.value: "reminder"}
"""Entries written in the moment a message is queued → its kind."""


def check_messages(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every letter of an entry is there and says the same; every code was asked for.

    A letter younger than the last anchor without an entry may mean that the entry was cut off.
    """
    entries = rows_of(school.key).filter(kind__in=(*QUEUED_AS, RETURNED)).order_by("sequence")
    for batch in in_batches(entries.iterator(chunk_size=AT_ONCE)):
        rows = _rows(school, batch)
        for entry in batch:
            what = _wrong(entry, rows)
            if what:
                words = _("Школа «%(key)s»: письмо из записи № %(number)s журнала: %(what)s")
                values = {"key": school.key, "number": entry.sequence, "what": what}
                yield Finding(Verdict.NOT_VALID, words % values)
    yield from _codes_not_told(school, anchored_at)


def _rows(school: School, entries: Sequence[JournalEntry]) -> Mapping[UUID, OutboundMessage]:
    keys = [key for one in entries if (key := _message_of(one)) is not None]
    rows = OutboundMessage.objects.filter(key__in=keys, school=school)
    rows = rows.select_related("person", "contact__person__data_key").defer("content_encrypted")
    return {row.key: row for row in rows}


def _message_of(entry: JournalEntry) -> UUID | None:
    return key_of(str(facts_of(entry.facts).get("message")))


def _wrong(entry: JournalEntry, rows: Mapping[UUID, OutboundMessage]) -> str:
    """What is not as the entry says; entries of earlier releases name no letter."""
    facts = facts_of(entry.facts)
    if "message" not in facts:
        return ""
    key = _message_of(entry)
    row = rows.get(key) if key is not None else None
    if row is None:
        return _("его строка из базы удалена.")
    if entry.kind == RETURNED:
        is_same = row.kind == facts.get("kind")
        is_worse = RANK.get(row.outcome, 0) >= RANK.get(str(facts.get("outcome")), 0)
        return "" if is_same and is_worse else _("в базе изменено, о чём оно или что с ним стало.")
    person = entry.actor_key if entry.kind == CODE_SENT else str(facts.get("person"))
    kept = row.kind, row.queued_at, str(row.person.key)
    if kept != (QUEUED_AS[entry.kind], entry.at, person):
        return _("в базе изменено, кому, когда или о чём оно.")
    if entry.kind == CODE_SENT and (str(row.document_key), row.act) != (
        entry.subject_key,
        facts.get("act"),
    ):
        return _("в базе изменено, к какому документу код.")
    if not _is_address(row, facts.get("to")):
        return _("в базе изменено, на какой адрес или телефон оно ушло.")
    return ""


def _is_address(row: OutboundMessage, told: Any) -> bool:
    """Whether the letter is noted to go where it went; of whom was erased nobody can tell."""
    if told is None:
        return True
    try:
        return address_mark(row.contact) == str(told)
    except (vault.KeyDestroyed, vault.KeyUnavailable):
        return True
    except vault.DataDamaged:
        return False


def _codes_not_told(school: School, anchored_at: datetime | None) -> Iterator[Finding]:
    """Letters with a code nobody asked for by the journal; one by another way has the same hour."""
    codes = OutboundMessage.objects.filter(school=school, kind="code").order_by("pk")
    columns = codes.values_list("pk", "document_key", "person__key", "queued_at")
    for batch in in_batches(columns.iterator(chunk_size=AT_ONCE)):
        told: dict[tuple[str, str], set[datetime]] = defaultdict(set)
        entries = rows_of(school.key).filter(
            subject_key__in={str(document) for _pk, document, _person, _at in batch}, kind=CODE_SENT
        )
        for subject, actor, at in entries.values_list("subject_key", "actor_key", "at"):
            told[subject, actor].add(at)
        for pk, document, person, queued_at in batch:
            if queued_at not in told.get((str(document), str(person)), set()):
                is_young = anchored_at is None or queued_at > anchored_at
                words = _("Письмо с кодом, строка № %(number)s: журнал о нём не говорит.")
                yield Finding(
                    Verdict.CANNOT_TELL if is_young else Verdict.NOT_VALID, words % {"number": pk}
                )
