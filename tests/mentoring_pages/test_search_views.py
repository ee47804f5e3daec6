from datetime import UTC, datetime

import pytest
import time_machine

from mentoring_pages.domain.alphabet import anchor
from tests.acts import block, make_act, make_glossary
from tests.schools import make_school

pytestmark = pytest.mark.django_db

CLAUSE = block("clause", 2, "1.1", "Согласие <b>даёт</b> семья.")
BLOCKS = [block("section", 1, "1", "Общие положения"), CLAUSE]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 9, 7, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def act(school):
    return make_act(school, BLOCKS)


@pytest.fixture
def ask(client, school):
    def ask(query="", **more):
        answer = client.get("/poisk/", {"q": query, **more}, headers={"host": "first.example.org"})
        assert answer.status_code == 200
        return answer

    return ask


def html_of(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_answer_leads_to_its_clause_with_the_word_marked(ask, act):
    html = html_of(ask("согласия"))

    assert f'href="/polozhenie/#c-{CLAUSE["id"]}"' in html
    assert "п. 1.1 Положения о наставничестве" in html
    assert "<mark>Согласие</mark> &lt;b&gt;даёт&lt;/b&gt; семья." in html


def test_a_search_page_is_kept_by_no_index_and_no_cache(ask, act):
    answer = ask("согласие")

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in html_of(answer)
    assert "no-store" in answer["Cache-Control"]


def test_an_empty_search_says_how_to_search(ask, act):
    html = html_of(ask(""))

    assert "Как искать" in html
    assert "Нашлось" not in html


def test_nothing_found_offers_the_word_that_was_meant(ask, act):
    html = html_of(ask("сагласие"))

    assert "ничего не нашлось" in html
    assert "?q=%D1%81%D0%BE%D0%B3%D0%BB%D0%B0%D1%81%D0%B8%D0%B5" in html


def test_nothing_found_among_the_ticked_leads_to_the_rest(ask, act):
    html = html_of(ask("согласие", where=["appendices"]))

    assert "Без отметок нашлось мест: 1." in html
    assert 'value="appendices"' in html
    assert "checked" in html


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x>', "' OR 1=1 --"])
def test_what_was_typed_comes_back_as_text(ask, act, query):
    html = html_of(ask(query))

    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", "²", "1" * 500])
def test_a_page_that_does_not_exist_is_the_nearest_one(ask, act, number):
    assert "Нашлось мест: 1" in html_of(ask("согласие", p=number))


def test_a_draft_is_called_one(ask, school):
    make_act(school, BLOCKS, order_number="")

    assert "проект" in html_of(ask("согласие"))


def test_an_explanation_is_called_one(ask, school):
    make_glossary(school, ("Форсайт", "Взгляд вперёд."))

    html = html_of(ask("форсайт"))

    assert "объяснение, не часть документа" in html
    assert f'href="/glossariy/#{anchor("Форсайт")}"' in html


def test_every_page_has_the_box_and_the_search_page_only_its_own(client, ask, act):
    page = client.get("/polozhenie/", headers={"host": "first.example.org"}).content.decode()

    assert page.count('role="search"') == 1
    assert html_of(ask("")).count('role="search"') == 1


def test_a_host_without_a_school_has_no_search(client, db):
    assert client.get("/poisk/", headers={"host": "nobody.example.org"}).status_code == 404


def test_a_whole_search_page_needs_few_queries(ask, act, school, django_assert_max_num_queries):
    more = [block("clause", 1, str(n), "Согласие даёт семья до встречи.") for n in range(60)]
    make_act(school, more, slug="long", title="о встречах", order_number="8")
    ask("согласие")
    with django_assert_max_num_queries(12):
        ask("согласие семьи")
