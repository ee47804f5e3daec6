"""The matrix of a class: every pupil, every document, what it amounts to, who is waited for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from intake.domain.agreement import OPEN_STATES, AgreementState
from intake.domain.capacity import OwnCapacity
from intake.domain.matrix import (
    MOST_PRESSING,
    Answer,
    CellState,
    Column,
    SignerFacts,
    agreement_cell,
    consent_cell,
    pep_cell,
)
from intake.domain.modes import Method, WayTrouble, way_trouble
from intake.domain.papers import Standing, consent_standing, counted_roles, under_dispute
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    Agreement,
    Document,
    DocumentParty,
    IntakeRequest,
    Participation,
    Person,
    Reminder,
)
from intake.services.matrix_facts import MatrixFacts, load_facts
from intake.services.standing import paper_fact
from mentoring_pages.models import School
from mentoring_pages.services.membership import Reach

CONSENTS = {
    Column.PROCESSING: DocumentKind.PROCESSING,
    Column.PUBLICATION: DocumentKind.PUBLICATION,
}
SETTLED = frozenset(
    {
        CellState.PAPER,
        CellState.SIGNED_ON_PAPER,
        CellState.DECLINED,
        CellState.WITHDRAWN,
    }
)
"""After which answer about one's data nobody is asked to join signing by code."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One person whose signature is missing, and how they can be asked."""

    person_id: int
    answer: Answer
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """``words_key`` names the sentence of a consent in ``intake.labels.STANDINGS``."""

    state: CellState
    words_key: str = ""
    since: datetime | None = None
    until: date | None = None
    waited: tuple[Waited, ...] = ()
    document_id: int | None = None
    agreement: Agreement | None = None
    has_earlier: bool = False
    """A consent on paper from before this program is kept, until the family answers here."""


@dataclass(frozen=True, slots=True)
class Row:
    """One participant. ``request`` is the one through whose pages the family signs."""

    person: Person
    cells: dict[Column, Cell]
    request: IntakeRequest | None
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the order of classes and names; ``counts`` say how often a state stands in each
    column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[Column, Counter[CellState]]:
        return {
            column: Counter(row.cells[column].state for row in self.rows) for column in self.columns
        }


def people_of_matrix(*, school: School, found: Reach) -> QuerySet[Person]:
    """Who stands in the matrix of a school, as far as ``found`` reaches."""
    person = OuterRef("pk")
    takes_part = (
        ~Q(school_class="")
        | Q(Exists(IntakeRequest.objects.filter(participant=person)))
        | Q(Exists(Participation.objects.filter(person=person)))
        | Q(Exists(Document.objects.filter(participant=person)))
    )
    return Person.objects.filter(
        takes_part,
        found.rows(school_path="school", class_path="school_class"),
        school=school,
        erased_at__isnull=True,
    )


def class_order(school_class: str) -> tuple[int, str]:
    """«3А» before «10А»; whoever is in no class after all."""
    year = re.match(r"\d+", school_class)
    return int(year[0]) if year else 1000, school_class or "\uffff"


def matrix_of(*, school: School, people: Iterable[Person], now: datetime) -> Matrix:
    """The matrix of ``people``, in a number of queries that does not grow with them."""
    ordered = sorted(people, key=lambda one: (class_order(one.school_class), one.search_name))
    facts = load_facts(school=school, people=ordered, now=now)
    reminded = _reminded(facts)
    rows = tuple(
        Row(
            person=person,
            cells=_cells(facts, person),
            request=facts.requests.get(person.pk),
            reminded_at=reminded.get(person.pk),
        )
        for person in ordered
    )
    hidden = set() if facts.way.asks_pep else {Column.PEP}
    return Matrix(columns=tuple(one for one in Column if one not in hidden), rows=rows)


def _reminded(facts: MatrixFacts) -> dict[int, datetime]:
    requests = [request.pk for request in facts.requests.values()]
    rows = Reminder.objects.filter(request__in=requests).order_by("made_at", "pk")
    return {
        child: made_at
        for child, made_at in rows.values_list("request__participant_id", "made_at")
        if child is not None
    }


def _cells(facts: MatrixFacts, person: Person) -> dict[Column, Cell]:
    processing = _consent(facts, person, DocumentKind.PROCESSING, is_asked=True)
    goes_on = processing.state not in (CellState.DECLINED, CellState.WITHDRAWN)
    return {
        Column.PROCESSING: processing,
        Column.PUBLICATION: _consent(facts, person, DocumentKind.PUBLICATION, is_asked=goes_on),
        Column.PEP: _pep(facts, person, processing.state),
        Column.AGREEMENT: _agreement(facts, person),
    }


def _required(facts: MatrixFacts, person: Person, kind: DocumentKind) -> tuple[SignerRole, ...]:
    return facts.views[kind].required(person, facts.capable.get(person.pk, OwnCapacity.NONE))


def _consent(facts: MatrixFacts, person: Person, kind: DocumentKind, *, is_asked: bool) -> Cell:
    view = facts.views[kind]
    papers = facts.papers.get((person.pk, kind.value), [])
    required = _required(facts, person, kind)
    paper_facts = [paper_fact(paper, band=view.band_of(paper, person)) for paper in papers]
    found = consent_standing(required, paper_facts, age=view.now(person))
    if person.pk in facts.disputed:
        found = under_dispute(found, stops=kind is DocumentKind.PUBLICATION)
    roles = counted_roles(required, paper_facts)
    signed = [p for p in papers if p.state == "signed" and SignerRole(p.variant) in roles]
    waited = _waited(facts, person, kind, found, papers)
    has_earlier = (person.pk, kind.value) in facts.earlier
    has_text = all((kind, role) in facts.worded for role in required)
    state = consent_cell(
        found,
        waited_for=[one.answer for one in waited] or [Answer.NOBODY] * (not required),
        on_paper=bool(signed) and all(getattr(paper, "is_pen", False) for paper in signed),
        is_asked=is_asked and (has_text or kind is DocumentKind.PROCESSING),
        has_earlier=has_earlier,
    )
    last = papers[-1] if papers else None
    return Cell(
        state=state,
        words_key=found.words_key if required else "",
        since=found.since,
        waited=waited,
        document_id=last.pk if last else None,
        has_earlier=has_earlier,
    )


def _waited(
    facts: MatrixFacts,
    person: Person,
    kind: DocumentKind,
    found: Standing,
    papers: Sequence[Document],
) -> tuple[Waited, ...]:
    """Whose signature the consent still wants, in the roles the rule asks for today."""
    at_hand = {paper.variant for paper in papers if getattr(paper, "is_sheet_waiting", False)}
    roles = (*found.waiting_for, *found.to_renew, *found.asked)
    lines = []
    for role in dict.fromkeys(roles):
        signer = facts.signer(person, role)
        answer = Answer.PAPER if role.value in at_hand else facts.answer(person, role)
        lines.append(_line(facts, signer or 0, answer))
    return tuple(lines)


def _line(facts: MatrixFacts, signer: int, answer: Answer) -> Waited:
    contact = facts.contacts.get(signer)
    return Waited(signer, answer, contact.pk if contact else None)


def _pep(facts: MatrixFacts, person: Person, processing: CellState) -> Cell:
    roles = _required(facts, person, DocumentKind.PROCESSING)
    signers = [(role, facts.signer(person, role)) for role in roles]
    joined = [signer in facts.joined for _role, signer in signers]
    if not facts.way.asks_pep or (processing in SETTLED and not (joined and all(joined))):
        return Cell(CellState.NOT_ASKED)
    waited = tuple(
        _line(facts, signer or 0, facts.answer(person, role))
        for role, signer in signers
        if signer not in facts.joined
    )
    state = pep_cell(
        joined,
        waited_for=[one.answer for one in waited],
        has_left=any(signer in facts.left for _role, signer in signers),
    )
    return Cell(state, waited=waited)


def _agreement(facts: MatrixFacts, person: Person) -> Cell:
    """Of several agreements the one that asks most of staff."""
    cells = [_one_agreement(facts, person, one) for one in facts.agreements.get(person.pk, [])]
    order = {state: place for place, state in enumerate(MOST_PRESSING)}
    return min(cells, key=lambda cell: order[cell.state], default=Cell(CellState.NOT_ASKED))


def _one_agreement(facts: MatrixFacts, person: Person, agreement: Agreement) -> Cell:
    state = agreement.state_on(facts.day)
    waited = _agreement_signers(facts, person, agreement) if state in OPEN_STATES else ()
    is_ended = agreement.ended_on is not None
    return Cell(
        state=agreement_cell(
            state,
            ends_on=agreement.ends_on,
            is_ended=is_ended,
            day=facts.day,
            waited_for=[one.answer for one in waited],
            on_paper=bool(getattr(agreement, "is_pen", False)),
        ),
        until=agreement.ended_on if is_ended else agreement.ends_on,
        waited=waited if state is AgreementState.SIGNING else (),
        document_id=agreement.document_id,
        agreement=agreement,
    )


def _agreement_signers(
    facts: MatrixFacts, person: Person, agreement: Agreement
) -> tuple[Waited, ...]:
    """Who has not signed: of this person's own side first, then of the other one."""
    side = "mentor" if agreement.mentor_id == person.pk else "mentee"
    missing: list[DocumentParty] = [
        party for party in agreement.document.parties.all() if party.signed_at is None
    ]
    own = [party for party in missing if party.side == side]
    trouble = way_trouble(
        facts.way, kind=DocumentKind.AGREEMENT, method=Method.CODE, has_joined=True
    )
    on_paper = trouble in (WayTrouble.ALL_ON_PAPER, WayTrouble.AGREEMENT_ON_PAPER)
    return tuple(
        _line(
            facts,
            party.person_id,
            SignerFacts(
                is_invited=agreement.sent_at is not None,
                has_contact=party.person_id in facts.contacts,
                chose_paper=on_paper,
                is_undelivered=party.person_id in facts.undelivered,
            ).answer,
        )
        for party in own or missing
    )
