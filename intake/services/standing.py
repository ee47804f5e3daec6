"""What the papers about a participant amount to now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from intake.domain.papers import (
    PaperFact,
    PaperState,
    Standing,
    consent_standing,
    under_dispute,
)
from intake.domain.signing import Band, DocumentKind, SignerRole
from intake.models import Document, IntakeRequest, Person
from intake.services.guardianship import is_disputed, of_unchecked_representative
from intake.services.own_no import own_no_at
from intake.services.renewal import with_outdated
from intake.services.rule import age_view, own_capacity, school_day
from intake.services.withdrawal_right import WITHDRAWABLE, is_of_own_word, may_withdraw_alone

COUNTED_KINDS = (DocumentKind.PROCESSING, DocumentKind.PUBLICATION)


def standing(*, participant: Person, kind: DocumentKind, now: datetime) -> Standing:
    """Whether the consent of this kind about ``participant`` is in force, and if not, why.

    What was signed under a request that the school did not take counts for nothing.
    """
    day = school_day(school=participant.school, now=now)
    view = age_view(school=participant.school, kind=kind, day=day)
    documents = with_outdated(
        as_counted(Document.objects.filter(participant=participant, kind=kind.value))
        .exclude(request__state="refused")
        .select_related("request")
        .order_by("made_at", "pk"),
        day=day,
    )
    found = consent_standing(
        view.required(participant, own_capacity(participant)),
        [paper_fact(document, band=view.band_of(document, participant)) for document in documents],
        age=view.now(participant),
    )
    if not is_disputed(ward=participant):
        return found
    return under_dispute(found, stops=kind is DocumentKind.PUBLICATION)


def as_counted(papers: QuerySet[Document]) -> QuerySet[Document]:
    """``papers`` with everything that ``paper_fact`` asks of other rows."""
    return papers.annotate(authority_waits=of_unchecked_representative(), own_no_at=own_no_at())


def paper_fact(document: Document, *, band: Band | None = None) -> PaperFact:
    """One document of ``as_counted``, as the rule sees it.

    What a representative signed whom nobody has checked waits, also where the request counts.
    ``band`` is that of the participant when the paper was made.
    """
    is_checked = document.request is None or document.request.state == "checked"
    if document.variant == SignerRole.REPRESENTATIVE.value:
        is_checked = is_checked and not getattr(document, "authority_waits", True)
    return PaperFact(
        role=SignerRole(document.variant),
        state=PaperState(document.state),
        signed_at=document.signed_at,
        withdrawn_at=document.ended_at if document.state == "withdrawn" else None,
        request_checked=is_checked,
        is_outdated=getattr(document, "is_outdated", False),
        band=band,
        own_no_at=vars(document)["own_no_at"],
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One document on a person's status page."""

    document: Document
    is_own: bool
    can_open: bool
    can_withdraw: bool
    withdrawn_by: Document | None = None
    """The signed paper that withdrew this one; its ``variant`` says in what role."""


def papers_for(*, request: IntakeRequest, person: Person, day: date) -> list[PaperLine]:
    """The papers of a request as one of its people may see them: own bytes, others' state only.

    With the person's own papers about the same participant from other requests: an invitation of
    the next year takes nothing signed before out of sight, nor the way to withdraw it. A pupil of
    14–17 withdraws what only the representative signed too.
    """
    own_elsewhere = Document.objects.filter(
        participant_id=request.participant_id, parties__person=person
    ).exclude(state__in=("prepared", "declined"))
    if request.participant_id == person.pk and is_of_own_word(person=person, day=day):
        own_elsewhere |= Document.objects.filter(
            participant=person, kind__in=WITHDRAWABLE, state__in=("signed", "withdrawn")
        ).exclude(request__state="refused")
    documents = (
        Document.objects.filter(
            Q(request=request) | Q(pk__in=own_elsewhere.values("pk")), request__isnull=False
        )
        .exclude(state="void")
        .select_related("seal", "receipt", "points_to__points_to")
        .prefetch_related("parties", "copies", signed_withdrawals())
        .order_by("made_at", "pk")
    )
    lines = []
    for document in documents:
        is_own = any(party.person_id == person.pk for party in document.parties.all())
        is_mine = is_own or may_withdraw_alone(consent=document, person=person, day=day)
        lines.append(
            PaperLine(
                document=document,
                is_own=is_own,
                can_open=any(copy.holder_id == person.pk for copy in document.copies.all()),
                can_withdraw=is_mine
                and document.state == "signed"
                and document.kind in (DocumentKind.PROCESSING, DocumentKind.PUBLICATION),
                withdrawn_by=next(iter(vars(document)["withdrawals"]), None),
            )
        )
    return lines


def signed_withdrawals() -> Prefetch[Any, Any, Any]:
    """For papers: ``withdrawals``, the signed acts that withdrew each."""
    acts = Document.objects.filter(kind=DocumentKind.WITHDRAWAL.value, state="signed")
    return Prefetch("later_acts", queryset=acts.order_by("signed_at"), to_attr="withdrawals")
