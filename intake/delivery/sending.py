"""Sending a queued message: claimed first, sent outside a transaction, recorded after.

A message goes out at least once and at most twice. A worker that dies between sending and
recording leaves the message claimed; the next run sends it a second time and never a third. What
was refused in so many words went nowhere and is tried again by ``intake.domain.trying``.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from intake import vault
from intake.delivery.channels import NotSent, UnknownChannel, channel_for
from intake.delivery.code import NotWanted, code_life, mint_code
from intake.delivery.instead import send_by_another_way
from intake.delivery.messages import Message, compose
from intake.delivery.reminder import is_wanted
from intake.delivery.short_messages import compose_short
from intake.domain.trying import MOST_UNSEEN, quiet_for, wait_before_next
from intake.models import Contact, OutboundMessage

logger = logging.getLogger(__name__)

STUCK_AFTER = timedelta(minutes=15)
UNASKED = frozenset(
    {"invitation", "reminder", "birthday", "agreement", "agreement_news", "onlooker"}
)
"""Kinds nobody waits for at the screen: what failed by day is not tried again at night."""


def seal_content(*, wrapped: bytes | memoryview | None, values: Mapping[str, str]) -> bytes:
    """What a message will say, as it rests in the database."""
    return vault.encrypt(wrapped, json.dumps(dict(values), ensure_ascii=False).encode())


def send_now(*, message_key: str, now: datetime) -> timedelta | None:
    """Send the message if it still waits. Returns how long to wait before trying again, if at all.

    Idempotent by key: a message that was sent or given up is left alone.
    """
    row = _claim(message_key=message_key, now=now)
    if not isinstance(row, OutboundMessage):
        return row
    try:
        message = _open(row, now=now)
        receipt = channel_for(row.contact.channel).send(message)
    except (vault.KeyDestroyed, vault.DataDamaged):
        _give_up(row, "KeyDestroyed")
    except NotWanted:
        _give_up(row, "Replaced")
    except UnknownChannel:
        _give_up(row, "UnknownChannel")
    except NotSent as error:
        logger.warning("Message %s was not sent: %s", row.key, error.reason)
        return _not_sent(row, error, now=now)
    else:
        OutboundMessage.objects.filter(pk=row.pk).update(
            state="sent",
            sent_at=now,
            content_encrypted=None,
            failure="",
            gateway_id=receipt.reference[:200],
        )
    return None


def stuck_messages(*, now: datetime) -> list[str]:
    """Keys of messages that have waited too long: their task died or was lost."""
    waiting = (
        OutboundMessage.objects.filter(state="queued")
        .annotate(waits_since=Coalesce("not_before", "queued_at"))
        .filter(waits_since__lt=now - STUCK_AFTER)
    )
    return [str(key) for key in waiting.order_by("queued_at").values_list("key", flat=True)]


@transaction.atomic
def _claim(*, message_key: str, now: datetime) -> OutboundMessage | timedelta | None:
    """Count the try before it is made, as one whose end nobody saw; None when nothing is to do.

    At night a message that nobody asked for waits, and the time until the morning comes back.
    """
    row = (
        OutboundMessage.objects.select_for_update(of=("self",))
        .select_related("person__data_key", "contact__person__data_key", "school")
        .filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
        .filter(key=message_key, state="queued")
        .first()
    )
    if row is None:
        return None
    if row.kind == "code" and now >= row.queued_at + code_life():
        _give_up(row, "Expired")
        return None
    if row.unseen >= MOST_UNSEEN:
        _give_up(row, row.failure or "NoAnswer")
        return None
    if row.contact.dead_at is not None:
        if not _sent_instead(row, now=now):
            _give_up(row, "DeadContact")
        return None
    quiet = quiet_for(now, row.school.zone)
    if quiet is not None and _may_wait(row):
        OutboundMessage.objects.filter(pk=row.pk).update(not_before=now + quiet)
        return quiet
    row.attempts += 1
    row.unseen += 1
    row.save(update_fields=["attempts", "unseen"])
    return row


def _may_wait(row: OutboundMessage) -> bool:
    """Whether a telephone would ring for it, or a letter that failed by day would come at night."""
    if row.kind == "code" or row.link_id is not None:
        return False
    return row.contact.channel == "phone" or (row.attempts > 0 and row.kind in UNASKED)


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
    is_short = row.contact.channel == "phone"
    return Message(
        key=str(row.key),
        to=to,
        subject=subject,
        body=body,
        sender_name=row.school.short_name,
        reply_to=row.school.curator_email or row.school.email,
        short=compose_short(kind=row.kind, act=row.act, values=values) if is_short else "",
    )


@transaction.atomic
def _not_sent(row: OutboundMessage, error: NotSent, *, now: datetime) -> timedelta | None:
    """Wait for another try, or give up, by another channel where the person has one."""
    unseen = row.unseen if error.is_unseen else row.unseen - 1
    wait = wait_before_next(kind=row.kind, tries=row.attempts, unseen=unseen)
    changes: dict[str, Any] = {"unseen": unseen, "failure": error.reason[:200]}
    if error.is_dead:
        changes |= {"outcome": "hard", "outcome_at": now}
        Contact.objects.filter(pk=row.contact_id, dead_at__isnull=True).update(
            dead_at=now, dead_why="hard"
        )
    if wait is not None and not error.is_final:
        OutboundMessage.objects.filter(pk=row.pk).update(not_before=now + wait, **changes)
        return wait
    OutboundMessage.objects.filter(pk=row.pk).update(**changes)
    if not _sent_instead(row, now=now):
        _give_up(row, error.reason)
    return None


def _sent_instead(row: OutboundMessage, *, now: datetime) -> bool:
    """Whether the same message was queued for another contact; this one is over then."""
    key = send_by_another_way(row, now=now)
    if key is None:
        return False
    OutboundMessage.objects.filter(pk=row.pk).update(instead_key=key)
    _give_up(row, row.failure or "DeadContact")
    return True


def _give_up(row: OutboundMessage, reason: str) -> None:
    OutboundMessage.objects.filter(pk=row.pk).update(
        state="failed", failure=reason[:200], content_encrypted=None
    )
