"""A link for the other representative: to see what was signed for the child, and to object."""

from datetime import datetime
from typing import Any

from django.db import transaction

from intake.domain.journal import JournalKind
from intake.models import Guardianship, IntakeRequest
from intake.services import journal
from intake.services.privacy import staff_key
from intake.services.request import send_link


@transaction.atomic
def invite_onlooker(*, guardianship: Guardianship, by: Any, now: datetime) -> bool:
    """Send the representative a link to the child's newest request that is not their own.

    ``False`` where there is no contact or no such request.
    """
    person = guardianship.guardian
    request = (
        IntakeRequest.objects.filter(participant=guardianship.ward)
        .exclude(guardian=person)
        .exclude(state="refused")
        .select_related("school")
        .order_by("-made_at")
        .first()
    )
    if request is None or not send_link(request=request, person=person, kind="onlooker", now=now):
        return False
    journal.append(
        school=request.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(request.key),
        actor_key=staff_key(by),
        facts={"purpose": "status"},
        now=now,
    )
    return True
