"""Undoing a class list: what it brought goes, unless somebody has begun to use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel, Q

from intake.domain.journal import JournalKind
from intake.models import (
    ClassList,
    ClassListRow,
    Contact,
    DataKey,
    EarlierPaper,
    Guardianship,
    IntakeRequest,
    Person,
    Tombstone,
)
from intake.services import journal
from intake.services.class_list import ListClosed
from intake.services.class_list_accept import person_print
from intake.services.privacy import staff_key
from mentoring_pages.models import ImagePerson, ShownPerson

OWN_ROWS = (ClassListRow, Contact, EarlierPaper, Guardianship)
"""What a list itself writes about a person; anything else means that somebody used them."""


@dataclass(frozen=True, slots=True)
class Staying:
    """Somebody of the list who stays, and ``why``: a word of ``intake.list_labels.STAYS``."""

    person: Person
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing would do: who goes, who stays and why, who goes back to an earlier class."""

    goes: list[Person]
    stays: list[Staying]
    moves_back: list[ClassListRow]


def undoing(*, class_list: ClassList) -> Undoing:
    """What undoing the list would do now, in a number of queries that does not grow with it."""
    notes = list(class_list.people.select_related("person", "ward").order_by("row", "pk"))
    made = {note.person_id: note for note in reversed(notes) if note.act in ("made", "guardian")}
    why = _used(class_list, made)
    ties = Guardianship.objects.filter(Q(guardian__in=made) | Q(ward__in=made))
    own = _own_ties(notes)
    for row in ties:
        is_checked = row.checked_at is not None
        if is_checked or row.ended_on is not None or (row.guardian_id, row.ward_id) not in own:
            for one in {row.guardian_id, row.ward_id} & set(made):
                why.setdefault(one, "checked" if is_checked else "tied")
    for row in ties:
        if row.ward_id in why and row.guardian_id in made:
            why.setdefault(row.guardian_id, "needed")
    return Undoing(
        goes=[note.person for pk, note in made.items() if pk not in why],
        stays=[Staying(note.person, note.row, why[pk]) for pk, note in made.items() if pk in why],
        moves_back=[
            note
            for note in notes
            if note.act == "moved" and person_print(note.person) == note.fingerprint
        ],
    )


@transaction.atomic
def undo_list(*, class_list: ClassList, by: Any, now: datetime) -> Undoing:
    """Remove what the list brought and nobody used; a tombstone keeps it gone after a restore.

    Raises ``ListClosed`` for a list that is not accepted or undone already.
    """
    class_list = (
        ClassList.objects.select_for_update(of=("self",))
        .select_related("school")
        .get(pk=class_list.pk)
    )
    if class_list.state != "accepted":
        raise ListClosed
    people = Person.objects.select_for_update(of=("self",)).filter(list_rows__class_list=class_list)
    list(people.order_by("pk").values_list("pk", flat=True))
    found = undoing(class_list=class_list)
    gone = [person.pk for person in found.goes]
    _untie(class_list, gone)
    _forget_additions(class_list)
    keys = [person.data_key_id for person in found.goes]
    Tombstone.objects.bulk_create(
        [
            Tombstone(school_key=class_list.school.key, person_key=person.key, erased_at=now)
            for person in found.goes
        ]
    )
    Person.objects.filter(pk__in=gone).delete()
    DataKey.objects.filter(pk__in=keys).delete()
    for note in found.moves_back:
        note.person.school_class = note.class_before
    Person.objects.bulk_update([note.person for note in found.moves_back], ["school_class"])
    class_list.state = "undone"
    class_list.undone_at, class_list.undone_by_key = now, staff_key(by)
    class_list.save(update_fields=["state", "undone_at", "undone_by_key"])
    journal.append(
        school=class_list.school,
        kind=JournalKind.LIST_UNDONE,
        subject_key=str(class_list.key),
        actor_key=staff_key(by),
        facts={"people": len(gone), "stayed": len(found.stays)},
        now=now,
    )
    return found


def _used(class_list: ClassList, made: dict[int, ClassListRow]) -> dict[int, str]:
    """Of the people the list made, those whom somebody has begun to use: person → why."""
    why: dict[int, str] = {}
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model
        if not isinstance(relation, ForeignObjectRel) or model is None or model in OWN_ROWS:
            continue
        name = relation.field.name
        used = model._default_manager.filter(**{f"{name}__in": made})
        why.update(dict.fromkeys(used.order_by().values_list(f"{name}_id", flat=True), "used"))
    keys = {note.person.key: pk for pk, note in made.items()}
    for shown in (ShownPerson, ImagePerson):
        found = shown._default_manager.filter(person_key__in=keys)
        why.update({keys[key]: "shown" for key in found.values_list("person_key", flat=True)})
    changed = Contact.objects.filter(person__in=made).exclude(_as_the_list_wrote(class_list))
    why.update(dict.fromkeys(changed.values_list("person_id", flat=True), "contact"))
    papers = EarlierPaper.objects.filter(person__in=made).exclude(class_list=class_list)
    why.update(dict.fromkeys(papers.values_list("person_id", flat=True), "used"))
    others = ClassListRow.objects.filter(person__in=made).exclude(class_list=class_list)
    others = others.exclude(class_list__state="undone")
    why.update(dict.fromkeys(others.values_list("person_id", flat=True), "other_list"))
    for pk, note in made.items():
        if note.person.erased_at is not None or person_print(note.person) != note.fingerprint:
            why[pk] = "changed"
    return why


def _own_ties(notes: Iterable[ClassListRow]) -> set[tuple[int, int]]:
    return {
        (note.person_id, note.ward_id)
        for note in notes
        if note.act in ("guardian", "tied") and note.ward_id is not None
    }


def _as_the_list_wrote(class_list: ClassList) -> Q:
    """Addresses the list wrote and nobody replaced or confirmed since."""
    return Q(made_at=class_list.accepted_at, replaced_at__isnull=True) & (
        Q(confirmed_at__isnull=True) | Q(confirmed_at=class_list.accepted_at)
    )


def _untie(class_list: ClassList, gone: list[int]) -> None:
    """Guardianships of whoever goes, and those the list wrote between people who stay."""
    Guardianship.objects.filter(Q(guardian__in=gone) | Q(ward__in=gone)).delete()
    tied = _own_ties(class_list.people.filter(act="tied"))
    wards = [ward for _guardian, ward in tied]
    asked = set(
        IntakeRequest.objects.filter(participant__in=wards).values_list(
            "guardian_id", "participant_id"
        )
    )
    rows = Guardianship.objects.filter(
        ward__in=wards, checked_at__isnull=True, ended_on__isnull=True
    )
    unused = [row.pk for row in rows if (row.guardian_id, row.ward_id) in tied - asked]
    Guardianship.objects.filter(pk__in=unused).delete()


def _forget_additions(class_list: ClassList) -> None:
    """Addresses and papers the list added to people who had been there before it."""
    met = class_list.people.filter(act__in=("met", "moved", "tied")).values("person")
    Contact.objects.filter(
        _as_the_list_wrote(class_list), person__in=met, messages__isnull=True
    ).delete()
    EarlierPaper.objects.filter(person__in=met, class_list=class_list).delete()
