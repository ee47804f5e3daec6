"""What the papers about a participant amount to now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

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
from intake.services.renewal import with_outdated
from intake.services.rule import age_view, own_capacity, school_day

COUNTED_KINDS = (DocumentKind.PROCESSING, DocumentKind.PUBLICATION)


def standing(*, participant: Person, kind: DocumentKind, now: datetime) -> Standing:
    """Whether the consent of this kind about ``participant`` is in force, and if not, why.

    What was signed under a request that the school did not take counts for nothing.
    """
    day = school_day(school=participant.school, now=now)
    view = age_view(school=participant.school, kind=kind, day=day)
    documents = with_outdated(
        Document.objects.filter(participant=participant, kind=kind.value)
        .annotate(authority_waits=of_unchecked_representative())
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


def paper_fact(document: Document, *, band: Band | None = None) -> PaperFact:
    """One document, annotated with ``authority_waits``, as the rule sees it.

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
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One document on a person's status page."""

    document: Document
    is_own: bool
    can_open: bool
    can_withdraw: bool


def papers_for(*, request: IntakeRequest, person: Person) -> list[PaperLine]:
    """The papers of a request as one of its people may see them: own bytes, others' state only.

    With the person's own papers about the same participant from other requests: an invitation of
    the next year takes nothing signed before out of sight, nor the way to withdraw it.
    """
    own_elsewhere = Document.objects.filter(
        participant_id=request.participant_id, parties__person=person
    ).exclude(state__in=("prepared", "declined"))
    documents = (
        Document.objects.filter(
            Q(request=request) | Q(pk__in=own_elsewhere.values("pk")), request__isnull=False
        )
        .exclude(state="void")
        .select_related("seal", "receipt")
        .prefetch_related("parties", "copies")
        .order_by("made_at", "pk")
    )
    lines = []
    for document in documents:
        is_own = any(party.person_id == person.pk for party in document.parties.all())
        lines.append(
            PaperLine(
                document=document,
                is_own=is_own,
                can_open=any(copy.holder_id == person.pk for copy in document.copies.all()),
                can_withdraw=is_own
                and document.state == "signed"
                and document.kind in (DocumentKind.PROCESSING, DocumentKind.PUBLICATION),
            )
        )
    return lines
