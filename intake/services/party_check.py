"""Who signs each document against the signatures under it: who, as whom, when, on which day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import DocumentParty, Guardianship, Signature
from intake.services.check_batches import AT_ONCE, in_batches
from intake.services.journal import rows_of
from mentoring_pages.models import School

ZONES = tuple(timezone(timedelta(hours=hours)) for hours in range(2, 13))
"""Of Russia: a school may have moved its clock since."""

COLUMNS = (
    *("pk", "role", "side", "signed_at", "signed_on", "declined_at", "person__key"),
    *("document_id", "document__key", "document__number", "document__variant"),
    *("for_person__key", "document__agreement__mentor__key", "document__agreement__mentee__key"),
    *("person_id", "for_person_id", "document__participant_id"),
    "document__agreement_act__agreement__mentor__key",
    "document__agreement_act__agreement__mentee__key",
)


def check_parties(school: School) -> Iterator[Finding]:
    """Every line «who signs» says what the signature beside it does."""
    rows = DocumentParty.objects.filter(document__school=school).order_by("pk")
    for batch in in_batches(rows.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)):
        doubtful = dict(_judged(school, batch))
        if doubtful:
            # Somebody may sign between two questions to the database: what is wrong stays wrong.
            for number, what in dict(_judged(school, list(doubtful))).values():
                words = _("Документ № %(number)s, строка о том, кто подписывает: %(what)s")
                yield Finding(Verdict.NOT_VALID, words % {"number": number, "what": what})


def _judged(school: School, batch: Sequence[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    rows = list(DocumentParty.objects.filter(pk__in=batch).order_by("pk").values(*COLUMNS))
    keys = {row["document__key"] for row in rows}
    signed: dict[tuple[UUID, UUID], Signature] = {
        (one.document_key, one.signer_key): one
        for one in Signature.objects.filter(document_key__in=keys)
    }
    refused: dict[str, set[datetime]] = defaultdict(set)
    for subject, at in (
        rows_of(school.key)
        .filter(subject_key__in=[str(key) for key in keys], kind=JournalKind.DECLINED.value)
        .values_list("subject_key", "at")
    ):
        refused[subject].add(at)
    pairs = set(
        Guardianship.objects.filter(guardian__in=[row["person_id"] for row in rows]).values_list(
            "guardian_id", "ward_id"
        )
    )
    for row in rows:
        signature = signed.get((row["document__key"], row["person__key"]))
        what = _wrong(row, signature, refused.get(str(row["document__key"]), set()))
        if not what and signature is not None and row["role"] == "representative":
            ward = row["for_person_id"] or row["document__participant_id"]
            if (row["person_id"], ward) not in pairs:
                what = _("представитель подписал, а строки о его полномочиях в базе нет.")
        if what:
            yield row["pk"], (row["document__number"], what)


def _wrong(row: Mapping[str, Any], signature: Signature | None, refused: set[datetime]) -> str:
    if row["signed_at"] != (signature.signed_at if signature else None):
        return (
            _("в базе подпись значится в другое время, чем поставлена, или не значится.")
            if signature
            else _("в базе человек значится подписавшим, а его подписи нет.")
        )
    if signature is not None and signature.role != row["role"]:
        return _("в базе изменено, в каком качестве человек подписал.")
    if row["document__variant"] not in ("sides", row["role"]):
        return _("в базе изменено, в каком качестве человек подписывает.")
    if signature is not None and not _is_day_possible(row, signature):
        return _("в базе изменён день подписи.")
    if signature is None and row["signed_on"] is not None:
        return _("в базе есть день подписи, а самой подписи нет.")
    if row["declined_at"] is not None and row["declined_at"] not in refused:
        return _("в базе значится отказ, а записи о нём в журнале нет.")
    return _wrong_side(row)


def _is_day_possible(row: Mapping[str, Any], signature: Signature) -> bool:
    """The day of a code is that of its moment; that of a pen ``check_signatures`` compares.

    The first releases kept no day of a consent.
    """
    if row["signed_on"] is None:
        return bool(row["document__variant"] != "sides")
    if signature.method != "code":
        return True
    return row["signed_on"] in {
        signature.signed_at.astimezone(zone).date() for zone in (UTC, *ZONES)
    }


def _wrong_side(row: Mapping[str, Any]) -> str:
    """On a paper of two sides a signer is the side, or acts for it."""
    of_act = "document__agreement_act__agreement__"
    sides = {
        "mentor": row["document__agreement__mentor__key"] or row[f"{of_act}mentor__key"],
        "mentee": row["document__agreement__mentee__key"] or row[f"{of_act}mentee__key"],
    }
    if row["document__variant"] != "sides":
        is_empty = not row["side"] and row["for_person__key"] is None
        return (
            "" if is_empty else _("в базе изменено, за какую сторону или за кого он подписывает.")
        )
    if sides["mentor"] is None:
        return ""
    if sides.get(row["side"]) != (row["for_person__key"] or row["person__key"]):
        return _("в базе изменено, за какую сторону или за кого он подписывает.")
    return ""
