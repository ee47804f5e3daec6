"""Permanent addresses of clauses: where each stands now, and which edition had it last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from wagtail.models import Page

from mentoring_pages.models import ClauseAddress, Edition, School
from mentoring_pages.services.edition import Act, school_of


@dataclass(frozen=True, slots=True)
class Gone:
    """A clause that the act no longer has: the last edition with it, and the one that left it out.

    ``since`` is the day from which it is gone; ``None`` where no later edition is approved yet.
    """

    edition: Edition
    since: date | None


@transaction.atomic
def record_page(*, page: Act) -> None:
    """The published text of ``page`` is where its clauses stand from now on.

    A copy of a page keeps the keys of its clauses; the addresses stay with the page that had them.
    """
    school = school_of(page)
    keys = {block["id"] for block in page.body.raw_data if block.get("id")}
    rows = ClauseAddress.objects.filter(school=school)
    rows.filter(page_id=page.pk, stands=True).exclude(key__in=keys).update(stands=False)
    rows.filter(page_id=page.pk, stands=False, key__in=keys).update(stands=True)
    moved = rows.filter(key__in=keys, stands=False).exclude(page_id=page.pk)
    moved.update(page_id=page.pk, stands=True)
    _add_missing(school=school, page_id=page.pk, keys=keys, stands=True)


@transaction.atomic
def record_edition(*, edition: Edition) -> None:
    """``edition`` is the last so far that has its clauses."""
    page = Page.objects.filter(
        translation_key=edition.page_key, path__startswith=edition.school.site.root_page.path
    ).first()
    if page is None:
        return
    keys = {block["key"] for block in edition.tree["blocks"] if block.get("key")}
    _add_missing(school=edition.school, page_id=page.pk, keys=keys, stands=False)
    ClauseAddress.objects.filter(school=edition.school, page_id=page.pk, key__in=keys).update(
        edition=edition
    )


def address_of_clause(*, school: School, key: str) -> ClauseAddress | None:
    """Where the clause is, if its page may be read by everybody; two queries at most."""
    found = (
        ClauseAddress.objects.filter(school=school, key=key, page__live=True)
        .select_related("page", "edition__school")
        .first()
    )
    if found is None or not Page.objects.filter(pk=found.page_id).public().exists():
        return None
    return found


def gone(*, edition: Edition) -> Gone:
    """Since when the clauses that ``edition`` was the last to have are gone."""
    later = Edition.objects.filter(page_key=edition.page_key, number__gt=edition.number)
    since = later.order_by("number").values_list("in_force_from", flat=True).first()
    return Gone(edition, since)


def _add_missing(*, school: School, page_id: int, keys: Iterable[str], stands: bool) -> None:
    ClauseAddress.objects.bulk_create(
        (
            ClauseAddress(school=school, page_id=page_id, key=key, stands=stands)
            for key in sorted(keys)
        ),
        ignore_conflicts=True,
    )
