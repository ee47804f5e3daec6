"""A parent looks at what an act said before, in a real browser, with scripts and without."""

from datetime import date
from importlib import resources

import pytest
from django.utils import timezone

from mentoring_pages.importing import read_act
from mentoring_pages.models import RegulationPage
from mentoring_pages.services.importing import import_regulation
from mentoring_pages.services.timeline import repeal_act
from tests.mentoring_pages.editions import body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = resources.files("mentoring_site.demo") / "content" / "polozhenie.txt"


def published(page, number, day):
    page.order_number, page.order_date, page.in_force_from = number, day, None
    page.save_revision().publish()
    return RegulationPage.objects.get(pk=page.pk)


@pytest.fixture
def act(school):
    """The demo's act in two editions: a clause reworded, one gone, one new, a row of a list new."""
    found = read_act(ACT.read_bytes())
    page = import_regulation(act=found, school=school, owner=None, now=timezone.now())
    page = published(page, "41-од", date(2024, 9, 1))
    blocks = page.body.get_prep_value()
    clauses = [place for place, b in enumerate(blocks) if b["type"] == "clause"]
    reworded = blocks[clauses[2]]["value"]
    reworded["text"] = reworded["text"].replace(" и ", ", а также ", 1) + " Это важно для семей."
    gone = clauses[5]
    new = {
        "id": "11111111-2222-4333-8444-555555555555",
        "type": "clause",
        "value": {**blocks[clauses[-1]]["value"], "text": "Семьи узнают о встречах заранее."},
    }
    blocks = [*blocks[:gone], *blocks[gone + 1 : clauses[-1]], new, *blocks[clauses[-1] + 1 :]]
    page.body = body(*blocks)
    return published(page, "60-од", date(2026, 9, 1))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_parent_reads_what_held_then_and_what_changed(walker, school, act, scripts):
    parent = walker("parent", scripts=scripts)
    parent.open(f"/{act.slug}/")
    parent.press("Редакции")
    parent.page.get_by_label("День").fill("2025-01-15")
    parent.press("Показать, что действовало")
    assert "15\N{NO-BREAK SPACE}января\N{NO-BREAK SPACE}2025" in parent.page.inner_text("main")
    parent.press("Чем она отличается")
    assert parent.heading == "Что изменилось"
    assert parent.page.locator("ins").count() > 1
    parent.open(f"/{act.slug}/na-datu/2020-01-01/")
    assert "документа ещё не было" in parent.page.inner_text("main")


def test_a_repealed_act_says_so_in_the_browser_too(walker, school, act):
    repeal_act(
        school=school,
        page_key=act.translation_key,
        act_title=act.title,
        order_number="7-од",
        order_date=date(2026, 10, 1),
        repealed_from=date(2026, 10, 1),
        reason="Принято новое Положение.",
        by=None,
        now=timezone.now(),
    )
    parent = walker("parent")
    for address in ("", "redakciya/1/", "redakcii/", "izmeneniya/1/2/"):
        parent.open(f"/{act.slug}/{address}")
        assert "утратил" in parent.page.locator("main").inner_text()
