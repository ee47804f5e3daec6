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


@transaction.atomic
def mark_checked(
    *,
    request: IntakeRequest,
    by: Any,
    identified_how: str,
    contact_is_theirs: bool,
    now: datetime,
) -> bool:
    """A named employee says how the person was identified and that the contact is theirs.

    Returns ``False``, changing nothing, when the request no longer waits for a check or the contact
    was not confirmed to be theirs.
    """
    request = IntakeRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != "awaiting_check" or not contact_is_theirs:
        return False
    request.state = "checked"
    request.checked_at = now
    request.checked_by = by
    request.identified_how = identified_how
    request.contact_is_theirs = True
    request.save()
    people = [p for p in (request.participant, request.guardian) if p is not None]
    for person in people:
        Person.objects.filter(pk=person.pk).update(checked_at=now)
        Contact.objects.filter(person=person, replaced_at__isnull=True).update(confirmed_at=now)
    if request.guardian is not None and request.participant is not None:
        request.guardian.wards_of.filter(ward=request.participant).update(
            checked_by_key=f"user:{by.pk}", checked_at=now
        )
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
