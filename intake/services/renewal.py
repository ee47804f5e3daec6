"""Papers signed under a text that a major change has replaced: in force still, wanted anew.

Nothing is stored: which papers these are follows from the editions in force on a day.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from intake.domain.journal import JournalKind
from intake.models import Document
from intake.services import journal
from intake.services.document import FULL_FORM
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


def _refused_new(day: date) -> Exists:
    """Whether the same signer said no to the newest text after signing this paper."""
    return Exists(
        Document.objects.filter(
            ~_later_major(day),
            participant=OuterRef("participant"),
            kind=OuterRef("kind"),
            variant=OuterRef("variant"),
            made_at__gt=OuterRef("made_at"),
            state="declined",
        )
    )


def papers_to_renew(papers: QuerySet[Document], *, day: date) -> QuerySet[Document]:
    """Those of ``papers`` that are signed, still needed and outdated on ``day``.

    Whoever answered the new text with a no is not asked again until another one comes.
    """
    return _outdated(papers, day).filter(~_refused_new(day))


def papers_kept(papers: QuerySet[Document], *, day: date) -> QuerySet[Document]:
    """Outdated ``papers`` whose signers refused the new text: in force until withdrawn."""
    return _outdated(papers, day).filter(_refused_new(day))


def papers_of_short_form(papers: QuerySet[Document]) -> QuerySet[Document]:
    """Short consents in force in schools that have gone over to the full form.

    They stay in force: the form a school chooses is for papers that are made after.
    """
    return papers.filter(
        state="signed",
        kind="processing",
        edition__kind="processing",
        school__consent_wording=FULL_FORM,
    )


def _outdated(papers: QuerySet[Document], day: date) -> QuerySet[Document]:
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


def supersede(*, document: Document, actor_key: str, now: datetime) -> None:
    """The same person's earlier paper of this kind gives way to ``document``, signed just now.

    Part of the transaction that signs.
    """
    if document.kind not in RENEWABLE:
        return
    earlier = Document.objects.filter(
        participant_id=document.participant_id,
        kind=document.kind,
        variant=document.variant,
        state="signed",
    ).exclude(pk=document.pk)
    keys = [str(key) for key in earlier.values_list("key", flat=True)]
    if not keys:
        return
    earlier.update(state="superseded", ended_at=now)
    for key in keys:
        journal.append(
            school=document.school,
            kind=JournalKind.SUPERSEDED,
            subject_key=key,
            actor_key=actor_key,
            facts={"by": str(document.key)},
            now=now,
        )
