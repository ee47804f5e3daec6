"""Freezing what an order approved, and finding the edition in force on a day."""

import hashlib
import json
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, Max, OuterRef, Q, When
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.principal_act import SPELLINGS
from mentoring_pages.models import (
    Edition,
    ProgrammePage,
    RegulationPage,
    School,
    ServiceRulesPage,
    WordingPage,
)
from mentoring_pages.models.wording_form import same_words
from mentoring_pages.services.asked_once import asked_once
from mentoring_pages.services.timeline import still_in_force

Act = RegulationPage | ProgrammePage | ServiceRulesPage
"""A page with a body of clauses that an order approves."""

Approvable = Act | WordingPage
"""A page whose text an order approves."""


def tree_of(page: Approvable) -> dict[str, Any]:
    """The text of ``page`` as plain JSON: no ids of rows, no addresses of this installation."""
    if isinstance(page, WordingPage):
        return page.frozen_tree()
    blocks = [
        {"key": block["id"], "type": block["type"], "value": _settled(block["value"])}
        for block in page.body.get_prep_value()
    ]
    others = [_agreed(block["value"]) for block in page.approvals.get_prep_value()]
    return {
        "heading": page.act_heading,
        "title": page.act_title,
        "approval": {
            "heading": page.approval_heading,
            "post": page.approval_post,
            "name": page.approval_name,
        },
        **({"approvals": others} if others else {}),
        "blocks": blocks,
        "terms": [
            {"term": term.term, "definition": term.definition, "clause": term.clause_key}
            for term in ([] if isinstance(page, ProgrammePage) else page.terms.all())
        ],
        **({} if isinstance(page, RegulationPage) else page.edition_extras()),
    }


def _agreed(value: dict[str, Any]) -> dict[str, Any]:
    """An approval block with its day as ISO 8601, however it came into the editor."""
    day = value["order_date"]
    return {**value, "order_date": day.isoformat() if isinstance(day, date) else day}


def _settled(value: Any) -> Any:
    """The editor stores a level as a number and an importer as its digits: one text, one digest."""
    if isinstance(value, dict) and "level" in value:
        return {**value, "level": int(value["level"] or 2)}
    return value


def tree_digest(tree: dict[str, Any]) -> str:
    """SHA-256 of the tree in one canonical spelling (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def school_of(page: Page) -> School:
    """The school in whose tree the page stands."""
    school: School = School.objects.get(site__root_page__in=page.get_ancestors(inclusive=True))
    return school


@transaction.atomic
def freeze_edition(
    *,
    page: Approvable,
    now: datetime,
    change: str = "",
    in_force_from: date | None = None,
    by: Any = None,
) -> Edition:
    """Keep the approved text for ever. The same text under the same order from the same
    day is one edition. ``by`` is whoever published it.

    In force from the day named, else from the one the page names, else from the day of the order.
    Raises ``ValueError`` when no order stands behind the text.
    """
    if not page.order_number or page.order_date is None:
        raise ValueError("an edition needs an order number and date")
    school = School.objects.select_for_update().get(pk=school_of(page).pk)
    tree = tree_of(page)
    digest = tree_digest(tree)
    editions = Edition.objects.filter(page_key=page.translation_key)
    since = in_force_from or getattr(page, "in_force_from", None) or page.order_date
    latest = editions.order_by("-number").first()
    if latest and (
        (latest.digest, latest.order_number, latest.order_date, latest.in_force_from)
        == (digest, page.order_number, page.order_date, since)
    ):
        return latest
    number = (editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition.objects.create(
        school=school,
        page_key=page.translation_key,
        kind=page.kind,
        variant=page.edition_variant if isinstance(page, WordingPage) else "",
        number=number,
        title=page.title,
        tree=tree,
        digest=digest,
        order_number=page.order_number,
        order_date=page.order_date,
        in_force_from=since,
        change=change_said(page=page, latest=latest, tree=tree, change=change),
        frozen_at=now,
    )
    ports.edition_frozen(edition=edition, by=by, now=now)
    return edition


def change_said(
    *,
    page: Approvable,
    latest: Edition | None,
    tree: dict[str, Any],
    change: str,
) -> str:
    """What was said at approval, else what the page says; nobody signs an explanation anew."""
    if latest and isinstance(page, WordingPage) and same_words(latest.tree, tree):
        return "minor"
    return change or getattr(page, "change", "") or "major"


@asked_once
def wording_in_force(*, school: School, kind: str, variant: str, day: date) -> Edition | None:
    """The approved wording of this kind in force on ``day``; ``None`` where none was approved or
    the one that was is repealed."""
    editions = Edition.objects.filter(
        school=school, kind=kind, variant=variant, in_force_from__lte=day
    )
    return still_in_force(editions, day).order_by("-in_force_from", "-frozen_at", "-pk").first()


@asked_once
def is_wording_in_force(*, school: School, kind: str, variants: tuple[str, ...], day: date) -> bool:
    """Whether any of ``variants`` of this kind has an approved wording in force on ``day``."""
    editions = Edition.objects.filter(
        school=school, kind=kind, variant__in=variants, in_force_from__lte=day
    )
    return still_in_force(editions, day).exists()


@asked_once
def regulation_in_force(*, school: School, day: date) -> Edition | None:
    """The school's Положение in force on ``day``; another act of the school only where it has none.

    An act whose page is published goes before one whose page is not, the one that the school chose
    before the others, an act on mentoring before one on something else; of several the one in
    force since the latest day is meant. One query.
    """
    begun = Edition.objects.filter(school=school, kind="regulation", in_force_from__lte=day)
    published = Page.objects.live().filter(translation_key=OuterRef("page_key"))
    on_mentoring = reduce(or_, (Q(title__contains=word) for word in SPELLINGS))
    return (
        still_in_force(begun, day)
        .alias(
            is_published=Exists(published),
            is_chosen=Case(When(page_key=school.principal_act_key, then=1), default=0),
            is_on_mentoring=Case(When(on_mentoring, then=1), default=0),
        )
        .order_by(
            "-is_published",
            "-is_chosen",
            "-is_on_mentoring",
            "-in_force_from",
            "-frozen_at",
            "-pk",
        )
        .first()
    )
