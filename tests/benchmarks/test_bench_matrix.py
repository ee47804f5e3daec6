"""How the matrix of a school grows: 300 pupils beside 30, and how many questions each asks.

Reported, never asserted but for the questions: ``pytest tests/benchmarks/test_bench_matrix.py``.
Growth near 10 is one pass over the people; 100 would be each of them looking at all others.
"""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Contact, IntakeRequest, Person
from intake.services.matrix import matrix_of, people_of_matrix
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.reminders import plan_reminders
from intake.services.request import invite
from mentoring_pages.services.membership import EVERYTHING
from tests.families import born, school_that_may_sign

pytestmark = [pytest.mark.benchmark(group="matrix"), pytest.mark.django_db]

FEW, MANY, LETTERS = 30, 300, "абвгдежзик"


def a_family(school, number, now):
    spelt = "".join(LETTERS[int(digit)] for digit in f"{number:03d}")
    child = add_person(
        school=school,
        name=Name(f"Ветров{spelt}", "Пётр", "Ильич"),
        birth_date=born(13 if number % 3 else 15),
        school_class=f"{5 + number % 7}{'АБВ'[number % 3]}",
        checked=True,
        now=now,
    )
    mother = add_person(
        school=school,
        name=Name(f"Ветрова{spelt}", "Анна", ""),
        birth_date=None,
        checked=True,
        now=now,
    )
    set_guardian(guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=now)
    if number % 10:
        set_contact(person=mother, value=f"m{number}@example.org", confirmed=True, now=now)
    invite(participant=child, guardian=mother, by_key="user:1", now=now)


def seconds_and_queries(school, size, look):
    people = list(people_of_matrix(school=school, found=EVERYTHING).order_by("pk")[:size])
    best = 1e9
    with CaptureQueriesContext(connection) as queries:
        look(people)
    for _round in range(3):
        started = time.process_time()
        look(people)
        best = min(best, time.process_time() - started)
    return best, len(queries)


def test_the_matrix_of_300_beside_that_of_30(benchmark):
    school, now = school_that_may_sign(), timezone.now()
    for number in range(MANY):
        a_family(school, number, now)
    later = now + timedelta(days=5)

    def matrix(people):
        matrix_of(school=school, people=people, now=later)

    def plan(people):
        plan_reminders(school=school, people=people, now=later)

    few, questions = seconds_and_queries(school, FEW, matrix)
    many, questions_of_many = seconds_and_queries(school, MANY, matrix)
    plan_few, _asked = seconds_and_queries(school, FEW, plan)
    plan_many, _asked_of_many = seconds_and_queries(school, MANY, plan)
    benchmark.extra_info.update(
        growth=round(many / few, 1),
        growth_of_a_plan=round(plan_many / plan_few, 1),
        queries=questions,
    )
    people = list(people_of_matrix(school=school, found=EVERYTHING))
    benchmark.pedantic(matrix, args=[people], rounds=2)
    assert questions == questions_of_many
    assert (IntakeRequest.objects.count(), Contact.objects.count()) == (MANY, MANY * 9 // 10)
    assert Person.objects.count() == 2 * MANY
