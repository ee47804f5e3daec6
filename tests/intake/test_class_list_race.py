"""Two curators bring the same list at the same moment: everybody comes once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intake.models import ClassList, Contact, Guardianship, JournalEntry, Person
from intake.services.class_list import ListClosed
from intake.services.class_list_accept import accept_list
from tests.class_lists import OLEG, PAVEL, PETYA, kept, today
from tests.schools import make_school

CURATORS = 4


def accept_together(lists: list[ClassList]) -> list[int]:
    """How many people each of the lists brought; −1 for one that was closed."""
    start = Barrier(len(lists))

    def bring(row: ClassList) -> int:
        mine = ClassList.objects.get(pk=row.pk)
        start.wait()
        try:
            done = accept_list(
                class_list=mine, contacts_confirmed=True, by=None, day=today(), now=timezone.now()
            )
            return done.people_made
        except ListClosed:
            return -1
        finally:
            connection.close()

    with ThreadPoolExecutor(len(lists)) as pool:
        return [one.result() for one in [pool.submit(bring, row) for row in lists]]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_list_at_the_same_moment_brings_everybody_once() -> None:
    school = make_school("sad")

    made = accept_together([kept(school, PETYA, PAVEL, OLEG) for _curator in range(CURATORS)])

    assert sorted(made) == [0, 0, 0, 3]
    assert Person.objects.count() == 4
    assert Guardianship.objects.count() == 2
    assert Contact.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_list_pressed_twice_is_accepted_once() -> None:
    row = kept(make_school("sad"), PETYA, OLEG)

    assert sorted(accept_together([row] * CURATORS)) == [-1, -1, -1, 2]
    assert JournalEntry.objects.filter(kind="list_accepted").count() == 1
