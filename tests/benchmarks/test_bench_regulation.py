"""The public page of an act of 300 clauses beside an empty Wagtail page, each a whole request.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_regulation.py``. The ratio of one run
stands in the extra information of the second benchmark.
"""

import json
import time
import uuid
from datetime import date

import pytest
from wagtail.models import Page

from mentoring_pages.models import RegulationPage, RegulationTerm
from tests.schools import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.benchmark(group="regulation page")]

CLAUSES = 300
CLAUSES_IN_A_SECTION = 20
ROUNDS = 20
TEXT = (
    "Рабочая группа составляет план на учебный год, знакомит с ним семьи и не позднее чем через "
    "десять рабочих дней рассказывает на сайте школы, что сделано и что впереди."
)


@pytest.fixture
def home(db, settings):
    settings.DEBUG = False
    return make_school("first").site.root_page


def block(kind, level, number, text):
    value = {"level": str(level), "number": number, "text": text, "meaning": []}
    return {"id": str(uuid.uuid4()), "type": kind, "value": value}


def clauses():
    for number in range(CLAUSES):
        section, clause = divmod(number, CLAUSES_IN_A_SECTION)
        if clause == 0:
            yield block("section", 1, str(section + 1), f"Раздел {section + 1}")
        yield block("clause", 2, f"{section + 1}.{clause + 1}", TEXT)


@pytest.fixture
def act(home):
    page = RegulationPage(
        title="Положение",
        slug="act",
        act_title="о наставничестве",
        order_number="7",
        order_date=date(2026, 9, 1),
    )
    blocks = list(clauses())
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.terms = [RegulationTerm(term="Наставник", definition=TEXT, clause_key=blocks[1]["id"])]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def empty_page(home, settings, tmp_path):
    """A page of Wagtail's own type with a template of one line."""
    (tmp_path / "wagtailcore").mkdir()
    (tmp_path / "wagtailcore" / "page.html").write_text("{{ page.title }}", encoding="utf-8")
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine.get("DIRS", []), tmp_path]}, *others]
    return home.add_child(instance=Page(title="Пустая страница", slug="empty"))


def request(client, page):
    """A visitor's whole request: middleware, routing, queries, template."""
    answer = client.get(f"/{page.slug}/", headers={"host": page.get_site().hostname})
    assert answer.status_code == 200
    return answer


def best_of(client, page):
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        request(client, page)
        times.append(time.perf_counter() - started)
    return min(times)


def test_an_empty_wagtail_page(benchmark, client, empty_page):
    request(client, empty_page)
    answer = benchmark.pedantic(request, args=[client, empty_page], rounds=ROUNDS)

    assert answer.content.decode() == "Пустая страница"


def test_an_act_of_300_clauses(benchmark, client, act, empty_page):
    for page in (act, empty_page):
        request(client, page)
    answer = benchmark.pedantic(request, args=[client, act], rounds=ROUNDS)

    whole, empty = best_of(client, act), best_of(client, empty_page)
    benchmark.extra_info.update(
        ratio_to_an_empty_page=round(whole / empty, 1),
        kilobytes=round(len(answer.content) / 1024),
    )
    assert answer.content.decode().count('class="act-clause ') == CLAUSES
