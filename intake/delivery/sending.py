"""Sending a queued message: claimed first, sent outside a transaction, recorded after.

A message goes out at least once and at most twice. A worker that dies between sending and
recording leaves the message claimed; the next run sends it a second time and never a third.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from intake import vault
from intake.delivery.channels import NotSent, UnknownChannel, channel_for
from intake.delivery.code import NotWanted, code_life, mint_code
from intake.delivery.messages import Message, compose
from intake.delivery.reminder import is_wanted
from intake.models import OutboundMessage

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 2
WAIT_BEFORE_SECOND = {"code": timedelta(minutes=1)}
USUAL_WAIT = timedelta(minutes=10)
STUCK_AFTER = timedelta(minutes=15)


def seal_content(*, wrapped: bytes | memoryview | None, values: Mapping[str, str]) -> bytes:
    """What a message will say, as it rests in the database."""
    return vault.encrypt(wrapped, json.dumps(dict(values), ensure_ascii=False).encode())


def send_now(*, message_key: str, now: datetime) -> timedelta | None:
    """Send the message if it still waits. Returns how long to wait before trying again, if at all.

    Idempotent by key: a message that was sent or given up is left alone.
    """
    row = _claim(message_key=message_key, now=now)
    if row is None:
        return None
    try:
        message = _open(row, now=now)
        channel_for(row.contact.channel).send(message)
    except (vault.KeyDestroyed, vault.DataDamaged):
        _give_up(row, "KeyDestroyed")
    except NotWanted:
        _give_up(row, "Replaced")
    except UnknownChannel:
        _give_up(row, "UnknownChannel")
    except NotSent as error:
        logger.warning("Message %s was not sent: %s", row.key, error.reason)
        if row.attempts < MOST_ATTEMPTS:
            _note_failure(row, error.reason)
            return WAIT_BEFORE_SECOND.get(row.kind, USUAL_WAIT)
        _give_up(row, error.reason)
    else:
        OutboundMessage.objects.filter(pk=row.pk).update(
            state="sent", sent_at=now, content_encrypted=None, failure=""
        )
    return None


def stuck_messages(*, now: datetime) -> list[str]:
    """Keys of messages that have waited too long: their task died or was lost."""
    since = now - STUCK_AFTER
    waiting = OutboundMessage.objects.filter(
        Q(not_before__isnull=True) | Q(not_before__lt=since), state="queued", queued_at__lt=since
    )
    return [str(key) for key in waiting.order_by("queued_at").values_list("key", flat=True)]


@transaction.atomic
def _claim(*, message_key: str, now: datetime) -> OutboundMessage | None:
    """Count the attempt before it is made; None when there is nothing to do."""
    row = (
        OutboundMessage.objects.select_for_update(of=("self",))
        .select_related("person__data_key", "contact", "school")
        .filter(key=message_key, state="queued")
        .first()
    )
    if row is None:
        return None
    if row.not_before is not None and now < row.not_before:
        return None
    if row.attempts >= MOST_ATTEMPTS:
        _give_up(row, row.failure or "NoAnswer")
        return None
    if row.kind == "code" and now >= row.queued_at + code_life():
        _give_up(row, "Expired")
        return None
    row.attempts += 1
    row.save(update_fields=["attempts"])
    return row


def _open(row: OutboundMessage, *, now: datetime) -> Message:
    """Write the message out. Raises ``KeyDestroyed``, ``DataDamaged`` and ``NotWanted``."""
    wrapped = row.person.data_key.wrapped
    if row.content_encrypted is None:
        raise vault.DataDamaged
    if row.kind == "reminder" and not is_wanted(row):
        raise NotWanted
    values = json.loads(vault.decrypt(wrapped, row.content_encrypted))
    to = vault.decrypt_text(row.contact.person.data_key.wrapped, row.contact.value_encrypted)
    if row.kind == "code":
        values["code"] = mint_code(message=row, now=now)
    subject, body = compose(
        kind=row.kind, act=row.act, values=values, school_name=row.school.short_name
    )
    return Message(
        key=str(row.key),
        to=to,
        subject=subject,
        body=body,
        sender_name=row.school.short_name,
        reply_to=row.school.curator_email or row.school.email,
    )


def _note_failure(row: OutboundMessage, reason: str) -> None:
    OutboundMessage.objects.filter(pk=row.pk).update(failure=reason[:200])


def _give_up(row: OutboundMessage, reason: str) -> None:
    OutboundMessage.objects.filter(pk=row.pk).update(
        state="failed", failure=reason[:200], content_encrypted=None
    )
