"""Two cards of one parent: found by staff, told apart, or made one without touching a signature.

Nothing is merged: papers, codes and the journal name the key of whoever signed, for ever. What
moves is what is still to come: the authority for the children, invitations nobody has answered
and a contact the other card has more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from intake import vault
from intake.delivery.reach import usable_contacts
from intake.domain.guardianship import GuardianKind
from intake.domain.journal import JournalKind
from intake.domain.likeness import Card, Likeness, NotJoined, in_common, join_trouble, may_be_one
from intake.models import (
    Contact,
    Document,
    DocumentParty,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    OutboundMessage,
    Participation,
    Person,
    PersonalLink,
    SamePersonAnswer,
    SignatureAgreement,
)
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.family_sitting import write_to_families
from intake.services.guardianship import check_guardian, end_guardianship, lasting
from intake.services.people import contact_value, contacts_on_file, set_contact, set_guardian
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from intake.services.standing import COUNTED_KINDS
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach

HOW = "same_person"


class JoinRefused(Exception):
    def __init__(self, why: NotJoined) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another card of the same name, and what it has in common besides."""

    person: Person
    likeness: tuple[Likeness, ...]
    wards: list[Person]


@dataclass(frozen=True, slots=True)
class Joined:
    """The children whose representative is now one person; of ``to_invite`` the old request has
    papers of its own, so they are invited anew."""

    wards: list[Person]
    to_invite: list[Person]
    letters: int


def maybe_recorded_twice(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of ``people`` who share a full name with another representative of their school, and
    about whom nobody has answered yet."""
    answers = SamePersonAnswer.objects.filter(
        Q(person=OuterRef("pk"), other=OuterRef(OuterRef("pk")))
        | Q(other=OuterRef("pk"), person=OuterRef(OuterRef("pk")))
    )
    others = (
        Person.objects.filter(
            Exists(Guardianship.objects.filter(guardian=OuterRef("pk"))),
            ~Exists(answers),
            Q(birth_date__isnull=True)
            | Q(birth_date=Coalesce(OuterRef("birth_date"), F("birth_date"))),
            school=OuterRef("school"),
            search_name=OuterRef("search_name"),
            erased_at__isnull=True,
        )
        .exclude(pk=OuterRef("pk"))
        .exclude(search_name="")
    )
    return people.filter(
        Exists(Guardianship.objects.filter(guardian=OuterRef("pk"))),
        Exists(others),
        erased_at__isnull=True,
    )


def rows_recorded_twice(*, user: Any) -> Counted:
    """The same among the people whom ``user`` may change, for the list of what is due."""
    found = reach(user=user, permission="intake.change_person")
    people = Person.objects.filter(found.rows(school_path="school"))
    return Counted(maybe_recorded_twice(people), of="search_name")


def lookalikes(person: Person) -> list[Lookalike]:
    """The other cards that may be this person's, the likest first."""
    alike = Person.objects.filter(school=person.school_id, search_name=person.search_name)
    if not maybe_recorded_twice(Person.objects.filter(pk=person.pk)).exists():
        return []
    answered = SamePersonAnswer.objects.filter(Q(person=person) | Q(other=person))
    settled = {pk for pair in answered.values_list("person_id", "other_id") for pk in pair}
    own = _card(person)
    found = []
    for other in maybe_recorded_twice(alike).exclude(pk__in={*settled, person.pk}):
        card = _card(other)
        if may_be_one(own, card):
            wards = Person.objects.filter(guardians_of__guardian=other).order_by("search_name")
            found.append(Lookalike(other, in_common(own, card), list(wards)))
    return sorted(found, key=lambda one: (-len(one.likeness), one.person.pk))


def _card(person: Person) -> Card:
    contacts = Contact.objects.filter(person=person, replaced_at__isnull=True)
    return Card(
        name=(person.family_name, person.given_name, person.patronymic),
        birth_date=person.birth_date,
        contacts=set(contacts.exclude(blind_index="").values_list("blind_index", flat=True)),
        wards=set(person.wards_of.values_list("ward_id", flat=True)),
    )


@transaction.atomic
def tell_apart(*, person: Person, other: Person, by: Any, now: datetime) -> None:
    """They are namesakes: nobody is asked about these two again. Raises ``JoinRefused``."""
    _lock(person, other)
    if not _is_open(person, other):
        raise JoinRefused(NotJoined.ANSWERED)
    _answer(person=person, other=other, is_one=False, by=by, now=now)


@transaction.atomic
def join_people(*, kept: Person, other: Person, by: Any, now: datetime) -> Joined:
    """``other`` is ``kept`` recorded a second time: ``kept`` acts for the children from now on.

    Raises ``JoinRefused`` where ``other`` has signed or takes part: signatures are not moved.
    """
    _lock(kept, other)
    day = school_day(school=kept.school, now=now)
    rows = list(
        lasting(Guardianship.objects.filter(guardian=other), day=day)
        .select_related("ward__school", "guardian__data_key")
        .order_by("pk")
    )
    own = {row.ward_id: row for row in Guardianship.objects.filter(guardian=kept)}
    still = set(
        lasting(Guardianship.objects.filter(guardian=kept), day=day).values_list("ward", flat=True)
    )
    trouble = join_trouble(
        is_open=_is_open(kept, other),
        kept_signed=_has_signed(kept),
        other_signed=_has_signed(other),
        other_takes_part=_takes_part(other),
        ended=any(row.ward_id in own and row.ward_id not in still for row in rows),
    )
    if trouble is not None:
        raise JoinRefused(trouble)
    _void_open_papers(other, by=by, now=now)
    for row in rows:
        if row.ward_id not in own:
            _take_over(row, kept=kept, by=by, now=now)
        end_guardianship(
            guardianship=row,
            last_day=day - timedelta(days=1),
            why=_("Этот человек записан в списке дважды, действует другая запись."),
            by=by,
            now=now,
        )
    _move_contacts(kept=kept, other=other, now=now)
    waiting = _move_requests(kept=kept, other=other)
    letters = write_to_families(requests=waiting, now=now)
    wards = [row.ward for row in rows]
    moved = {request.participant_id for request in waiting}
    _answer(person=kept, other=other, is_one=True, by=by, now=now)
    return Joined(wards, [ward for ward in wards if ward.pk not in moved], letters)


def _lock(*people: Person) -> None:
    keys = [person.pk for person in people]
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _is_open(person: Person, other: Person) -> bool:
    return any(one.person.pk == other.pk for one in lookalikes(person))


def _has_signed(person: Person) -> bool:
    """Anything but an open consent: it can be made anew for whoever signs."""
    open_consents = Q(document__state="prepared", document__kind__in=COUNTED_KINDS)
    parties = DocumentParty.objects.filter(person=person).exclude(document__state="void")
    return (
        parties.exclude(open_consents).exists()
        or SignatureAgreement.objects.filter(person=person).exists()
    )


def _takes_part(person: Person) -> bool:
    return (
        IntakeRequest.objects.filter(participant=person).exists()
        or Participation.objects.filter(person=person).exists()
        or GuardianObjection.objects.filter(objector=person, lifted_at__isnull=True).exists()
    )


def _void_open_papers(other: Person, *, by: Any, now: datetime) -> None:
    papers = Document.objects.select_for_update(of=("self",)).filter(
        parties__person=other, state="prepared"
    )
    for paper in papers.select_related("school").order_by("pk"):
        paper.state = "void"
        paper.save(update_fields=["state"])
        journal.append(
            school=paper.school,
            kind=JournalKind.DOCUMENT_VOIDED,
            subject_key=str(paper.key),
            actor_key=staff_key(by),
            facts={"reason": HOW},
            now=now,
        )


def _take_over(row: Guardianship, *, kept: Person, by: Any, now: datetime) -> None:
    """The same authority on the card that stays: checked only where the other's was."""
    fresh = set_guardian(
        guardian=kept, ward=row.ward, kind=row.kind, named_by=row.named_by, now=now
    )
    if row.basis_encrypted:
        basis = vault.decrypt(row.guardian.data_key.wrapped, row.basis_encrypted)
        fresh.basis_encrypted = vault.encrypt(kept.data_key.wrapped, basis)
    fresh.valid_from, fresh.valid_to = row.valid_from, row.valid_to
    fresh.save(update_fields=["basis_encrypted", "valid_from", "valid_to"])
    if row.checked_at is not None:
        check_guardian(
            guardianship=fresh,
            kind=GuardianKind(row.kind),
            basis=None,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            how=HOW,
            by=by,
            now=now,
        )
        return
    journal.append(
        school=row.ward.school,
        kind=JournalKind.GUARDIAN_RECORDED,
        subject_key=str(row.ward.key),
        actor_key=staff_key(by),
        facts={"guardian": str(kept.key), "named_by": row.named_by},
        now=now,
    )


def _move_contacts(*, kept: Person, other: Person, now: datetime) -> None:
    """A channel the card that stays has not comes over; every other contact of the one that goes
    is told, and nothing is written there any more."""
    taken = {contact.channel for contact in contacts_on_file(person=kept)}
    known = set(contacts_on_file(person=kept).values_list("blind_index", flat=True))
    for contact in usable_contacts(other):
        if contact.channel not in taken:
            set_contact(
                person=kept,
                value=contact_value(contact),
                confirmed=contact.confirmed_at is not None,
                beside_others=True,
                now=now,
            )
            taken.add(contact.channel)
        elif contact.blind_index not in known:
            queue_message(person=other, contact=contact, kind="contact_changed", values={}, now=now)
    other.contacts.filter(replaced_at__isnull=True).update(replaced_at=now)
    PersonalLink.objects.filter(person=other, revoked_at__isnull=True).update(revoked_at=now)
    OutboundMessage.objects.filter(person=other, state="queued").exclude(
        kind="contact_changed"
    ).update(state="failed", failure="Replaced", content_encrypted=None)


def _move_requests(*, kept: Person, other: Person) -> list[IntakeRequest]:
    """Invitations of ``other`` under which no paper was made or told anything: they are kept's."""
    papers = Document.objects.filter(request=OuterRef("pk")).exclude(state="void")
    found = list(
        IntakeRequest.objects.select_for_update(of=("self",))
        .filter(~Exists(papers), guardian=other, origin="invited", state="checked")
        .select_related("school__site", "participant", "data_key")
        .order_by("made_at", "pk")
    )
    for request in found:
        request.guardian = kept
        request.save(update_fields=["guardian"])
    return found


def _answer(*, person: Person, other: Person, is_one: bool, by: Any, now: datetime) -> None:
    SamePersonAnswer.objects.create(
        person=person, other=other, is_one=is_one, decided_by_key=staff_key(by), decided_at=now
    )
    journal.append(
        school=person.school,
        kind=JournalKind.SAME_PERSON_ANSWERED,
        subject_key=str(person.key),
        actor_key=staff_key(by),
        facts={"other": str(other.key), "is_one": is_one},
        now=now,
    )
