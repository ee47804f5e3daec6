"""Persons, their contacts and their guardians: the verbs that write them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from intake import vault
from intake.delivery.reach import usable_contacts
from intake.domain.contacts import channel_of, masked_contact, normalise_contact
from intake.domain.journal import JournalKind
from intake.domain.names import same_person
from intake.models import Contact, DataKey, Guardianship, Person
from intake.services import journal
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
def set_contact(
    *, person: Person, value: str, confirmed: bool, beside_others: bool = False, now: datetime
) -> Contact:
    """Make ``value``, an address or a telephone, the contact of ``person``.

    The same again changes nothing, unless nothing arrived there: then it is tried anew. Whatever
    else was on file is replaced; with ``beside_others`` contacts of another channel stay.
    ``confirmed`` says that staff know the contact to be this person's.
    """
    value = normalise_contact(value)
    index, channel = vault.blind_index(value), channel_of(value)
    on_file = list(contacts_on_file(person=person))
    same = next((one for one in on_file if one.blind_index == index), None)
    gone = [one.pk for one in on_file if one is not same]
    if beside_others:
        gone = [one.pk for one in on_file if one is not same and one.channel == channel]
    Contact.objects.filter(pk__in=gone).update(replaced_at=now)
    if same is None or same.dead_at is not None:
        if same is not None:
            Contact.objects.filter(pk=same.pk).update(replaced_at=now)
        return Contact.objects.create(
            person=person,
            channel=channel,
            value_encrypted=vault.encrypt(person.data_key.wrapped, value.encode()),
            blind_index=index,
            made_at=now,
            confirmed_at=now if confirmed else None,
        )
    if confirmed and same.confirmed_at is None:
        same.confirmed_at = now
        same.save(update_fields=["confirmed_at"])
    return same


def contacts_on_file(*, person: Person) -> QuerySet[Contact]:
    """Every contact that was not replaced, those nothing arrives at too; the newest first."""
    return person.contacts.filter(replaced_at__isnull=True).order_by("-pk")


def current_contact(*, person: Person) -> Contact | None:
    """Where to write to now, or ``None``: a normal state, answered with paper.

    The first channel of the installation's order in which something arrives at this person.
    """
    return next(iter(usable_contacts(person)), None)


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
    if checked_by_key:
        journal.append(
            school=ward.school,
            kind=JournalKind.GUARDIAN_CHECKED,
            subject_key=str(ward.key),
            actor_key=checked_by_key,
            facts={"guardian": str(guardian.key), "how": "", "kind": kind},
            now=now,
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
        blind_index=vault.blind_index(normalise_contact(contact)),
        replaced_at__isnull=True,
        confirmed_at__isnull=False,
    ).select_related("person")
    wanted = (name.family_name, name.given_name, name.patronymic)
    for one in found.order_by("person_id"):
        person = one.person
        if same_person(wanted, (person.family_name, person.given_name, person.patronymic)):
            return person
    return None
