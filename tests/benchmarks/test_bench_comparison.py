"""Comparing two editions of 300 clauses, beside plain difflib over their joined texts.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_comparison.py``. The ratio of one run
stands in the extra information: difflib marks words and knows nothing of clauses. It runs as it
comes; told to keep frequent words (``autojunk=False``) it needs minutes.
"""

import time
from difflib import SequenceMatcher

import pytest

from mentoring_pages.domain.clauses import CLAUSE, SECTION, Block
from mentoring_pages.domain.comparison import compare
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.units import units_of
from mentoring_pages.domain.word_marks import TOKEN

pytestmark = pytest.mark.benchmark(group="comparison of editions")

CLAUSES = 300
CLAUSES_IN_A_SECTION = 20
ROUNDS = 5
NOUNS = ["куратор", "наставник", "рабочая группа", "классный руководитель", "педагог-психолог"]
VERBS = ["составляет план", "ведёт дневник", "проводит встречу", "готовит отчёт", "собирает отзывы"]
TIMES = ["до 20 декабря", "раз в полугодие", "в течение трёх дней", "не реже раза в неделю"]


def text(number):
    return (
        f"{NOUNS[number % 5].capitalize()} {VERBS[number // 5 % 5]} {TIMES[number % 4]}, знакомит "
        f"с этим семьи и хранит запись номер {number} вместе с решением за {number % 11 + 1} класс."
    )


def act(*, keys="k", changed=0):
    """Every tenth clause is reworded, one in forty is gone; the others are renumbered."""
    place = 0
    for number in range(CLAUSES):
        if number % CLAUSES_IN_A_SECTION == 0:
            section, place = number // CLAUSES_IN_A_SECTION + 1, 0
            yield Piece(f"{keys}s{section}", Block(SECTION, 1, str(section), f"Раздел {section}"))
        if changed and number % 40 == 39:
            continue
        place += 1
        words = text(number)
        if changed and number % 10 == 3:
            words = words.replace("знакомит", "подробно знакомит").replace("запись", "подшивку")
        yield Piece(f"{keys}{number}", Block(CLAUSE, 2, f"{section}.{place}", words))


def joined(pieces):
    return TOKEN.findall("\n".join(unit.text for unit in units_of(pieces)))


def best_of(function):
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


@pytest.fixture
def old():
    return list(act())


def plain(one, other):
    return SequenceMatcher(None, joined(one), joined(other)).get_opcodes()


def measure(benchmark, old, new):
    found = benchmark.pedantic(compare, args=[old, new], rounds=ROUNDS)
    ratio = best_of(lambda: compare(old, new)) / best_of(lambda: plain(old, new))
    benchmark.extra_info.update(ratio_to_plain_difflib=round(ratio, 3))
    return found


def test_two_editions_with_the_same_keys(benchmark, old):
    found = measure(benchmark, old, list(act(changed=1)))

    assert len(found.of_kind("reworded")) == CLAUSES // 10
    assert len(found.of_kind("removed")) == CLAUSES // 40


def test_two_editions_of_which_one_was_imported_anew(benchmark, old):
    found = measure(benchmark, old, list(act(keys="new", changed=1)))

    assert len(found.of_kind("removed")) == CLAUSES // 40


def test_two_texts_that_have_little_in_common(benchmark, old):
    other = [
        Piece(f"x{n}", Block(p.block.kind, p.block.level, p.block.number, p.block.text[::-1]))
        for n, p in enumerate(old)
    ]
    assert measure(benchmark, old, other).changes
