"""A clause has one address for ever, whatever its number and wherever it stands."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from mentoring_pages.models import ProgrammePage, ServiceRulesPage
from tests.mentoring_pages.acts import a_section, block, publish_act, publish_anew
from tests.schools import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_school("first").site.root_page.specific


def follow(client, home, key):
    return client.get(f"/c/{key}/", headers={"host": home.get_site().hostname})


def test_the_address_leads_to_the_clause(client, home):
    page = publish_act(home)
    key = page.body[2].id
    assert follow(client, home, key)["Location"] == f"/act/#c-{key}"


@pytest.mark.parametrize("model", [ServiceRulesPage, ProgrammePage])
def test_clauses_of_other_acts_have_addresses_too(client, home, model):
    page = model(
        title="Порядок",
        slug="poryadok",
        act_heading="Порядок",
        order_number="7",
        order_date=date(2026, 9, 1),
        body=a_section(),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    key = page.body[2].id
    assert follow(client, home, key)["Location"] == f"/poryadok/#c-{key}"


def test_the_address_holds_when_the_clause_has_another_number_and_the_page_another_place(
    client, home
):
    first, defined, agreed = a_section()
    page = publish_act(home, [first, defined, agreed])
    agreed["value"]["number"] = "1.1"
    page = publish_anew(page, [first, agreed, defined], order_number="8")
    page.slug = "polozhenie"
    page.save_revision().publish()
    assert follow(client, home, agreed["id"])["Location"] == f"/polozhenie/#c-{agreed['id']}"


def test_a_clause_that_is_gone_is_shown_as_the_last_edition_had_it(client, home):
    first, defined, agreed = a_section()
    page = publish_act(home, [first, defined, agreed])
    publish_anew(page, [first, defined], order_number="8", order_date=date(2026, 10, 1))
    publish_anew(page, [first, defined], order_number="9", order_date=date(2026, 11, 1))
    answer = follow(client, home, agreed["id"])
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "С 1 октября 2026 года этого пункта в документе нет" in html
    assert "С наставниками заключают соглашение." in html
    assert "утв. приказом №\N{NO-BREAK SPACE}7" in html
    assert 'href="/act/redakciya/1/#c-' in html


def test_a_line_of_a_list_that_is_gone_is_cited_in_its_clause(client, home):
    first, defined, agreed = a_section()
    lines = [block("item", 3, "", "дневник;"), block("item", 3, "", "отчёт.")]
    page = publish_act(home, [first, defined, agreed, *lines])
    publish_anew(page, [first, defined, agreed, lines[0]], order_number="8")
    html = follow(client, home, lines[1]["id"]).content.decode()
    assert "Абз.\N{NO-BREAK SPACE}3 п.\N{NO-BREAK SPACE}1.2 Положения" in html
    assert "Раздел" not in html
    assert "отчёт." in html
    assert "дневник;" not in html


def test_a_clause_that_came_back_stands_again(client, home):
    first, defined, agreed = a_section()
    page = publish_act(home, [first, defined, agreed])
    publish_anew(page, [first, defined], order_number="8")
    publish_anew(page, [first, defined, agreed], order_number="9")
    assert follow(client, home, agreed["id"]).status_code == 302


def test_a_clause_of_a_draft_that_was_never_approved_leaves_no_trace(client, home):
    extra = block("clause", 2, "1.3", "Ещё обсуждается.")
    page = publish_act(home, [*a_section(), extra], order_number="", order_date=None)
    publish_anew(page, a_section())
    assert follow(client, home, extra["id"]).status_code == 404


def test_nobody_finds_a_clause_of_another_school(client, home):
    other = make_school("second").site.root_page.specific
    page = publish_act(other)
    assert follow(client, home, page.body[2].id).status_code == 404
    assert follow(client, other, page.body[2].id).status_code == 302


@pytest.mark.parametrize("key", ["0111f383-8951-4c4f-bf62-71f43cbcb96e", "нет", "x" * 300])
def test_a_key_that_nothing_has_leads_nowhere(client, home, key):
    publish_act(home)
    assert follow(client, home, key).status_code == 404


def test_a_page_that_was_taken_down_shows_none_of_its_clauses(client, home):
    first, defined, agreed = a_section()
    page = publish_act(home, [first, defined, agreed])
    page = publish_anew(page, [first, defined], order_number="8")
    page.unpublish()
    assert follow(client, home, defined["id"]).status_code == 404
    assert follow(client, home, agreed["id"]).status_code == 404


def test_a_page_behind_a_password_shows_none_of_its_clauses(client, home):
    first, defined, agreed = a_section()
    page = publish_act(home, [first, defined, agreed])
    page = publish_anew(page, [first, defined], order_number="8")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert follow(client, home, agreed["id"]).status_code == 404


def test_a_copy_of_an_act_takes_no_addresses_from_it(client, home):
    page = publish_act(home)
    key = page.body[2].id
    page.copy(update_attrs={"slug": "copy"}, keep_live=False).save_revision().publish()
    assert follow(client, home, key)["Location"] == f"/act/#c-{key}"
