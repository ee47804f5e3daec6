"""What the papers about a participant amount to now."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.age import UnknownBirthDate
from intake.domain.papers import PaperFact, PaperState, Standing, consent_standing
from intake.domain.signing import DocumentKind, SignerRole, signing_rule
from intake.models import Document, IntakeRequest, Person
from intake.services.renewal import with_outdated
from intake.services.rule import minor_table, school_day

COUNTED_KINDS = (DocumentKind.PROCESSING, DocumentKind.PUBLICATION)


def standing(*, participant: Person, kind: DocumentKind, now: datetime) -> Standing:
    """Whether the consent of this kind about ``participant`` is in force, and if not, why.

    What was signed under a request that the school did not take counts for nothing.
    """
    documents = with_outdated(
        Document.objects.filter(participant=participant, kind=kind.value)
        .exclude(request__state="refused")
        .select_related("request")
        .order_by("made_at", "pk"),
        day=school_day(school=participant.school, now=now),
    )
    return consent_standing(
        required_roles(participant=participant, kind=kind, now=now),
        [paper_fact(document) for document in documents],
    )


def required_roles(
    *, participant: Person, kind: DocumentKind, now: datetime
) -> tuple[SignerRole, ...]:
    """Who must have signed today; nobody is known while the birth date is unknown."""
    try:
        return signing_rule(
            birth_date=participant.birth_date,
            day=school_day(school=participant.school, now=now),
            minor_table=minor_table(school=participant.school, kind=kind),
            document_kind=kind,
        ).required
    except UnknownBirthDate:
        return ()


def paper_fact(document: Document) -> PaperFact:
    """One document as the rule sees it."""
    return PaperFact(
        role=SignerRole(document.variant),
        state=PaperState(document.state),
        signed_at=document.signed_at,
        withdrawn_at=document.ended_at if document.state == "withdrawn" else None,
        request_checked=document.request is None or document.request.state == "checked",
        is_outdated=getattr(document, "is_outdated", False),
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One document on a person's status page."""

    document: Document
    is_own: bool
    can_open: bool
    can_withdraw: bool


def papers_for(*, request: IntakeRequest, person: Person) -> list[PaperLine]:
    """The papers of a request as one of its people may see them: own bytes, others' state only."""
    documents = (
        request.documents.exclude(state="void")
        .select_related("seal")
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
