from datetime import date

import pytest

from mentoring_pages.models import RegulationPage
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    school_that_may_sign,
)

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

AGES = "Участниками могут быть обучающиеся от 10 лет и старше."
CONSENT = "Оформляется согласие на обработку персональных данных (Приложение № 2)."


def clause(number, text, meaning):
    value = {"level": "2", "number": number, "text": text, "meaning": [meaning]}
    return {"type": "clause", "value": value}


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def act(school):
    """The school's own Положение in force, with a clause on ages and one on consents."""
    page = RegulationPage(
        title="Положение",
        slug="polozhenie",
        order_number="41-од",
        order_date=date(2026, 1, 12),
        body=[clause("2.1", AGES, "age-range"), clause("3.5", CONSENT, "consent-required")],
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision().publish()
    return page


def first_page(school, years: int) -> str:
    invited_family(school, years=years)
    return Family(link_to(PARENT)).text


def test_who_signs_is_explained_by_the_form_the_act_itself_names(school, act):
    assert "Приложение\N{NO-BREAK SPACE}№\N{NO-BREAK SPACE}2" in first_page(school, 12)


def test_the_clause_that_asks_for_consents_is_a_link_to_it(school, act):
    text = first_page(school, 12)
    assert f'<a href="/c/{act.body[1].id}/">п.\N{NO-BREAK SPACE}3.5 Положения</a>' in text


def test_without_an_act_only_the_law_is_cited(school):
    text = first_page(school, 12)
    assert "Приложение" not in text
    assert "152-ФЗ" in text


def test_an_unusual_age_shows_the_clause_and_goes_on(school, act):
    text = first_page(school, 8)
    assert AGES in text
    assert "п.\N{NO-BREAK SPACE}2.1 Положения" in text
    assert f'href="/c/{act.body[0].id}/"' in text
    assert "Продолжить" in text


def test_a_usual_age_shows_no_clause(school, act):
    assert AGES not in first_page(school, 12)


def test_an_unusual_age_without_such_a_clause_cites_nothing(school):
    text = first_page(school, 8)
    assert "Этот возраст необычен" in text
    assert "blockquote" not in text
