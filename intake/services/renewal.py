"""Papers signed under a text that a major change has replaced: in force still, wanted anew.

Nothing is stored: which papers these are follows from the editions in force on a day.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from intake.models import Document
from mentoring_pages.models import Edition, School

RENEWABLE = ("processing", "publication")
"""Papers that people are asked to sign anew. A withdrawal has done its work."""


def _later_major(day: date) -> Exists:
    """Whether a major edition of the paper's own text came into force after the one signed."""
    return Exists(
        Edition.objects.filter(
            Q(in_force_from__gt=OuterRef("edition__in_force_from"))
            | Q(
                in_force_from=OuterRef("edition__in_force_from"),
                frozen_at__gt=OuterRef("edition__frozen_at"),
            ),
            school=OuterRef("school"),
            kind=OuterRef("edition__kind"),
            variant=OuterRef("edition__variant"),
            change="major",
            in_force_from__lte=day,
        )
    )


def with_outdated(papers: QuerySet[Document], *, day: date) -> QuerySet[Document]:
    """``papers`` with ``is_outdated``: a major edition of the same text came into force later."""
    return papers.annotate(is_outdated=_later_major(day))


def papers_to_renew(papers: QuerySet[Document], *, day: date) -> QuerySet[Document]:
    """Those of ``papers`` that are signed, still needed and outdated on ``day``."""
    return papers.filter(_later_major(day), state="signed", kind__in=RENEWABLE)


def families_signed(*, school: School, kind: str, variant: str) -> int:
    """Families that hold a signed paper of this wording: whom a major change asks again.

    A family is counted by its participant, once, whoever of it signed.
    """
    papers = Document.objects.filter(
        school=school,
        state="signed",
        kind__in=RENEWABLE,
        edition__kind=kind,
        edition__variant=variant,
    )
    return papers.values("participant").distinct().count()


def supersede(*, document: Document, now: datetime) -> None:
    """The same person's earlier paper of this kind gives way to ``document``, signed just now."""
    if document.kind not in RENEWABLE:
        return
    Document.objects.filter(
        participant_id=document.participant_id,
        kind=document.kind,
        variant=document.variant,
        state="signed",
    ).exclude(pk=document.pk).update(state="superseded", ended_at=now)
