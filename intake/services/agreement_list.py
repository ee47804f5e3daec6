"""One person's agreements as that person may see them: what waits for whom, what is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from intake.domain.agreement import LASTING_STATES, OPEN_STATES, Act, AgreementState, may
from intake.models import Agreement, Document, DocumentParty, Person
from intake.models.document import SIDED_KINDS
from intake.services.rule import school_day


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer of a paper: who, as whom, since when. Nothing else of another is shown."""

    name: str
    role: str
    signed_at: datetime | None
    declined_at: datetime | None


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """A paper that waits for this person, or waits for others after this person signed it."""

    document: Document
    with_whom: str
    signers: tuple[SignerLine, ...]
    is_mine_to_sign: bool
    is_declined_by_me: bool

    @property
    def signed(self) -> int:
        return sum(line.signed_at is not None for line in self.signers)

    @property
    def asked(self) -> int:
        return len(self.signers)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement of this person: its state on a day and what can be done with it."""

    agreement: Agreement
    state: AgreementState
    with_whom: str
    can_extend: bool
    can_end: bool
    papers: tuple[Document, ...]


def signing_parties() -> Any:
    return Prefetch(
        "parties",
        queryset=DocumentParty.objects.select_related("person", "for_person").order_by("pk"),
    )


def papers_to_sign(*, person: Person) -> list[PaperToSign]:
    """The open and refused papers of two sides that name ``person``, the own open ones first."""
    documents = (
        Document.objects.filter(
            kind__in=SIDED_KINDS, state__in=("prepared", "declined"), parties__person=person
        )
        .select_related("agreement", "agreement_act", "school__site")
        .prefetch_related(signing_parties())
        .order_by("made_at", "pk")
    )
    lines = [_paper(document, person) for document in documents]
    return sorted(lines, key=lambda line: not line.is_mine_to_sign)


def _paper(document: Document, person: Person) -> PaperToSign:
    parties = list(document.parties.all())
    mine = next(party for party in parties if party.person_id == person.pk)
    return PaperToSign(
        document=document,
        with_whom=_names_of_other_side(parties, mine.side),
        signers=tuple(
            SignerLine(
                party.person.full_name,
                str(party.get_side_display()),
                party.signed_at,
                party.declined_at,
            )
            for party in parties
        ),
        is_mine_to_sign=document.state == "prepared" and mine.signed_at is None,
        is_declined_by_me=document.state == "declined" and mine.declined_at is not None,
    )


def _names_of_other_side(parties: Iterable[DocumentParty], side: str) -> str:
    others = [party.for_person or party.person for party in parties if party.side != side]
    return ", ".join(dict.fromkeys(person.full_name for person in others))


def agreements_of(*, person: Person, now: datetime) -> list[AgreementLine]:
    """The agreements that ``person`` signed or is a side of, the latest first."""
    day = school_day(school=person.school, now=now)
    found = (
        with_papers(Agreement.objects.filter(_is_of(person)))
        .exclude(document__state="void")
        .order_by("-opened_at", "-pk")
        .distinct()
    )
    lines = [_agreement(agreement, person, day) for agreement in found]
    return [line for line in lines if line.state not in OPEN_STATES]


def with_papers(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """``agreements`` with all that their states and lines need, in a fixed number of queries."""
    return agreements.select_related(
        "document", "mentor", "mentee", "form", "school__site"
    ).prefetch_related(
        Prefetch("document__parties", queryset=DocumentParty.objects.order_by("pk")),
        "acts__document",
    )


def _is_of(person: Person) -> Q:
    return Q(mentor=person) | Q(mentee=person) | Q(document__parties__person=person)


def _agreement(agreement: Agreement, person: Person, day: date) -> AgreementLine:
    facts = agreement.facts()
    own = [party for party in agreement.document.parties.all() if party.person_id == person.pk]
    signs = bool(own)
    is_mentor = agreement.mentor_id == person.pk or any(party.side == "mentor" for party in own)
    return AgreementLine(
        agreement=agreement,
        state=agreement.state_on(day),
        with_whom=(agreement.mentee if is_mentor else agreement.mentor).full_name,
        can_extend=signs and may(Act.EXTEND, facts, day),
        can_end=signs and may(Act.END_BY_ONE, facts, day),
        papers=tuple(
            act.document for act in agreement.acts.all() if act.document.state == "signed"
        ),
    )


def lasting_agreements(*, participant: Person, day: date) -> list[Agreement]:
    """The agreements in force on ``day`` that one participant is a side of."""
    found = with_papers(
        Agreement.objects.filter(
            Q(mentor=participant) | Q(mentee=participant), document__state="signed"
        )
    )
    return [one for one in found if one.state_on(day) in LASTING_STATES]
