"""What the texts of a school ask for by a time: its acts in force, programmes and roadmaps."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wagtail.models import Page

from mentoring_pages.domain.calendar import DATED, Duty, dated_rules, duties, kind_of
from mentoring_pages.domain.contents import genitive_of
from mentoring_pages.domain.roadmap import span_of
from mentoring_pages.linting import act_of_tree
from mentoring_pages.models import Edition, ProgrammePage, RoadmapPage, School
from mentoring_pages.services.asked_once import asked_once
from mentoring_pages.services.edition import regulation_in_force, wording_in_force
from mentoring_pages.services.timeline import still_in_force


@dataclass(frozen=True, slots=True)
class Cited:
    """A duty with the text that says it: «п. 3.4 Положения», «Дорожная карта».

    ``address`` is where that text is, within the site; empty for a clause with its own address.
    ``span`` are the first and the last day the text is for; ``None`` where it has no end.
    """

    duty: Duty
    short: str
    address: str = ""
    span: tuple[date, date] | None = None


def duties_of(*, edition: Edition) -> tuple[Duty, ...]:
    """What a frozen text asks for."""
    act = act_of_tree(edition.tree)
    return duties(act.keys, act.blocks)


@asked_once
def duties_of_acts(*, school: School, day: date) -> list[Cited]:
    """What the Положение and the service rules in force on ``day`` ask for, in their own order."""
    editions = (
        regulation_in_force(school=school, day=day),
        wording_in_force(school=school, kind="service-rules", variant="", day=day),
    )
    return [
        Cited(duty, _short(edition, duty))
        for edition in editions
        if edition is not None
        for duty in duties_of(edition=edition)
    ]


def dates_of_programmes(*, school: School, day: date) -> list[Cited]:
    """The days that the school's programmes in force name. Three queries, however many."""
    pages = {
        page.translation_key: page
        for page in ProgrammePage.objects.descendant_of(school.site.root_page)
        .live()
        .public()
        .defer_streamfields()
    }
    latest: dict[UUID, int] = {}
    begun = Edition.objects.filter(
        school=school, kind="programme", page_key__in=pages, in_force_from__lte=day
    ).order_by("in_force_from", "frozen_at", "pk")
    for page_key, pk in still_in_force(begun, day).values_list("page_key", "pk"):
        latest[page_key] = pk
    return [
        Cited(duty, _short(edition, duty), _address(pages[edition.page_key]))
        for edition in Edition.objects.filter(pk__in=latest.values()).order_by("title", "pk")
        for duty in duties_of(edition=edition)
        if duty.kind == DATED
    ]


def dates_of_roadmaps(*, school: School) -> list[Cited]:
    """The days that the stages of the published roadmaps name; «сентябрь» names none. A roadmap of
    one school year asks for nothing in the next.

    Two queries, however many stages.
    """
    pages = (
        RoadmapPage.objects.descendant_of(school.site.root_page)
        .live()
        .public()
        .prefetch_related("stages")
    )
    return [
        Cited(
            Duty(
                key=str(stage.key),
                number="",
                sentence=". ".join([stage.title.rstrip("."), *stage.lines()]),
                words=stage.term,
                rule=rule,
                kind=kind_of(rule),
            ),
            page.title,
            _address(page),
            span_of(page.period),
        )
        for page in pages
        for stage in page.stages.all()
        for rule in dated_rules(stage.term)
    ]


def _short(edition: Edition, duty: Duty) -> str:
    if not duty.number:
        return edition.title
    heading = str(edition.tree.get("heading", ""))
    return f"п.\N{NO-BREAK SPACE}{duty.number} {genitive_of(heading)}"


def _address(page: Page) -> str:
    """Where the page is on its own site, without the host."""
    parts = page.get_url_parts()
    return str(parts[2]) if parts else ""
