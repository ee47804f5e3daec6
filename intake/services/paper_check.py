"""Signatures and copies of papers against the journal that vouches for them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from intake import vault
from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import Document, JournalEntry, PaperCopy, Signature
from intake.services.journal import rows_of
from mentoring_pages.models import School

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

AT_ONCE = 500
ACTS = (JournalKind.SIGNED.value, JournalKind.WITHDRAWN.value)
Row = TypeVar("Row")


def check_signatures(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every signature has its entry, every entry of a signature its row, word for word.

    A signature younger than the last anchor without an entry may mean that the entry was cut off.
    """
    count = 0
    rows = Signature.objects.filter(school_key=school.key).order_by("pk")
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        count += len(batch)
        chained = _chained(school, {str(row.document_key) for row in batch})
        for row in batch:
            if _said_by(row) in chained:
                continue
            is_young = anchored_at is None or row.signed_at > anchored_at
            yield Finding(
                Verdict.CANNOT_TELL if is_young else Verdict.NOT_VALID,
                _(
                    "Школа «%(key)s»: подписи %(signature)s нет в журнале: либо её добавили или "
                    "изменили в обход сервиса, либо из журнала пропала её запись."
                )
                % {"key": school.key, "signature": row.key},
            )
    yield from _entries_without_signature(school)
    if count:
        words = _("Школа «%(key)s»: подписей — %(count)s, сверены с журналом.")
        yield Finding(Verdict.VALID, words % {"key": school.key, "count": count})


def check_copies(school: School, *, roots: "Sequence[Certificate]") -> Iterator[Finding]:
    """Every kept file is the one the journal names; a sealed one has a good seal."""
    from intake.evidence.paper_check import verify_pdf

    count = erased = 0
    rows = (
        PaperCopy.objects.filter(document__school=school)
        .select_related("document", "holder__data_key")
        .order_by("pk")
    )
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        chained = _chained_digests(school, {str(copy.document.key) for copy in batch})
        for copy in batch:
            count += 1
            try:
                data = _bytes_of(copy)
            except vault.KeyDestroyed:
                erased += 1
                continue
            except vault.KeyUnavailable:
                yield _about(copy, Verdict.CANNOT_TELL, _("ключ установки не открывает файл."))
                continue
            except (vault.DataDamaged, OSError):
                yield _about(copy, Verdict.NOT_VALID, _("файла нет или он испорчен."))
                continue
            if hashlib.sha256(data).hexdigest() != copy.digest or len(data) != copy.size:
                yield _about(copy, Verdict.NOT_VALID, _("файл подменён: знаки не сходятся."))
            elif (str(copy.document.key), copy.digest) not in chained:
                yield _about(copy, Verdict.NOT_VALID, _("такого файла журнал не знает."))
            elif copy.kind == "sealed":
                report = verify_pdf(data, roots=roots)
                if report.verdict is not Verdict.VALID:
                    yield _about(copy, report.verdict, " ".join(report.lines[1:]))
    if count:
        words = _("Школа «%(key)s»: файлов документов — %(count)s, из них удалено — %(erased)s.")
        said = words % {"key": school.key, "count": count, "erased": erased}
        yield Finding(Verdict.VALID, said)


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    walk = iter(rows)
    while batch := list(islice(walk, AT_ONCE)):
        yield batch


def _bytes_of(copy: PaperCopy) -> bytes:
    if copy.holder.data_key.wrapped is None:
        # Erasing destroys the key and takes the file away: there is nothing to open.
        raise vault.KeyDestroyed
    with copy.file.open("rb") as file:
        return vault.decrypt(copy.holder.data_key.wrapped, file.read())


def _said_by(row: Signature) -> tuple[Any, ...]:
    """What the journal must say of a signature."""
    return (
        str(row.document_key),
        row.signed_at,
        row.role,
        row.method,
        row.shown_digest,
        row.rule_version,
    )


def _chained(school: School, keys: Iterable[str]) -> set[tuple[Any, ...]]:
    return {
        (
            entry.subject_key,
            entry.at,
            entry.facts.get("role"),
            entry.facts.get("method"),
            entry.facts.get("digest"),
            entry.facts.get("rule"),
        )
        for entry in rows_of(school.key).filter(subject_key__in=keys)
    }


def _entries_without_signature(school: School) -> Iterator[Finding]:
    acts = rows_of(school.key).filter(kind__in=ACTS).order_by("sequence")
    for batch in in_batches(acts.iterator(chunk_size=AT_ONCE)):
        signed = {
            (str(key), at)
            for key, at in Signature.objects.filter(
                document_key__in=[entry.subject_key for entry in batch]
            ).values_list("document_key", "signed_at")
        }
        for entry in batch:
            if (entry.subject_key, entry.at) not in signed:
                yield _missing_signature(school, entry)
    signed_papers = Document.objects.filter(school=school, state="signed").order_by("pk")
    for papers in in_batches(signed_papers.only("key", "number").iterator(chunk_size=AT_ONCE)):
        known = set(
            Signature.objects.filter(document_key__in=[paper.key for paper in papers]).values_list(
                "document_key", flat=True
            )
        )
        for paper in papers:
            if paper.key not in known:
                words = _(
                    "Школа «%(key)s»: документ № %(number)s числится подписанным, а подписи нет."
                )
                said = words % {"key": school.key, "number": paper.number}
                yield Finding(Verdict.NOT_VALID, said)


def _missing_signature(school: School, entry: JournalEntry) -> Finding:
    words = _("Школа «%(key)s»: запись № %(number)s говорит о подписи, а сама подпись удалена.")
    return Finding(Verdict.NOT_VALID, words % {"key": school.key, "number": entry.sequence})


def _chained_digests(school: School, keys: Iterable[str]) -> set[tuple[str, Any]]:
    return {
        (subject, facts.get("digest"))
        for subject, facts in rows_of(school.key)
        .filter(subject_key__in=keys)
        .values_list("subject_key", "facts")
    }


def _about(copy: PaperCopy, verdict: Verdict, what: str) -> Finding:
    words = _("Документ № %(number)s (%(kind)s): %(what)s") % {
        "number": copy.document.number,
        "kind": copy.get_kind_display(),
        "what": what,
    }
    return Finding(verdict, words)
