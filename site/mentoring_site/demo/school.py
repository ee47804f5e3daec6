"""The invented school of the demo: profile, texts and staff, made through the ordinary verbs."""

import json
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Site

from mentoring_pages.importing import read_act
from mentoring_pages.models import GlossaryPage, InformationResource, MentoringForm, School
from mentoring_pages.services.importing import import_regulation
from mentoring_pages.services.membership import grant_membership
from mentoring_pages.services.school import open_school
from mentoring_pages.services.wording import adopt_shipped_wordings
from mentoring_site.demo.editions import publish_earlier

CONTENT = resources.files("mentoring_site.demo") / "content"
WORDINGS_ORDER = ("42-од", date(2026, 8, 28))


def demo_content(name: str) -> Any:
    """A file of the demo's content as data."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def build_school(*, port: int, now: datetime) -> School:
    """Open the school, publish last year's Положение, the glossary and the wordings."""
    content = demo_content("school.json")
    school = open_school(
        key=content["key"],
        hostname="127.0.0.1",
        port=port,
        title=content["title"],
        profile=content["profile"],
        is_default_site=True,
    )
    remove_welcome_page()
    home = school.site.root_page.specific
    home.intro = content["intro"]
    home.save_revision().publish()
    for order, resource in enumerate(content["resources"]):
        InformationResource.objects.create(school=school, sort_order=order, **resource)
    for order, form in enumerate(content["forms"]):
        MentoringForm.objects.create(school=school, sort_order=order, **form)
    act = read_act((CONTENT / "polozhenie.txt").read_bytes())
    publish_act(school=school, act=act, now=now)
    adopt_shipped_wordings(
        school=school, order_number=WORDINGS_ORDER[0], order_date=WORDINGS_ORDER[1], now=now
    )
    return school


def remove_welcome_page() -> None:
    """Take away the page and the Site that a new Wagtail begins with."""
    for site in Site.objects.filter(hostname="localhost", is_default_site=False):
        page = site.root_page
        site.delete()
        if not page.is_root() and not School.objects.filter(site__root_page=page).exists():
            page.delete()


def publish_act(*, school: School, act: Any, now: datetime) -> None:
    """Import an act as an editor would and publish last year's edition and the glossary drafts."""
    page = import_regulation(act=act, school=school, owner=None, now=now)
    page.show_in_menus = True
    publish_earlier(page, said=demo_content("earlier-edition.json"))
    publish_glossary(school=school)


def publish_glossary(*, school: School) -> None:
    """Publish what imports added to the school's glossary, as its editor would."""
    unseen = Q(live=False) | Q(has_unpublished_changes=True)
    for draft in GlossaryPage.objects.child_of(school.site.root_page).filter(unseen):
        latest = draft.get_latest_revision_as_object()
        latest.show_in_menus = True
        latest.save_revision().publish()


def add_staff(*, school: School, password: str, now: datetime) -> list[tuple[str, str]]:
    """The demo's staff, one sign-in for each role; answers (user name, roles in Russian)."""
    names = {
        "director": "директор",
        "curator": "куратор",
        "editor": "редактор",
        "class_teacher": "классный руководитель",
    }
    people = []
    for entry in demo_content("school.json")["staff"]:
        user = get_user_model().objects.create_user(
            username=entry["username"],
            email=entry["email"],
            password=password,
            first_name=entry["first_name"],
            last_name=entry["last_name"],
        )
        for role in entry["roles"]:
            grant_membership(
                user=user,
                school=school,
                role=role,
                school_classes=entry.get("school_classes", ""),
                now=now,
            )
        people.append((user.username, ", ".join(names[role] for role in entry["roles"])))
    return people
