"""What waits for staff, counted for one user in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from intake.models import Document, IntakeRequest, OutboundMessage, Seal
from intake.services.renewal import papers_kept, papers_of_short_form, papers_to_renew
from mentoring_pages.services.membership import reach


@dataclass(frozen=True, slots=True)
class Due:
    """Counts of what the user may act on; people of other schools are not counted."""

    to_check: int
    unanswered: int
    to_sign: int
    undelivered: int
    to_renew: int
    kept: int
    short_form: int
    to_seal: int


ANSWERS = ("signed", "superseded", "declined", "withdrawn")
"""States of a paper that are a family's answer, yes or no."""


def unanswered(requests: QuerySet[IntakeRequest]) -> QuerySet[IntakeRequest]:
    """Those of ``requests`` that count and whose family has answered to no paper yet."""
    answers = Document.objects.filter(request=OuterRef("pk"), state__in=ANSWERS)
    return requests.filter(~Exists(answers), state="checked")


def count_due(*, user: Any, day: date) -> Due:
    """Requests to check, families that did not answer, papers that wait, messages that failed."""
    requests = reach(user=user, permission="intake.change_intakerequest")
    papers = reach(user=user, permission="intake.change_document")
    messages = reach(user=user, permission="intake.view_outboundmessage")
    return Due(
        to_check=IntakeRequest.objects.filter(
            requests.rows(school_path="school"), state="awaiting_check"
        ).count(),
        unanswered=unanswered(
            IntakeRequest.objects.filter(requests.rows(school_path="school"))
        ).count(),
        to_sign=Document.objects.filter(
            papers.rows(school_path="school"), state="prepared"
        ).count(),
        undelivered=OutboundMessage.objects.filter(
            messages.rows(school_path="school"), state="failed"
        ).count(),
        to_renew=papers_to_renew(
            Document.objects.filter(papers.rows(school_path="school")), day=day
        )
        .values("participant")
        .distinct()
        .count(),
        kept=papers_kept(Document.objects.filter(papers.rows(school_path="school")), day=day)
        .values("participant")
        .distinct()
        .count(),
        short_form=papers_of_short_form(Document.objects.filter(papers.rows(school_path="school")))
        .values("participant")
        .distinct()
        .count(),
        to_seal=Seal.objects.filter(
            papers.rows(school_path="document__school"), state="waiting", tries__gt=0
        ).count(),
    )
