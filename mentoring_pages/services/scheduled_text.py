"""A text that waits for its day: what became wrong with it meanwhile."""

from datetime import datetime
from typing import Any

from wagtail.models import Page, PageLogEntry, Revision

from mentoring_pages.domain.publication import Obstacle, Problem
from mentoring_pages.models import PublicationRefused
from mentoring_pages.services.linting import check_page, is_checked

WAS_SCHEDULED = "wagtail.publish.schedule"


def refuse_new_violations(*, page: Page, revision: Revision, now: datetime) -> None:
    """Raise ``PublicationRefused`` for violations that nobody was asked about.

    Those the text had on the day it was scheduled were seen then, and publishing was wished all the
    same; since then a law may have come into force, or the school may have begun to sign by code.
    """
    problems = new_violations(page=page, revision=revision, now=now)
    if problems:
        raise PublicationRefused(page_id=page.pk, problems=problems)


def new_violations(*, page: Any, revision: Revision, now: datetime) -> tuple[Problem, ...]:
    """The open violations of ``page`` that came after ``revision`` was scheduled."""
    if not is_checked(page):
        return ()
    found = check_page(page=page, now=now).violations
    if not found:
        return ()
    before = check_page(page=page, now=_scheduled_at(page, revision)).violations
    seen = {one.fingerprint for one in before}
    return tuple(
        Problem(Obstacle.TEXT_FAULTY, about=one.what)
        for one in found
        if one.fingerprint not in seen
    )


def _scheduled_at(page: Page, revision: Revision) -> datetime:
    """When somebody last named the day: by the log of the page, else when the text was saved."""
    entry = (
        PageLogEntry.objects.filter(page_id=page.pk, action=WAS_SCHEDULED, revision=revision)
        .order_by("-timestamp")
        .first()
    )
    moment: datetime = entry.timestamp if entry else revision.created_at
    return moment
