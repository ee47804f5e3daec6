"""The papers of refusals that one person may read beside the agreements they are about."""

from django.db.models import Q

from intake.models import Document, Person
from intake.models.document import REFUSAL_KINDS


def sided_refusals(*, person: Person) -> list[Document]:
    """Each no to a paper of two sides that names ``person``, and each end of one, oldest first."""
    found = Document.objects.filter(
        Q(parties__person=person) | Q(copies__holder=person),
        kind__in=REFUSAL_KINDS,
        request__isnull=True,
    )
    papers = found.select_related("seal", "points_to__points_to").distinct()
    papers = papers.prefetch_related("parties__person")
    return list(papers.order_by("made_at", "pk"))
