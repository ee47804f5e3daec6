"""Persons, their contacts and their guardians: the verbs that write them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from intake import vault
from intake.domain.contacts import masked_contact, normalise_email
from intake.domain.names import same_person
from intake.models import Contact, DataKey, Guardianship, Person
from mentoring_pages.models import School


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the person typed it, after cleaning."""

    family_name: str
    given_name: str
    patronymic: str = ""


@transaction.atomic
def add_person(
    *,
    school: School,
    name: Name,
    birth_date: date | None,
    school_class: str = "",
    checked: bool = False,
    now: datetime,
) -> Person:
    """Record a person with a data key of their own.

    ``checked`` says that the school itself vouches for these data (its list, its staff); otherwise
    the person waits until an employee records how they were identified.
    """
    person = Person(
        school=school,
        family_name=name.family_name,
        given_name=name.given_name,
        patronymic=name.patronymic,
        birth_date=birth_date,
        school_class=school_class,
        data_key=DataKey.objects.create(wrapped=vault.new_data_key(), made_at=now),
        made_at=now,
        checked_at=now if checked else None,
    )
    person.full_clean(exclude=["data_key"])
    person.save()
    return person


@transaction.atomic
def set_contact(*, person: Person, value: str, confirmed: bool, now: datetime) -> Contact:
    """Make ``value`` the e-mail of ``person``; the same address again changes nothing.

    ``confirmed`` says that staff know the address to be this person's.
    """
    index = vault.blind_index(value)
    current = current_contact(person=person)
    if current is not None and current.blind_index == index:
        if confirmed and current.confirmed_at is None:
            current.confirmed_at = now
            current.save(update_fields=["confirmed_at"])
        return current
    person.contacts.filter(replaced_at__isnull=True).update(replaced_at=now)
    return Contact.objects.create(
        person=person,
        value_encrypted=vault.encrypt(person.data_key.wrapped, value.encode()),
        blind_index=index,
        made_at=now,
        confirmed_at=now if confirmed else None,
    )


def current_contact(*, person: Person) -> Contact | None:
    """The contact on file, or ``None``: a normal state, answered with paper."""
    return person.contacts.filter(replaced_at__isnull=True).order_by("-pk").first()


def contact_value(contact: Contact) -> str:
    """The address itself. Raises ``vault.KeyDestroyed`` after the person was erased."""
    wrapped = contact.person.data_key.wrapped
    return vault.decrypt(wrapped, contact.value_encrypted).decode()


def masked_on_file(*, person: Person | None) -> str:
    """The contact on file as another may see it; empty where there is none."""
    contact = current_contact(person=person) if person else None
    return masked_contact(contact_value(contact)) if contact else ""


@transaction.atomic
def set_guardian(
    *,
    guardian: Person,
    ward: Person,
    kind: str,
    checked_by_key: str = "",
    named_by: str = "school",
    now: datetime,
) -> Guardianship:
    """Record that ``guardian`` acts for ``ward``; with ``checked_by_key`` staff saw the proof.

    ``named_by`` says whose word it is; a later record by the school takes its place.
    """
    checked = {"checked_by_key": checked_by_key, "checked_at": now} if checked_by_key else {}
    guardianship, _made = Guardianship.objects.update_or_create(
        guardian=guardian, ward=ward, defaults={"kind": kind, "named_by": named_by, **checked}
    )
    return guardianship


def known_guardian(*, school: School, name: Name, contact: str) -> Person | None:
    """A representative of this name whom the school already writes to at this very contact.

    So a mother of twins is one person with one agreement on signing. A name alone never joins two
    people, and neither does a contact that nobody of the staff has confirmed.
    """
    if not contact:
        return None
    found = Contact.objects.filter(
        person__school=school,
        person__erased_at__isnull=True,
        person__wards_of__isnull=False,
        blind_index=vault.blind_index(normalise_email(contact)),
        replaced_at__isnull=True,
        confirmed_at__isnull=False,
    ).select_related("person")
    wanted = (name.family_name, name.given_name, name.patronymic)
    for one in found.order_by("person_id"):
        person = one.person
        if same_person(wanted, (person.family_name, person.given_name, person.patronymic)):
            return person
    return None
