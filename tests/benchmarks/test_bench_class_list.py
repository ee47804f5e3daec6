"""A class list of a thousand pupils against a plain bulk insert of the same rows.

Reported, never asserted: ``pytest tests/benchmarks/test_bench_class_list.py``. The plain side makes
the same people, keys, contacts and guardianships in one transaction and reads, checks, encrypts
and chains nothing.
"""

import time
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.models import Contact, DataKey, Guardianship, Person
from intake.services.class_list import dry_run
from intake.services.class_list_accept import accept_list
from tests.class_lists import kept, today
from tests.schools import make_school

pytestmark = [pytest.mark.benchmark(group="class list"), pytest.mark.django_db]

PUPILS = 1_000


def lines(number: int) -> list[str]:
    return [
        f"Ветров Иван Ильич;{date(2009, 1, 1) + timedelta(days=one):%d.%m.%Y};7А;;;"
        f"Ветрова Анна Ильинична;мать;anna{one}@example.org;;"
        for one in range(number)
    ]


def plainly(school) -> None:
    now = timezone.now()
    with transaction.atomic():
        keys = DataKey.objects.bulk_create(
            [DataKey(wrapped=b"0" * 140, made_at=now) for _one in range(2 * PUPILS)]
        )
        people = Person.objects.bulk_create(
            [
                Person(
                    school=school,
                    family_name="Ветров",
                    given_name="Иван",
                    data_key=key,
                    made_at=now,
                )
                for key in keys
            ]
        )
        children, mothers = people[:PUPILS], people[PUPILS:]
        Contact.objects.bulk_create(
            [
                Contact(person=one, value_encrypted=b"0" * 140, blind_index="0" * 64, made_at=now)
                for one in mothers
            ]
        )
        Guardianship.objects.bulk_create(
            [
                Guardianship(guardian=mother, ward=child, kind="parent")
                for mother, child in zip(mothers, children, strict=True)
            ]
        )


def seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def test_a_thousand_pupils_come_from_a_file(benchmark):
    school, other = make_school("sad"), make_school("les")
    rows = {}

    def read() -> None:
        rows["list"] = kept(school, *lines(PUPILS))

    reading = seconds(read)
    checking = seconds(lambda: dry_run(class_list=rows["list"], day=today()))
    with CaptureQueriesContext(connection) as captured:
        accepting = benchmark.pedantic(
            lambda: seconds(
                lambda: accept_list(
                    class_list=rows["list"],
                    contacts_confirmed=True,
                    by=None,
                    day=today(),
                    now=timezone.now(),
                )
            ),
            rounds=1,
        )
    plain = seconds(lambda: plainly(other))

    assert Person.objects.filter(school=school).count() == 2 * PUPILS
    benchmark.extra_info.update(
        ratio_of_accepting_to_a_plain_insert=round(accepting / plain, 2),
        seconds_to_read_the_file=round(reading, 2),
        seconds_of_the_dry_run=round(checking, 2),
        seconds_to_accept=round(accepting, 2),
        queries_to_accept=len(captured),
    )
