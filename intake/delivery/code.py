"""Making a code at the moment its letter leaves: no row, task or log ever holds one."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from intake import conf
from intake.domain.code import CodeState, code_digest, fresh_state, new_code
from intake.models import Contact, Document, OutboundMessage, SignerDevice


class NotWanted(Exception):
    """A newer code was asked for, or the paper is settled: this letter must not leave."""


def code_life() -> timedelta:
    """How long a code lives in this installation."""
    return timedelta(minutes=conf.code_life_minutes())


@transaction.atomic
def mint_code(*, message: OutboundMessage, now: datetime) -> str:
    """A fresh code for the act that ``message`` was queued for; only its digest is kept.

    A message that is tried again, here or by another channel, carries another code, and the one
    before dies; the tries left are those of the asking, however many codes it took. Raises
    ``NotWanted``.
    """
    device = (
        SignerDevice.objects.select_for_update(of=("self",))
        .select_related("document", "contact")
        .filter(document__key=message.document_key, signer=message.person_id, act=message.act)
        .first()
    )
    if (
        device is None
        or device.contact is None
        or device.used_at is not None
        or device.sent_at != message.queued_at
        or device.document.state != "prepared"
        or device.attempts_left < 1
    ):
        raise NotWanted
    device.contact = message.contact  # another one where the first channel would not take it
    code = new_code()
    digest = digest_for(device=device, document=device.document, contact=message.contact, code=code)
    state = fresh_state(digest=digest, now=now, life=code_life())
    keep_state(device=device, state=replace(state, attempts_left=device.attempts_left))
    return code


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
