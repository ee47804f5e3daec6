"""The task that sends. Its only argument is the message's key: the queue is a readable table."""

from django.utils import timezone
from django_tasks import task

from intake.delivery.sending import send_now

USUAL = 0
PRIORITIES = {"code": 10}
"""A person waits before the screen for a code: it overtakes invitations and the work on papers,
which begins behind all letters (``PAPERS_PRIORITY``)."""

PAPERS_PRIORITY = -10


@task()
def deliver(message_key: str) -> None:
    """Send one message; a failed first attempt queues the second."""
    wait = send_now(message_key=message_key, now=timezone.now())
    if wait is not None:
        deliver.using(run_after=timezone.now() + wait).enqueue(message_key)
