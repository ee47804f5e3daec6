"""What waits for staff, counted for one user in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from intake.models import Document, IntakeRequest, OutboundMessage
from mentoring_pages.services.membership import reach


@dataclass(frozen=True, slots=True)
class Due:
    """Counts of what the user may act on; people of other schools are not counted."""

    to_check: int
    to_sign: int
    undelivered: int


def count_due(*, user: Any) -> Due:
    """Requests to check, papers that wait for a signature, messages that did not arrive."""
    requests = reach(user=user, permission="intake.change_intakerequest")
    papers = reach(user=user, permission="intake.change_document")
    messages = reach(user=user, permission="intake.view_outboundmessage")
    return Due(
        to_check=IntakeRequest.objects.filter(
            requests.rows(school_path="school"), state="awaiting_check"
        ).count(),
        to_sign=Document.objects.filter(
            papers.rows(school_path="school"), state="prepared"
        ).count(),
        undelivered=OutboundMessage.objects.filter(
            messages.rows(school_path="school"), state="failed"
        ).count(),
    )
