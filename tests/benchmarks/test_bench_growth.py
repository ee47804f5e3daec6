"""How the time of reading grows with hostile text, and how long the longest accepted text takes.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_growth.py``. Growth is the time of
four texts to the time of one; about four is a reading in one pass, sixteen one that scans anew.
"""

import time

import pytest

from mentoring_pages.importing import read_act, recognise_act
from mentoring_pages.importing.sources.writing import MOST_CHARACTERS, MOST_LINES
from tests.mentoring_pages.importing.hostile_lines import HEAD, UNITS, text_of

pytestmark = [pytest.mark.benchmark(group="growth")]

TIMES = 400
WORST = 5
SENTENCE = "Рабочая группа составляет план на учебный год и знакомит с ним семьи по п. 1.2. "


def seconds_of(name: str, times: int) -> float:
    text = text_of(name, times)
    started = time.process_time()
    recognise_act(text)
    return time.process_time() - started


def test_reading_grows_with_hostile_text(benchmark):
    benchmark.pedantic(recognise_act, args=[text_of("lists in lists", TIMES)], rounds=1)
    growths = {}
    for name in UNITS:
        seconds_of(name, 10)
        once = min(seconds_of(name, TIMES) for _round in range(2))
        growths[name] = round(seconds_of(name, 4 * TIMES) / once, 1)

    worst = sorted(growths, key=lambda name: growths[name])[-WORST:]
    benchmark.extra_info.update(largest_growths={name: growths[name] for name in worst})
    assert len(growths) == len(UNITS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + SENTENCE * ((MOST_CHARACTERS - 500) // len(SENTENCE)), id="characters"),
        pytest.param(HEAD + "1.1. Слово о деле.\n" * (MOST_LINES - 20), id="lines"),
    ],
)
def test_the_longest_text_that_is_accepted(benchmark, text):
    act = benchmark.pedantic(read_act, args=[text.encode()], rounds=1)

    benchmark.extra_info.update(megabytes=round(len(text.encode()) / 1e6, 1))
    assert act.title == "ПОЛОЖЕНИЕ"
