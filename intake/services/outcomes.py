"""What became of messages after they left, and what follows for the contact they went to."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from intake import vault
from intake.delivery.reach import usable_contacts
from intake.domain.contacts import normalise_contact
from intake.domain.delivery_report import Outcome
from intake.domain.journal import JournalKind
from intake.domain.trying import quiet_for
from intake.models import Contact, IntakeRequest, OutboundMessage
from intake.services import journal
from intake.services.due import WITH_A_LINK
from intake.services.request import send_link
from mentoring_pages.models import School

REMEMBERED = timedelta(days=30)
"""A report about a letter sent longer ago changes nothing."""
SOFT_UNTIL_DEAD = 3
SOFT_WAIT = timedelta(hours=6)
SOFT_LATEST = timedelta(days=7)

RANK = {
    "": 0,
    Outcome.DELAYED.value: 1,
    Outcome.SOFT.value: 2,
    Outcome.DELIVERED.value: 3,
    Outcome.HARD.value: 4,
    Outcome.COMPLAINED.value: 5,
}


@transaction.atomic
def note_outcome(
    *,
    outcome: Outcome,
    recipient: str,
    key: str = "",
    gateway_id: str = "",
    at: datetime | None = None,
    now: datetime,
) -> bool:
    """Record what happened to the message ``key``, or to the one a service knows by another number.

    Believed only for a message that left lately, to the very contact it went to, and never
    backwards: of two words about one message the worse stays. Whoever wants to silence a family by
    a forged report has to know both. Returns whether anything changed.
    """
    row = _message(key=key, gateway_id=gateway_id, now=now)
    if row is None or vault.blind_index(normalise_contact(recipient)) != row.contact.blind_index:
        return False
    if RANK[outcome.value] <= RANK[row.outcome]:
        return False
    row.outcome, row.outcome_at = outcome.value, min(at or now, now)
    row.save(update_fields=["outcome", "outcome_at"])
    if outcome in (Outcome.DELIVERED, Outcome.DELAYED):
        return True
    reason = _why_dead(row, outcome, now)
    if reason:
        Contact.objects.filter(pk=row.contact_id, dead_at__isnull=True).update(
            dead_at=now, dead_why=reason
        )
        _write_elsewhere(row, now=now)
    journal.append(
        school=row.school,
        kind=JournalKind.MESSAGE_RETURNED,
        subject_key=str(row.document_key or row.request_key or row.person.key),
        actor_key="",
        facts={
            "kind": row.kind,
            "outcome": outcome.value,
            "stopped": reason,
            "message": str(row.key),
        },
        now=now,
    )
    return True


@transaction.atomic
def retry_returned(*, school: School, now: datetime) -> int:
    """Write once more, by day, where a letter with a link came back and the address may be good."""
    if quiet_for(now, school.zone) is not None:
        return 0
    rows = (
        OutboundMessage.objects.filter(
            school=school,
            outcome=Outcome.SOFT.value,
            outcome_at__range=(now - SOFT_LATEST, now - SOFT_WAIT),
            instead_key__isnull=True,
            kind__in=WITH_A_LINK,
            request_key__isnull=False,
            contact__dead_at__isnull=True,
            contact__replaced_at__isnull=True,
        )
        .select_related("person__school", "contact")
        .order_by("pk")
    )
    seconds = {
        one.key for one in rows if OutboundMessage.objects.filter(instead_key=one.key).exists()
    }
    return sum(_write_again(row, now=now) for row in rows if row.key not in seconds)


def _message(*, key: str, gateway_id: str, now: datetime) -> OutboundMessage | None:
    """The message meant, its row locked."""
    which = Q(pk__in=())
    if key:
        try:
            which = Q(key=UUID(key))
        except ValueError:
            return None
    elif gateway_id:
        which = Q(gateway_id=gateway_id[:200])
    found = list(
        OutboundMessage.objects.select_for_update(of=("self",))
        .select_related("contact", "school", "person__school")
        .filter(which, state="sent", sent_at__gt=now - REMEMBERED)[:2]
    )
    return found[0] if len(found) == 1 else None


def _why_dead(row: OutboundMessage, outcome: Outcome, now: datetime) -> str:
    """Why nothing is sent to the contact any more; empty while it may be good."""
    if outcome is not Outcome.SOFT:
        return outcome.value
    lately = OutboundMessage.objects.filter(
        contact=row.contact_id, state="sent", sent_at__gt=now - REMEMBERED
    ).order_by("-sent_at", "-pk")
    told = [one for one in lately.values_list("outcome", flat=True) if one]
    last = told[:SOFT_UNTIL_DEAD]
    is_enough = len(last) == SOFT_UNTIL_DEAD and set(last) == {Outcome.SOFT.value}
    return Outcome.SOFT.value if is_enough else ""


def _write_elsewhere(row: OutboundMessage, *, now: datetime) -> None:
    """The link anew by another channel of the person, if there is one."""
    if row.kind in WITH_A_LINK and row.request_key and usable_contacts(row.person):
        _write_again(row, now=now)


def _write_again(row: OutboundMessage, *, now: datetime) -> bool:
    """A fresh link in the place of one that came back, unless a newer letter went out since."""
    letters: Any = OutboundMessage.objects.filter(
        person=row.person_id, request_key=row.request_key, kind__in=WITH_A_LINK
    )
    if row.request_key is None:
        return False
    request = IntakeRequest.objects.filter(key=row.request_key).exclude(state="refused").first()
    if request is None or letters.filter(pk__gt=row.pk).exists():
        return False
    if not send_link(request=request, person=row.person, kind=row.kind, now=now):
        return False
    newest = letters.order_by("-pk").first()
    OutboundMessage.objects.filter(pk=row.pk).update(instead_key=newest.key)
    return True
