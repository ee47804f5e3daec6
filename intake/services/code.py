"""Sending a one-time code: one code, one person, one document, one act."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from intake.domain.code import (
    CodeState,
    code_digest,
    fresh_state,
    may_send,
    new_code,
)
from intake.domain.contacts import masked_contact
from intake.domain.journal import JournalKind
from intake.models import Contact, Document, OutboundMessage, Person, SignerDevice
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.people import contact_value, current_contact
from intake.services.request import shares_contact

SHORT_DIGEST = 12
"""How many characters of the SHA-256 are shown to people and named in the message."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What came of asking for a code. ``reason`` is empty when it was sent.

    Reasons: the values of ``SendVerdict``, ``no_contact``, ``shared_contact``, ``not_open``.
    """

    sent: bool
    masked_contact: str = ""
    valid_until: datetime | None = None
    next_at: datetime | None = None
    reason: str = ""


def short_digest(digest: str) -> str:
    """The first characters of a SHA-256 in groups of four, as people compare them."""
    head = digest[:SHORT_DIGEST]
    return "\N{NO-BREAK SPACE}".join(head[i : i + 4] for i in range(0, SHORT_DIGEST, 4))


def code_life() -> timedelta:
    """How long a code lives in this installation."""
    return timedelta(minutes=settings.NASTAVNIK_CODE_LIFE_MINUTES)


@transaction.atomic(durable=True)
def request_code(
    *, document: Document, signer: Person, act: str, origin_index: str = "", now: datetime
) -> CodeSent:
    """Send a fresh code for this document and act; the code before it dies.

    ``origin_index`` is a blind index of the network address the request came from.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != "prepared":
        return CodeSent(sent=False, reason="not_open")
    contact = current_contact(person=signer)
    if contact is None:
        return CodeSent(sent=False, reason="no_contact")
    masked = masked_contact(contact_value(contact))
    # The representative keeps the shared address; the participant takes another, paper or leave.
    is_participant = signer.pk == document.participant_id
    if (
        document.request
        and is_participant
        and shares_contact(request=document.request, person=signer)
    ):
        return CodeSent(sent=False, masked_contact=masked, reason="shared_contact")
    device, _made = SignerDevice.objects.select_for_update().get_or_create(
        signer=signer, document=document, act=act, defaults={"name": "code"}
    )
    answer = may_send(
        of_this_code=[device.sent_at] if device.sent_at else [],
        to_signer=_sent(person=signer, now=now),
        to_contact=_sent(contact__blind_index=contact.blind_index, now=now),
        from_address=_sent(origin_index=origin_index, now=now) if origin_index else [],
        now=now,
        life=code_life(),
    )
    if not answer.is_allowed:
        return CodeSent(
            sent=False,
            masked_contact=masked,
            valid_until=device.valid_until if device.token else None,
            next_at=answer.next_at,
            reason=answer.verdict.value,
        )
    code = new_code()
    state = fresh_state(
        digest=digest_for(device=device, document=document, contact=contact, code=code),
        now=now,
        life=code_life(),
    )
    device.contact = contact
    device.sent_at = now
    device.sent_count += 1
    keep_state(device=device, state=state)
    queue_message(
        person=signer,
        contact=contact,
        kind="code",
        values={
            "code": code,
            "number": document.number,
            "title": str(document.wording["title"]),
            "digest": short_digest(document.shown_digest),
            "minutes": str(settings.NASTAVNIK_CODE_LIFE_MINUTES),
        },
        document_key=document.key,
        act=act,
        origin_index=origin_index,
        now=now,
    )
    journal.append(
        school=document.school,
        kind=JournalKind.CODE_SENT,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={"act": act, "times": device.sent_count},
        now=now,
    )
    return CodeSent(
        sent=True,
        masked_contact=masked,
        valid_until=state.valid_until,
        next_at=now + timedelta(seconds=60),
    )


def _sent(*, now: datetime, **which: object) -> list[datetime]:
    """When codes were sent lately, from rows that survive a restart."""
    since = now - timedelta(days=1) - code_life()
    return list(
        OutboundMessage.objects.filter(kind="code", queued_at__gt=since, **which).values_list(
            "queued_at", flat=True
        )
    )


def digest_for(*, device: SignerDevice, document: Document, contact: Contact, code: str) -> str:
    return code_digest(
        key=settings.NASTAVNIK_CODE_KEY.encode(),
        device=str(device.key),
        contact=contact.blind_index,
        document_digest=document.shown_digest,
        act=device.act,
        code=code,
    )


def keep_state(*, device: SignerDevice, state: CodeState) -> None:
    device.token = state.digest or None
    if state.valid_until is not None:
        device.valid_until = state.valid_until
    device.attempts_left = state.attempts_left
    device.save()
