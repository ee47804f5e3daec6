"""What the pages of news, roadmaps, people, documents and articles ask."""

from itertools import groupby
from typing import Any

from django import template
from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from mentoring_pages.domain.contents import Chapter, chapters
from mentoring_pages.models import (
    InitiativePage,
    NewsIndexPage,
    NewsPage,
    PeoplePage,
    RoadmapPage,
    School,
    ServiceRulesPage,
)
from mentoring_pages.rendering.act_page import pieces_of
from mentoring_pages.rendering.links import with_links
from mentoring_pages.services.calendar import news_clock
from mentoring_pages.services.documents import Shelf, current_marks, shelves_of
from mentoring_pages.services.initiative import targets_of
from mentoring_pages.services.news import PlanRow, news_of, plan_of
from mentoring_pages.services.people import (
    RoleGroup,
    may_be_seen,
    names_on,
    people_of_programme,
)
from mentoring_pages.services.roadmap import StageStanding, standings
from mentoring_pages.sveden import Marks

register = template.Library()

NEWS_ON_A_PAGE = 12


@register.simple_tag
def document_shelves(school: School | None) -> list[Shelf]:
    return shelves_of(school=school) if school else []


@register.simple_tag
def sveden_marks() -> Marks:
    return current_marks()


@register.simple_tag
def roadmap_stages(page: RoadmapPage, school: School | None) -> list[StageStanding]:
    """The stages with their progress on the school's today."""
    if school is None:
        return []
    day = timezone.localdate(timezone=school.zone)
    return standings(page=page, school=school, day=day)


@register.simple_tag
def role_groups(page: PeoplePage, school: School | None) -> list[RoleGroup]:
    return people_of_programme(school=school, page=page, now=timezone.now()) if school else []


@register.simple_tag
def shown_names(page: Page, school: School | None) -> list[str]:
    """Who may be named under this page now."""
    return names_on(page=page, school=school, now=timezone.now()) if school else []


@register.simple_tag
def shown_pictures(page: NewsPage, school: School | None) -> list[Any]:
    """The pictures of the news all of whose people may be seen now."""
    if school is None:
        return []
    rows = list(page.pictures.select_related("image").prefetch_related("image__renditions"))
    images = [row.image for row in rows]
    seen = may_be_seen(images=images, page=page, school=school, now=timezone.now())
    return [row for row in rows if row.image_id in seen]


@register.simple_tag
def may_show(page: Page, image: Any, school: School | None) -> bool:
    """Whether this one picture may be seen now."""
    if school is None or image is None:
        return False
    return bool(may_be_seen(images=[image], page=page, school=school, now=timezone.now()))


@register.simple_tag(takes_context=True)
def news_part(context: template.Context, page: NewsIndexPage, school: School | None) -> Part[Any]:
    """The news of this page of the list; a number that is none is the nearest there is."""
    request = context.get("request")
    news = news_of(school=school) if school else NewsPage.objects.none()
    paginator = Paginator(news, NEWS_ON_A_PAGE)
    return paginator.get_page(request.GET.get("p") if request else 1)


@register.simple_tag
def coming_events(school: School | None) -> list[PlanRow]:
    """What the media plan announces from today on."""
    if school is None:
        return []
    day = timezone.localdate(timezone=school.zone)
    return [row for row in plan_of(school=school, day=day, since=day) if not row.event.cancelled]


@register.simple_tag
def weekly_news(school: School | None) -> Any:
    """The clock of the news with the clause that asks for them; ``None`` where there is none."""
    if school is None:
        return None
    return news_clock(school=school, day=timezone.localdate(timezone=school.zone))


@register.simple_tag(takes_context=True)
def link_targets(context: template.Context, page: InitiativePage) -> dict[str, str]:
    """Where the ``[[links]]`` of the article lead, asked once for the page."""
    return targets_of(page=page, request=context.get("request"))


@register.simple_tag
def article_runs(page: InitiativePage) -> list[tuple[str, list[Any]]]:
    """The blocks of the article, items that stand together as one list: (kind, blocks)."""
    kinds = groupby(page.body, key=lambda block: block.block_type)
    runs: list[tuple[str, list[Any]]] = []
    for kind, blocks in kinds:
        runs += [(kind, list(blocks))] if kind == "item" else [(kind, [one]) for one in blocks]
    return runs


@register.simple_tag
def linked(text: str, targets: dict[str, str]) -> SafeString:
    """``text`` with its ``[[links]]`` as links where they lead somewhere, else as plain words."""
    return with_links(text, targets)


@register.simple_tag
def body_chapters(page: Any) -> tuple[Chapter, ...]:
    """The clauses of a page that has fields of its own beside them."""
    return chapters(pieces_of(page))


@register.simple_tag
def service_rows(page: ServiceRulesPage) -> list[Any]:
    """The register of services, each with the number of the clause that names it."""
    numbers = {
        block["id"]: block["value"].get("number", "")
        for block in page.body.raw_data
        if isinstance(block.get("value"), dict) and block.get("id")
    }
    return [(service, numbers.get(service.clause_key, "")) for service in page.services.all()]
