"""Name and birthday of a person as the journal vouches for them: keyed marks, never the words.

The first paper that names a person has both written down; whoever writes one of them anew by a verb
of ours has the new one written down. A row that says something else was changed past the service.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from intake import vault
from intake.domain.journal import JournalKind
from intake.models import Document, DocumentParty, JournalEntry, Person
from intake.services import journal
from intake.services.check_batches import facts_of, in_batches
from intake.services.privacy import staff_key
from mentoring_pages.models import School

WRITTEN_BY_STAFF = ("family_name", "given_name", "patronymic", "birth_date", "school_class")

NOBODY = "system"
MARKS = frozenset({"name", "born"})

KINDS = (JournalKind.PERSON_NOTED.value, JournalKind.PERSON_CORRECTED.value)


def marks_of(person: Person) -> dict[str, str]:
    """The marks of the row as it is. Raises ``vault.KeyDestroyed`` and ``vault.KeyUnavailable``."""
    said = {
        "name": "\x00".join((person.family_name, person.given_name, person.patronymic)),
        "born": person.birth_date.isoformat() if person.birth_date else "",
    }
    wrapped = person.data_key.wrapped
    return {what: vault.mark(wrapped, text, purpose=what) for what, text in said.items()}


def note_people(*, school: School, people: Iterable[Person], actor_key: str, now: datetime) -> None:
    """Write down who is named, each person once; beside the chain write of the verb.

    What the journal knows is not written anew: a row changed past the service must not become true
    by the next paper.
    """
    wanted = {str(one.key): one for one in people if one.data_key.wrapped is not None}
    known = _known(wanted)
    for key in sorted(wanted):
        if known[key] < MARKS:
            marks = marks_of(wanted[key])
            journal.append(
                school=school,
                kind=JournalKind.PERSON_NOTED,
                subject_key=key,
                actor_key=actor_key,
                facts={what: mark for what, mark in marks.items() if what not in known[key]},
                now=now,
            )


def note_named(*, school: School, now: datetime) -> int:
    """Write down whom only papers of earlier releases name; for ``manage.py tick``. How many."""
    named = Person.objects.filter(school=school, data_key__wrapped__isnull=False).filter(
        Exists(Document.objects.filter(participant=OuterRef("pk")))
        | Exists(DocumentParty.objects.filter(person=OuterRef("pk")))
        | Exists(DocumentParty.objects.filter(for_person=OuterRef("pk")))
    )
    noted = 0
    for batch in in_batches(list(named.order_by("pk").values_list("pk", "key"))):
        known = _known([str(key) for _pk, key in batch])
        wanted = [pk for pk, key in batch if known[str(key)] < MARKS]
        if wanted:
            with transaction.atomic():
                people = Person.objects.filter(pk__in=wanted).select_related("data_key")
                rows = people.select_for_update(of=("self",)).order_by("pk")
                found = [one for one in rows if _is_readable(one)]
                note_people(school=school, people=found, actor_key=NOBODY, now=now)
            noted += len(found)
    return noted


def chain_correction(
    *, person: Person, before: Mapping[str, str], actor_key: str, now: datetime
) -> bool:
    """Say that what differs from the marks ``before`` was written anew; as a verb's last step.

    What was left as it was is not vouched for anew. ``False`` where nothing differs.
    """
    changed = {what: mark for what, mark in marks_of(person).items() if mark != before[what]}
    if changed:
        journal.append(
            school=person.school,
            kind=JournalKind.PERSON_CORRECTED,
            subject_key=str(person.key),
            actor_key=actor_key,
            facts=changed,
            now=now,
        )
    return bool(changed)


@transaction.atomic
def correct_person(*, person: Person, by: Any, now: datetime) -> Person:
    """Write what staff changed of ``person``, and say in the journal whether that is how they are
    called or when they were born. Whoever was erased meanwhile stays erased."""
    kept = (
        Person.objects.select_for_update(of=("self",))
        .select_related("data_key", "school")
        .get(pk=person.pk)
    )
    if kept.data_key.wrapped is None:
        return kept
    before = marks_of(kept)
    for name in WRITTEN_BY_STAFF:
        setattr(kept, name, getattr(person, name))
    kept.save()
    chain_correction(person=kept, before=before, actor_key=staff_key(by), now=now)
    return kept


def known_marks(people: Iterable[Person | None]) -> dict[int, dict[str, str]]:
    """The marks, by primary key, of those whom the journal vouches for: what a later correction by
    the family differs from."""
    found = {str(one.key): one for one in people if one is not None}
    known = _known(found)
    return {one.pk: marks_of(one) for key, one in found.items() if known[key]}


def _is_readable(person: Person) -> bool:
    """Whether the installation key opens the person's: one that is spoilt stops nobody else."""
    try:
        vault.unwrap(person.data_key.wrapped)
    except (vault.KeyUnavailable, vault.KeyDestroyed):
        return False
    return True


def _known(keys: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Which marks of each person the journal holds."""
    wanted = list(keys)
    known = dict.fromkeys(wanted, frozenset[str]())
    if wanted:
        entries = JournalEntry.objects.filter(subject_key__in=wanted, kind__in=KINDS)
        for subject, facts in entries.values_list("subject_key", "facts"):
            known[subject] |= MARKS & facts_of(facts).keys()
    return known
