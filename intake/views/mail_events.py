"""What a mail service tells by its webhook. Anymail has checked by then that it is the service."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.utils import timezone

from intake.domain.delivery_report import REPLY, STATUS, Outcome, says_no_such_place
from intake.services.outcomes import note_outcome

STRAIGHT = {
    EventType.DELIVERED: Outcome.DELIVERED,
    EventType.DEFERRED: Outcome.DELAYED,
    EventType.COMPLAINED: Outcome.COMPLAINED,
    EventType.UNSUBSCRIBED: Outcome.COMPLAINED,
    EventType.FAILED: Outcome.SOFT,
}
BY_REASON = {
    RejectReason.INVALID: Outcome.HARD,
    RejectReason.BOUNCED: Outcome.HARD,
    RejectReason.SPAM: Outcome.COMPLAINED,
    RejectReason.UNSUBSCRIBED: Outcome.COMPLAINED,
}


def listen() -> None:
    """Called once when the apps are ready."""
    tracking.connect(on_tracking, dispatch_uid="intake.mail_events")


def on_tracking(sender: Any, event: AnymailTrackingEvent, esp_name: str, **_more: Any) -> None:
    """Openings and clicks are not asked for and not kept."""
    outcome = outcome_of(event)
    if outcome is None or not event.recipient:
        return
    known = (event.metadata or {}).get("message")
    note_outcome(
        outcome=outcome,
        recipient=event.recipient,
        key=known if isinstance(known, str) else "",
        gateway_id=event.message_id or "",
        at=event.timestamp,
        now=timezone.now(),
    )


def outcome_of(event: AnymailTrackingEvent) -> Outcome | None:
    """The same scale for every service; the words of the receiving server decide where given."""
    if event.event_type in STRAIGHT:
        return STRAIGHT[event.event_type]
    if event.event_type not in (EventType.BOUNCED, EventType.REJECTED):
        return None
    outcome = BY_REASON.get(event.reject_reason, Outcome.SOFT)
    if event.event_type == EventType.BOUNCED and outcome is Outcome.COMPLAINED:
        return Outcome.SOFT  # a server took it for spam; the reader never saw it
    said = event.mta_response or ""
    is_said = STATUS.search(said) or REPLY.search(said)
    if outcome is Outcome.HARD and is_said and not says_no_such_place(said):
        return Outcome.SOFT
    return outcome
