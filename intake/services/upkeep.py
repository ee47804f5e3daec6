"""What ``manage.py tick`` does for intake. Every piece may run any number of times."""

from datetime import datetime, timedelta

from django.db import transaction

from intake.delivery.sending import stuck_messages
from intake.delivery.tasks import deliver
from intake.models import OutboundMessage, PersonalLink
from mentoring_pages.models import School

DEAD_LINK_KEPT = timedelta(days=180)
"""How long an expired link is remembered, so that its owner is told it expired."""


@transaction.atomic
def drop_dead_links(*, school: School, now: datetime) -> int:
    """Forget links that expired long ago; that they were sent stays in the journal."""
    gone, _per_model = PersonalLink.objects.filter(
        request__school=school, expires_at__lt=now - DEAD_LINK_KEPT
    ).delete()
    return gone


@transaction.atomic
def retry_messages(*, school: School, now: datetime) -> int:
    """Queue again what waits too long, because its task died or was lost."""
    keys = OutboundMessage.objects.filter(school=school, key__in=stuck_messages(now=now))
    found = [str(key) for key in keys.values_list("key", flat=True)]
    for key in found:
        deliver.enqueue(key)
    return len(found)
