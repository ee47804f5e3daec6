"""Painting acts for readers at publication and keeping what was painted.

A stored reading is only a shortcut: where it is missing, older than the text or of another painter,
whoever asks paints it anew. What stands beside an act (glossary, notes) has no version of its own,
so changing it throws the readings of the school away.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.safestring import mark_safe
from wagtail.models import Page

from mentoring_pages.domain.alphabet import anchor
from mentoring_pages.domain.audiences import AUDIENCES
from mentoring_pages.models import (
    ClauseNote,
    Edition,
    GlossaryPage,
    RegulationPage,
    School,
    StoredReading,
)
from mentoring_pages.rendering.edition_parts import whole_tree
from mentoring_pages.rendering.reading import PAINTER, Beside, Note, Reading, paint
from mentoring_pages.rendering.term_cards import Explained
from mentoring_pages.services.edition import school_of, tree_of

WHOLE = ""


def reading_of_page(*, page: RegulationPage, audience: str = WHOLE, now: datetime) -> Reading:
    """The published text of ``page``, painted now if nobody has; one query if somebody has."""
    kept = _kept(source=_source_of_page(page), state=_state_of(page), audience=audience)
    if kept:
        return kept
    school = school_or_none(page)
    if school is None:
        return preview_of_page(page=page, audience=audience)
    return _paint_page(page=page, school=school, audience=audience, now=now)


def preview_of_page(*, page: RegulationPage, audience: str = WHOLE) -> Reading:
    """A draft as it would be read; nothing is kept."""
    school = school_or_none(page)
    return paint(
        tree_of(page),
        order_number=page.order_number,
        order_date=page.order_date,
        beside=_beside(school=school, page_key=page.translation_key) if school else None,
        audience=audience,
    )


def reading_of_edition(*, edition: Edition, now: datetime) -> Reading:
    """An edition as it was approved, with the glossary of today and without notes."""
    source = f"edition:{edition.key}"
    kept = _kept(source=source, state=edition.digest, audience=WHOLE)
    if kept:
        return kept
    reading = paint(
        whole_tree(edition.tree),
        order_number=edition.order_number,
        order_date=edition.order_date,
        beside=Beside(explained=_explained(edition.school)),
        is_current=False,
    )
    _keep(
        reading,
        school=edition.school,
        source=source,
        state=edition.digest,
        audience=WHOLE,
        now=now,
    )
    return reading


@transaction.atomic
def paint_page(*, page: RegulationPage, now: datetime) -> None:
    """Paint the published text for everybody it may be shown to."""
    school = school_of(page)
    whole = _paint_page(page=page, school=school, audience=WHOLE, now=now)
    for audience in whole.audiences:
        _paint_page(page=page, school=school, audience=audience, now=now)


@transaction.atomic
def paint_school(*, school: School, now: datetime) -> None:
    """What stands beside the school's acts has changed: throw their readings away, paint anew."""
    forget_readings(school=school)
    home = school.site.root_page
    for page in RegulationPage.objects.descendant_of(home).live():
        paint_page(page=page, now=now)


def forget_readings(*, school: School) -> None:
    """The next reader paints. For changes that need not be ready at once."""
    StoredReading.objects.filter(school=school).delete()


def forget_page(*, page: RegulationPage) -> None:
    """The page was written or removed."""
    StoredReading.objects.filter(source=_source_of_page(page)).delete()


def school_or_none(page: Page) -> School | None:
    """The school in whose tree ``page`` stands; ``None`` on a site that belongs to no school."""
    try:
        return school_of(page)
    except School.DoesNotExist:
        return None


def _paint_page(*, page: RegulationPage, school: School, audience: str, now: datetime) -> Reading:
    reading = paint(
        tree_of(page),
        order_number=page.order_number,
        order_date=page.order_date,
        beside=_beside(school=school, page_key=page.translation_key),
        audience=audience,
    )
    _keep(
        reading,
        school=school,
        source=_source_of_page(page),
        state=_state_of(page),
        audience=audience,
        now=now,
    )
    return reading


def _source_of_page(page: RegulationPage) -> str:
    return f"page:{page.pk}"


def _state_of(page: RegulationPage) -> str:
    """Every publication has its own; a page written without one is forgotten by a signal."""
    published = page.last_published_at
    return f"{page.live_revision_id}/{published.isoformat() if published else ''}"


def _kept(*, source: str, state: str, audience: str) -> Reading | None:
    if audience and audience not in AUDIENCES:
        audience = WHOLE
    row = StoredReading.objects.filter(
        source=source, audience=audience, state=state, painter=PAINTER
    ).values_list("article", "contents", "cards", "audiences")
    for article, contents, cards, audiences in row:
        return Reading(
            article=mark_safe(article),  # noqa: S308 - painted and escaped by us
            contents=mark_safe(contents),  # noqa: S308
            cards=mark_safe(cards),  # noqa: S308
            audiences=tuple(audiences),
        )
    return None


def _keep(
    reading: Reading, *, school: School, source: str, state: str, audience: str, now: datetime
) -> None:
    StoredReading.objects.update_or_create(
        source=source,
        audience=audience,
        defaults={
            "school": school,
            "state": state,
            "painter": PAINTER,
            "article": str(reading.article),
            "contents": str(reading.contents),
            "cards": str(reading.cards),
            "audiences": list(reading.audiences),
            "painted_at": now,
        },
    )


def _beside(*, school: School, page_key: Any) -> Beside:
    return Beside(explained=_explained(school), notes=_notes(school=school, page_key=page_key))


def _explained(school: School) -> list[Explained]:
    """The published glossary of the school; each term leads to its place there."""
    found = []
    for glossary in GlossaryPage.objects.descendant_of(school.site.root_page).live().public():
        # An address without the host: the act and the glossary stand on one site.
        parts = glossary.get_url_parts()
        address = parts[2] if parts else ""
        found += [
            Explained(
                term.term,
                term.definition,
                variants=term.variants,
                address=f"{address}#{anchor(term.term)}" if address else "",
            )
            for term in glossary.terms.all()
        ]
    return found


def _notes(*, school: School, page_key: Any) -> Mapping[str, Note]:
    rows = ClauseNote.objects.filter(school=school, page_key=page_key, is_published=True)
    return {
        row.clause_key: Note(
            text=row.text,
            signed=row.signed,
            written_on=_day(school, row.written_at),
            audiences=row.audiences,
        )
        for row in rows
    }


def _day(school: School, moment: datetime) -> date:
    return moment.astimezone(school.zone).date()
