"""Whom an open request is about, as the family typed it: corrected until something is signed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.domain.names import same_person
from intake.models import IntakeRequest, Person
from intake.services import journal
from intake.services.contact_change import chain_contact, drop_contacts, take_contact
from intake.services.people import Name, add_person, contacts_on_file, set_guardian
from intake.services.person_marks import chain_correction, known_marks
from intake.services.request import PeopleProblem, note_age
from mentoring_pages.models import School


@transaction.atomic
def record_people(
    *,
    request: IntakeRequest,
    participant_name: Name,
    birth_date: Any,
    school_class: str,
    participant_contact: str,
    guardian_name: Name | None,
    guardian_kind: str,
    guardian_contact: str,
    came_for_self: bool | None = None,
    now: datetime,
) -> None:
    """Write the people of an open request, or correct them until something is signed.

    A contact may be empty: whoever has none signs on paper. ``came_for_self`` says who named the
    representative; not said, it is whoever gave a contact.

    Raises ``PeopleProblem`` for a guardian who is the child and for missing guardians of minors.
    Nothing is looked up by name among known people: whoever types a name of the list is not let
    into that person's papers; staff join the two when they check.
    """
    is_for_self = bool(participant_contact) if came_for_self is None else came_for_self
    request = IntakeRequest.objects.select_for_update().get(pk=request.pk)
    if request.origin != "open" or request.documents.filter(signed_at__isnull=False).exists():
        return
    if guardian_name is not None and _is_one_person(guardian_name, participant_name):
        raise PeopleProblem(
            "guardian_family_name",
            _(
                "Представитель и ребёнок — один и тот же человек. Напишите фамилию, имя и отчество "
                "взрослого, который подписывает за ребёнка."
            ),
        )
    before = known_marks((request.participant, request.guardian))
    request.participant = _write_person(
        person=request.participant,
        school=request.school,
        name=participant_name,
        birth_date=birth_date,
        school_class=school_class,
        now=now,
    )
    is_named_anew = False
    if guardian_name is None:
        request.guardian = None
    else:
        request.guardian = _write_person(
            person=request.guardian,
            school=request.school,
            name=guardian_name,
            birth_date=None,
            school_class="",
            now=now,
        )
        ward, namer = request.participant, _namer(is_for_self)
        is_named_anew = not request.guardian.wards_of.filter(ward=ward, named_by=namer).exists()
        set_guardian(
            guardian=request.guardian, ward=ward, kind=guardian_kind, named_by=namer, now=now
        )
    came = request.participant if is_for_self else request.guardian
    corrected = [
        person
        for person, contact in (
            (request.guardian, guardian_contact if guardian_name is not None else ""),
            (request.participant, participant_contact),
        )
        if person is not None and _correct_contact(person, contact, person == came, now)
    ]
    note_age(request=request, now=now)
    request.save()
    for person in corrected:
        chain_contact(person=person, by=came or person, now=now)
    if request.guardian is not None and is_named_anew:
        journal.append(
            school=request.school,
            kind=JournalKind.GUARDIAN_RECORDED,
            subject_key=str(request.participant.key),
            actor_key=str((came or request.guardian).key),
            facts={"guardian": str(request.guardian.key), "named_by": _namer(is_for_self)},
            now=now,
        )
    for one in filter(None, (request.participant, request.guardian)):
        if one.pk in before:
            actor = str((came or one).key)
            chain_correction(person=one, before=before[one.pk], actor_key=actor, now=now)


def _namer(is_for_self: bool) -> str:
    """Who named the representative, of ``NAMED_BY``."""
    return "participant" if is_for_self else "representative"


def _correct_contact(person: Person, contact: str, is_who_came: bool, now: datetime) -> bool:
    """Take the contact as typed now. ``True`` where another was on file: the first is no change."""
    had_one = contacts_on_file(person=person).exists()
    if contact:
        return take_contact(person=person, value=contact, now=now) and had_one
    return is_who_came and drop_contacts(person=person, now=now)


def _is_one_person(guardian: Name, participant: Name) -> bool:
    return same_person(
        (guardian.family_name, guardian.given_name, guardian.patronymic),
        (participant.family_name, participant.given_name, participant.patronymic),
    )


def _write_person(
    *,
    person: Person | None,
    school: School,
    name: Name,
    birth_date: Any,
    school_class: str,
    now: datetime,
) -> Person:
    if person is None:
        return add_person(
            school=school, name=name, birth_date=birth_date, school_class=school_class, now=now
        )
    person.family_name = name.family_name
    person.given_name = name.given_name
    person.patronymic = name.patronymic
    person.birth_date = birth_date
    person.school_class = school_class
    person.save()
    return person
