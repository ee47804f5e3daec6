"""Documents that the journal knows to have been made and the database no longer has."""

from collections.abc import Iterator
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
