"""What staff see of people, who sees it, and what stays recorded of it."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.models import AccessRecord, JournalEntry, Participation
from intake.services.people import current_contact
from tests.rows import a_form, a_paper, a_participation, a_person, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

MOST_FOR_THE_FIRST_PAGE = 52


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def curator(school, client):
    user = make_staff("curator", curator=school)
    client.force_login(user)
    return user


@pytest.fixture
def teacher(school, client):
    user = make_staff("teacher", class_teacher=(school, "7А"))
    client.force_login(user)
    return user


def text(answer):
    return answer.content.decode()


def exported(answer):
    return b"".join(answer.streaming_content)


def csv_rows(answer):
    return list(csv.reader(io.StringIO(exported(answer).decode("utf-8-sig"))))


@pytest.mark.parametrize("words", ["елкин", "Ёлкин", "ЕЛКИН анна", "анна ёлк"])
def test_people_are_found_whichever_way_yo_is_written(client, curator, school, words):
    a_person(school, family_name="Ёлкин")
    a_person(school, family_name="Зимина")
    page = text(client.get("/cms/intake/person/", {"q": words}))

    assert "Ёлкин Анна" in page
    assert "Зимина" not in page


def test_people_are_filtered_by_class(client, curator, school):
    a_person(school, family_name="Ёлкин", school_class="6Б")
    a_person(school, family_name="Зимина", school_class="8В")
    page = text(client.get("/cms/intake/person/", {"class": "6Б"}))

    assert "Ёлкин" in page
    assert "Зимина" not in page


def test_a_person_is_shown_with_family_and_masked_contacts(client, curator, school):
    request = a_waiting_request(school)
    a_paper(request)
    a_participation(request.participant)
    page = text(client.get(f"/cms/intake/person/inspect/{request.participant.pk}/"))

    assert "Соловьёва Мария" in page
    assert f"a•••{str(request.participant.pk)[-1]}@example.org" in page
    assert f"anna{request.participant.pk}@example.org" not in page
    assert f"С-{request.number}" in page
    assert "ученик – ученик" in page


def test_opening_a_person_is_recorded(client, curator, school):
    child = a_person(school)
    client.get(f"/cms/intake/person/inspect/{child.pk}/")
    client.get(f"/cms/intake/person/edit/{child.pk}/")

    records = AccessRecord.objects.filter(subject_key=str(child.key))
    assert set(records.values_list("action", "user_key")) == {
        ("person.inspect", f"user:{curator.pk}"),
        ("person.edit", f"user:{curator.pk}"),
    }


def test_an_export_is_recorded_with_its_form_and_size(client, curator, school):
    a_person(school)
    a_person(school, family_name="Зимина")
    exported(client.get("/cms/intake/person/", {"export": "csv"}))

    record = AccessRecord.objects.get(action="person.export")
    assert record.detail == "csv, 2"


def test_an_export_says_in_words_what_the_list_says(client, curator, school):
    a_participation(a_person(school), ended_on=date(2026, 12, 1), ended_how="completed")
    heads, row = csv_rows(client.get("/cms/intake/participation/", {"export": "csv"}))
    shown = dict(zip(heads, row, strict=True))

    assert shown["Роль"] == "наставляемый"
    assert shown["С"] == "01.09.2026"
    assert shown["Как закончилось"] == "программа завершена"
    assert shown["Молодой специалист"] == "нет"


HOSTILE = "=HYPERLINK(1)"


@pytest.mark.parametrize("name", [HOSTILE, "+7", "-2+3", "@SUM(A1)", "\tтекст"])
def test_a_name_is_never_a_formula_in_csv(client, curator, school, name):
    person = a_person(school)
    person.family_name = name
    person.save()
    _heads, row = csv_rows(client.get("/cms/intake/person/", {"export": "csv"}))

    assert row[0] == f"'{name}"


def test_a_name_is_never_a_formula_in_xlsx(client, curator, school):
    a_person(school, family_name=HOSTILE)
    answer = client.get("/cms/intake/person/", {"export": "xlsx"})
    data = exported(answer) if answer.streaming else answer.content
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]

    assert cell.data_type == "s"
    assert cell.value == f"'{HOSTILE}"


def test_markup_in_a_name_never_runs(client, curator, school):
    person = a_person(school, family_name="<script>alert(1)</script>")
    for address in ("", f"inspect/{person.pk}/", f"edit/{person.pk}/"):
        assert "<script>alert(1)" not in text(client.get(f"/cms/intake/person/{address}"))


def test_requests_are_filtered_by_state(client, curator, school):
    waiting = a_waiting_request(school)
    checked = a_waiting_request(school)
    checked.state = "checked"
    checked.save()
    page = text(client.get("/cms/intake/intakerequest/", {"state__exact": "awaiting_check"}))

    assert waiting.number in page
    assert checked.number not in page


def test_a_filter_that_makes_no_sense_is_not_a_fault(client, curator, school):
    a_participation(a_person(school))
    for query in ("year=abc", "school__id__exact=abc", "o=99", "p=9", "form__id__exact=x"):
        assert client.get(f"/cms/intake/participation/?{query}").status_code in (200, 404)


def test_the_list_of_requests_asks_the_database_the_same_number_of_times(
    client, curator, school, django_assert_max_num_queries
):
    for _ in range(3):
        a_waiting_request(school)
    client.get("/cms/intake/intakerequest/")
    with django_assert_max_num_queries(30) as few:
        client.get("/cms/intake/intakerequest/")
    for _ in range(6):
        a_waiting_request(school)
    with django_assert_max_num_queries(len(few)):
        client.get("/cms/intake/intakerequest/")


def test_a_participation_is_entered_and_journalled(client, curator, school):
    person, form = a_person(school), a_form(school)
    fields = {
        "person": person.pk,
        "role": "mentee",
        "form": form.pk,
        "category": "pupil",
        "team_kind": "pair",
        "team": "Пара 1",
        "started_on": "01.09.2026",
        "ended_on": "",
        "ended_how": "",
        "order_number": "12",
        "order_date": "",
    }
    refused = client.post("/cms/intake/participation/create/", fields)
    assert "Укажите и номер, и дату приказа" in text(refused)
    assert 'value="Пара 1"' in text(refused)

    client.post("/cms/intake/participation/create/", fields | {"order_date": "31.08.2026"})
    row = Participation.objects.get()
    assert (row.school, row.person_key, row.is_confirmed) == (school, person.key, True)
    assert JournalEntry.objects.get().kind == "participation_recorded"

    client.post(
        f"/cms/intake/participation/edit/{row.pk}/",
        fields | {"order_date": "31.08.2026", "ended_on": "01.12.2026", "ended_how": "completed"},
    )
    kinds = JournalEntry.objects.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds)[1:] == ["participation_recorded", "participation_ended"]


def test_a_class_teacher_sees_only_the_own_classes(client, teacher, school):
    a_person(school, family_name="Королёв", school_class="7А")
    other = a_person(school, family_name="Зимина", school_class="8В")
    page = text(client.get("/cms/intake/person/"))

    assert "Королёв" in page
    assert "Зимина" not in page
    assert client.get(f"/cms/intake/person/inspect/{other.pk}/").status_code == 404


def test_a_class_teacher_sees_states_and_nothing_more(client, teacher, school):
    request = a_waiting_request(school)
    paper = a_paper(request)
    for address in (
        "person/",
        f"person/inspect/{request.participant.pk}/",
        f"intakerequest/inspect/{request.pk}/",
        f"document/inspect/{paper.pk}/",
    ):
        page = text(client.get(f"/cms/intake/{address}"))
        assert "Соловьёва" in page
        assert "04.05.2013" not in page
        assert "4 мая 2013" not in page
        assert "@example.org" not in page
        assert "Мария" not in page
    assert "подготовлен" in text(client.get(f"/cms/intake/document/inspect/{paper.pk}/"))


def test_a_class_teacher_cannot_find_out_a_guardians_name_by_searching(client, teacher, school):
    request = a_waiting_request(school, family_name="Королёв")
    found = text(client.get("/cms/intake/intakerequest/", {"q": "Мария"}))

    assert request.number not in found
    assert request.number in text(client.get("/cms/intake/intakerequest/", {"q": "королев"}))


def test_a_class_teacher_exports_nothing(client, teacher, school):
    a_person(school)
    assert client.get("/cms/intake/person/", {"export": "csv"}).status_code == 404


def test_a_class_teacher_opens_no_paper_and_does_no_act(client, teacher, school):
    request = a_waiting_request(school)
    paper = a_paper(request)
    for address in (
        f"documents/{paper.key}/pdf/",
        f"documents/{paper.key}/paper/",
        f"requests/{request.key}/check/",
        f"requests/{request.key}/link/",
        f"people/{request.participant.key}/invite/",
        "invite/",
    ):
        assert client.get(f"/cms/nastavnik/{address}").status_code == 404
    assert client.get(f"/cms/intake/person/edit/{request.participant.pk}/").status_code == 302


def test_an_editor_reaches_no_people_at_all(client, school):
    client.force_login(make_staff("editor", editor=school))
    person = a_person(school)

    assert client.get("/cms/intake/person/").status_code == 302
    assert client.get(f"/cms/intake/person/inspect/{person.pk}/").status_code == 404
    assert current_contact(person=person) is None


def test_the_first_page_says_what_waits_and_where(client, curator, school):
    a_paper(a_waiting_request(school))
    page = text(client.get("/cms/"))

    assert "Заявки ждут сверки" in page
    assert "/cms/intake/intakerequest/?state__exact=awaiting_check" in page
    assert "Документы ждут подписи" in page
    assert "Сообщения не доставлены" not in page


def test_families_that_did_not_answer_are_counted_and_listed(client, curator, school):
    silent, answered = a_waiting_request(school), a_waiting_request(school)
    for request in (silent, answered):
        request.state = "checked"
        request.save()
    paper = a_paper(answered)
    paper.state = "declined"
    paper.save()

    assert "/cms/intake/intakerequest/?answered=no" in text(client.get("/cms/"))
    page = text(client.get("/cms/intake/intakerequest/", {"answered": "no"}))
    assert silent.number in page
    assert answered.number not in page


def test_the_first_page_asks_the_database_the_same_number_of_times(client, curator, school):
    """All of it, Wagtail's own questions too; what waits is counted in one of them."""
    a_paper(a_waiting_request(school))
    client.get("/cms/")  # Django's own caches
    asked = []
    for _number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/cms/")
        asked.append(len(queries))
        a_paper(a_waiting_request(school))
    assert asked[0] == asked[1] <= MOST_FOR_THE_FIRST_PAGE


def test_the_first_page_counts_nothing_of_another_school(client, curator):
    a_waiting_request(make_school("second"))

    assert "Ничего не ждёт" in text(client.get("/cms/"))
