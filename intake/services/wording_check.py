"""Approved texts and the copies of them in documents: every one still has the digest it was frozen
with.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import Document
from intake.models.document import REFUSAL_KINDS
from intake.services.check_batches import AT_ONCE, facts_of, in_batches
from intake.services.journal import rows_of
from mentoring_pages.models import Edition, School
from mentoring_pages.services.edition import tree_digest

OF_THE_SERVICE = ("extension", "termination", *REFUSAL_KINDS)
"""Kinds of documents whose words are the service's own: their edition is the agreement's, or that
of the refused document."""


def check_wordings(school: School) -> Iterator[Finding]:
    """The texts under which families signed, and what each document keeps of its text."""
    for edition in Edition.objects.filter(school=school).order_by("pk").iterator(chunk_size=50):
        if tree_digest(edition.tree) != edition.digest:
            words = _(
                "Школа «%(key)s»: утверждённый текст «%(title)s», редакция %(number)s, в базе "
                "изменён."
            )
            values = {"key": school.key, "title": edition.title, "number": edition.number}
            yield Finding(Verdict.NOT_VALID, words % values)
    rows = Document.objects.filter(school=school).order_by("pk")
    approved = rows.exclude(kind__in=OF_THE_SERVICE)
    for number, wording, digest in approved.values_list(
        "number", "wording", "edition__digest"
    ).iterator(chunk_size=AT_ONCE):
        if tree_digest(wording) != digest:
            yield _changed(number)
    ours = rows.filter(kind__in=OF_THE_SERVICE).values_list("key", "number", "wording")
    for batch in in_batches(ours.iterator(chunk_size=AT_ONCE)):
        made = rows_of(school.key).filter(
            subject_key__in=[str(key) for key, _number, _wording in batch],
            kind=JournalKind.DOCUMENT_MADE.value,
        )
        told = {
            subject: facts_of(facts).get("text")
            for subject, facts in made.values_list("subject_key", "facts")
        }
        for key, number, wording in batch:
            text = told.get(str(key))
            if text is not None and tree_digest(wording) != text:
                yield _changed(number)


def _changed(number: str) -> Finding:
    words = _("Документ № %(number)s: в базе изменён текст, по которому он сделан.")
    return Finding(Verdict.NOT_VALID, words % {"number": number})
