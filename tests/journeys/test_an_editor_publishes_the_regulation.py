"""The editor's way in a real browser: from the imported draft to the act that the school reads."""

from importlib import resources

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mentoring_pages.importing import read_act
from mentoring_pages.services.importing import import_regulation
from tests.schools import make_school, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = resources.files("mentoring_site.demo") / "content" / "polozhenie.txt"
NUMBER = "2.3"
NEW_TEXT = "Участие добровольное. Отказаться можно в любой день, сказав об этом куратору."


@pytest.fixture
def draft(school):
    """What ``import_document`` makes of the demo's act, its order taken away."""
    act = read_act(ACT.read_bytes())
    page = import_regulation(act=act, school=school, owner=None, now=timezone.now())
    page.order_number, page.order_date = "", None
    page.save_revision()
    return page


def give_date(page, label, text):
    """Type a date and leave the field by the keyboard, as one who does not need the calendar.

    The calendar opens a moment after the field is entered: only one that has opened can be closed.
    """
    field, calendar = page.get_by_label(label), page.locator(".xdsoft_datetimepicker:visible")
    field.fill(text)
    calendar.wait_for()
    field.press("Tab")
    expect(calendar).to_have_count(0)


def numbered(page, number):
    """The stored clause with this number."""
    return next(
        block
        for block in page.body
        if block.block_type == "clause" and block.value["number"] == number
    )


def position(page, number):
    return [block.id for block in page.body].index(numbered(page, number).id)


def test_an_editor_changes_a_clause_gives_the_order_and_publishes(walker, school, draft):
    make_staff("editor", editor=school)
    editor, visitor = walker("editor", width=1280), walker("visitor")
    assert visitor.page.goto(f"{visitor.base}/{draft.slug}/").status == 404
    visitor.open("/")

    editor.sign_in("editor")
    page = editor.page
    home = reverse("wagtailadmin_explore", args=[school.site.root_page_id])
    page.goto(editor.base + home)
    page.get_by_role("link", name=draft.title).first.click()
    page.wait_for_url("**/edit/")
    page.locator(f"textarea[name='body-{position(draft, NUMBER)}-value-text']").fill(NEW_TEXT)
    page.get_by_label("Номер приказа").fill("41-од")
    give_date(page, "Дата приказа", "28.08.2026")
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Больше действий").click()
    footer.get_by_role("button", name="Опубликовать").click()
    page.get_by_text("опубликована", exact=False).first.wait_for()
    page.wait_for_load_state()

    clause = numbered(draft, NUMBER)
    visitor.open(f"/{draft.slug}/#c-{clause.id}")
    shown = visitor.page.locator(f"[id='c-{clause.id}']")
    assert shown.locator(".act-clause__text").inner_text() == NEW_TEXT
    assert shown.locator(".act-number").inner_text().split()[-1].rstrip(".") == NUMBER
    assert shown.evaluate("element => element.matches(':target')")
    expect(shown).to_be_in_viewport()
    main = visitor.page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
    approval = visitor.page.locator(".act-approval").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert "УТВЕРЖДАЮ" in approval
    assert "Лебедева" in approval
    assert "Приказ № 41-од от 28.08.2026" in approval
    assert "Действует с 28 августа 2026 года" in main
    assert "Вы читаете редакцию № 1." in main


def test_an_editor_of_another_school_does_not_reach_the_draft(walker, school, draft):
    make_staff("stranger", editor=make_school("second"))
    stranger = walker("stranger", width=1280)
    stranger.sign_in("stranger")
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    stranger.page.goto(stranger.base + edit)
    assert stranger.page.locator("textarea").count() == 0
    assert draft.title not in stranger.page.inner_text("body")
    assert stranger.page.url != stranger.base + edit
