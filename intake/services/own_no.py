"""The no of a participant of 14–17 who alone withdrew what only the representative had signed."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, Person


def own_withdrawals() -> QuerySet[Document]:
    """Signed withdrawals by a participant of what a representative signed."""
    return Document.objects.filter(
        kind=DocumentKind.WITHDRAWAL.value,
        variant=SignerRole.PARTICIPANT.value,
        state="signed",
        points_to__variant=SignerRole.REPRESENTATIVE.value,
    )


def own_no_at() -> Subquery:
    """For papers: when the participant alone withdrew it; empty for any other paper."""
    found = own_withdrawals().filter(points_to=OuterRef("pk")).order_by("signed_at")
    return Subquery(found.values("signed_at")[:1])


def said_no_alone(
    *, participant: Person, kinds: Iterable[DocumentKind], now: datetime
) -> frozenset[DocumentKind]:
    """Of which ``kinds`` the participant ever withdrew a consent alone, up to ``now``.

    From then on the participant is asked beside the representative.
    """
    found = own_withdrawals().filter(
        participant=participant,
        points_to__kind__in=[kind.value for kind in kinds],
        signed_at__lte=now,
    )
    return frozenset(DocumentKind(kind) for kind in found.values_list("points_to__kind", flat=True))
