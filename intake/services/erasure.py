"""Erasing a person for good: the plain columns overwritten, the data key destroyed, a tombstone.

What stays is what names nobody: the chained journal, signatures with random keys, participations
as anonymous facts. Whether a person may be erased already is asked before, by the caller.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.models import (
    BirthdayNotice,
    ClassListRow,
    Contact,
    DataKey,
    IntakeRequest,
    OutboundMessage,
    Participation,
    Person,
    PersonalLink,
    Reminder,
    SigningAllowance,
    Tombstone,
)
from intake.services import journal
from mentoring_pages.services.takedown import take_down_refused


@transaction.atomic
def erase_person(*, person: Person, actor_key: str, now: datetime) -> bool:
    """Make everything held on ``person`` unreadable. ``False`` if that was done before."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.erased_at is not None:
        return False
    # The public pages go first: they are found by the name, which is still to be read.
    take_down_refused(school=person.school, person_keys=[person.key], now=now, forget=True)
    _forget(person, now)
    Tombstone.objects.create(school_key=person.school.key, person_key=person.key, erased_at=now)
    journal.append(
        school=person.school,
        kind=JournalKind.PERSON_ERASED,
        subject_key=str(person.key),
        actor_key=actor_key,
        facts={},
        now=now,
    )
    return True


def erase_again(*, tombstones: Iterable[Tombstone]) -> int:
    """After an older backup was put back: erase anew whoever had been erased since.

    The tombstones keep their own times, the journal says that it was done again. Returns how many
    people were erased.
    """
    return sum(_erase_again(stone) for stone in tombstones)


@transaction.atomic
def _erase_again(stone: Tombstone) -> bool:
    person = Person.objects.filter(key=stone.person_key).select_related("school").first()
    if person is None or person.erased_at is not None:
        return False
    return erase_person(person=person, actor_key="restore", now=stone.erased_at)


def _forget(person: Person, now: datetime) -> None:
    """Overwrite and destroy. The rows stay, because others point to them."""
    for copy in person.paper_copies.all():
        transaction.on_commit(partial(copy.file.storage.delete, str(copy.file.name)))
    PersonalLink.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)
    OutboundMessage.objects.filter(person=person).update(content_encrypted=None)
    OutboundMessage.objects.filter(person=person, state="queued").update(
        state="failed", failure=_("Сведения об этом человеке удалены.")
    )
    Contact.objects.filter(person=person).update(value_encrypted=b"", blind_index="")
    SigningAllowance.objects.filter(person=person).update(reason="")
    BirthdayNotice.objects.filter(person=person).delete()
    Reminder.objects.filter(Q(person=person) | Q(request__participant=person)).delete()
    ClassListRow.objects.filter(person=person).update(fingerprint="", class_before="")
    IntakeRequest.objects.filter(participant=person).update(answers_encrypted=None)
    DataKey.objects.filter(request__participant=person).update(wrapped=None, destroyed_at=now)
    Participation.objects.filter(person=person).update(person=None)
    DataKey.objects.filter(pk=person.data_key_id).update(wrapped=None, destroyed_at=now)
    person.family_name, person.given_name, person.patronymic = _("Сведения удалены"), "", ""
    person.birth_date, person.school_class, person.erased_at = None, "", now
    person.intended_role = ""
    person.save()
