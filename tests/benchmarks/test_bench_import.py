"""Importing a regulation beside plain reading and splitting its lines by one pattern.

The customer's regulation where its folder is, else an invented one of the same size. Reported,
never asserted: ``pytest tests/benchmarks/test_bench_import.py``.
"""

import re
import time
from pathlib import Path

import pytest

from mentoring_pages.importing import read_act
from tests.conftest import documents_folder

pytestmark = [pytest.mark.benchmark(group="import")]

NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)*)[.)]?\s+", re.MULTILINE)
SECTIONS = 12
CLAUSES = 20
SENTENCE = (
    "Рабочая группа составляет план на учебный год, знакомит с ним семьи и не позднее чем "
    "через десять рабочих дней рассказывает на сайте школы, что сделано"
)


def invented() -> bytes:
    lines = ["УТВЕРЖДАЮ", "Директор школы", "______ Н. П. Орлова", "Приказ № 7 от 01.09.2026", ""]
    lines += ["ПОЛОЖЕНИЕ", "о наставничестве", ""]
    for section in range(1, SECTIONS + 1):
        lines.append(f"{section}. Раздел о работе")
        lines += [f"{section}.{clause}. {SENTENCE}." for clause in range(1, CLAUSES + 1)]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def document() -> tuple[str, bytes]:
    folder = documents_folder()
    found: list[Path] = sorted(folder.glob("000_*.txt")) if folder else []
    return ("customer's", found[0].read_bytes()) if found else ("invented", invented())


def plain(data: bytes) -> list[str]:
    return NUMBER.split(data.decode("utf-8"))


def best_of(call, rounds=5):
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times)


def test_plain_reading_and_splitting(benchmark, document):
    assert len(benchmark(plain, document[1])) > 20


def test_an_import(benchmark, document):
    whose, data = document
    act = benchmark.pedantic(read_act, args=[data], rounds=3)

    importing, reading = best_of(lambda: read_act(data), 3), best_of(lambda: plain(data))
    benchmark.extra_info.update(
        document=whose,
        kilobytes=round(len(data) / 1024),
        blocks=len(act.blocks),
        ratio_to_plain=round(importing / reading),
    )
    assert len(act.blocks) > 100
