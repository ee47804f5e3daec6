"""The task that sends. Its only argument is the message's key: the queue is a readable table."""

from typing import Any

from django.utils import timezone
from django_tasks import task

from intake.delivery.sending import send_now
from intake.models import OutboundMessage

USUAL = 0
PRIORITIES = {"code": 10}
"""A person waits before the screen for a code: it overtakes invitations and the work on papers,
which begins behind all letters (``PAPERS_PRIORITY``)."""

PAPERS_PRIORITY = -10


def again(message_key: str) -> Any:
    """The task of a further try, which waits in the queue where the first did."""
    kind = OutboundMessage.objects.filter(key=message_key).values_list("kind", flat=True).first()
    return deliver.using(priority=PRIORITIES.get(kind or "", USUAL))


@task()
def deliver(message_key: str) -> None:
    """Send one message; a failed first attempt queues the second."""
    wait = send_now(message_key=message_key, now=timezone.now())
    if wait is not None:
        again(message_key).using(run_after=timezone.now() + wait).enqueue(message_key)
