"""The check of a glossary in its editor."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from mentoring_pages.models import GlossaryTerm
from mentoring_pages.services.linting import check_page
from tests.acts import block, make_act, make_glossary
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def school():
    return make_school("first")


def test_the_editor_of_a_glossary_sees_its_findings(school, client):
    clause = block("clause", 2, "1.1", "Наставник – участник, который делится опытом.")
    make_act(school, [clause], [("Наставник", "участник, который делится опытом", clause)])
    page = make_glossary(
        school, ("Наставник", "Взрослый из семьи."), ("Хакатон", "См. «Мастерская».")
    )
    client.force_login(make_staff("editor", editor=school))
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("nastavnik_page_check", args=[page.pk])
    assert address in editor
    said = client.get(address).content.decode()
    assert "Термин «Наставник»" in said
    assert "определён и в документе (Положение о наставничестве)" in said
    assert "ссылка на «Мастерская»" in said


def test_an_act_that_is_only_a_draft_contradicts_nothing(school):
    clause = block("clause", 2, "1.1", "Наставник – участник, который делится опытом.")
    make_act(
        school, [clause], [("Наставник", "участник, который делится опытом", clause)], publish=False
    )
    page = make_glossary(school, ("Наставник", "Взрослый из семьи."))
    assert check_page(page=page, now=NOW).open == ()


def test_a_glossary_is_checked_in_as_many_queries_whatever_its_size(
    school, django_assert_max_num_queries
):
    page = make_glossary(school, *((f"Термин {number}", "Слова.") for number in range(20)))
    page.terms.add(GlossaryTerm(term="Пустой", definition=""))
    with django_assert_max_num_queries(8):
        found = check_page(page=page, now=NOW)
    assert [one.rule for one in found.violations] == ["glossary-empty"]
