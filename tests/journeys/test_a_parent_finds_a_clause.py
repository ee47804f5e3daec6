"""A parent looks for a word, with and without scripts, and comes to the clause that says it."""

from importlib import resources

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentoring_pages.importing import read_act
from mentoring_pages.models import GlossaryPage
from mentoring_pages.services.importing import import_regulation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = resources.files("mentoring_site.demo") / "content" / "polozhenie.txt"


@pytest.fixture
def act(school):
    act = read_act(ACT.read_bytes())
    page = import_regulation(act=act, school=school, owner=None, now=timezone.now())
    page.save_revision().publish()
    GlossaryPage.objects.get().get_latest_revision().publish()
    return page


@pytest.mark.parametrize(
    ("name", "width", "scripts"),
    [
        pytest.param("reader", 1280, True, id="with scripts"),
        pytest.param("reader-plain", 360, False, id="without scripts"),
    ],
)
def test_a_parent_finds_a_clause(walker, school, act, name, width, scripts):
    parent = walker(name, width=width, scripts=scripts)
    parent.open("/")

    parent.page.get_by_role("searchbox", name="Поиск по документам").fill("родителю")
    parent.press_enter()
    expect(parent.page.get_by_role("heading", name="Нашлось мест")).to_be_visible()
    assert parent.page.locator("mark").first.is_visible()
    parent.follow(parent.page.locator(".n-found__title a").first)
    key = parent.path.partition("#")[2]
    expect(parent.page.locator(f"[id='{key}']")).to_be_visible()

    parent.open("/poisk/")
    parent.type("Что найти", "сагласие")
    parent.press("Найти")
    parent.press("согласие")
    expect(parent.page.get_by_role("heading", name="Нашлось мест")).to_be_visible()
    parent.choose("в приложениях")
    parent.press("Найти")


def test_what_waits_and_what_explains_are_told_apart(walker, school, act):
    parent = walker("reader-states", width=768)

    parent.open("/poisk/?q=наставник")
    expect(parent.page.get_by_text("объяснение, не часть документа").first).to_be_visible()
    parent.open("/poisk/?q=абракадабра")
