"""The term for putting an approved text on the site, counted from the day of its order.

What is measured: the day on which the page with the edition opened on this site. A school whose
official site is another one watches that site itself.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from mentoring_pages.domain.working_days import POSTING_TERM, Term, term
from mentoring_pages.models import (
    Edition,
    ProgrammePage,
    RegulationPage,
    ServiceRulesPage,
    WordingPage,
)
from mentoring_pages.services.membership import reach, schools_within

PERMISSION = "mentoring_pages.view_edition"
APPROVABLE = (RegulationPage, ProgrammePage, ServiceRulesPage, WordingPage)


@dataclass(frozen=True, slots=True)
class Posting:
    """``posted_on`` is the school's day on which the page opened, ``None`` while it has not."""

    term: Term
    posted_on: date | None

    @property
    def in_time(self) -> bool:
        return self.posted_on is not None and self.posted_on <= self.term.last_day


@dataclass(frozen=True, slots=True)
class Awaited:
    """A draft that has its order and is not on the site."""

    page_id: int
    title: str
    order_number: str
    order_date: date
    posting: Posting


def posting_days() -> int:
    """How many working days a school has; the law's ten unless the installation says less."""
    return int(getattr(settings, "NASTAVNIK_POSTING_WORKING_DAYS", POSTING_TERM))


def posting_of(*, edition: Edition) -> Posting:
    """When a frozen edition had to be and was on the site."""
    posted_on = edition.frozen_at.astimezone(edition.school.zone).date()
    return Posting(term(edition.order_date, posting_days()), posted_on)


def awaiting_posting(*, user: Any) -> list[Awaited]:
    """The texts of the user's schools that an order approved and no page shows, the most urgent
    first. Four queries, however many there are."""
    schools = schools_within(reach(user=user, permission=PERMISSION))
    trees = [Q(path__startswith=school.site.root_page.path) for school in schools]
    if not trees:
        return []
    types = ContentType.objects.get_for_models(*APPROVABLE).values()
    # Read here and not by the database: SQLite answers the word «null» for a day that is not
    # given, and refuses the whole list for one draft it cannot take apart.
    drafts = [
        (pk, title, key, content.get("order_number"), content.get("order_date"))
        for pk, title, key, content in Page.objects.filter(
            reduce(or_, trees), content_type__in=types, has_unpublished_changes=True
        ).values_list("pk", "draft_title", "translation_key", "latest_revision__content")
        if isinstance(content, dict)
    ]
    frozen = set(
        Edition.objects.filter(page_key__in=[draft[2] for draft in drafts]).values_list(
            "page_key", "order_number", "order_date"
        )
    )
    found = [
        Awaited(pk, title, number, ordered, Posting(term(ordered, posting_days()), None))
        for pk, title, key, number, day in drafts
        if number and day
        for ordered in [date.fromisoformat(day)]
        if (key, number, ordered) not in frozen
    ]
    return sorted(found, key=lambda one: (one.posting.term.last_day, one.page_id))
