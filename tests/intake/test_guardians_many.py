"""Checking the parents of a class at once: a tick for each, the same record as one by one."""

import pytest
from django.urls import reverse

from intake.models import Guardianship, JournalEntry
from tests.class_lists import OLEG, PAVEL, PETYA, accepted
from tests.families import SIGNED_HERE, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE
pytestmark = pytest.mark.django_db

PAGE = "/cms/nastavnik/guardianships/check/"
WARD = "Соловьёва Яна Олеговна;01.02.2014;7А;;;Соловьёва Вера Ильинична;опекун;vera@example.org;;"


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def test_the_parents_of_a_class_are_checked_by_one_list(client, school, curator):
    accepted(school, PETYA, PAVEL, OLEG, WARD, by=curator)
    client.force_login(curator)
    page = client.get(PAGE).content.decode()
    parents = Guardianship.objects.filter(guardian__given_name="Анна")
    assert all(f'value="{row.pk}"' in page for row in parents)
    assert "Соловьёва Вера" not in page

    nobody = client.post(PAGE, {"identified_how": "school_record"})
    assert "Отметьте хотя бы одного" in nobody.content.decode()
    first, second = parents.order_by("pk")
    client.post(PAGE, {"identified_how": "school_record", "rows": [first.pk]})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (bool(first.checked_at), second.checked_at) == (True, None)
    assert first.checked_by_key == f"user:{curator.pk}"
    entry = JournalEntry.objects.get(kind="guardian_checked")
    assert entry.facts["how"] == "school_record"

    again = client.post(PAGE, {"identified_how": "school_record", "rows": [first.pk]})
    assert "Список изменился" in again.content.decode()
    assert JournalEntry.objects.filter(kind="guardian_checked").count() == 1


def test_an_own_family_and_another_school_are_left_to_others(client, school, curator):
    accepted(school, PETYA, by=curator)
    curator.last_name, curator.first_name = "Ветрова", "Анна"
    curator.save()
    client.force_login(curator)
    own = Guardianship.objects.get()
    client.post(PAGE, {"identified_how": "known", "rows": [own.pk]})
    own.refresh_from_db()
    assert own.checked_at is None

    client.force_login(make_staff("les", curator=school_that_may_sign("les", kinds=())))
    assert f'value="{own.pk}"' not in client.get(PAGE).content.decode()
    client.post(PAGE, {"identified_how": "known", "rows": [own.pk]})
    own.refresh_from_db()
    assert own.checked_at is None
    client.force_login(make_staff("klass7a", class_teacher=(school, "7А")))
    assert client.get(reverse("nastavnik_guardianships_check")).status_code == 404
