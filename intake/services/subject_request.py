"""Answering a person who asks what the school holds on them.

Sources: ст. 14, ч. 1 ст. 20 152-ФЗ: ten working days, five more with a reason.
"""

import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.documents.held import held_pdf
from intake.domain.journal import JournalKind
from intake.domain.scans import scan_type
from intake.models import Guardianship, PaperCopy, Person, SubjectRequest
from intake.services import journal
from intake.services.document import read_copy
from intake.services.guardianship import lasting
from intake.services.held import as_json, held_on
from intake.services.paper import SCAN
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from mentoring_pages.domain.working_days import term

ANSWER_WORKING_DAYS = 10
EXTENSION_WORKING_DAYS = 5
FILE_TIME = (1980, 1, 1, 0, 0, 0)


class RequestRefused(Exception):
    """The act cannot be done; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("refused")
        self.words = words


@transaction.atomic
def ask(
    *,
    person: Person,
    asker: Person,
    how: str,
    received_on: date,
    actor_key: str,
    now: datetime,
) -> SubjectRequest:
    """Record a request about ``person``; asked again while one is open, that one is given back.

    Raises ``RequestRefused`` for an asker who does not act for the person and for a day to come.
    """
    day = school_day(school=person.school, now=now)
    if received_on > day:
        raise RequestRefused(_("Запрос не мог прийти позже сегодняшнего дня. Проверьте дату."))
    if person.erased_at is not None:
        raise RequestRefused(_("Сведения об этом человеке уже удалены: отвечать не о чем."))
    if asker.pk != person.pk and not _acts_for(asker, person, day):
        raise RequestRefused(
            _("Спрашивать о человеке может он сам или его действующий представитель.")
        )
    row, made = SubjectRequest.objects.get_or_create(
        school=person.school,
        person=person,
        asker=asker,
        closed_at=None,
        defaults={
            "how": how,
            "received_on": received_on,
            "due_on": term(received_on, ANSWER_WORKING_DAYS).last_day,
            "made_at": now,
        },
    )
    if made:
        _chain(row, JournalKind.DATA_ASKED, actor_key, {}, now)
    return row


@transaction.atomic
def extend(*, row: SubjectRequest, reason: str, by: Any, now: datetime) -> SubjectRequest:
    """Five working days more, once, with a reason the person is told. Raises ``RequestRefused``."""
    row = _open(row)
    if row.extended_at is not None:
        raise RequestRefused(_("Срок уже продлён один раз, больше закон не позволяет."))
    if row.due_on < school_day(school=row.school, now=now):
        raise RequestRefused(_("Срок ответа уже прошёл, продлить его нельзя. Ответьте сегодня."))
    row.due_on = term(row.due_on, EXTENSION_WORKING_DAYS).last_day
    row.extension_reason, row.extended_at = reason, now
    row.save(update_fields=["due_on", "extension_reason", "extended_at"])
    _chain(row, JournalKind.DATA_TERM_EXTENDED, staff_key(by), {}, now)
    return row


@transaction.atomic
def answer(*, row: SubjectRequest, by: Any, now: datetime) -> bytes:
    """The answer as a ZIP (PDF, JSON, own papers); closes the request. Raises ``RequestRefused``.

    The file is not kept: it is handed to the person, and its digest stays.
    """
    row = _open(row)
    data = answer_file(person=row.person, now=now)
    _close(row, "answered", hashlib.sha256(data).hexdigest(), by, now)
    return data


@transaction.atomic
def refuse(*, row: SubjectRequest, ground: str, by: Any, now: datetime) -> None:
    """Close without an answer, naming the norm of law. Raises ``RequestRefused``."""
    row = _open(row)
    row.refusal_ground = ground
    _close(row, "refused", "", by, now)


def answer_file(*, person: Person, now: datetime) -> bytes:
    """Everything held on ``person`` as a ZIP with fixed names."""
    tables = held_on(person=person)
    local = now.astimezone(person.school.zone)
    facts = {
        "format": "nastavnik-held/1",
        "made_at": local.isoformat(),
        "operator": person.school.full_name,
        "held": as_json(tables),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "svedeniya.pdf", held_pdf(person=person, tables=tables, made_at=local))
        _put(archive, "svedeniya.json", json.dumps(facts, ensure_ascii=False, indent=1).encode())
        for copy in _newest_copies(person):
            paper = read_copy(document=copy.document, holder=person, kind=copy.kind)
            _put(archive, f"dokumenty/{_file_name(copy, paper)}", paper)
    return packed.getvalue()


def _newest_copies(person: Person) -> list[PaperCopy]:
    """The person's own copy of each paper: sealed, else signed, else as shown; and its scan."""
    best: dict[int, PaperCopy] = {}
    copies = PaperCopy.objects.filter(holder=person).exclude(document__state="void")
    scans = []
    for copy in copies.select_related("document").order_by("made_at", "pk"):
        if copy.kind == SCAN:
            scans.append(copy)
        else:
            best[copy.document_id] = copy
    return [*best.values(), *scans]


def _file_name(copy: PaperCopy, data: bytes) -> str:
    kind = scan_type(data) if copy.kind == SCAN else None
    return f"{copy.document.number}-skan.{kind}" if kind else f"{copy.document.number}.pdf"


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, FILE_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _acts_for(asker: Person, person: Person, day: date) -> bool:
    rows = Guardianship.objects.filter(guardian=asker, ward=person)
    return lasting(rows, day=day).exists()


def _open(row: SubjectRequest) -> SubjectRequest:
    row = (
        SubjectRequest.objects.select_for_update(of=("self",))
        .select_related("school", "person__school", "person__data_key")
        .get(pk=row.pk)
    )
    if row.closed_at is not None:
        raise RequestRefused(
            _("Этот запрос уже закрыт %(when)s.")
            % {"when": date_format(row.closed_at.astimezone(row.school.zone), "d.m.Y H:i")}
        )
    return row


def _close(row: SubjectRequest, outcome: str, digest: str, by: Any, now: datetime) -> None:
    row.outcome, row.answer_digest, row.closed_at, row.closed_by = outcome, digest, now, by
    row.save(update_fields=["outcome", "refusal_ground", "answer_digest", "closed_at", "closed_by"])
    facts = {"outcome": outcome, "digest": digest}
    _chain(row, JournalKind.DATA_ANSWERED, staff_key(by), facts, now)


def _chain(
    row: SubjectRequest, kind: JournalKind, actor: str, facts: dict[str, str], now: datetime
) -> None:
    journal.append(
        school=row.school,
        kind=kind,
        subject_key=str(row.key),
        actor_key=actor,
        facts=facts,
        now=now,
    )
