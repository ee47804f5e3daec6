"""Which of a school's acts a visitor is led to."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef
from wagtail.models import Page

from mentoring_pages.domain.principal_act import speaks_of_mentoring
from mentoring_pages.domain.timeline import COMING, IN_FORCE, REPEALED
from mentoring_pages.models import RegulationPage, School
from mentoring_pages.services.shown_edition import DRAFT
from mentoring_pages.services.timeline import Timeline, timelines_of

PREFERRED = (REPEALED, DRAFT, COMING, IN_FORCE)
"""States of an act, the one to lead a visitor to last."""


def act_for_visitors(*, home: Page, day: date) -> RegulationPage | None:
    """The published act under ``home`` that holds on ``day``: the one the school chose, else the
    one on mentoring, and of several the one of the latest order.

    Where none holds: one that will, else a draft, else one that is repealed, whose page says so.
    Three queries, however many acts there are.
    """
    by_hand = School.objects.filter(
        site__root_page=home, principal_act_key=OuterRef("translation_key")
    )
    acts = list(
        RegulationPage.objects.descendant_of(home)
        .live()
        .public()
        .defer("body")
        .annotate(is_chosen=Exists(by_hand))
    )
    if not acts:
        return None
    timelines = timelines_of(page_keys=[act.translation_key for act in acts])
    chosen: RegulationPage = max(
        acts,
        key=lambda act: (
            PREFERRED.index(state_on(act, timelines[act.translation_key], day)),
            act.is_chosen,
            speaks_of_mentoring(act.title),
            act.order_date or date.min,
        ),
    )
    return chosen


def acts_to_choose(*, school: School) -> list[tuple[str, str]]:
    """The acts of ``school``, drafts too, as (key, title): one of them is that of the programme."""
    acts = RegulationPage.objects.descendant_of(school.site.root_page).filter(alias_of=None)
    rows = acts.order_by("title", "pk").values_list("translation_key", "title")
    return [(str(key), title) for key, title in rows]


def not_repealed(*, acts: Sequence[RegulationPage], day: date) -> list[RegulationPage]:
    """Those of ``acts`` that no order has ended by ``day``. Two queries, none without acts."""
    if not acts:
        return []
    timelines = timelines_of(page_keys=[act.translation_key for act in acts])
    return [act for act in acts if not timelines[act.translation_key].repealed_on(day)]


def state_on(act: RegulationPage, timeline: Timeline, day: date) -> str:
    """What the act behind the page is on ``day``: ``draft`` or a state of ``domain.timeline``."""
    if timeline.repealed_on(day):
        return REPEALED
    if timeline.on(day) is not None:
        return IN_FORCE
    if not act.is_approved:
        return DRAFT
    since = act.in_force_from or act.order_date
    return IN_FORCE if since is not None and since <= day else COMING
