"""What the pages of a wording ask: its lines as a reader or a preview sees them."""

from typing import Any

from django import template
from django.utils import timezone
from wagtail.models import Page

from mentoring_pages.domain.placeholders import CATALOGUE
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.domain.wording_preview import bands_of
from mentoring_pages.models import School, WordingPage
from mentoring_pages.models.wording_panels import following_of
from mentoring_pages.services.edition import school_of
from mentoring_pages.services.wording import draft_lines
from mentoring_pages.services.wording_values import agreement_values, school_values

register = template.Library()


@register.simple_tag
def wording_lines(page: WordingPage, band: str = "") -> list[tuple[str, str]]:
    """(Type, text): with invented people of ``band``, or with places of people named, not filled.

    Empty while a place in the text cannot be filled: the editor says which.
    """
    school = school_of(page)
    day = timezone.localdate(timezone=school.zone)
    try:
        if band:
            return draft_lines(page=page, school=school, band=band, day=day)
        return filled_lines(blocks_of(page.frozen_tree()), _values_for_readers(page, school, day))
    except KeyError:
        return []


@register.filter
def may_be_signed_in(page: WordingPage, band: str) -> bool:
    """Whether anybody of this age band ever signs a paper of this variant."""
    return band in bands_of(page.variant)


@register.filter
def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that an editor divided by empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


@register.simple_tag(name="following_of")
def following_of_draft(page: Page) -> dict[str, Any] | None:
    """How many families an approval of this wording asks anew; ``None`` for any other page."""
    page = page.specific
    if not isinstance(page, WordingPage):
        return None
    return following_of(page.get_latest_revision_as_object())


def _values_for_readers(page: WordingPage, school: School, day) -> dict[str, str]:
    return {
        **{place.key: f"[{place.label}]" for place in CATALOGUE},
        **school_values(school=school, day=day),
        **agreement_values(agreement=page.agreement, school=school),
    }
