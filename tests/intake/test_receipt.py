"""The note of the employee responsible for personal data that a consent was received."""

import pytest
from django.utils import timezone

from intake.models import Document, JournalEntry, Receipt
from intake.services.receipt import acknowledge
from tests.rows import NOW, a_paper, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

PAGE = "/cms/nastavnik/receipts/"


def signed(school, **person):
    paper = a_paper(a_waiting_request(school, **person))
    Document.objects.filter(pk=paper.pk).update(state="signed", signed_at=NOW)
    paper.refresh_from_db()
    return paper


@pytest.fixture
def school():
    return make_school("sad")


def test_many_are_noted_at_once_and_each_once_only(school, client):
    first, second = signed(school), signed(school, given_name="Ольга")
    third = signed(school, given_name="Нина")
    client.force_login(make_staff("kurator", curator=school))
    page = client.get(PAGE).content.decode()
    assert "Лаптева Вера Ильинична" in page
    client.post(PAGE, {"papers": [str(first.key), str(second.key)]})
    assert set(Receipt.objects.values_list("document", flat=True)) == {first.pk, second.pk}
    client.post(PAGE, {"papers": [str(third.key)]})
    assert JournalEntry.objects.filter(kind="receipt_acknowledged").count() == 3
    assert acknowledge(documents=[first], by=Receipt.objects.first().by, now=timezone.now()) == 0


def test_the_consent_is_what_it_was(school):
    paper = signed(school)
    acknowledge(documents=[paper], by=make_staff("kurator", curator=school), now=timezone.now())
    paper.refresh_from_db()
    assert (paper.state, paper.receipt.name) == ("signed", "kurator")


def test_nothing_ticked_is_said(school, client):
    signed(school)
    client.force_login(make_staff("kurator", curator=school))
    assert "Отметьте хотя бы одно согласие." in client.post(PAGE, {}).content.decode()


def test_papers_of_other_schools_and_of_nobodys_business_are_out_of_reach(school, client):
    foreign = signed(make_school("other"))
    signed(school)
    client.force_login(make_staff("kurator", curator=school))
    assert foreign.number not in client.get(PAGE).content.decode()
    client.post(PAGE, {"papers": [str(foreign.key)]})
    assert not Receipt.objects.exists()
    client.force_login(make_staff("klass", class_teacher=(school, "7А")))
    assert client.get(PAGE).status_code == 404
