"""Whose term has ended: asked for a whole school in a fixed number of queries, then destroyed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q

from intake import conf
from intake.domain.journal import JournalKind
from intake.domain.retention import HeldFacts, is_due, is_near, kept_until
from intake.models import (
    Agreement,
    DestroyedPerson,
    DestructionAct,
    Document,
    DocumentParty,
    EarlierPaper,
    Guardianship,
    IntakeRequest,
    LegalHold,
    Participation,
    Person,
    SubjectRequest,
)
from intake.services import journal
from intake.services.erasure import erase_person
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from mentoring_pages.models import School

CONSENT_AFTERLIFE = relativedelta(years=1)
"""«Согласие действует до конца участия и ещё год»: our wordings of the consent to processing."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """One person's last day of keeping; ``None`` while no end is in sight."""

    person: Person
    last_day: date | None
    ever_signed: bool


def keeping_of_school(*, school: School, day: date) -> list[Keeping]:
    """Everybody of the school who is not erased, with the last day of keeping."""
    people = list(Person.objects.filter(school=school, erased_at__isnull=True).order_by("pk"))
    facts = _Facts(school, day)
    return [
        Keeping(person, kept_until(facts.of(person), conf.retention_terms()), facts.signed(person))
        for person in people
    ]


def near_destruction(*, school: School, day: date) -> list[Keeping]:
    """Whose data are destroyed within the notice: the school may still see a reason to hold."""
    terms, facts = conf.retention_terms(), _Facts(school, day)
    people = Person.objects.filter(school=school, erased_at__isnull=True).order_by("pk")
    return [
        Keeping(person, kept_until(held, terms), facts.signed(person))
        for person in people
        if is_near(held := facts.of(person), terms, day)
    ]


def destroy_due(*, school: School, now: datetime) -> int:
    """Destroy the data of everybody whose term has ended. Returns how many people.

    Each person is a transaction of their own: a run that is cut off is finished by the next.
    """
    day = school_day(school=school, now=now)
    terms = conf.retention_terms()
    facts = _Facts(school, day)
    due = [
        (person, facts.of(person), facts.signed(person))
        for person in Person.objects.filter(school=school, erased_at__isnull=True).order_by("pk")
    ]
    return sum(
        _destroy(
            person=person,
            reason="term" if ever_signed else "unanswered",
            last_day=kept_until(held, terms),
            by_key="tick",
            day=day,
            now=now,
        )
        for person, held, ever_signed in due
        if is_due(held, terms, day)
    )


class StillNeeded(Exception):
    """The data may not be destroyed yet; ``last_day`` is ``None`` where no end is in sight."""

    def __init__(self, last_day: date | None) -> None:
        super().__init__("still needed")
        self.last_day = last_day


@transaction.atomic
def destroy_on_demand(*, person: Person, by: Any, now: datetime) -> None:
    """Destroy at once what a person asked to destroy.

    Raises ``StillNeeded`` while there is a reason to keep: papers in force, participation, a hold,
    the term of what was signed (ч. 5 ст. 21 152-ФЗ).
    """
    day = school_day(school=person.school, now=now)
    facts = _Facts(person.school, day)
    held = facts.of(person)
    last_day = kept_until(held, conf.retention_terms())
    if last_day is None or (facts.signed(person) and last_day >= day):
        raise StillNeeded(last_day)
    _destroy(
        person=person, reason="asked", last_day=last_day, by_key=staff_key(by), day=day, now=now
    )


@transaction.atomic
def place_hold(*, person: Person, basis: str, by: Any, now: datetime) -> LegalHold:
    """Keep the person's data whatever their term, until the hold is lifted. Once at a time."""
    hold, made = LegalHold.objects.get_or_create(
        school=person.school,
        person=person,
        lifted_at=None,
        defaults={"basis": basis, "placed_at": now, "placed_by_key": staff_key(by)},
    )
    if made:
        _chain(hold, JournalKind.HOLD_PLACED, by, now)
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: Any, now: datetime) -> bool:
    """``False`` when somebody lifted it before."""
    found = LegalHold.objects.filter(pk=hold.pk, lifted_at__isnull=True).update(
        lifted_at=now, lifted_by_key=staff_key(by)
    )
    if found:
        _chain(hold, JournalKind.HOLD_LIFTED, by, now)
    return bool(found)


def _chain(hold: LegalHold, kind: JournalKind, by: Any, now: datetime) -> None:
    journal.append(
        school=hold.school,
        kind=kind,
        subject_key=str(hold.person.key),
        actor_key=staff_key(by),
        facts={},
        now=now,
    )


@transaction.atomic
def _destroy(
    *,
    person: Person,
    reason: str,
    last_day: date | None,
    by_key: str,
    day: date,
    now: datetime,
) -> bool:
    """Erase one person and write the line of the day's act, or neither."""
    person = (
        Person.objects.select_for_update(of=("self",)).select_related("school").get(pk=person.pk)
    )
    if person.erased_at is not None or person.legal_holds.filter(lifted_at__isnull=True).exists():
        return False
    act, _made = DestructionAct.objects.get_or_create(
        school=person.school, day=day, defaults={"made_at": now}
    )
    DestroyedPerson.objects.create(
        act=act,
        person_key=person.key,
        reason=reason,
        kept_until=last_day,
        papers=person.paper_copies.count(),
        destroyed_at=now,
        destroyed_by_key=by_key,
    )
    return erase_person(person=person, actor_key=by_key, now=now)


class _Facts:
    """What the rule asks about each person of one school, loaded at once."""

    def __init__(self, school: School, day: date) -> None:
        self._zone, self._day = school.zone, day
        self._wards: dict[int, set[int]] = defaultdict(set)
        self._participations: dict[int, list[date | None]] = defaultdict(list)
        self._papers: dict[int, list[Document]] = defaultdict(list)
        self._earlier: dict[int, list[date]] = defaultdict(list)
        self._entered: dict[int, list[date]] = defaultdict(list)
        self._needed: set[int] = set()
        self._found: dict[int, HeldFacts] = {}
        people = Person.objects.filter(school=school, erased_at__isnull=True)
        self._made = dict(people.values_list("pk", "made_at"))
        self._load_participations(school)
        self._load_papers(school)
        self._load_earlier_papers(school)
        self._load_agreements(school)
        self._load_requests(school)
        held = LegalHold.objects.filter(school=school, lifted_at__isnull=True)
        self._held = set(held.values_list("person_id", flat=True))
        pairs = Guardianship.objects.filter(ward__school=school, ward__erased_at__isnull=True)
        for guardian_id, ward_id in pairs.values_list("guardian_id", "ward_id"):
            self._wards[guardian_id].add(ward_id)

    def of(self, person: Person) -> HeldFacts:
        return self._of(person.pk, frozenset())

    def signed(self, person: Person) -> bool:
        return any(paper.signed_at for paper in self._papers[person.pk])

    def _of(self, pk: int, above: frozenset[int]) -> HeldFacts:
        """``above`` are the guardians on the way here: a circle of guardians ends there."""
        if pk in self._found:
            return self._found[pk]
        wards = [self._of(ward, above | {pk}) for ward in self._wards[pk] - above - {pk}]
        facts = HeldFacts(
            entered_on=(self._local(self._made[pk]), *self._entered[pk]),
            ended_on=tuple(self._ended(pk)),
            is_needed=pk in self._needed or self._takes_part(pk),
            is_on_hold=pk in self._held,
            wards_kept_until=tuple(kept_until(ward, conf.retention_terms()) for ward in wards),
        )
        if not above:
            self._found[pk] = facts
        return facts

    def _takes_part(self, pk: int) -> bool:
        return any(ended is None or ended >= self._day for ended in self._participations[pk])

    def _ended(self, pk: int) -> Iterable[date]:
        over = [ended for ended in self._participations[pk] if ended is not None]
        yield from over
        for signed_on in self._earlier[pk]:
            yield max([signed_on, *over]) + CONSENT_AFTERLIFE
        for paper in self._papers[pk]:
            if paper.state == "prepared":
                continue
            if paper.ended_at is not None:
                yield self._local(paper.ended_at)
            elif paper.signed_at is not None:
                since = max([self._local(paper.signed_at), *over])
                is_consent = paper.kind in ("processing", "publication")
                yield since + CONSENT_AFTERLIFE if is_consent else since

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _load_participations(self, school: School) -> None:
        rows = Participation.objects.filter(school=school, person__isnull=False)
        for person_id, ended_on in rows.values_list("person_id", "ended_on"):
            self._participations[person_id].append(ended_on)

    def _load_papers(self, school: School) -> None:
        fields = ("kind", "state", "made_at", "signed_at", "ended_at", "participant_id")
        papers = {
            paper.pk: paper
            for paper in Document.objects.filter(school=school).exclude(state="void").only(*fields)
        }
        signers = DocumentParty.objects.filter(document__school=school)
        people: dict[int, set[int]] = {pk: {one.participant_id} for pk, one in papers.items()}
        for document_id, person_id in signers.values_list("document_id", "person_id"):
            if document_id in people:
                people[document_id].add(person_id)
        for pk, paper in papers.items():
            for person_id in people[pk]:
                self._papers[person_id].append(paper)
                self._entered[person_id].append(self._local(paper.made_at))

    def _load_earlier_papers(self, school: School) -> None:
        """A consent from before this program runs as the others do, from its own day."""
        rows = EarlierPaper.objects.filter(school=school)
        for person_id, signed_on in rows.values_list("person_id", "signed_on"):
            self._earlier[person_id].append(signed_on)

    def _load_agreements(self, school: School) -> None:
        rows = Agreement.objects.filter(school=school, document__state="signed").filter(
            Q(ended_on__isnull=True), Q(ends_on__isnull=True) | Q(ends_on__gte=self._day)
        )
        sides = ("mentor_id", "mentor_guardian_id", "mentee_id", "mentee_guardian_id")
        for people in rows.values_list(*sides):
            self._needed.update(pk for pk in people if pk is not None)

    def _load_requests(self, school: School) -> None:
        asked = SubjectRequest.objects.filter(school=school, closed_at__isnull=True)
        for pair in asked.values_list("person_id", "asker_id"):
            self._needed.update(pair)
        for participant_id, guardian_id, made_at in IntakeRequest.objects.filter(
            school=school
        ).values_list("participant_id", "guardian_id", "made_at"):
            for person_id in (participant_id, guardian_id):
                if person_id is not None:
                    self._entered[person_id].append(self._local(made_at))
