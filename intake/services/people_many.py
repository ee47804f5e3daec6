"""Many persons at once: the same rows as the verbs for one, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from intake import vault
from intake.domain.contacts import normalise_email
from intake.domain.names import comparable_name
from intake.models import Contact, DataKey, Guardianship, Person
from intake.services.people import Name
from mentoring_pages.models import School

CHUNK = 500
"""Rows of one query: both databases take so many values at once."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    name: Name
    birth_date: date | None = None
    school_class: str = ""
    intended_role: str = ""


@dataclass(frozen=True, slots=True)
class NewGuardianship:
    guardian: Person
    ward: Person
    kind: str


@transaction.atomic
def add_people(
    *, school: School, people: Sequence[NewPerson], checked: bool, now: datetime
) -> list[Person]:
    """Record people with a data key of their own each, in the order given.

    Raises ``ValidationError`` for a name or a class that has no place in its column.
    """
    keys = DataKey.objects.bulk_create(
        [DataKey(wrapped=vault.new_data_key(), made_at=now) for _one in people], batch_size=CHUNK
    )
    rows = [
        Person(
            school=school,
            family_name=one.name.family_name,
            given_name=one.name.given_name,
            patronymic=one.name.patronymic,
            birth_date=one.birth_date,
            school_class=one.school_class,
            intended_role=one.intended_role,
            data_key=key,
            made_at=now,
            checked_at=now if checked else None,
        )
        for one, key in zip(people, keys, strict=True)
    ]
    for row in rows:
        row.clean_fields(exclude=["school", "data_key"])
        row.note_search_name()
    return Person.objects.bulk_create(rows, batch_size=CHUNK)


@transaction.atomic
def add_contacts(
    *, contacts: Iterable[tuple[Person, str, str]], confirmed: bool, now: datetime
) -> int:
    """Give people without any contact in a channel theirs: (person, channel, address).

    Whoever has one in that channel keeps it. Returns how many were written.
    """
    wanted = {(person.pk, channel): (person, address) for person, channel, address in contacts}
    held = set(
        Contact.objects.filter(
            person__in=[pk for pk, _channel in wanted], replaced_at__isnull=True
        ).values_list("person_id", "channel")
    )
    rows = [
        Contact(
            person=person,
            channel=channel,
            value_encrypted=vault.encrypt_text(person.data_key.wrapped, address),
            blind_index=vault.blind_index(address),
            made_at=now,
            confirmed_at=now if confirmed else None,
        )
        for (pk, channel), (person, address) in wanted.items()
        if (pk, channel) not in held
    ]
    return len(Contact.objects.bulk_create(rows, batch_size=CHUNK))


@transaction.atomic
def add_guardianships(*, rows: Iterable[NewGuardianship]) -> set[tuple[int, int]]:
    """Representatives named by the school and checked by nobody yet; those recorded stay.

    Returns whom it tied: pairs of a representative and a child.
    """
    wanted = {(one.guardian.pk, one.ward.pk): one for one in rows}
    held = set(
        Guardianship.objects.filter(ward__in=[ward for _guardian, ward in wanted]).values_list(
            "guardian_id", "ward_id"
        )
    )
    made = [
        Guardianship(guardian=one.guardian, ward=one.ward, kind=one.kind, named_by="school")
        for pair, one in wanted.items()
        if pair not in held
    ]
    Guardianship.objects.bulk_create(made, batch_size=CHUNK)
    return {(row.guardian_id, row.ward_id) for row in made}


def known_by_address(*, school: School, addresses: Iterable[str]) -> dict[tuple[str, str], Person]:
    """Representatives whom the school already writes to: (comparable name, address) → person.

    As ``people.known_guardian``: a name alone never joins two people, and neither does an address
    that nobody of the staff has confirmed.
    """
    prints = {vault.blind_index(normalise_email(one)): one for one in set(addresses) if one}
    found = Contact.objects.filter(
        person__school=school,
        person__erased_at__isnull=True,
        person__wards_of__isnull=False,
        blind_index__in=prints,
        replaced_at__isnull=True,
        confirmed_at__isnull=False,
    ).select_related("person__data_key")
    known: dict[tuple[str, str], Person] = {}
    for one in found.order_by("-person_id"):
        person = one.person
        name = comparable_name((person.family_name, person.given_name, person.patronymic))
        known[name, prints[one.blind_index]] = person
    return known
