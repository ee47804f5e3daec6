"""The note of the employee responsible for personal data that a consent was received."""

import pytest
from django.utils import timezone

from intake.domain.receipt import NotedAs, noted_as
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
    assert paper.state == "signed"
    assert paper.receipt.name == (
        "kurator за ответственного за обработку персональных данных (Лаптева Вера Ильинична)"
    )


def test_the_named_officer_notes_as_such_and_another_for_the_officer(school, client):
    officer = make_staff("kurator", curator=school)
    client.force_login(officer)
    first, second = signed(school), signed(school, given_name="Ольга")
    assert "kurator за ответственного" in client.get(PAGE).content.decode()
    officer.first_name, officer.last_name = "Вера", "Лаптева"
    officer.save()
    own = "Вера Лаптева, ответственный за обработку персональных данных"
    assert own in client.get(PAGE).content.decode()
    client.post(PAGE, {"papers": [str(first.key)]})
    assert Receipt.objects.get(document=first).name == own
    assert JournalEntry.objects.get(kind="receipt_acknowledged").facts == {"noted_as": "officer"}
    # Whoever is named later changes nothing of a note that was made.
    school.privacy_officer_name = "Клёнова М. Л."
    school.save()
    client.post(PAGE, {"papers": [str(second.key)]})
    assert Receipt.objects.get(document=first).name == own
    assert "(Клёнова М. Л.)" in Receipt.objects.get(document=second).name


@pytest.mark.parametrize(
    ("officer", "family", "given", "found"),
    [
        ("Лаптева Вера Ильинична", "Лаптева", "Вера", NotedAs.OFFICER),
        ("Вера Ильинична Лаптева", "ЛАПТЕВА", "вера", NotedAs.OFFICER),
        ("Клёнова М.Л.", "Кленова", "Мария Львовна", NotedAs.OFFICER),
        ("Лаптева Вера Ильинична", "Лаптева", "Ольга", NotedAs.FOR_OFFICER),
        ("Лаптева Вера Ильинична", "", "Вера", NotedAs.FOR_OFFICER),
        ("Лаптева Вера Ильинична", "Синицына", "Вера", NotedAs.FOR_OFFICER),
        ("", "Лаптева", "Вера", NotedAs.NOBODY_NAMED),
    ],
)
def test_the_officer_is_known_by_family_and_given_name(officer, family, given, found):
    assert noted_as(officer=officer, family_name=family, given_name=given) is found


def test_nothing_ticked_is_said_and_the_days_are_the_schools(school, client):
    paper = signed(school)
    Document.objects.filter(pk=paper.pk).update(signed_at=NOW.replace(hour=22))
    client.force_login(make_staff("kurator", curator=school))
    assert "08.09.2026" in client.get(PAGE).content.decode()
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
