"""What became of the last letter to a signer, as the family's pages and staff may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from intake import vault
from intake.domain.contacts import masked_contact
from intake.domain.lost_letters import is_lost
from intake.models import IntakeRequest, OutboundMessage, Person
from intake.services.people import contact_value

OF_A_SIGNER = ("invitation", "second_signer")


@dataclass(frozen=True, slots=True)
class LetterSight:
    """``masked`` is where it went; ``is_waiting``: it has not left yet, at night it need not."""

    masked: str
    is_lost: bool
    is_waiting: bool
    is_delivered: bool
    at: datetime


def last_letter(*, request: IntakeRequest, person: Person) -> LetterSight | None:
    """The last letter that asks ``person`` to sign in ``request``; ``None``: there was none."""
    return _sight(
        OutboundMessage.objects.filter(
            Q(request_key=request.key, kind__in=OF_A_SIGNER)
            | Q(kind="reminder", pk__in=request.reminders.values("message")),
            person=person,
        )
        .select_related("contact__person__data_key")
        .order_by("-pk")
        .first()
    )


def lost_code(*, signer: Person, document_key: UUID, act: str, asked_at: datetime) -> str:
    """Where the code asked for at ``asked_at`` could not be brought; empty where nothing is wrong.

    One that went by another channel after all is asked for once: the last of the two counts.
    """
    row = (
        OutboundMessage.objects.filter(
            kind="code",
            person=signer,
            document_key=document_key,
            act=act,
            queued_at=asked_at,
        )
        .select_related("contact__person__data_key")
        .order_by("-pk")
        .first()
    )
    sight = _sight(row)
    return sight.masked if sight is not None and sight.is_lost else ""


def _sight(row: OutboundMessage | None) -> LetterSight | None:
    if row is None:
        return None
    try:
        masked = masked_contact(contact_value(row.contact))
    except vault.KeyDestroyed:
        return None
    return LetterSight(
        masked=masked,
        is_lost=is_lost(state=row.state, failure=row.failure, outcome=row.outcome),
        is_waiting=row.state == "queued",
        is_delivered=row.outcome == "delivered",
        at=row.sent_at or row.queued_at,
    )
