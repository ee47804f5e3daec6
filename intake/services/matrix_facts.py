"""What the matrix of a class is computed from, loaded in a fixed number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from intake import conf, vault
from intake.domain.capacity import OwnCapacity
from intake.domain.matrix import Answer, SignerFacts
from intake.domain.modes import Mode, SchoolWay
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    Agreement,
    Contact,
    Document,
    EarlierPaper,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    MeetingFamily,
    OutboundMessage,
    PaperOriginal,
    Person,
    SignatureAgreement,
    SigningAllowance,
)
from intake.services.age_rule import AgeView
from intake.services.agreement_list import with_papers
from intake.services.earlier_paper import to_collect_anew
from intake.services.guardianship import asked_first, lasting
from intake.services.modes import school_way
from intake.services.renewal import with_outdated
from intake.services.request import read_answers
from intake.services.rule import age_view, capacities, school_day
from intake.services.standing import COUNTED_KINDS, as_counted
from mentoring_pages.domain.wording import OWN, REPRESENTATIVE
from mentoring_pages.models import School
from mentoring_pages.services.wording import consent_in_force

VARIANTS = {SignerRole.REPRESENTATIVE: REPRESENTATIVE, SignerRole.PARTICIPANT: OWN}
WITH_A_LINK = ("invitation", "second_signer", "reminder", "birthday", "agreement")
"""Letters that ask for an answer: one of these that is lost means that nobody was asked."""


@dataclass
class MatrixFacts:
    """Everything about the people of a matrix, by primary key."""

    school: School
    day: date
    people: list[Person]
    way: SchoolWay
    views: dict[DocumentKind, AgeView]
    worded: frozenset[tuple[DocumentKind, SignerRole]]
    capable: dict[int, OwnCapacity]
    disputed: frozenset[int]
    papers: dict[tuple[int, str], list[Document]]
    requests: dict[int, IntakeRequest]
    guardians: dict[int, list[int]]
    """Whose authority for the child lasts today, in the order in which they are asked."""
    drafts: dict[int, dict[str, Any]]
    """What the family typed, by request."""
    at_meeting_on_paper: frozenset[int]
    agreements: dict[int, list[Agreement]]
    earlier: frozenset[tuple[int, str]]
    """Whose consent of a kind is kept on paper from before this program, to be signed anew."""
    contacts: dict[int, Contact] = field(default_factory=dict)
    """By which each person is written to: the first usable channel, one that is dead last."""
    indexes: dict[int, set[str]] = field(default_factory=dict)
    """All contacts on file, whether the school writes by them or not."""
    undelivered: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    shares_allowed: frozenset[int] = frozenset()

    def representative(self, person: Person) -> int | None:
        """Who is asked to act for the child: of the request, if the authority lasts."""
        lasting_ones = self.guardians.get(person.pk, [])
        request = self.requests.get(person.pk)
        if request is not None and request.guardian_id in lasting_ones:
            return request.guardian_id
        return lasting_ones[0] if lasting_ones else None

    def signer(self, person: Person, role: SignerRole) -> int | None:
        return person.pk if role is SignerRole.PARTICIPANT else self.representative(person)

    def answer(self, person: Person, role: SignerRole) -> Answer:
        """How whoever signs for ``person`` as ``role`` can be asked for the consents."""
        signer = self.signer(person, role)
        if signer is None:
            return Answer.NOBODY
        request = self.requests.get(person.pk)
        is_of_request = request is not None and (
            role is SignerRole.PARTICIPANT or request.guardian_id == signer
        )
        return SignerFacts(
            is_invited=is_of_request,
            has_contact=self.is_reached(person, role, signer),
            chose_paper=self._chose_paper(request, role),
            is_undelivered=signer in self.undelivered,
        ).answer

    def is_reached(self, person: Person, role: SignerRole, signer: int) -> bool:
        """An address of the child that is the representative's reaches only the latter."""
        own = self.contacts.get(signer)
        if own is None or role is SignerRole.REPRESENTATIVE:
            return own is not None
        request = self.requests.get(person.pk)
        guardian = request.guardian_id if request is not None else None
        others = self.indexes.get(guardian, set()) if guardian is not None else set()
        if others.isdisjoint(self.indexes.get(signer, set())):
            return True
        return bool({signer, guardian} & self.shares_allowed)

    def _chose_paper(self, request: IntakeRequest | None, role: SignerRole) -> bool:
        if self.way.mode is Mode.PAPER:
            return True
        if request is None:
            return False
        draft = self.drafts.get(request.pk, {})
        own = draft.get(role.value, {})
        if own.get("on_paper") or own.get("pep_on_paper") or own.get("details_on_paper"):
            return True
        is_first = role is SignerRole.REPRESENTATIVE or request.guardian_id is None
        if is_first and request.pk in self.at_meeting_on_paper:
            return True
        parts = [part for name, part in draft.items() if name != role.value]
        return any(isinstance(part, dict) and part.get("other_on_paper") for part in parts)


def load_facts(*, school: School, people: Iterable[Person], now: datetime) -> MatrixFacts:
    """The facts of ``people`` of one school; how many there are changes no number of queries."""
    found = list(people)
    day = school_day(school=school, now=now)
    requests = _requests(found)
    facts = MatrixFacts(
        school=school,
        day=day,
        people=found,
        way=school_way(school=school, day=day),
        views={kind: age_view(school=school, kind=kind, day=day) for kind in COUNTED_KINDS},
        worded=_worded(school, day),
        capable=capacities(found),
        disputed=frozenset(
            GuardianObjection.objects.filter(ward__in=found, lifted_at__isnull=True).values_list(
                "ward_id", flat=True
            )
        ),
        papers=_papers(found, day),
        requests=requests,
        guardians=_guardians(found, day),
        drafts={request.pk: _draft(request) for request in requests.values()},
        at_meeting_on_paper=_on_paper_at_meeting(requests.values()),
        agreements=_agreements(found),
        earlier=frozenset(
            to_collect_anew(EarlierPaper.objects.filter(person__in=found))
            .order_by()
            .values_list("person_id", "kind")
        ),
    )
    _load_signers(facts)
    return facts


def _worded(school: School, day: date) -> frozenset[tuple[DocumentKind, SignerRole]]:
    return frozenset(
        (kind, role)
        for kind in COUNTED_KINDS
        for role, variant in VARIANTS.items()
        if consent_in_force(school=school, paper=kind.value, variant=variant, day=day)
    )


def _papers(people: Sequence[Person], day: date) -> dict[tuple[int, str], list[Document]]:
    rows = with_outdated(
        as_counted(
            Document.objects.filter(
                participant__in=people, kind__in=[k.value for k in COUNTED_KINDS]
            )
        )
        .annotate(
            is_pen=Exists(PaperOriginal.objects.filter(document=OuterRef("pk"), state="recorded")),
            is_sheet_waiting=Exists(
                PaperOriginal.objects.filter(document=OuterRef("pk"), state="waiting")
            ),
        )
        .exclude(request__state="refused")
        .exclude(state="void")
        .select_related("request")
        .defer("wording", "request__answers_encrypted")
        .order_by("made_at", "pk"),
        day=day,
    )
    found: dict[tuple[int, str], list[Document]] = {}
    for row in rows:
        found.setdefault((row.participant_id, row.kind), []).append(row)
    return found


def _requests(people: Sequence[Person]) -> dict[int, IntakeRequest]:
    """The request through whose pages each family signs: the latest that was not refused."""
    rows = (
        IntakeRequest.objects.filter(participant__in=people)
        .exclude(state="refused")
        .select_related("data_key")
        .order_by("made_at", "pk")
    )
    return {row.participant_id: row for row in rows if row.participant_id is not None}


def _guardians(people: Sequence[Person], day: date) -> dict[int, list[int]]:
    rows = asked_first(lasting(Guardianship.objects.filter(ward__in=people), day=day))
    found: dict[int, list[int]] = {}
    for ward, guardian in rows.values_list("ward_id", "guardian_id"):
        found.setdefault(ward, []).append(guardian)
    return found


def _draft(request: IntakeRequest) -> dict[str, Any]:
    try:
        return read_answers(request)
    except (vault.KeyDestroyed, vault.DataDamaged):
        return {}


def _on_paper_at_meeting(requests: Iterable[IntakeRequest]) -> frozenset[int]:
    keys = [request.pk for request in requests]
    rows = MeetingFamily.objects.filter(request__in=keys, is_on_paper=True)
    return frozenset(rows.values_list("request_id", flat=True))


def _agreements(people: Sequence[Person]) -> dict[int, list[Agreement]]:
    rows = with_papers(
        Agreement.objects.filter(Q(mentor__in=people) | Q(mentee__in=people)).annotate(
            is_pen=Exists(
                PaperOriginal.objects.filter(document=OuterRef("document"), state="recorded")
            )
        )
    ).exclude(document__state="void")
    found: dict[int, list[Agreement]] = {}
    for row in rows:
        for side in (row.mentor_id, row.mentee_id):
            found.setdefault(side, []).append(row)
    return found


def _load_signers(facts: MatrixFacts) -> None:
    """Contacts, lost letters and joining of everybody who may be waited for."""
    signers: set[int] = {person.pk for person in facts.people}
    for guardians in facts.guardians.values():
        signers.update(guardians)
    for request in facts.requests.values():
        signers.update(pk for pk in (request.guardian_id,) if pk is not None)
    for agreements in facts.agreements.values():
        for agreement in agreements:
            signers.update(party.person_id for party in agreement.document.parties.all())
    order = conf.channel_order()
    contacts = list(Contact.objects.filter(person__in=signers, replaced_at__isnull=True))
    for contact in contacts:
        facts.indexes.setdefault(contact.person_id, set()).add(contact.blind_index)
    used = (contact for contact in contacts if contact.channel in order)
    facts.contacts = {
        contact.person_id: contact
        for contact in sorted(
            used, key=lambda one: (one.dead_at is None, -order.index(one.channel), one.pk)
        )
    }
    facts.undelivered = undelivered_to(facts.contacts.values())
    facts.shares_allowed = frozenset(
        SigningAllowance.objects.filter(
            person__in=signers, kind="shared_contact", ended_at__isnull=True
        ).values_list("person_id", flat=True)
    )
    rows = SignatureAgreement.objects.filter(person__in=signers).values_list(
        "person_id", "joined_at", "left_at"
    )
    joined, left = set(), set()
    for person, joined_at, left_at in rows:
        if left_at is not None:
            left.add(person)
        elif joined_at is not None:
            joined.add(person)
    facts.joined, facts.left = frozenset(joined), frozenset(left - joined)


def undelivered_to(contacts: Collection[Contact]) -> frozenset[int]:
    """Whose last letter with a link did not arrive at the address on file, by person."""
    rows = (
        OutboundMessage.objects.filter(
            contact__in=[contact.pk for contact in contacts], kind__in=WITH_A_LINK
        )
        .exclude(state="queued")
        .exclude(failure="Replaced")
        .exclude(instead_key__isnull=False)  # it went out by the other channel
        .order_by("queued_at", "pk")
        .values_list("person_id", "state")
    )
    last = dict(rows)
    failed = {person for person, state in last.items() if state == "failed"}
    dead = {contact.person_id for contact in contacts if contact.dead_at is not None}
    return frozenset(failed | dead)
