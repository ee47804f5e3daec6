"""Programmes, service rules, articles and roadmaps of other schools become drafts of their kind."""

from importlib import resources

import pytest
from django.core.management import call_command

from mentoring_pages.importing import read_act, read_file
from mentoring_pages.models import (
    InitiativeAlias,
    InitiativePage,
    MentoringForm,
    ProgrammePage,
    RoadmapPage,
    ServiceRulesPage,
)
from mentoring_pages.services.act_draft import add_rows
from mentoring_pages.services.importing import import_act
from mentoring_pages.services.roadmap import import_roadmap
from tests.rows import NOW
from tests.schools import make_school

pytestmark = pytest.mark.django_db

DEMO = resources.files("mentoring_site.demo") / "content"

PROGRAMME = (DEMO / "programma.txt").read_text(encoding="utf-8")

ARTICLE = """---
aliases: ["Помощь книгой"]
tags: [library]
---

# Книжный обмен

Приносите книги, см. [[Школьный сад|сад]].

## Когда

- По средам
"""

RULES = """
УТВЕРЖДАЮ
Директор школы № 5
Приказ № 3 от 01.09.2026

ПОРЯДОК
применения сервисов для общения

1. Общие положения
1.1. Порядок говорит, чем пользоваться.
2. Сервисы
2.1. Используются следующие сервисы:
- почта школы;
- видеосвязь.
2.2. Сервисы асинхронного способа взаимодействия включают:
- почта школы.
2.3. Сервисы, используемые при синхронном способе взаимодействия:
- видеосвязь.
3. Правила
3.1. Применению сервисов предшествует заключение договора.
"""


@pytest.fixture
def school():
    return make_school("first")


def brought_in(school, text, kind="auto"):
    act = read_act(text.encode())
    assert act.kind == kind
    return import_act(act=act, school=school, owner=None, now=NOW)


def test_a_programme_lands_in_its_fields_and_finds_its_form(school):
    form = MentoringForm.objects.create(school=school, key="pupil-pupil", title="Ученик — ученик")
    page = brought_in(school, PROGRAMME, "programme")
    assert isinstance(page, ProgrammePage)
    assert not page.live
    assert page.form == form
    assert page.goal.startswith("помочь младшему освоиться")
    assert len(page.tasks) == 4
    assert page.expected.startswith("младший знает")
    assert len(page.measured) == 4
    assert page.measured[1].value["text"].startswith("сколько пар довели")


def test_service_rules_bring_their_register(school):
    page = brought_in(school, RULES, "service-rules")
    assert isinstance(page, ServiceRulesPage)
    found = {service.name: service.mode for service in page.services.all()}
    assert found == {"почта школы": "asynchronous", "видеосвязь": "synchronous"}
    keys = {block["id"] for block in page.body.get_prep_value()}
    assert all(service.clause_key in keys for service in page.services.all())


def test_what_an_import_makes_has_its_place(school):
    """Rows without a place came back from PostgreSQL in an order of its own."""
    rules = brought_in(school, RULES, "service-rules")
    assert [service.sort_order for service in rules.services.all()] == [0, 1]
    assert [service.name for service in rules.services.all()] == ["почта школы", "видеосвязь"]


def test_rows_added_later_stand_after_the_rows_that_are_there(school):
    page = brought_in(school, ARTICLE, "article")
    add_rows(page.aliases_of_title, [InitiativeAlias(name="Полка"), InitiativeAlias(name="Книги")])
    page.save()
    kept = InitiativePage.objects.get().aliases_of_title.all()
    assert [(row.sort_order, row.name) for row in kept] == [
        (0, "Помощь книгой"),
        (1, "Полка"),
        (2, "Книги"),
    ]


def test_an_article_keeps_its_other_names_tags_and_links(school):
    page = brought_in(school, ARTICLE, "article")
    assert isinstance(page, InitiativePage)
    assert [alias.name for alias in page.aliases_of_title.all()] == ["Помощь книгой"]
    assert [tag.name for tag in page.tags.all()] == ["library"]
    blocks = [(block.block_type, block.value) for block in page.body]
    assert ("paragraph", "Приносите книги, см. [[Школьный сад|сад]].") in blocks
    assert ("heading", "Когда") in blocks


def test_two_imports_of_one_article_do_not_meet(school):
    first, second = (brought_in(school, ARTICLE, "article") for _ in range(2))
    assert first.slug != second.slug


def test_an_act_without_a_roadmap_makes_none(school):
    act = read_act(PROGRAMME.encode())
    assert import_roadmap(act=act, school=school, owner=None, now=NOW) is None


@pytest.mark.customer_documents
def test_the_roadmap_of_a_real_act_has_its_seven_stages_in_order(school, customer_documents):
    file = next(customer_documents.glob("001_*"))
    page = import_roadmap(act=read_file(file), school=school, owner=None, now=NOW)
    steps = [stage.step_key for stage in page.stages.all()]
    assert steps == [
        "conditions",
        "mentees",
        "mentors",
        "selection",
        "work",
        "completion",
        "information",
    ]
    assert all(stage.lines() for stage in page.stages.all())


@pytest.mark.customer_documents
def test_the_command_makes_a_page_of_its_kind_from_each_real_document(school, customer_documents):
    for file in sorted(customer_documents.glob("*.txt")):
        call_command("import_document", str(file), school=school.key, verbosity=0)
    assert ProgrammePage.objects.get().measured
    assert ServiceRulesPage.objects.get().services.count() >= 10
    article = InitiativePage.objects.get()
    assert article.tags.count() == 3
    assert "[[" in str(article.body.get_prep_value())
    assert RoadmapPage.objects.get().stages.count() == 7
