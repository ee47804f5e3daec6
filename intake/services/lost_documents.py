"""Documents and files that the journal knows to have been made and the database no longer has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import Document
from intake.services.check_batches import AT_ONCE, in_batches, key_of
from intake.services.journal import rows_of
from mentoring_pages.models import School


def deleted_documents(school: School) -> Iterator[Finding]:
    """Documents the journal knows to have been made and the database does not."""
    made = rows_of(school.key).filter(kind=JournalKind.DOCUMENT_MADE.value).order_by("sequence")
    entries = made.values_list("sequence", "at", "subject_key")
    for batch in in_batches(entries.iterator(chunk_size=AT_ONCE)):
        keys = [key for *_entry, subject in batch if (key := key_of(subject)) is not None]
        known: set[UUID] = set(Document.objects.filter(key__in=keys).values_list("key", flat=True))
        for sequence, at, subject in batch:
            if key_of(subject) not in known:
                words = _(
                    "Школа «%(key)s»: документ, сделанный %(when)s (запись № %(number)s журнала), "
                    "из базы удалён."
                ) % {
                    "key": school.key,
                    "when": f"{at.astimezone(school.zone):%d.%m.%Y %H:%M}",
                    "number": sequence,
                }
                yield Finding(Verdict.NOT_VALID, words)


def missing_copies(
    files: Mapping[str, Mapping[str, int]],
    expected: Any,
    copies: Sequence[tuple[str, int, str, bool]],
) -> Iterator[str]:
    """Files the journal tells of that no row of the database knows any more.

    ``files`` is kind of copy → digest → number of the entry, ``expected`` how many copies there
    were at first, ``copies`` (kind, holder, digest, whether the holder was erased) of each row.
    Whoever was erased before the sheet or the seal was made has no copy with it.
    """
    digests: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[int]] = defaultdict(set)
    erased = {holder for _kind, holder, _digest, is_erased in copies if is_erased}
    for kind, holder, digest, _is_erased in copies:
        digests[kind].add(digest)
        holders[kind].add(holder)
    for kind, told in files.items():
        for digest, sequence in told.items():
            if digest not in digests[kind]:
                yield _("файл, о котором говорит запись № %(number)s журнала, из базы удалён.") % {
                    "number": sequence
                }
    readers = holders["shown"] - erased
    if (isinstance(expected, int) and len(holders["shown"]) < expected) or any(
        kind in files and not readers <= holders[kind] for kind in ("signed", "sealed")
    ):
        yield _("экземпляров меньше, чем было сделано: часть из базы удалена.")
