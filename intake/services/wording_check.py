"""Approved texts and the copies of them in documents: every one still has the digest it was frozen
with.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from intake.evidence.report import Finding, Verdict
from intake.models import Document
from intake.models.document import REFUSAL_KINDS
from intake.services.check_batches import AT_ONCE
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
    rows = Document.objects.filter(school=school).exclude(kind__in=OF_THE_SERVICE).order_by("pk")
    for number, wording, digest in rows.values_list(
        "number", "wording", "edition__digest"
    ).iterator(chunk_size=AT_ONCE):
        if tree_digest(wording) != digest:
            words = _("Документ № %(number)s: в базе изменён текст, по которому он сделан.")
            yield Finding(Verdict.NOT_VALID, words % {"number": number})
