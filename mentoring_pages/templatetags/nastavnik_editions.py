"""What the pages of editions ask: addresses below an act, its repeal, the days of an edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from mentoring_pages.domain.comparison import RENUMBERED
from mentoring_pages.domain.timeline import COMING, IN_FORCE, NEVER, REPEALED
from mentoring_pages.models import Edition, RegulationPage, Repeal, School
from mentoring_pages.public_memory import remembered
from mentoring_pages.rendering.changes import ShownChange
from mentoring_pages.services.timeline import Standing, timeline_of
from mentoring_pages.views.act_addresses import act_address

register = template.Library()

STATUS_KINDS = {IN_FORCE: "done", COMING: "waiting", REPEALED: "error"}


def full_day(day: date) -> str:
    """«1 сентября 2026 года», the parts kept together."""
    return date_format(day, "j\N{NO-BREAK SPACE}E Y").replace(" ", "\N{NO-BREAK SPACE}") + _(
        "\N{NO-BREAK SPACE}года"
    )


register.filter("full_day", full_day)


@register.simple_tag(takes_context=True)
def below_act(context: Context, page: RegulationPage, name: str, *args: Any) -> str:
    """The address ``name`` of ``act_urls`` below the page of an act."""
    return act_address(context.get("request"), page, name, *args)


@register.simple_tag
def only_numbers(changes: Sequence[ShownChange]) -> list[ShownChange]:
    """The changes that leave every word: told together, they do not hide the others."""
    return [change for change in changes if change.kind == RENUMBERED]


@dataclass(frozen=True, slots=True)
class PageStanding:
    """Whether the published text of an act may be relied on today.

    ``state`` is ``draft`` or a state of ``domain.timeline``; ``edition`` the number of the edition
    that is read, ``current`` of another one that holds today, each ``None`` where there is none.
    """

    state: str
    today: date
    edition: int | None = None
    in_force_from: date | None = None
    current: int | None = None
    repeal: Repeal | None = None


@register.simple_tag(takes_context=True)
def standing_of_page(context: Context, page: RegulationPage, school: School | None) -> PageStanding:
    """What stands above the text of an act, as of the school's today. Two queries, none while the
    public pages of the site have not changed."""
    today = timezone.localdate(timezone=school.zone if school else None)
    key = page.translation_key
    timeline = remembered(
        context.get("request"), f"timeline-{key}", lambda: timeline_of(page_key=key)
    )
    repeal = timeline.repeal
    if not page.is_approved:
        state = REPEALED if timeline.repealed_on(today) else "draft"
        return PageStanding(state, today, repeal=repeal)
    since = page.in_force_from or page.order_date
    own = [
        one
        for one in timeline.standings(today)
        if (one.edition.order_number, one.edition.order_date)
        == (page.order_number, page.order_date)
    ]
    if timeline.repealed_on(today) or not own:
        state = REPEALED if timeline.repealed_on(today) else COMING if since > today else IN_FORCE
        return PageStanding(state, today, in_force_from=since, repeal=repeal)
    shown = max(own, key=lambda one: one.edition.number)
    holds = timeline.on(today)
    return PageStanding(
        state=shown.state,
        today=today,
        edition=shown.edition.number,
        in_force_from=shown.edition.in_force_from,
        current=holds.number if holds and holds.number != shown.edition.number else None,
        repeal=repeal,
    )


@register.simple_tag
def page_by_key(key: Any) -> Page | None:
    """The published page of this key: what replaces a repealed act. No key, no query."""
    if key is None:
        return None
    return Page.objects.live().public().filter(translation_key=key).first()


@register.simple_tag
def edition_label(edition: Edition) -> str:
    """«редакция от 28.08.2026», by the day of its order as lawyers call it."""
    return _("редакция от %(day)s") % {"day": edition.order_date.strftime("%d.%m.%Y")}


@register.filter
def state_word(standing: Standing) -> str:
    return {
        IN_FORCE: _("действует"),
        COMING: _("ещё не действует"),
        REPEALED: _("утратила силу"),
        NEVER: _("не действовала"),
    }.get(standing.state, _("не действует"))


@register.filter
def state_kind(standing: Standing) -> str:
    """The look of a state, see ``{% status %}``."""
    return STATUS_KINDS.get(standing.state, "neutral")


@register.filter
def days_held(standing: Standing) -> str:
    """«С 1 сентября 2026 года по 31 августа 2027 года», «с …», or why on no day."""
    span = standing.span
    if standing.state == NEVER and span.next_number:
        return _(
            "Её заменила редакция №\N{NO-BREAK SPACE}%(number)s до того, как начался её срок."
        ) % {"number": span.next_number}
    if standing.state == NEVER:
        return _("Документ утратил силу раньше, чем она начала действовать.")
    since = _("С %(day)s") % {"day": full_day(span.since)}
    if span.until is None:
        return since
    return since + _(" по %(day)s") % {"day": full_day(span.until - timedelta(days=1))}
