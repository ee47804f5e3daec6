"""Accepting a class list: everybody it brings in one transaction, or nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from intake import vault
from intake.domain.class_list import ListGuardian, ListPerson
from intake.domain.class_list_check import Act, Plan, Planned
from intake.domain.contacts import EMAIL, PHONE
from intake.domain.journal import JournalKind
from intake.domain.names import FullName, comparable_name
from intake.models import ClassList, ClassListRow, EarlierPaper, Guardianship, Person
from intake.services import journal
from intake.services.class_list import forget_rows, lock_open, planned, table_of
from intake.services.people import Name
from intake.services.people_many import (
    CHUNK,
    NewGuardianship,
    NewPerson,
    add_contacts,
    add_guardianships,
    add_people,
    known_by_address,
)
from intake.services.privacy import staff_key

PRINT_PURPOSE = "class-list-person"


class NotSettled(Exception):
    """Doubts wait for the curator: ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__("not settled")
        self.count = count


@transaction.atomic
def accept_list(
    *, class_list: ClassList, contacts_confirmed: bool, by: Any, day: date, now: datetime
) -> ClassList:
    """Bring the people of the list; its rows are checked once more and then destroyed.

    Lists of one school go one after another, so the same people brought twice at the same moment
    are made once. A representative waits for a check by staff. ``contacts_confirmed`` says that
    the school knows the addresses to be these people's own.

    Raises ``ListClosed`` for a list that is closed by now and ``NotSettled`` while doubts wait.
    """
    class_list = lock_open(class_list=class_list)
    found = planned(class_list=class_list, table=table_of(class_list), day=day)
    if found.unsettled:
        raise NotSettled(len(found.unsettled))
    bringing = _Bringing(class_list, found, confirmed=contacts_confirmed, by=by, now=now)
    bringing.bring()
    class_list.state = "accepted"
    class_list.accepted_at, class_list.accepted_by_key = now, staff_key(by)
    class_list.rows_left = found.left
    class_list.people_met = found.count(Act.MEET, Act.MOVE)
    class_list.people_made = len(bringing.made)
    class_list.guardians_made = len(bringing.guardians_made)
    forget_rows(class_list=class_list, now=now)
    journal.append(
        school=class_list.school,
        kind=JournalKind.LIST_ACCEPTED,
        subject_key=str(class_list.key),
        actor_key=staff_key(by),
        facts={
            "people": len(bringing.made),
            "guardians": len(bringing.guardians_made),
            "moved": found.count(Act.MOVE),
            "papers": bringing.papers,
        },
        now=now,
    )
    return class_list


def name_of(person: Person) -> FullName:
    return person.family_name, person.given_name, person.patronymic


def person_print(person: Person) -> str:
    """A keyed print of what a list wrote of a person: it differs once staff changed it."""
    born = person.birth_date.isoformat() if person.birth_date else ""
    said = "\x00".join((person.full_name, born, person.school_class))
    return vault.blind_index(said, purpose=PRINT_PURPOSE)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A representative of one row, before it is known who that is."""

    ward: Person
    said: ListGuardian

    @property
    def of_child(self) -> tuple[int, str]:
        return self.ward.pk, comparable_name(self.said.name)

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(where for where in (self.said.email, self.said.phone) if where)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The name at each of its addresses."""
        return [(comparable_name(self.said.name), where) for where in self.addresses]

    @property
    def mark(self) -> tuple[str, str]:
        """One name at one address or telephone is one person; without any, each is another."""
        name = comparable_name(self.said.name)
        return name, self.said.email or self.said.phone or f"of {self.ward.pk}"


class _Bringing:
    """One acceptance: each kind of row in a few queries, whatever the length of the list."""

    def __init__(
        self, class_list: ClassList, found: Plan, *, confirmed: bool, by: Any, now: datetime
    ) -> None:
        self.list, self.school = class_list, class_list.school
        self.confirmed, self.by, self.now = confirmed, by, now
        self.rows = [one for one in found.rows if one.act is not Act.LEAVE]
        self.made: list[Person] = []
        self.guardians_made: list[Person] = []
        self.papers = 0
        self.notes: list[ClassListRow] = []

    def bring(self) -> None:
        people = self._children()
        pairs = [_Pair(people[one.person.row], said) for one in self.rows for said in _said(one)]
        guardians = self._guardians(pairs)
        tied = add_guardianships(
            rows=[
                NewGuardianship(guardians[one.of_child], one.ward, one.said.kind) for one in pairs
            ]
        )
        self._note_guardians(pairs, guardians, tied)
        self._contacts(people, pairs, guardians)
        self._papers(people)
        ClassListRow.objects.bulk_create(self.notes, batch_size=CHUNK)

    def _children(self) -> dict[int, Person]:
        """The person of each row: made, met or moved."""
        new = [one for one in self.rows if one.act is Act.MAKE]
        self.made = add_people(
            school=self.school,
            people=[_new_person(one.person) for one in new],
            checked=True,
            now=self.now,
        )
        people = {one.person.row: person for one, person in zip(new, self.made, strict=True)}
        keys = [one.known for one in self.rows if one.known]
        known = {
            str(person.key): person
            for person in Person.objects.filter(school=self.school, key__in=keys)
            .select_for_update(of=("self",))
            .select_related("data_key")
        }
        moved: list[Person] = []
        for one in self.rows:
            number = one.person.row
            if not one.known:
                self._note(people[number], number, "made")
                continue
            person = people[number] = known[one.known]
            before = person.school_class
            if one.act is Act.MOVE:
                person.school_class = one.person.school_class
                moved.append(person)
            self._note(person, number, "moved" if one.act is Act.MOVE else "met", before)
        Person.objects.bulk_update(moved, ["school_class"], batch_size=CHUNK)
        return people

    def _guardians(self, pairs: list[_Pair]) -> dict[tuple[int, str], Person]:
        """Who each representative is: recorded for this child, known by address, or made."""
        recorded = self._recorded([one.ward for one in pairs])
        by_mark = known_by_address(
            school=self.school, addresses={where for one in pairs for where in one.addresses}
        )
        for one in pairs:
            found = [recorded.get(one.of_child), *(by_mark.get(mark) for mark in one.marks)]
            if (person := next(filter(None, found), None)) is not None:
                by_mark.setdefault(one.mark, person)
        new = {one.mark: one for one in reversed(pairs) if self._is_new(one, recorded, by_mark)}
        self.guardians_made = add_people(
            school=self.school,
            people=[NewPerson(Name(*one.said.name)) for one in new.values()],
            checked=False,
            now=self.now,
        )
        by_mark.update(zip(new, self.guardians_made, strict=True))
        return {one.of_child: recorded.get(one.of_child) or by_mark[one.mark] for one in pairs}

    @staticmethod
    def _is_new(one: _Pair, recorded: Any, by_mark: Any) -> bool:
        return one.of_child not in recorded and one.mark not in by_mark

    def _recorded(self, wards: list[Person]) -> dict[tuple[int, str], Person]:
        """Representatives these children have on the school's list: (child, name) → person."""
        rows = Guardianship.objects.filter(ward__in=wards, guardian__erased_at__isnull=True)
        return {
            (row.ward_id, comparable_name(name_of(row.guardian))): row.guardian
            for row in rows.select_related("guardian__data_key")
        }

    def _note_guardians(
        self,
        pairs: list[_Pair],
        guardians: Mapping[tuple[int, str], Person],
        tied: set[tuple[int, int]],
    ) -> None:
        made = {person.pk for person in self.guardians_made}
        numbers = {note.person.pk: note.row for note in self.notes}
        for one in pairs:
            person = guardians[one.of_child]
            act = "tied" if (person.pk, one.ward.pk) in tied else "met"
            act = "guardian" if person.pk in made else act
            self._note(person, numbers[one.ward.pk], act, ward=one.ward)

    def _contacts(
        self,
        people: Mapping[int, Person],
        pairs: list[_Pair],
        guardians: Mapping[tuple[int, str], Person],
    ) -> None:
        phones = [(guardians[one.of_child], one.said.phone) for one in pairs if one.said.phone]
        mails = [(guardians[one.of_child], one.said.email) for one in pairs if one.said.email]
        mails += [(people[one.person.row], one.person.email) for one in self.rows]
        wanted = [(person, EMAIL, address) for person, address in mails if address]
        wanted += [(person, PHONE, phone) for person, phone in phones]
        add_contacts(contacts=wanted, confirmed=self.confirmed, now=self.now)

    def _papers(self, people: Mapping[int, Person]) -> None:
        rows = [
            EarlierPaper(
                school=self.school,
                person=people[one.person.row],
                kind=paper.kind,
                signed_on=paper.signed_on,
                kept_where_encrypted=vault.encrypt_text(
                    people[one.person.row].data_key.wrapped, paper.kept_where
                ),
                class_list=self.list,
                recorded_by_key=staff_key(self.by),
                recorded_at=self.now,
            )
            for one in self.rows
            for paper in one.person.papers
        ]
        held = set(
            EarlierPaper.objects.filter(person__in=[row.person_id for row in rows]).values_list(
                "person_id", "kind", "signed_on"
            )
        )
        new = {(row.person_id, row.kind, row.signed_on): row for row in rows}
        kept = [row for mark, row in new.items() if mark not in held]
        self.papers = len(EarlierPaper.objects.bulk_create(kept, batch_size=CHUNK))

    def _note(
        self,
        person: Person,
        number: int,
        act: str,
        before: str = "",
        *,
        ward: Person | None = None,
    ) -> None:
        self.notes.append(
            ClassListRow(
                class_list=self.list,
                person=person,
                ward=ward,
                row=number,
                act=act,
                class_before=before,
                fingerprint=person_print(person),
            )
        )


def _said(row: Planned) -> list[ListGuardian]:
    return row.person.guardians


def _new_person(person: ListPerson) -> NewPerson:
    return NewPerson(Name(*person.name), person.birth_date, person.school_class, person.role)
