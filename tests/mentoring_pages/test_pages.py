import json
import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from wagtail.models import Locale, Page

from mentoring_pages.models import GlossaryPage, GlossaryTerm, RegulationPage, RegulationTerm
from mentoring_pages.services.school import open_school
from tests.act_blocks import block

pytestmark = pytest.mark.django_db

PROFILE = {
    "full_name": "Школа «Липовая»",
    "short_name": "Школа «Липовая»",
    "full_name_genitive": "школы «Липовая»",
    "short_name_prepositional": "школе «Липовая»",
    "address": "с. Липовка, ул. Школьная, д. 1",
    "locality": "с. Липовка",
    "director_post": "Директор",
    "director_post_dative": "Директору",
    "director_name": "Ясенев Олег Петрович",
    "director_name_dative": "Ясеневу О. П.",
    "curator_name": "Рябинина Вера Ильинична",
    "privacy_officer_name": "Клёнова Мария Львовна",
    "regional_centre": "Региональный центр",
}


@pytest.fixture
def home():
    if Page.get_first_root_node() is None:  # the tables are made without Wagtail's migrations
        Locale.objects.get_or_create(language_code="ru")
        Page.add_root(title="Root", slug="root")
    school = open_school(
        key="lipovka",
        hostname="testserver",
        port=80,
        title="Наставничество",
        profile=PROFILE,
        is_default_site=True,
    )
    return school.site.root_page.specific


def body(clauses):
    numbers = range(1, clauses + 1)
    return [
        block("section", 1, "1", "Общие положения"),
        *(block("clause", 2, f"1.{n}", f"Пункт <b>{n}</b>") for n in numbers),
    ]


def publish_act(
    home, clauses=3, order_number="05-од", slug="polozhenie", act_title="о наставничестве"
):
    page = RegulationPage(
        title="Положение",
        slug=slug,
        show_in_menus=True,
        act_title=act_title,
        order_number=order_number,
        order_date=date(2026, 1, 12) if order_number else None,
    )
    blocks = body(clauses)
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.terms = [
        RegulationTerm(term="Наставник", definition="Тот, кто ведёт.", clause_key=blocks[1]["id"])
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page, blocks


def test_each_clause_has_a_permanent_anchor_and_a_ready_reference(client, home):
    _page, blocks = publish_act(home)
    html = client.get("/polozhenie/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for one in blocks:
        assert html.count(f'id="c-{one["id"]}"') == 1
    assert "п. 1.2 Положения о наставничестве, утв. приказом № 05-од от 12.01.2026" in html


def test_text_of_a_clause_is_shown_and_never_run(client, home):
    publish_act(home)
    html = client.get("/polozhenie/").content.decode()
    assert "Пункт &lt;b&gt;1&lt;/b&gt;" in html


def test_a_text_without_an_order_is_called_a_draft(client, home):
    publish_act(home, order_number="")
    html = client.get("/polozhenie/").content.decode()
    assert "Приказа об утверждении ещё нет" in html
    assert "Вы читаете редакцию" not in html


def test_an_approved_text_says_its_edition(client, home):
    publish_act(home)
    assert "Вы читаете редакцию №&nbsp;1." in client.get("/polozhenie/").content.decode()


def test_a_longer_act_needs_no_more_queries(client, home, django_assert_max_num_queries):
    publish_act(home, clauses=300)
    client.get("/polozhenie/")
    with django_assert_max_num_queries(16):
        answer = client.get("/polozhenie/")
    assert "Пункт &lt;b&gt;300&lt;/b&gt;" in answer.content.decode()


def test_a_normative_term_leads_to_its_clause(client, home):
    _page, blocks = publish_act(home)
    glossary = GlossaryPage(title="Глоссарий", slug="glossary")
    home.add_child(instance=glossary)
    glossary.terms = [GlossaryTerm(term="Форсайт", definition="Взгляд вперёд.")]
    glossary.save_revision().publish()
    html = client.get("/glossary/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f'<a href="/polozhenie/#c-{blocks[1]["id"]}">п. 1.1 Положения</a>' in html
    assert "Взгляд вперёд." in html


def test_a_term_of_two_acts_is_shown_once_and_each_clause_names_its_act(client, home):
    publish_act(home)
    second, blocks = publish_act(home, slug="polozhenie-2", act_title="о кураторах")
    second.terms = [
        RegulationTerm(term="Наставник", definition="Тот, кто учит.", clause_key=blocks[1]["id"])
    ]
    second.save_revision().publish()
    home.add_child(instance=GlossaryPage(title="Глоссарий", slug="glossary"))
    html = client.get("/glossary/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert html.count(">Наставник</dt>") == 1
    assert ">п. 1.1 Положения о наставничестве</a>" in html
    assert f'<a href="/polozhenie-2/#c-{blocks[1]["id"]}">п. 1.1 Положения о кураторах</a>' in html


def test_the_same_definition_of_two_acts_is_shown_once_with_both_clauses(client, home):
    publish_act(home)
    publish_act(home, slug="polozhenie-2", act_title="о кураторах")
    home.add_child(instance=GlossaryPage(title="Глоссарий", slug="glossary"))
    html = client.get("/glossary/").content.decode()
    assert html.count("Тот, кто ведёт.") == 1
    assert html.count('class="n-terms__source"') == 2


def test_the_home_page_leads_to_the_act_the_application_and_the_curator(client, home):
    publish_act(home)
    html = client.get("/").content.decode()
    assert 'href="/polozhenie/"' in html
    assert "Подать заявку" in html
    assert "Рябинина Вера Ильинична" in html


def test_no_page_carries_inline_styles_or_scripts(client, home):
    publish_act(home)
    for address in ("/", "/polozhenie/", "/view-settings/"):
        html = client.get(address).content.decode()
        assert "style=" not in html
        assert "<style" not in html
        assert re.findall(r"<script(?! src=\"/static/)", html) == []
        assert re.findall(r"<script[^>]*>[^<]", html) == []


def test_the_version_for_low_vision_is_written_into_the_page_and_leads_back(client, home):
    publish_act(home)
    chosen = {"scheme": "white-on-black", "size": "200", "spacing": "wide", "images": "off"}
    answer = client.post("/view-settings/", {**chosen, "next": "/polozhenie/"})
    assert answer["Location"] == "/polozhenie/"
    html = client.get("/polozhenie/").content.decode()
    assert 'data-scheme="white-on-black" data-size="200"' in html
    client.post("/view-settings/", {"reset": "1"})
    assert "data-scheme" not in client.get("/polozhenie/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://elsewhere.example/", id="another site"),
        pytest.param("//elsewhere.example/", id="another site without a scheme"),
        pytest.param("javascript:alert(1)", id="a script"),
    ],
)
def test_the_way_back_never_leads_elsewhere(client, home, address):
    answer = client.post("/view-settings/", {"scheme": "usual", "next": address})
    assert answer["Location"] == "/"


def test_an_error_page_needs_neither_a_request_nor_a_school():
    html = render_to_string("mentoring_pages/error.html")
    assert "Страница не открылась" in html
    assert 'id="content"' in html


def test_the_menu_folds_and_does_not_repeat_the_school(client, home):
    page, _blocks = publish_act(home)
    page.title = f"Положение о наставничестве в {PROFILE['short_name']}"
    page.save_revision().publish()
    html = client.get("/polozhenie/").content.decode()
    menu = html.partition('class="n-nav"')[2].partition("</nav>")[0]
    assert '<summary class="n-nav__open">Разделы</summary>' in menu
    assert ">Положение о наставничестве</a>" in menu


def test_the_page_of_view_settings_leads_to_itself_and_not_ever_deeper(client, home):
    html = client.get("/view-settings/?next=/polozhenie/").content.decode()
    assert 'href="/view-settings/?next=/polozhenie/"' in html
    assert "next=%2Fview-settings" not in html
