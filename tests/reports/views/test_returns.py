import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.models import AccessRecord
from tests.reports.conftest import erase
from tests.reports.facts import make_person, take_part
from tests.schools import make_staff

pytestmark = pytest.mark.django_db


def address(name, school, *args):
    return reverse(f"reports_admin:{name}", args=[school.key, "yearly-return", 2026, *args])


@pytest.fixture
def pages(client, curator):
    client.force_login(curator)
    return client


def text_of(response):
    """What a person reads, without tags and doubled spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_the_grid_shows_the_form_as_on_paper(pages, school, programme):
    page = text_of(pages.get(address("return", school)))

    assert "Сведения о количестве участников программы (системы) наставничества за 2026 год" in page
    assert "Раздел 1. По формам наставничества" in page
    assert "Код по ОКЕИ: единица – 642" in page
    assert "Наименование показателя № строки Пар Групп Наставников" in page
    assert "1 2 3 4 5 6 7 8 9 10 11 Всего (каждый один раз) 01 3 1 4 4 5 5 4 0 1" in page
    assert "вожатый – волонтёр 07.1 0 1 1 1 3 3 3 0 0" in page


def test_the_grid_tells_what_to_do_about_a_broken_control(pages, school, programme):
    page = text_of(pages.get(address("return", school)))

    assert "Контроль не пройден." in page
    assert "Внесите дату рождения." in page
    assert "нет приказа о закреплении" in page


def links(response):
    return re.findall(
        r'href="([^"]*/cell/([\d.]+)/(\d+)/)"[^>]*>(\d+)</a>', response.content.decode()
    )


def test_every_figure_opens_exactly_its_people(pages, school, programme):
    found = links(pages.get(address("return", school)))

    assert len(found) == 8 * 9 + 11 + 10
    for url, row, column, value in found:
        page = pages.get(url)
        shown = len(re.findall(r'class="return__person"', page.content.decode()))
        if row.startswith("0") and column in ("3", "4"):
            shown = page.content.decode().count("<h3>")
        assert (row, column, shown) == (row, column, int(value))


def test_the_list_of_people_tells_the_rule_in_words(pages, school, programme):
    page = text_of(pages.get(address("cell", school, "20", 3)))

    assert "молодой специалист: стаж до 3 лет" in page
    assert "Егоров Пётр" in page
    assert "приказ № 12 от 01.09.2026" in page


def test_a_pair_opens_with_both_of_its_people(pages, school, programme):
    page = text_of(pages.get(address("cell", school, "03", 3)))

    assert "Всего пар или групп: 1" in page
    assert "Дмитриева Пётр" in page
    assert "Егоров Пётр" in page


def test_of_an_erased_person_only_the_fact_is_shown(pages, school, programme):
    erase(programme["Егоров"])

    page = text_of(pages.get(address("cell", school, "20", 3)))
    assert "сведения удалены по отзыву" in page
    assert "Егоров" not in page


def test_who_is_left_out_is_listed_with_the_reason(pages, school, programme):
    page = text_of(pages.get(address("skipped", school, "no_order")))

    assert "Не учтено, потому что нет приказа о закреплении" in page
    assert "Ильина Пётр" in page
    assert "приказа нет" in page


def test_who_is_to_be_looked_at_is_listed(pages, school, programme):
    page = text_of(pages.get(address("doubt", school, "no_birth_date")))

    assert "Котов Пётр" in page
    assert "Всего людей: 1" in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("return", []),
        ("cell", ["01", 7]),
        ("skipped", ["no_order"]),
        ("doubt", ["no_birth_date"]),
        ("export", ["xlsx"]),
        ("export", ["pdf"]),
    ],
)
def test_another_school_s_return_does_not_exist(
    client, programme, school, stranger_school, name, args
):
    client.force_login(make_staff("stranger", curator=stranger_school))

    assert client.get(address(name, school, *args)).status_code == 404
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "class_teacher"])
def test_only_the_curator_and_the_director_see_figures(client, school, role):
    client.force_login(make_staff("other", **{role: school}))

    assert client.get(address("return", school)).status_code == 404


def test_the_director_and_a_superuser_see_the_figures(client, school):
    for user in (
        make_staff("director", director=school),
        get_user_model().objects.create_superuser("root", password="x"),
    ):
        client.force_login(user)
        assert client.get(address("return", school)).status_code == 200


def test_a_visitor_is_asked_to_sign_in(client, school):
    response = client.get(address("return", school))

    assert response.status_code == 302
    assert "/cms/login/" in response["Location"]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("cell", ["99", 7]),
        ("cell", ["11", 7]),
        ("skipped", ["nonsense"]),
        ("doubt", ["nonsense"]),
        ("export", ["exe"]),
    ],
)
def test_what_the_form_has_not_is_not_found(pages, school, name, args):
    assert pages.get(address(name, school, *args)).status_code == 404


@pytest.mark.parametrize(
    ("form", "year"), [("yearly-return", 1999), ("yearly-return", 9999), ("no", 2026)]
)
def test_an_unknown_form_or_year_is_not_found(pages, school, form, year):
    url = reverse("reports_admin:return", args=[school.key, form, year])

    assert pages.get(url).status_code == 404


def test_opening_people_and_taking_a_file_are_recorded_without_names(
    pages, school, programme, curator
):
    pages.get(address("return", school))
    pages.get(address("cell", school, "02", 7))
    pages.get(address("export", school, "xlsx"))

    records = AccessRecord.objects.order_by("at", "pk")
    assert [(record.action, record.detail) for record in records] == [
        ("return_people_seen", "02/7, 2"),
        ("return_exported", "xlsx"),
    ]
    assert {record.user_key for record in records} == {f"user:{curator.pk}"}
    assert {record.subject_key for record in records} == {"yearly-return:2026"}


@pytest.mark.parametrize(
    ("name", "args"), [("return", []), ("cell", ["02", 7]), ("cell", ["02", 3])]
)
def test_the_number_of_queries_does_not_grow_with_the_people(
    pages, school, programme, forms, curator, name, args
):
    url = address(name, school, *args)
    pages.get(url)
    with CaptureQueriesContext(connection) as few:
        pages.get(url)
    for number in range(15):
        person = make_person(school, family_name=f"Новиков{number}")
        take_part(person, forms["pupil-pupil"], curator, team=f"Пара {number + 10}")
    with CaptureQueriesContext(connection) as many:
        pages.get(url)

    assert len(many) == len(few)


def test_a_long_list_is_read_page_by_page(pages, school, programme, forms, curator):
    for number in range(101):
        person = make_person(school, family_name=f"Новиков{number:03}")
        take_part(person, forms["pupil-pupil"], curator, team=f"Пара {number + 10}")

    first = pages.get(address("cell", school, "02", 7))
    second = pages.get(address("cell", school, "02", 7), {"p": 2})

    assert "Страница 1 из 2" in text_of(first)
    assert first.content.decode().count("return__person") == 100
    assert second.content.decode().count("return__person") == 3


def test_with_one_school_the_grid_opens_at_once(pages, school):
    response = pages.get(reverse("reports_admin:list"))

    assert response.status_code == 302
    assert response["Location"].startswith(f"/cms/reports/returns/{school.key}/yearly-return/")


def test_with_two_schools_one_chooses(client, school, stranger_school):
    client.force_login(make_staff("both", curator=school, director=stranger_school))

    page = text_of(client.get(reverse("reports_admin:list")))
    assert "Выберите школу и форму." in page
    assert "Школа first" in page
    assert "Школа second" in page


def test_without_a_school_the_page_says_whom_to_ask(client, school):
    client.force_login(make_staff("editor", editor=school))

    assert "Попросите об этом директора." in text_of(client.get(reverse("reports_admin:list")))


def test_the_short_address_leads_to_the_form(pages):
    assert pages.get("/reports/")["Location"] == "/cms/reports/returns/"


def test_the_menu_leads_the_curator_to_the_form(pages, school):
    page = pages.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("reports_admin:list") in page


def test_a_name_never_runs_on_the_page(pages, school, forms, curator):
    person = make_person(school, family_name="<script>alert(1)</script>")
    take_part(person, forms["pupil-pupil"], curator)

    page = pages.get(address("cell", school, "02", 7)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_broken_form_file_is_named_and_the_other_forms_still_open(
    settings, tmp_path, client, school, curator
):
    (tmp_path / "broken.json").write_text('{"key": "broken"}', encoding="utf-8")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]
    client.force_login(curator)

    listed = client.get("/cms/reports/returns/")
    opened = client.get(f"/cms/reports/returns/{school.key}/yearly-return/2026/")

    assert "broken.json" in listed.content.decode()
    assert opened.status_code == 200
