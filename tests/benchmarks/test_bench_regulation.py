"""The public page of an act beside a plain Wagtail page with the same HTML in one rich text.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_regulation.py``. Each is a whole
request: middleware, routing, queries, template. The ratios of one run stand in the extra
information, because the times of two runs cannot be compared. Targets: uncached at most 1.3 times
the plain page, kept at least 15 times as fast as uncached, growth no steeper than the text's.
"""

import time

import pytest
from django.core.cache import caches
from wagtail.models import Page

from mentoring_pages.models import SchoolHomePage
from mentoring_pages.services.reading import paint_page, reading_of_page
from tests.mentoring_pages.acts import block, publish_act, publish_glossary
from tests.schools import NOW, make_school

pytestmark = [pytest.mark.django_db, pytest.mark.benchmark(group="regulation page")]

CLAUSES = 300
CLAUSES_IN_A_SECTION = 20
ROUNDS = 30
TEXT = (
    "Рабочая группа составляет план на учебный год, знакомит с ним наставников и семьи по п. 1.2 "
    "и не позднее чем через десять рабочих дней рассказывает на сайте школы, что сделано по "
    "кейс-методу и что впереди у наставнических групп."
)
TERMS = ("Рабочая группа", "Кейс-метод", "Учебный год", "Семья", "Сайт школы", "План")

IN_THE_SHELL = """{% extends "mentoring_pages/base.html" %}{% load wagtailcore_tags %}
{% block content %}{{ page.body|richtext }}{% endblock %}"""
BARE = "{% load wagtailcore_tags %}{{ page.body|richtext }}"


@pytest.fixture
def home(db, settings):
    settings.DEBUG = False
    return make_school("first").site.root_page.specific


def clauses(size):
    for number in range(size):
        section, clause = divmod(number, CLAUSES_IN_A_SECTION)
        if clause == 0:
            yield block("section", 1, str(section + 1), f"Раздел {section + 1}")
        yield block("clause", 2, f"{section + 1}.{clause + 1}", TEXT)


def act_of(home, size):
    return publish_act(home, list(clauses(size)), slug=f"act-{size}")


@pytest.fixture
def act(home):
    publish_glossary(home, **dict.fromkeys(TERMS, "Так сказано в глоссарии."))
    return act_of(home, CLAUSES)


def plain_page(home, settings, folder, html, template):
    """A page of one rich text that holds the same HTML, with the given template."""
    (folder / "mentoring_pages").mkdir(parents=True, exist_ok=True)
    (folder / "mentoring_pages" / "school_home_page.html").write_text(template, encoding="utf-8")
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine.get("DIRS", []), folder]}, *others]
    home.refresh_from_db()
    page = SchoolHomePage(title="Один текст", slug=f"plain-{folder.name}", body=html)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def request(client, page, query="?other=1"):
    """A visitor's whole request. A query that nobody knows goes past the page cache."""
    answer = client.get(f"/{page.slug}/{query}", headers={"host": "first.example.org"})
    assert answer.status_code == 200
    return answer


def in_turns(*calls):
    """The best time of each call, taken in turns, so that a busy moment hits all of them."""
    times = [[] for _call in calls]
    for _round in range(ROUNDS):
        for call, found in zip(calls, times, strict=True):
            started = time.perf_counter()
            call()
            found.append(time.perf_counter() - started)
    return [min(found) for found in times]


@pytest.mark.parametrize(
    "template",
    [pytest.param(BARE, id="bare"), pytest.param(IN_THE_SHELL, id="in the shell of the site")],
)
def test_an_act_of_300_clauses_beside_a_plain_page(
    benchmark, client, home, act, settings, tmp_path, template
):
    whole = reading_of_page(page=act, now=NOW)
    html = f"{whole.contents}{whole.contents}{whole.article}{whole.cards}"
    page = plain_page(home, settings, tmp_path, html, template)
    for one in (act, page):
        request(client, one)
    answer = benchmark.pedantic(request, args=[client, act], rounds=ROUNDS)

    ours, plain = in_turns(lambda: request(client, act), lambda: request(client, page))
    benchmark.extra_info.update(
        ratio_to_the_plain_page=round(ours / plain, 2),
        milliseconds=[round(ours * 1000, 1), round(plain * 1000, 1)],
        kilobytes=round(len(answer.content) / 1024),
        links=answer.content.decode().count("<a "),
    )
    assert answer.content.decode().count('class="act-clause ') == CLAUSES


def test_a_kept_page_beside_an_uncached_one(benchmark, client, act, settings):
    settings.NASTAVNIK_PAGE_CACHE = "pages"
    caches["pages"].clear()
    for query in ("", "?other=1"):
        request(client, act, query)
    answer = benchmark.pedantic(request, args=[client, act, ""], rounds=ROUNDS)

    kept, made = in_turns(lambda: request(client, act, ""), lambda: request(client, act))
    benchmark.extra_info.update(
        times_as_fast=round(made / kept, 1),
        milliseconds=[round(kept * 1000, 2), round(made * 1000, 1)],
    )
    caches["pages"].clear()
    assert answer.content.decode().count('class="act-clause ') == CLAUSES


def test_reading_grows_with_the_text(benchmark, client, home):
    acts = [act_of(home, size) for size in (100, 300, 900)]
    for one in acts:
        request(client, one)
    benchmark.pedantic(request, args=[client, acts[-1]], rounds=ROUNDS)

    times = in_turns(*(lambda page=page: request(client, page) for page in acts))
    benchmark.extra_info.update(milliseconds_of_100_300_900=[round(one * 1000, 1) for one in times])
    assert Page.objects.child_of(home).count() == len(acts)


def test_painting_grows_with_the_text(benchmark, home):
    publish_glossary(home, **dict.fromkeys(TERMS, "Так сказано в глоссарии."))
    acts = [act_of(home, size) for size in (100, 300, 900)]
    times = []
    for page in acts:
        started = time.perf_counter()
        paint_page(page=page, now=NOW)
        times.append(time.perf_counter() - started)
    benchmark.pedantic(lambda: paint_page(page=acts[0], now=NOW), rounds=3)

    benchmark.extra_info.update(seconds_of_100_300_900=[round(one, 2) for one in times])
    assert "act-term" in reading_of_page(page=acts[0], now=NOW).article
