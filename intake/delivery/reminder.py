"""Whether a reminder is still wanted as it leaves: it may have waited for the morning."""

from intake.models import Document, DocumentParty, IntakeRequest, OutboundMessage

ANSWERS = ("signed", "superseded", "declined", "withdrawn")


def is_wanted(message: OutboundMessage) -> bool:
    """Somebody it reminds of is silent yet, and the address is still the one on file."""
    return message.contact.replaced_at is None and is_unanswered(message)


def is_unanswered(message: OutboundMessage) -> bool:
    """Somebody it reminds of is silent yet."""
    requests = IntakeRequest.objects.filter(reminders__message=message)
    answered = Document.objects.filter(
        kind="processing", state__in=ANSWERS, parties__person=message.person
    )
    silent = requests.exclude(participant__in=answered.values("participant"))
    waiting = DocumentParty.objects.filter(
        person=message.person,
        signed_at__isnull=True,
        declined_at__isnull=True,
        document__state="prepared",
    )
    return silent.exists() or waiting.exists()
