"""Inviting many from the school's list: first who would get what, then one press."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from intake import conf
from intake.domain.age import age_on
from intake.domain.capacity import OwnCapacity
from intake.domain.contacts import masked_contact
from intake.domain.signing import DocumentKind, SignerRole, signing_rule
from intake.models import Contact, Document, Guardianship, IntakeRequest, Person
from intake.services.age_rule import age_rules
from intake.services.due import ANSWERS, unanswered
from intake.services.family_sitting import write_to_families
from intake.services.guardianship import asked_first, lasting
from intake.services.people import contact_value
from intake.services.request import PeopleProblem
from intake.services.rule import capacities, minor_table, school_day
from intake.services.staff_people import MAJORITY, invite_known
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import remembered

MOST_AT_ONCE = 100
"""As many families one press invites: the rest wait for the next page."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whoever has to sign, and where a letter would go; no address is a normal state."""

    person: Person
    address: str


@dataclass(frozen=True, slots=True)
class Invitee:
    """One participant before the press.

    ``state``: ``letter`` (somebody gets a link), ``paper`` (nobody has an address), ``invited``,
    ``answered``, ``no_birth_date`` or ``no_guardian``. Only the first two can be invited.
    """

    person: Person
    state: str
    addressees: tuple[Addressee, ...] = ()

    @property
    def can_be_invited(self) -> bool:
        return self.state in ("letter", "paper")


@dataclass(frozen=True, slots=True)
class Invited:
    """What one press did: letters and papers by families, and whom it could not invite and why."""

    letters: int
    papers: int
    not_invited: tuple[tuple[Person, str], ...]


def people_to_invite(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of ``people`` who could take part. An adult known only as a representative has no
    birth date here and is left out; a mentor who is somebody's parent has one. So is whoever came
    by a form that nobody checked."""
    wards = Guardianship.objects.filter(guardian=OuterRef("pk"))
    return (
        people.filter(
            ~Exists(wards) | Q(birth_date__isnull=False),
            erased_at__isnull=True,
            checked_at__isnull=False,
        )
        .select_related("school", "data_key")
        .order_by("school_class", "search_name", "pk")
    )


def preview(*, school: School, people: Sequence[Person], now: datetime) -> list[Invitee]:
    """Who of ``people`` (all of one school) gets what, in a fixed number of queries."""
    day = school_day(school=school, now=now)
    guardians = _guardians(people, day)
    everybody = {one.pk for one in people} | {one.pk for one in guardians.values()}
    addresses = _addresses(everybody)
    requests = IntakeRequest.objects.filter(participant__in=people)
    answered = set(
        Document.objects.filter(participant__in=people, state__in=ANSWERS).values_list(
            "participant_id", flat=True
        )
    )
    waiting = set(unanswered(requests).values_list("participant_id", flat=True))
    table = minor_table(school=school, kind=DocumentKind.PROCESSING)
    turn = age_rules(school=school).turn_on(day)
    own = capacities(people)

    def one(person: Person) -> Invitee:
        if person.pk in waiting:
            return Invitee(person, "invited")
        if person.pk in answered:
            return Invitee(person, "answered")
        if person.birth_date is None:
            return Invitee(person, "no_birth_date")
        guardian = guardians.get(person.pk)
        if guardian is None and age_on(person.birth_date, day) < MAJORITY:
            return Invitee(person, "no_guardian")
        answer = signing_rule(
            birth_date=person.birth_date,
            day=day,
            minor_table=table,
            document_kind=DocumentKind.PROCESSING,
            own_capacity=own.get(person.pk, OwnCapacity.NONE),
            turn=turn,
        )
        signers = [
            guardian if role is SignerRole.REPRESENTATIVE else person for role in answer.required
        ]
        found = tuple(Addressee(who, addresses.get(who.pk, "")) for who in signers if who)
        return Invitee(person, "letter" if any(who.address for who in found) else "paper", found)

    return [one(person) for person in people]


def invite_many(*, people: Sequence[Person], by: Any, now: datetime) -> Invited:
    """Invite each of ``people``; what is queued leaves by mail, the others sign on paper.

    Each family is a transaction of its own with its entry in the journal, so that one that cannot
    be invited stops nobody and a press that is cut off is finished by the next. At most
    ``MOST_AT_ONCE`` are taken. Whoever signs for several of these children gets one letter.
    """
    letters = papers = 0
    failed: list[tuple[Person, str]] = []
    with remembered():
        for family in _families(people[:MOST_AT_ONCE], now):
            for request in _invite_family(family, by, failed, now):
                if request.links.exists():
                    letters += 1
                else:
                    papers += 1
    return Invited(letters, papers, tuple(failed))


def _families(people: Sequence[Person], now: datetime) -> list[list[Person]]:
    """``people`` in their order, brothers and sisters of one representative together."""
    if not people:
        return []
    guardians = _guardians(people, school_day(school=people[0].school, now=now))
    found: dict[tuple[str, int], list[Person]] = {}
    for person in people:
        guardian = guardians.get(person.pk)
        key = ("guardian", guardian.pk) if guardian else ("self", person.pk)
        found.setdefault(key, []).append(person)
    return list(found.values())


@transaction.atomic
def _invite_family(
    family: Sequence[Person], by: Any, failed: list[tuple[Person, str]], now: datetime
) -> list[IntakeRequest]:
    made = []
    for person in family:
        try:
            made.append(invite_known(participant=person, by=by, with_letter=False, now=now))
        except PeopleProblem as problem:
            failed.append((person, str(problem.words)))
    write_to_families(requests=made, now=now)
    return made


def _guardians(people: Sequence[Person], day: Any) -> dict[int, Person]:
    """Whom ``invite_known`` would take for each."""
    rows = asked_first(lasting(Guardianship.objects.filter(ward__in=people), day=day))
    found: dict[int, Person] = {}
    for row in rows.select_related("guardian__data_key"):
        found.setdefault(row.ward_id, row.guardian)
    return found


def _addresses(people: set[int]) -> dict[int, str]:
    """Where a message to each person would go, masked: as ``people.current_contact`` would say."""
    order = conf.channel_order()
    rows = Contact.objects.filter(
        person__in=people, replaced_at__isnull=True, dead_at__isnull=True, channel__in=order
    )
    found: dict[int, str] = defaultdict(str)
    worst_first = sorted(
        rows.select_related("person__data_key").order_by("pk"),
        key=lambda row: -order.index(row.channel),
    )
    for row in worst_first:
        found[row.person_id] = masked_contact(contact_value(row))
    return found
