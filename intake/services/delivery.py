"""Putting messages on their way, in the transaction of the verb that wants them sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from intake.delivery.messages import compose
from intake.delivery.sending import seal_content, stuck_messages
from intake.delivery.tasks import deliver
from intake.models import Contact, OutboundMessage, Person


@transaction.atomic
def queue_message(
    *,
    person: Person,
    contact: Contact,
    kind: str,
    values: Mapping[str, str],
    document_key: Any = None,
    act: str = "",
    origin_index: str = "",
    now: datetime,
) -> OutboundMessage:
    """Queue a message of ``kind`` to ``contact``; it leaves when the transaction commits.

    The text is made now, so a missing value fails the verb and not the worker. It rests encrypted
    with the person's key and is dropped once sent. Raises MissingValue.
    """
    subject, body = compose(kind=kind, act=act, values=values, school_name=person.school.short_name)
    message = OutboundMessage.objects.create(
        school=person.school,
        person=person,
        contact=contact,
        kind=kind,
        document_key=document_key,
        act=act,
        origin_index=origin_index,
        content_encrypted=seal_content(wrapped=person.data_key.wrapped, subject=subject, body=body),
        queued_at=now,
    )
    deliver.enqueue(str(message.key))
    return message


def retry_stuck_messages(*, now: datetime) -> int:
    """Queue again what waits too long; for ``manage.py tick``. Returns how many."""
    keys = stuck_messages(now=now)
    for key in keys:
        deliver.enqueue(key)
    return len(keys)
