"""Search over 50 regulations of 300 clauses beside a bare ``icontains`` over the same texts.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_search.py``. The ratio of one run
stands in the extra information of each query.
"""

import random
import re
import time
from importlib import resources

import pytest

from mentoring_pages.domain.passages import passages_of_act
from mentoring_pages.models import IndexedDocument, IndexedPassage
from mentoring_pages.models.clause_index import IN_FORCE
from mentoring_pages.services.clause_index import write_passages
from mentoring_pages.services.search import search
from tests.acts import block, make_act, pieces_of_blocks
from tests.schools import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.benchmark(group="search")]

ACTS = 50
CLAUSES = 300
DEMO = resources.files("mentoring_site.demo") / "content" / "polozhenie.txt"
WORDS = re.findall(r"[а-яё]+", DEMO.read_text(encoding="utf-8").lower())
"""The words of the demo's act, as often as it has them."""

SENTENCE = 18


@pytest.fixture
def school(db):
    """One act published through its page, the rest written as its copies with other words."""
    random.seed(3)
    school = make_school("first")
    for number in range(ACTS):
        act = make_act(school, [], slug=f"act-{number}", title=f"о работе {number}", publish=False)
        document = IndexedDocument.objects.create(
            school=school, page=act, heading="Положение", title=act.act_title, state=IN_FORCE
        )
        blocks = [
            block("clause", 2, f"{n // 20 + 1}.{n % 20 + 1}", sentence()) for n in range(CLAUSES)
        ]
        write_passages(document, passages_of_act(pieces_of_blocks(blocks)))
        act.live = True
        act.save(update_fields=["live"])
    return school


def sentence():
    return " ".join(random.choice(WORDS) for _ in range(SENTENCE)) + "."  # noqa: S311


def scan(query):
    """What a page without an index would do: every text looked through for the letters."""
    found = IndexedPassage.objects.filter(text__icontains=query)
    return found.count(), list(found[:20])


def best_of(call, rounds=5):
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("тьютор", id="a word nobody wrote"),
        pytest.param("согласия", id="a common word"),
        pytest.param("согласие на участие в программе", id="a phrase"),
    ],
)
def test_a_search(benchmark, school, query):
    assert IndexedPassage.objects.count() == ACTS * CLAUSES
    search(school=school, query=query)
    answer = benchmark.pedantic(search, kwargs={"school": school, "query": query}, rounds=5)

    scanning = best_of(lambda: scan(query))
    searching = best_of(lambda: search(school=school, query=query))
    benchmark.extra_info.update(
        found=answer.total,
        ratio_to_icontains=round(searching / scanning, 2),
        icontains_ms=round(scanning * 1000, 1),
    )
    assert (answer.total > 0) == (query != "тьютор")
