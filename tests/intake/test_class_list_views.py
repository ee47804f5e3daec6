"""The curator brings a class list in the admin, and invites whom it brought."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.models import (
    AccessRecord,
    ClassList,
    IntakeRequest,
    JournalEntry,
    OutboundMessage,
    Person,
)
from tests.class_lists import BROKEN, OLEG, PAVEL, PETYA, accepted, csv_of
from tests.families import SIGNED_HERE, letters_to, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE
pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school, client):
    user = make_staff("kurator", curator=school)
    client.force_login(user)
    return user


def upload(client, *lines):
    file = SimpleUploadedFile("7А Ветровы.csv", csv_of(*lines))
    return client.post(reverse("nastavnik_class_lists_new"), {"file": file}, follow=True)


def columns_form(page):
    form = page.context["form"]
    return {name: form[name].initial for name in form.fields}


def test_a_curator_brings_a_list_from_file_to_summary(client, curator):
    page = upload(client, PETYA, PAVEL, OLEG, BROKEN)
    assert "Что в каких столбцах" in page.content.decode()
    page = client.post(page.redirect_chain[-1][0], columns_form(page), follow=True)
    words = page.content.decode()
    assert "Строка 5: даты рождения «31.02.2013» нет в календаре" in words
    assert "no-store" in page["Cache-Control"]
    assert not Person.objects.exists()

    page = client.post(
        page.redirect_chain[-1][0], {"act": "accept", "contacts_confirmed": "on"}, follow=True
    )

    words = page.content.decode()
    assert Person.objects.count() == 4
    assert "Пригласите этих людей" in words
    assert "Ветров" not in words
    actions = AccessRecord.objects.values_list("action", flat=True)
    assert {"classlist.columns", "classlist.check", "classlist.inspect"} <= set(actions)


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(client, curator):
    for name, data, words in (
        ("list.xls", b"\xd0\xcf\x11\xe0", "Это старый файл Excel (.xls) или файл под паролем."),
        ("list.pdf", PETYA.encode(), "Принимаются книга Excel (.xlsx), CSV и текст (.txt)."),
    ):
        file = SimpleUploadedFile(name, data)
        page = client.post(reverse("nastavnik_class_lists_new"), {"file": file})
        assert words in page.content.decode()
    assert not ClassList.objects.exists()


def test_columns_can_be_changed_and_missing_ones_are_asked_for(client, curator):
    page = upload(client, PETYA)
    answers = columns_form(page) | {"column-1": ""}
    again = client.post(page.redirect_chain[-1][0], answers)

    assert "Выберите столбец с датой рождения" in again.content.decode()


def test_a_doubt_is_settled_for_one_or_for_all_at_once(client, school, curator):
    accepted(school, PETYA, PAVEL, by=curator)
    page = upload(
        client, *(line.replace("7А", "8А").replace("7 а", "8А") for line in (PETYA, PAVEL))
    )
    page = client.post(page.redirect_chain[-1][0], columns_form(page), follow=True)
    check = page.redirect_chain[-1][0]
    assert "в школе этот человек записан в 7А, а в файле – в 8А" in page.content.decode()

    page = client.post(check, {"act": "accept"}, follow=True)
    assert "Осталось решить сомнений: 2. Пока никто не внесён." in page.content.decode()

    answers = {"act": "accept", "doubt-2:other_class": "keep", "all-other_class": "move"}
    client.post(check, answers, follow=True)
    classes = dict(
        Person.objects.exclude(birth_date=None).values_list("given_name", "school_class")
    )
    assert classes == {"Пётр": "7А", "Павел": "8А"}


def test_undoing_asks_first(client, school, curator):
    row = accepted(school, PETYA, by=curator)
    address = reverse("nastavnik_class_list_undo", args=[row.key])
    assert client.get(address).status_code == 200
    assert Person.objects.count() == 2

    page = client.post(address, follow=True)

    assert "Загрузка отменена: убрано людей – 2, осталось – 0." in page.content.decode()
    assert not Person.objects.exists()


def test_a_class_is_invited_by_one_press_and_whoever_has_no_contact_is_shown(
    client, school, curator
):
    nobody = "Птицын Иван;01.02.2014;7А;;;Птицына Ольга;мать;;;"
    row = accepted(school, PETYA, nobody, "Орлова Вера;02.02.2014;7А;;;;;;;", by=curator)
    address = reverse("nastavnik_invite_many")

    page = client.get(address, {"list": row.key})
    words = page.content.decode()
    assert "Ветрова Анна Сергеевна, a•••@example.org" not in words
    assert "a•••a@example.org" in words
    assert "нет контакта, подпишет на бумаге" in words
    assert "нет представителя: впишите его" in words

    keys = Person.objects.filter(school_class="7А").values_list("key", flat=True)
    page = client.post(address, {"list": row.key, "person": [str(key) for key in keys]})

    assert "Приглашены по почте: 1. Приглашены без письма, подпишут на бумаге: 1." in (
        page.content.decode()
    )
    assert "Участнику нет 18 лет, а законный представитель не записан" in page.content.decode()
    assert "уже приглашён, ответа ещё нет" in page.content.decode()
    assert (IntakeRequest.objects.count(), OutboundMessage.objects.count()) == (2, 1)
    assert JournalEntry.objects.filter(kind="request_invited").count() == 2
    assert len(letters_to("anna@example.org")) == 1

    client.post(address, {"list": row.key, "person": [str(key) for key in keys]})
    assert IntakeRequest.objects.count() == 2


def test_the_page_of_inviting_asks_a_fixed_number_of_questions(client, school, curator):
    address = reverse("nastavnik_invite_many")

    def queries(school_class):
        with CaptureQueriesContext(connection) as captured:
            client.get(address, {"class": school_class})
        return len(captured)

    def pupils(number, school_class):
        return [
            f"Ветров Иван;{day:02d}.03.2014;{school_class};;;Ветрова Анна;;a{day}@example.org;;"
            for day in range(1, number + 1)
        ]

    accepted(school, *pupils(2, "7А"), by=curator)
    accepted(school, *(line.replace("2014", "2013") for line in pupils(25, "7Б")), by=curator)
    queries("7А")

    assert queries("7А") == queries("7Б")


def test_a_class_teacher_neither_brings_lists_nor_invites(client, school):
    client.force_login(make_staff("klass7a", class_teacher=(school, "7А")))
    names = ("nastavnik_class_lists_new", "nastavnik_invite_many")

    assert {client.get(reverse(name)).status_code for name in names} == {404}


def test_another_schools_list_invites_nobody(client, curator):
    other = school_that_may_sign("les", kinds=())
    row = accepted(other, PETYA)
    address = reverse("nastavnik_invite_many")

    assert client.get(address, {"list": row.key}).status_code == 404
    assert client.get(address, {"school": other.pk}).status_code == 404
    client.post(
        address, {"person": [str(key) for key in Person.objects.values_list("key", flat=True)]}
    )
    assert not IntakeRequest.objects.exists()
