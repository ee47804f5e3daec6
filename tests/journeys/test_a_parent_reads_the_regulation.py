"""A parent reads the act: what a word means, where one is, what concerns whom, how to cite."""

import pytest
from playwright.sync_api import expect

from mentoring_pages.models import ClauseNote
from tests.journeys.conftest import violations
from tests.mentoring_pages.acts import block, publish_act, publish_glossary
from tests.schools import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEFINED, MET = 1, 10
"""Places of the clause that defines the mentor and of the one where a family meets them."""


@pytest.fixture
def act(school):
    """Two sections: who is who, and what a family signs; long enough to scroll."""
    home = school.site.root_page.specific
    blocks = [
        block("section", 1, "1", "Кто есть кто"),
        block("clause", 2, "1.1", "Наставник – тот, кто ведёт."),
        *(
            block("clause", 2, f"1.{number}", "Так устроена программа. " * 9)
            for number in range(2, 9)
        ),
        block("section", 1, "2", "Что подписывает семья"),
        block("clause", 2, "2.1", "С наставником знакомят семью по п. 1.1 настоящего Положения."),
        *(
            block("clause", 2, f"2.{number}", "Кейс-метод любят все. " * 9)
            for number in range(2, 9)
        ),
    ]
    page = publish_act(home, blocks, slug="polozhenie")
    publish_glossary(home, **{"Кейс-метод": "Разбор случая из жизни."})
    ClauseNote.objects.create(
        school=school,
        page_key=page.translation_key,
        clause_key=blocks[MET]["id"],
        text="Вы увидите наставника до начала работы.",
        for_parent=True,
        written_at=NOW,
    )
    return [one["id"] for one in blocks]


def card(page):
    return page.locator(".act-card:visible")


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_a_term_is_explained_where_it_stands(walker, act):
    reader = walker("reader", width=1280)
    reader.page.clock.install()
    reader.open("/polozhenie/")
    term = reader.page.locator(f"#c-{act[MET]} a.act-term")

    term.hover()
    expect(card(reader.page)).to_contain_text("тот, кто ведёт.")
    card(reader.page).hover()
    reader.page.clock.fast_forward(500)
    assert card(reader.page).count() == 1, "the card stays while the pointer is on it"
    assert violations(reader.page) == []

    reader.page.keyboard.press("Escape")
    expect(card(reader.page)).to_have_count(0)
    reader.page.mouse.move(0, 0)
    term.focus()
    expect(card(reader.page)).to_have_count(1)
    reader.page.keyboard.press("Escape")
    expect(card(reader.page)).to_have_count(0)
    expect(term).to_be_focused()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(f"**/#c-{act[DEFINED]}")


def test_a_finger_opens_the_card_and_follows_its_link(walker, act):
    finger = walker("finger", touch=True)
    page = finger.page
    page.goto(f"{finger.base}/polozhenie/")
    page.locator(f"#c-{act[MET]} a.act-term").tap()
    card(page).wait_for()
    box = card(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.url.endswith("/polozhenie/")
    card(page).get_by_role("link").tap()
    page.wait_for_url(f"**/#c-{act[DEFINED]}")


def test_without_scripts_a_term_is_a_link_and_everything_is_there(walker, act):
    reader = walker("reader", scripts=False)
    reader.open("/polozhenie/")
    reader.page.locator(f"#c-{act[MET]} a.act-term").click()
    reader.page.wait_for_url(f"**/polozhenie/#c-{act[DEFINED]}")
    assert card(reader.page).count() == 0
    reader.page.goto(f"{reader.base}/polozhenie/#c-{act[MET]}")
    assert reader.page.locator(f"#c-{act[MET]} .act-tools").get_by_text("цитировать").is_visible()
    assert reader.page.get_by_role("button", name="скопировать").count() == 0


def test_the_contents_show_where_the_reader_is(walker, act):
    reader = walker("reader", width=1280)
    reader.open("/polozhenie/")
    current = reader.page.locator(".act-contents--side a[aria-current=location]")
    expect(current).to_contain_text("Кто есть кто")
    reader.page.locator(f"#c-{act[-1]}").scroll_into_view_if_needed()
    reader.page.locator(
        ".act-contents--side a[aria-current=location]", has_text="Что подписывает семья"
    ).wait_for()
    expect(current).to_have_count(1)


def test_what_concerns_a_parent_comes_first_and_a_link_opens_the_rest(walker, act):
    reader = walker("reader")
    reader.open("/polozhenie/")
    reader.press("Родителю")
    assert reader.page.get_by_text("Вы увидите наставника до начала работы.").is_visible()
    assert not reader.page.locator(f"#c-{act[2]}").is_visible()
    reader.page.goto(f"{reader.base}/polozhenie/?dlya=roditel#c-{act[2]}")
    reader.page.locator(f"#c-{act[2]}").wait_for(state="visible")
    reader.press("Показать документ целиком")
    assert reader.page.locator(f"#c-{act[2]}").is_visible()


def test_the_citation_and_the_link_for_ever_are_copied_at_one_press(walker, act):
    reader = walker("reader", width=1280)
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("/polozhenie/")
    clause = reader.page.locator(f"#c-{act[MET]}")
    clause.hover()
    clause.get_by_role("button", name="скопировать ссылку").click()
    reader.page.get_by_text("Скопировано").wait_for()
    assert copied(reader.page) == f"{reader.base}/c/{act[MET]}/"
    clause.get_by_text("цитировать").first.click()
    clause.get_by_role("button", name="скопировать цитату").click()
    reader.page.wait_for_function(
        "async link => await navigator.clipboard.readText() !== link",
        arg=f"{reader.base}/c/{act[MET]}/",
    )
    citation = copied(reader.page).replace("\N{NO-BREAK SPACE}", " ")
    assert citation == "п. 2.1 Положения о наставничестве, утв. приказом № 7 от 01.09.2026"
    reader.look()


def test_on_paper_there_is_the_act_and_nothing_else(walker, act):
    reader = walker("reader", width=1280)
    reader.open("/polozhenie/")
    reader.page.emulate_media(media="print")
    for apart in (".act-note", ".act-audiences", ".act-tools", ".act-contents", ".act-cards"):
        assert reader.page.locator(f"{apart}:visible").count() == 0, apart
    term = reader.page.locator("a.act-term").first
    assert "none" in term.evaluate("link => getComputedStyle(link).textDecorationLine")
