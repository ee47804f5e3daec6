"""How often the public pages ask the database: as often for a long text as for a short one."""

import json
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring_pages.models import (
    GlossaryPage,
    GlossaryTerm,
    MentoringForm,
    RegulationPage,
    RegulationTerm,
)
from mentoring_pages.services.public_version import public_pages_changed
from tests.schools import make_school

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 100
MOST_FOR_AN_ACT = 10
"""The target of the product: whatever the number of clauses, terms and editions."""

MORE_AFTER_A_CHANGE = 3


@pytest.fixture
def home():
    return make_school("first").site.root_page.specific


def clause(number):
    value = {"level": "2", "number": f"1.{number}", "text": f"Пункт {number}", "meaning": []}
    return {"id": str(uuid.uuid4()), "type": "clause", "value": value}


def grow_act(home, size):
    """The school's act with so many clauses, each with a definition, published."""
    page = RegulationPage.objects.child_of(home).first()
    if page is None:
        page = RegulationPage(title="Положение", slug="act", act_title="о наставничестве")
        page.show_in_menus = True
        page.order_number, page.order_date = "7", date(2026, 9, 1)
        home.add_child(instance=page)
    blocks = [clause(number) for number in range(1, size + 1)]
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.terms = [
        RegulationTerm(term=f"Термин {block['value']['number']}", definition="Так сказано.")
        for block in blocks
    ]
    for term, block in zip(page.terms.all(), blocks, strict=True):
        term.clause_key = block["id"]
    page.save_revision().publish()


def grow_glossary(home, size):
    page = GlossaryPage.objects.child_of(home).first()
    if page is None:
        page = GlossaryPage(title="Глоссарий", slug="glossary")
        page.show_in_menus = True
        home.add_child(instance=page)
    page.terms = [
        GlossaryTerm(term=f"Слово {number}", definition=f"Объяснение {number}.")
        for number in range(1, size + 1)
    ]
    page.save_revision().publish()


def grow_forms(school, size):
    school.mentoring_forms.all().delete()
    MentoringForm.objects.bulk_create(
        MentoringForm(school=school, key=f"own-{number}", title=f"Форма {number}")
        for number in range(1, size + 1)
    )


def grow(home, size):
    grow_act(home, size)
    grow_glossary(home, size)
    grow_forms(home.get_site().school, size)


def questions(client, home, address, last_words):
    """The number of queries of one request that showed ``last_words``, caches being warm."""
    host = home.get_site().hostname
    client.get(address, headers={"host": host})
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers={"host": host})
    assert last_words in answer.content.decode()
    return len(asked)


@pytest.mark.parametrize(
    ("address", "last_words"),
    [
        pytest.param("/act/", "Пункт {}", id="the act"),
        pytest.param("/glossary/", "Объяснение {}.", id="the glossary"),
        pytest.param("/", "Форма {}", id="the home page"),
    ],
)
def test_a_longer_text_is_read_with_the_same_number_of_queries(client, home, address, last_words):
    grow(home, FEW)
    few = questions(client, home, address, last_words.format(FEW))
    grow(home, MANY)

    assert questions(client, home, address, last_words.format(MANY)) == few


def test_the_act_is_read_with_at_most_ten_queries(client, home):
    grow(home, MANY)

    assert questions(client, home, "/act/", f"Пункт {MANY}") <= MOST_FOR_AN_ACT


def test_the_first_reader_after_a_change_asks_for_the_school_the_menu_and_the_editions_too(
    client, home
):
    grow(home, MANY)
    host = home.get_site().hostname
    client.get("/act/", headers={"host": host})
    public_pages_changed()
    with CaptureQueriesContext(connection) as asked:
        client.get("/act/", headers={"host": host})

    assert len(asked) <= MOST_FOR_AN_ACT + MORE_AFTER_A_CHANGE


def test_terms_and_references_in_the_text_cost_no_queries(client, home):
    grow(home, MANY)
    plain = questions(client, home, "/act/", f"Пункт {MANY}")
    page = RegulationPage.objects.child_of(home).first()
    blocks = [clause(number) for number in range(1, MANY + 1)]
    for block in blocks:
        block["value"]["text"] = "Слово 1 и слово 2 сказаны в п. 1.3 настоящего Положения. Конец"
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.save_revision().publish()

    assert questions(client, home, "/act/", 'class="act-reference"') == plain


def test_editions_cost_no_queries(client, home):
    grow(home, FEW)
    plain = questions(client, home, "/act/", f"Пункт {FEW}")
    page = RegulationPage.objects.child_of(home).first()
    for number in range(8, 20):
        page.order_number = str(number)
        page.save_revision().publish()

    assert questions(client, home, "/act/", f"Пункт {FEW}") == plain
