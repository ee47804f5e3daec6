"""Checking a request of a family that came without an invitation."""

from datetime import datetime
from typing import Any

from django.db import transaction

from intake.domain.journal import JournalKind
from intake.models import (
    Contact,
    IntakeRequest,
    Person,
)
from intake.services import journal
from intake.services.publication import follow_consent


def any_contact(*, request: IntakeRequest) -> bool:
    """Whether anybody of the request can be written to."""
    people = [person for person in (request.participant, request.guardian) if person is not None]
    return Contact.objects.filter(person__in=people, replaced_at__isnull=True).exists()


@transaction.atomic
def mark_checked(
    *,
    request: IntakeRequest,
    by: Any,
    identified_how: str,
    contact_is_theirs: bool,
    guardian_seen: bool | None = None,
    now: datetime,
) -> bool:
    """A named employee says how the person was identified and that the contact is theirs.

    ``guardian_seen``: the representative was identified too, and the proof of their authority was
    seen. Where nobody says, this holds for a representative who came in person; one whom the
    participant named waits on.

    Returns ``False``, changing nothing, when the request no longer waits for a check or the contact
    was not confirmed to be theirs. A family without a contact signs on paper: nothing to confirm.
    """
    request = IntakeRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != "awaiting_check":
        return False
    has_contact = any_contact(request=request)
    if has_contact and not contact_is_theirs:
        return False
    request.state = "checked"
    request.checked_at = now
    request.checked_by = by
    request.identified_how = identified_how
    request.contact_is_theirs = has_contact
    request.save()
    guardianship = (
        request.guardian.wards_of.filter(ward=request.participant).first()
        if request.guardian is not None and request.participant is not None
        else None
    )
    if guardian_seen is None:
        guardian_seen = guardianship is not None and guardianship.named_by != "participant"
    people = [
        person
        for person, seen in ((request.participant, True), (request.guardian, guardian_seen))
        if person is not None and seen
    ]
    for person in people:
        Person.objects.filter(pk=person.pk).update(checked_at=now)
        Contact.objects.filter(person=person, replaced_at__isnull=True).update(confirmed_at=now)
    if guardianship is not None and guardian_seen:
        guardianship.checked_by_key, guardianship.checked_at = f"user:{by.pk}", now
        guardianship.save(update_fields=["checked_by_key", "checked_at"])
    journal.append(
        school=request.school,
        kind=JournalKind.REQUEST_CHECKED,
        subject_key=str(request.key),
        actor_key=f"user:{by.pk}",
        facts={"how": identified_how},
        now=now,
    )
    return True


@transaction.atomic
def refuse(*, request: IntakeRequest, by: Any, reason: str, now: datetime) -> bool:
    """Staff do not take the request; the reason is kept for the family's question."""
    request = IntakeRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != "awaiting_check":
        return False
    request.state = "refused"
    request.refusal_reason = reason
    request.checked_by = by
    request.save(update_fields=["state", "refusal_reason", "checked_by"])
    if request.participant is not None:
        follow_consent(person=request.participant, now=now)
    journal.append(
        school=request.school,
        kind=JournalKind.REQUEST_REFUSED,
        subject_key=str(request.key),
        actor_key=f"user:{by.pk}",
        facts={},
        now=now,
    )
    return True
