"""What the journal says of the school's acts: which text an order approved, since when, what ended.

The first entry of this kind in a school is preceded by one for everything that was there before.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from intake.domain.chain import FactValue
from intake.domain.journal import JournalKind
from intake.services import journal
from intake.services.document_facts import order_digest
from intake.services.journal import rows_of
from intake.services.privacy import staff_key
from mentoring_pages.models import Edition, Repeal, School

EDITION = JournalKind.EDITION_FROZEN
REPEAL, CANCELLED = JournalKind.ACT_REPEALED, JournalKind.REPEAL_CANCELLED
KINDS = tuple(kind.value for kind in (EDITION, REPEAL, CANCELLED))
NOBODY = "system"


def edition_facts(edition: Edition) -> dict[str, FactValue]:
    """Everything of the row that decides which text holds on a day, as tokens."""
    return {
        "page": str(edition.page_key),
        "called": _words(edition.kind, edition.variant, edition.title),
        "number": edition.number,
        "digest": edition.digest,
        "order": order_digest(edition.order_number, edition.order_date),
        "from": edition.in_force_from.isoformat(),
        "change": edition.change,
        "frozen": moment(edition.frozen_at),
    }


def repeal_facts(repeal: Repeal) -> dict[str, FactValue]:
    return {
        "made": moment(repeal.made_at),
        "called": _words(repeal.act_title, repeal.reason),
        "order": order_digest(repeal.order_number, repeal.order_date),
        "from": repeal.repealed_from.isoformat(),
        "by": str(repeal.replaced_by_key) if repeal.replaced_by_key else None,
    }


def record_edition(*, edition: Edition, by: object | None, now: datetime) -> None:
    """Answer of this floor: a text was approved, in the transaction that freezes it."""
    if not note_acts(school=edition.school, now=now, by=by):
        _chain(edition.school, EDITION, edition.key, edition_facts(edition), by, now)


def record_repeal(*, repeal: Repeal, by: object | None, now: datetime) -> None:
    """Answer of this floor: an act lost its force, or it was taken back that it did."""
    if note_acts(school=repeal.school, now=now, by=by):
        return
    if repeal.cancelled_at is None:
        _chain(repeal.school, REPEAL, repeal.page_key, repeal_facts(repeal), by, now)
    else:
        _chain(repeal.school, CANCELLED, repeal.page_key, _ended(repeal), by, now)


@transaction.atomic
def note_acts(*, school: School, now: datetime, by: object | None = None) -> int:
    """Begin to tell of acts: an entry for every row there is. Once in a school; returns how many.

    Later rows have entries of their own, so one without is told by the check and not made good.
    """
    if rows_of(school.key).filter(kind__in=KINDS).exists():
        return 0
    count = 0
    for edition in Edition.objects.filter(school=school).order_by("pk").defer("tree"):
        _chain(school, EDITION, edition.key, edition_facts(edition), by, now)
        count += 1
    for repeal in Repeal.objects.filter(school=school).order_by("pk"):
        _chain(school, REPEAL, repeal.page_key, repeal_facts(repeal), by, now)
        count += 1
        if repeal.cancelled_at is not None:
            _chain(school, CANCELLED, repeal.page_key, _ended(repeal), by, now)
    return count


def moment(at: datetime) -> str:
    """An instant as a token, to the microsecond, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _ended(repeal: Repeal) -> dict[str, FactValue]:
    ended = moment(repeal.cancelled_at) if repeal.cancelled_at is not None else None
    return {"made": moment(repeal.made_at), "ended": ended}


def _words(*words: str) -> str:
    """Words of the school as a token: a title has any letters."""
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def _chain(
    school: School,
    kind: JournalKind,
    subject: Any,
    facts: Mapping[str, FactValue],
    by: object | None,
    now: datetime,
) -> None:
    journal.append(
        school=school,
        kind=kind,
        subject_key=str(subject),
        actor_key=staff_key(by) if by is not None else NOBODY,
        facts=facts,
        now=now,
    )
