"""Recording who takes part: the only fact that reports count."""

from datetime import datetime
from typing import Any

from django.db import transaction

from intake.models import Participation
from intake.services import journal
from intake.services.journal import JournalKind
from intake.services.privacy import staff_key


@transaction.atomic
def record_participation(*, participation: Participation, by: Any, now: datetime) -> Participation:
    """Write a new or corrected participation and say so in the journal.

    Raises ``ValidationError`` for dates out of order, a half given order or ending, and anything
    of another school.
    """
    was_open = (
        participation.pk is None
        or Participation.objects.filter(pk=participation.pk, ended_on__isnull=True).exists()
    )
    if participation.person is not None:
        participation.person_key = participation.person.key
    participation.full_clean()
    participation.save()
    ends_now = was_open and participation.ended_on is not None
    journal.append(
        school=participation.school,
        kind=JournalKind.PARTICIPATION_RECORDED,
        subject_key=str(participation.key),
        actor_key=staff_key(by),
        facts={
            "role": participation.role,
            "form": participation.form.key,
            "category": participation.category,
            "person": str(participation.person_key),
            "from": participation.started_on.isoformat(),
            "to": participation.ended_on.isoformat() if participation.ended_on else None,
        },
        now=now,
    )
    if ends_now:
        journal.append(
            school=participation.school,
            kind=JournalKind.PARTICIPATION_ENDED,
            subject_key=str(participation.key),
            actor_key=staff_key(by),
            facts={"outcome": participation.ended_how},
            now=now,
        )
    return participation
