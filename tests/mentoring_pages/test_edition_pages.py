"""The public pages of editions: the list, one edition, what held on a day, what changed."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring_pages.models import ProgrammePage
from mentoring_pages.services.edition import regulation_in_force
from tests.mentoring_pages.editions import (
    DIARY,
    MEETING,
    PLAN,
    approve,
    block,
    body,
    make_act,
    three_editions,
)
from tests.schools import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-21 09:00", tick=False):
        yield


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def act(school):
    return three_editions(school)


@pytest.fixture
def read(client, school):
    def get(address, **options):
        return client.get(address, headers={"host": school.site.hostname}, **options)

    return get


def text_of(answer):
    return answer.content.decode().replace("&nbsp;", "\N{NO-BREAK SPACE}")


def test_the_list_tells_every_edition_with_its_days_and_its_order(act, read):
    page = text_of(read("/polozhenie/redakcii/"))
    for number, year in ((1, 2024), (2, 2025), (3, 2026)):
        assert f"Редакция №\N{NO-BREAK SPACE}{number}" in page
        assert f'Приказ №\N{NO-BREAK SPACE}<span class="n-whole">{year}-од</span>' in page
    assert "С 1\N{NO-BREAK SPACE}сентября\N{NO-BREAK SPACE}2024" in page
    assert "по 31\N{NO-BREAK SPACE}августа\N{NO-BREAK SPACE}2025" in page


def test_the_only_edition_says_there_is_nothing_to_compare_with(school, act, read):
    nothing = "Пока редакция одна"
    assert nothing not in text_of(read("/polozhenie/redakcii/"))
    approve(make_act(school, slug="poryadok"), "9-од", date(2026, 9, 1))
    assert nothing in text_of(read("/poryadok/izmeneniya/", follow=True))


def test_an_old_edition_is_read_with_its_own_text_and_says_it_does_not_hold(act, read):
    page = text_of(read("/polozhenie/redakciya/1/"))
    assert PLAN in page
    assert MEETING not in page
    assert "не действующую сейчас редакцию: редакция от 01.09.2024" in page


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-09-01", PLAN),
        ("2025-08-31", PLAN),
        ("2025-09-01", DIARY),
        ("2030-01-01", MEETING),
        ("2030-01-01", "года будет действовать редакция от"),
    ],
)
def test_a_day_in_the_address_shows_what_held_on_it(act, read, day, text):
    assert text in text_of(read(f"/polozhenie/na-datu/{day}/"))


def test_a_day_before_the_first_edition_says_so_and_offers_the_first(act, read):
    answer = read("/polozhenie/na-datu/2024-08-31/")
    assert answer.status_code == 200
    assert "В этот день документа ещё не было." in text_of(answer)
    assert 'href="http://lesnaya.example.org/polozhenie/redakciya/1/"' in text_of(answer) or (
        'href="/polozhenie/redakciya/1/"' in text_of(answer)
    )


@pytest.mark.parametrize("typed", ["2025-10-05", "05.10.2025"])
def test_a_day_is_chosen_by_a_form_that_works_without_scripts(act, read, typed):
    answer = read("/polozhenie/na-datu/", query_params={"day": typed})
    assert answer.status_code == 302
    assert answer.url.endswith("/polozhenie/na-datu/2025-10-05/")


def test_a_day_that_does_not_exist_is_explained_and_kept_in_the_form(act, read):
    answer = read("/polozhenie/na-datu/", query_params={"day": "31.02.2025"})
    assert "Такой даты нет" in text_of(answer)
    assert "31.02.2025" in text_of(answer)
    assert read("/polozhenie/na-datu/2025-02-31/").status_code == 404


@pytest.mark.parametrize("address", ["redakciya/9/", "izmeneniya/1/9/", "redakciya/", "nothing/"])
def test_what_is_not_there_is_not_found(act, read, address):
    assert read(f"/polozhenie/{address}").status_code == 404


def test_a_page_that_was_taken_down_has_no_editions_either(act, read):
    act.unpublish()
    assert read("/polozhenie/redakcii/").status_code == 404


def test_a_comparison_marks_words_and_says_in_hidden_words_what_happened_to_them(school, read):
    page = approve(make_act(school), "1", date(2025, 9, 1), text="Отчёт сдают до 20 декабря года.")
    approve(page, "2", date(2026, 9, 1), text="Отчёт сдают до 25 декабря года.")
    shown = text_of(read("/polozhenie/izmeneniya/1/2/"))
    assert "Изменён 1 пункт." in shown
    assert '<del><span class="n-hidden">[исключено: </span>20<span' in shown
    assert '<ins><span class="n-hidden">[добавлено: </span>25<span' in shown


def test_clauses_that_only_changed_their_number_stand_together_with_how_they_begin(school, read):
    page = approve(make_act(school), "1", date(2025, 9, 1), text=MEETING)
    blocks = page.body.get_prep_value()
    blocks[0]["value"]["number"], blocks[1]["value"]["number"] = "2", "2.1"
    page.body = body(*blocks)
    approve(page, "2", date(2026, 9, 1))
    shown = text_of(read("/polozhenie/izmeneniya/1/2/"))
    assert "Изменился только номер</a>: 2" in shown
    assert f"Был номер 1.1, стал 2.1.</span> {MEETING}" in shown


def test_without_a_choice_the_last_two_editions_are_compared(act, read):
    assert read("/polozhenie/izmeneniya/").url.endswith("/polozhenie/izmeneniya/2/3/")
    chosen = read("/polozhenie/izmeneniya/", query_params={"old": "1", "new": "3"})
    assert chosen.url.endswith("/polozhenie/izmeneniya/1/3/")


def test_an_act_with_one_edition_has_nothing_to_compare(school, read):
    approve(make_act(school), "1", date(2025, 9, 1))
    assert read("/polozhenie/izmeneniya/").url.endswith("/polozhenie/redakcii/")


def test_text_of_an_editor_is_text_and_not_html(school, read):
    page = approve(make_act(school), "1", date(2025, 9, 1), text="До <b>обеда</b>.")
    approve(page, "2", date(2026, 9, 1), text="После <script>alert(1)</script> обеда.")
    shown = text_of(read("/polozhenie/izmeneniya/1/2/"))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def questions(read, address):
    read(address)
    with CaptureQueriesContext(connection) as asked:
        assert read(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "address",
    ["redakcii/", "redakciya/1/", "na-datu/2024-10-01/", "izmeneniya/1/2/"],
)
def test_more_editions_and_longer_texts_are_read_with_as_many_queries(act, read, address):
    few = questions(read, f"/polozhenie/{address}")
    for number in range(5):
        blocks = act.body.get_prep_value() + [block(f"1.{n}", PLAN) for n in range(2, 40)]
        act.body = body(*blocks)
        act = approve(act, f"ещё-{number}", date(2026, 10, 1 + number))
    assert questions(read, f"/polozhenie/{address}") <= few


def test_a_published_text_that_does_not_hold_yet_leads_to_the_one_that_does(act, read):
    approve(act, "9-од", date(2026, 10, 1), since=date(2027, 9, 1), text="Новый порядок.")
    page = text_of(read("/polozhenie/"))
    assert "Начнёт действовать 1 сентября 2027 года" in page
    assert "Сейчас действует редакция №\N{NO-BREAK SPACE}3" in page


def programme(school, goal, order, day):
    page = ProgrammePage.objects.filter(slug="programma").first()
    if page is None:
        page = ProgrammePage(title="Программа", slug="programma", act_heading="Программа")
        school.site.root_page.add_child(instance=page)
    page.goal, page.order_number, page.order_date = goal, order, day
    page.tasks = [("line", "Подобрать пары.")] if not page.tasks else page.tasks
    page.save_revision().publish()
    return page


def test_a_programme_has_editions_that_are_read_and_compared_with_its_goal(school, read):
    programme(school, "Помочь освоиться в школе.", "1", date(2025, 9, 1))
    programme(school, "Помочь подружиться в школе.", "2", date(2026, 9, 1))
    first = text_of(read("/programma/redakciya/1/"))
    assert "Помочь освоиться в школе." in first
    assert "Подобрать пары." in first
    changed = text_of(read("/programma/izmeneniya/1/2/"))
    assert "Изменён 1 раздел." in changed
    assert "подружиться<span" in changed


def test_a_programme_is_no_regulation_in_force(school):
    programme(school, "Помочь освоиться в школе.", "1", date(2025, 9, 1))
    assert regulation_in_force(school=school, day=date(2026, 1, 1)) is None


@pytest.mark.parametrize("numbers", ["0/1", "1/99", f"1/{10**30}", f"{10**30}/{10**30}"])
def test_numbers_that_no_edition_has_are_compared_by_nobody(act, read, numbers):
    assert read(f"/polozhenie/izmeneniya/{numbers}/").status_code == 404
