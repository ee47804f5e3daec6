"""The school's technical seal: asked for with the signature, made by a task, retried until it is.

Sealing waits for certificates and for time stamping servers, so it happens outside any request and
outside the transaction that signed.
"""

import errno
import hashlib
import logging
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from intake import conf, vault
from intake.delivery.tasks import PAPERS_PRIORITY
from intake.domain.journal import JournalKind
from intake.evidence.level import Level
from intake.evidence.trouble import SealProblem, SealTrouble
from intake.models import Document, PaperCopy, Seal
from intake.services import journal
from intake.services.document import keep_copy, read_copy
from mentoring_pages.models import School

if TYPE_CHECKING:  # the signing library takes half a second to load: whoever signs loads it
    from intake.evidence.certificates import SchoolSeal

logger = logging.getLogger(__name__)

WARN_DAYS = (7, 30, 60)
"""How many days before a certificate ends the school is told, ever more urgently."""

WAIT_BETWEEN_TRIES = timedelta(minutes=10)


def is_sealing_on() -> bool:
    """Whether this installation has a folder of seals at all."""
    return conf.seals_folder() is not None


def seal_of(school: School) -> "SchoolSeal":
    """The school's certificate and key, read once for each change of the files.

    Raises ``SealProblem``.
    """
    seals = conf.seals_folder()
    if seals is None:
        raise SealProblem(SealTrouble.NOT_CONFIGURED)
    folder = seals / school.key
    changed = max((file.stat().st_mtime_ns for file in folder.glob("*")), default=0)
    return _load(folder, changed, conf.seal_passphrase())


@lru_cache(maxsize=256)
def _load(folder: Path, changed: int, passphrase: str) -> "SchoolSeal":
    from intake.evidence.certificates import load_seal

    return load_seal(folder, passphrase=passphrase)


def days_left(*, school: School, day: date) -> int | None:
    """Days from ``day`` to the school's day on which its certificate ends; negative after it.

    ``None`` for a school without a certificate that can be read.
    """
    try:
        ends = seal_of(school).not_after
    except SealProblem:
        return None
    return (ends.astimezone(school.zone).date() - day).days


@dataclass(frozen=True, slots=True)
class EndingCertificate:
    """A school whose certificate ends soon: within ``step`` days, 0 when it has ended."""

    school: School
    step: int
    last_day: date


def ending_certificates(*, schools: Iterable[School], day: date) -> list[EndingCertificate]:
    """Which of the schools are to renew their certificate; nothing where nothing is sealed."""
    if not is_sealing_on():
        return []
    found = []
    for school in schools:
        left = days_left(school=school, day=day)
        if left is None or left > max(WARN_DAYS):
            continue
        step = 0 if left < 0 else min(step for step in WARN_DAYS if left <= step)
        found.append(EndingCertificate(school, step, day + timedelta(days=left)))
    return found


@transaction.atomic
def ask_seal(*, document: Document, now: datetime) -> Seal | None:
    """Have a signed paper sealed; ``None`` where this installation seals nothing."""
    if not is_sealing_on():
        return None
    seal, _made = Seal.objects.get_or_create(
        document=document, defaults={"level": conf.seal_level(), "asked_at": now}
    )
    if seal.state == "waiting":
        make_seal.enqueue(str(document.key))
    return seal


@task(priority=PAPERS_PRIORITY)
def make_seal(document_key: str) -> None:
    """Seal every copy of a paper. Doing it again changes nothing."""
    seal_document(document_key=document_key, now=timezone.now())


def seal_document(*, document_key: str, now: datetime) -> Seal | None:
    """Seal all copies of a signed paper, or note why not; a sealed one is left alone."""
    seal = (
        Seal.objects.select_related("document__school")
        .filter(document__key=document_key, state="waiting")
        .first()
    )
    if seal is None:
        return None
    try:
        school_seal = seal_of(seal.document.school)
        return _keep(seal, school_seal, _sealed_copies(seal, school_seal, now), now)
    except Exception as problem:  # noqa: BLE001 - whatever it was, the paper waits and is told
        kind = trouble_of(problem)
        _log(problem, kind, document_key)
    Seal.objects.filter(pk=seal.pk, state="waiting").update(
        trouble=kind.value, tries=F("tries") + 1, tried_at=now
    )
    seal.refresh_from_db()
    return seal


def trouble_of(problem: Exception) -> SealTrouble:
    """Why sealing failed, for people."""
    if isinstance(problem, SealProblem):
        return problem.kind
    if isinstance(problem, vault.DataDamaged | vault.KeyUnavailable):
        return SealTrouble.COPY_DAMAGED
    if isinstance(problem, OSError) and problem.errno is not None:
        is_full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        return SealTrouble.NO_SPACE if is_full else SealTrouble.STORAGE
    return SealTrouble.UNEXPECTED


def _log(problem: Exception, kind: SealTrouble, document_key: str) -> None:
    """Where it went wrong, never the message: it may hold what stands in the paper."""
    if isinstance(problem, SealProblem):
        return
    place = traceback.extract_tb(problem.__traceback__)[-1]
    logger.error(
        "Document %s was not sealed (%s): %s in %s, line %s",
        document_key,
        kind.value,
        type(problem).__qualname__,
        place.name,
        place.lineno,
    )


def finished_kind(document: Document) -> str:
    """Which copies are sealed: those with a signing sheet; a refusal is whole as it is shown."""
    return "shown" if document.is_refusal else "signed"


def _sealed_copies(seal: Seal, school_seal: "SchoolSeal", now: datetime) -> dict[int, bytes]:
    """The sealed bytes for each holder of a finished copy; equal copies are sealed once."""
    from intake.evidence.seal import add_seal, stamping_servers

    addresses = conf.time_stamp_addresses()
    level = Level(seal.level)
    stamping = stamping_servers(addresses) if addresses and level.is_stamped else None
    made: dict[str, bytes] = {}
    copies: dict[int, bytes] = {}
    document = seal.document
    finished = document.copies.filter(kind=finished_kind(document))
    for copy in finished.select_related("holder"):
        try:
            signed = read_copy(document=document, holder=copy.holder, kind=copy.kind)
        except vault.KeyDestroyed:
            continue
        if copy.digest not in made:
            made[copy.digest] = add_seal(
                signed,
                seal=school_seal,
                level=level,
                stamping=stamping,
                organisation=document.school.short_name,
                now=now,
            )
        copies[copy.holder_id] = made[copy.digest]
    if not copies and finished.exists():
        raise SealProblem(SealTrouble.HOLDERS_ERASED)
    return copies


@transaction.atomic
def _keep(seal: Seal, school_seal: "SchoolSeal", copies: dict[int, bytes], now: datetime) -> Seal:
    """Of two workers that sealed at once one is kept; the other's bytes are thrown away."""
    from intake.evidence.certificates import fingerprint

    kept = Seal.objects.select_for_update(of=("self",)).get(pk=seal.pk)
    if kept.state != "waiting" or not copies:
        return kept
    document = seal.document
    _keep_copies(document, copies, now)
    kept.state, kept.trouble = "sealed", ""
    kept.sealed_at = kept.tried_at = now
    kept.tries += 1
    kept.certificate = fingerprint(school_seal.signer.signing_cert)
    kept.save()
    for digest in sorted({hashlib.sha256(data).hexdigest() for data in copies.values()}):
        journal.append(
            school=document.school,
            kind=JournalKind.SEALED,
            subject_key=str(document.key),
            actor_key="system",
            facts={"digest": digest, "level": kept.level, "certificate": kept.certificate},
            now=now,
        )
    return kept


def _keep_copies(document: Document, copies: dict[int, bytes], now: datetime) -> None:
    """All copies or none: files written before one fails are taken away again."""
    written: list[PaperCopy] = []
    signed = document.copies.filter(kind=finished_kind(document), holder__in=copies)
    try:
        for copy in signed.select_related("holder__data_key"):
            written.append(
                keep_copy(
                    document=document,
                    holder=copy.holder,
                    kind="sealed",
                    data=copies[copy.holder_id],
                    now=now,
                )
            )
    except Exception:
        for sealed in written:
            sealed.file.storage.delete(str(sealed.file.name))
        raise


def retry_seals(*, school: School, now: datetime) -> int:
    """Queue again what waits for its seal; for ``manage.py tick``. Returns how many."""
    waiting = Seal.objects.filter(
        document__school=school, state="waiting", asked_at__lt=now - WAIT_BETWEEN_TRIES
    ).exclude(trouble=SealTrouble.HOLDERS_ERASED.value)
    keys = [str(key) for key in waiting.values_list("document__key", flat=True)]
    for key in keys:
        make_seal.enqueue(key)
    return len(keys)
