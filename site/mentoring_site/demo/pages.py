"""The demo's pages beside its Положение: documents, roadmap, articles, people, news."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.publication import FULL_NAME
from mentoring_pages.importing import ImportedAct, read_act
from mentoring_pages.models import (
    DocumentsPage,
    NewsIndexPage,
    NewsPage,
    PeoplePage,
    PlannedEvent,
    RoadmapPage,
    RoadmapStage,
    School,
    ShownPerson,
)
from mentoring_pages.services.act_draft import free_slug
from mentoring_pages.services.importing import import_act
from mentoring_site.demo.school import CONTENT, demo_content

ARTICLES = ("iniciativa-shkolnyj-sad.md", "iniciativa-knizhnaya-polka.md")


def build_pages(*, school: School, now: datetime) -> None:
    """Make and publish them, made through the ordinary verbs; the acts stand under «Документы»."""
    content = demo_content("pages.json")
    documents = documents_page(school=school)
    publish_programme(school=school, said=content["programme"], now=now)
    publish_under(
        documents, act=read_act((CONTENT / "poryadok-servisov.txt").read_bytes()), now=now
    )
    publish_roadmap(parent=documents, said=content["roadmap"])
    for name in ARTICLES:
        publish_under(documents, act=read_act((CONTENT / name).read_bytes()), now=now)
    _put(school, PeoplePage(**content["people"], show_in_menus=True))
    publish_news(school=school, content=content, now=now)


def documents_page(*, school: School) -> Page:
    """«Документы» of the school, made at the first asking."""
    found = DocumentsPage.objects.child_of(school.site.root_page).first()
    if found is None:
        said = demo_content("pages.json")["documents"]
        found = _put(school, DocumentsPage(**said, show_in_menus=True))
    return found


def publish_under(parent: Page, *, act: ImportedAct, now: datetime) -> Page:
    """Import an act of any kind as an editor would, put it under ``parent`` and publish it."""
    school = School.objects.select_related("site").get(
        site__root_page__in=parent.get_ancestors(inclusive=True)
    )
    draft = import_act(act=act, school=school, owner=None, now=now)
    return _move_and_publish(draft, parent)


def publish_programme(*, school: School, said: dict[str, Any], now: datetime) -> Page:
    """The imported programme with what its school adds: order, participants, measures."""
    act = read_act((CONTENT / "programma.txt").read_bytes())
    page: Any = import_act(act=act, school=school, owner=None, now=now)
    page.order_number = said["order_number"]
    page.order_date = date.fromisoformat(said["order_date"])
    page.approval_post, page.approval_name = school.director_post, school.director_name
    page.participants, page.term = said["participants"], said["term"]
    measured = page.measured.get_prep_value()
    for block, measure in zip(measured, said["measures"], strict=False):
        block["value"]["measure"] = measure
    page.measured = measured
    page.save_revision()
    return _move_and_publish(page, documents_page(school=school))


def publish_roadmap(*, parent: Page, said: dict[str, Any]) -> Page:
    page = RoadmapPage(
        title=said["title"],
        slug=said["slug"],
        period=said["period"],
        intro=said["intro"],
        order_number=said["order_number"],
        order_date=date.fromisoformat(said["order_date"]),
        live=False,
    )
    for order, stage in enumerate(said["stages"]):
        page.stages.add(RoadmapStage(sort_order=order, **stage))
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def publish_news(*, school: School, content: dict[str, Any], now: datetime) -> None:
    """The media plan around today, and the news of its events on the days they were due."""
    today = now.astimezone(school.zone).date()
    events = {
        said["key"]: PlannedEvent.objects.create(
            school=school,
            title=said["title"],
            held_on=today + timedelta(days=said["days"]),
            place=said["place"],
            audience=said["audience"],
        )
        for said in content["events"]
    }
    index = _put(school, NewsIndexPage(**content["news"], show_in_menus=True))
    for said in content["news_items"]:
        page = NewsPage(
            title=said["title"],
            slug=free_slug(index, "novost"),
            kind=said["kind"],
            event=events.get(said.get("event", "")),
            summary=said["summary"],
            body=said["body"],
            in_group=said.get("in_group", False),
            hashtags=said.get("hashtags", ""),
            live=False,
        )
        if said.get("shows_somebody"):
            _show_somebody(page, school=school, now=now)
        index.refresh_from_db()
        index.add_child(instance=page)
        page.save_revision().publish()
        moment = now + timedelta(days=said["days"])
        Page.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)


def _show_somebody(page: NewsPage, *, school: School, now: datetime) -> None:
    """Name the first person of the demo who allowed it."""
    addresses = [resource.address for resource in school.resources.all()]
    allowed = [
        person
        for person in ports.publication_people(school=school, resources=addresses, now=now)
        if FULL_NAME in person.allowed
    ]
    for person in sorted(allowed, key=lambda one: one.name)[:1]:
        page.shown_people.add(ShownPerson(person_key=person.key, items=[FULL_NAME]))


def _put(school: School, page: Page) -> Page:
    home = school.site.root_page
    home.refresh_from_db()
    page.live = False
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _move_and_publish(page: Page, parent: Page) -> Page:
    """Two parents may both have a page of this address, so it is named when it has arrived."""
    parent = Page.objects.get(pk=parent.pk)
    wanted = free_slug(parent, re.sub(r"-\d+\Z", "", page.slug))
    page.slug = f"{wanted}-{page.pk}"
    page.save()
    page.move(parent, pos="last-child")
    moved = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    moved.slug = wanted
    moved.save_revision().publish()
    moved.refresh_from_db()
    return moved
