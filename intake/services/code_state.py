"""What a page may tell about a code that was sent: where to, until when, when to ask again."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.code import COOLDOWN
from intake.domain.contacts import masked_contact
from intake.models import Document, Person, SignerDevice
from intake.services.letter_sight import lost_code
from intake.services.people import contact_value, masked_on_file


@dataclass(frozen=True, slots=True)
class CodeSight:
    """``was_sent`` is false before the first code; ``is_live`` says that a code can be entered,
    ``is_spent`` that the last one cannot any more: its tries or its time are over. Neither is true
    of a code on its way.

    ``is_elsewhere``: the code was asked for in another browser and is good only there.
    """

    was_sent: bool
    is_live: bool
    masked_contact: str
    valid_until: datetime | None
    again_at: datetime | None
    attempts_left: int
    is_elsewhere: bool = False
    is_spent: bool = False
    lost_at: str = ""
    """Where the last code could not be brought; empty where nothing is wrong."""


def code_sight(
    *, document: Document, signer: Person, act: str, browser_index: str = "", now: datetime
) -> CodeSight:
    """Looking spends nothing and tells nothing about the code itself."""
    masked = masked_on_file(person=signer)
    device = (
        SignerDevice.objects.filter(document=document, signer=signer, act=act)
        .select_related("contact__person__data_key")
        .first()
    )
    if device is None or device.sent_at is None:
        return CodeSight(False, False, masked, None, None, 0)
    if device.contact is not None and device.contact.dead_at is None:
        masked = masked_contact(contact_value(device.contact))
    is_late = bool(device.token) and now >= device.valid_until
    is_live = bool(device.token) and device.attempts_left > 0 and not is_late
    again_at = device.sent_at + COOLDOWN
    return CodeSight(
        was_sent=True,
        is_live=is_live,
        masked_contact=masked,
        valid_until=device.valid_until if is_live else None,
        again_at=again_at if now < again_at else None,
        attempts_left=device.attempts_left,
        is_elsewhere=device.browser_index != browser_index,
        is_spent=device.attempts_left < 1 or is_late,
        lost_at=lost_code(
            signer=signer, document_key=document.key, act=act, asked_at=device.sent_at
        ),
    )
