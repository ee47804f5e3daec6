"""100,000 participations: filling the whole return against the bare GROUP BY on the same rows.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_return.py``. The ratio and the memory
of one run stand in the extra information of the second benchmark.
"""

import time
import tracemalloc
import uuid
from datetime import date, timedelta

import pytest
from django.db.models import Count

from intake.models import Participation
from intake.models.participation import CATEGORIES
from reports.services.definitions import find_definition
from reports.services.fill import fill_return
from tests.reports.facts import NOW, make_form
from tests.schools import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.benchmark]

PARTICIPATIONS = 100_000
PEOPLE = 60_000
ROUNDS = 3


@pytest.fixture
def big_school(db):
    school = make_school("big")
    forms = [
        make_form(school, key, key)
        for key in ("pupil-pupil", "teacher-teacher", "student-pupil", "own-1", "own-2")
    ]
    categories = sorted(CATEGORIES)
    people = [uuid.UUID(int=number) for number in range(PEOPLE)]
    Participation.objects.bulk_create(
        (
            Participation(
                school=school,
                person_key=people[number % PEOPLE],
                birth_year=1990 + number % 30,
                role="mentor" if number % 2 else "mentee",
                form=forms[number % 5],
                category=categories[number % PEOPLE % 7],
                team_kind="group" if number % 9 == 0 else "pair",
                team=f"Пара {number // 2}",
                started_on=date(2025, 9, 1) + timedelta(days=number % 400),
                ended_on=date(2026, 11, 1) + timedelta(days=number % 30) if number % 3 else None,
                ended_how="completed" if number % 3 else "",
                order_number="1",
                order_date=date(2026, 9, 1),
            )
            for number in range(PARTICIPATIONS)
        ),
        batch_size=2000,
    )
    return school


def bare_group_by(school):
    return list(
        Participation.objects.filter(school=school)
        .order_by()
        .values("role", "form__key", "category", "birth_year")
        .annotate(people=Count("person_key", distinct=True))
    )


def whole_return(school):
    return fill_return(school=school, year=2026, definition=find_definition(year=2026), now=NOW)


def best_of(action, school):
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        action(school)
        times.append(time.perf_counter() - started)
    return min(times)


def test_bare_group_by(benchmark, big_school):
    rows = benchmark.pedantic(bare_group_by, args=[big_school], rounds=ROUNDS, iterations=1)

    assert sum(row["people"] for row in rows) >= PEOPLE


def test_whole_return(benchmark, big_school):
    filled = benchmark.pedantic(whole_return, args=[big_school], rounds=ROUNDS, iterations=1)

    bare, whole = best_of(bare_group_by, big_school), best_of(whole_return, big_school)
    tracemalloc.start()
    whole_return(big_school)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    benchmark.extra_info.update(
        ratio_to_bare_group_by=round(whole / bare, 1), peak_megabytes=round(peak / 2**20)
    )
    assert filled.counted.value(("11", 3)) == filled.counted.value(("01", 7)) > 0
