"""The public pages of editions: the list, one edition, what held on a day, what changed."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring_pages.models import ProgrammePage
from mentoring_pages.services.chosen_act import act_for_visitors
from mentoring_pages.services.citation import cited_clause
from mentoring_pages.services.edition import regulation_in_force
from mentoring_pages.services.timeline import cancel_repeal, repeal_act, repeal_of
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


def repeal(page, school, **changes):
    return repeal_act(
        **{
            "school": school,
            "page_key": page.translation_key,
            "act_title": page.title,
            "order_number": "7-од",
            "order_date": date(2026, 10, 1),
            "repealed_from": date(2026, 10, 1),
            "reason": "Принято новое Положение.",
            "by": None,
            "now": timezone.now(),
            **changes,
        }
    )


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


# Repeal


@pytest.mark.parametrize(
    "address",
    [
        "/polozhenie/",
        "/polozhenie/redakcii/",
        "/polozhenie/redakciya/1/",
        "/polozhenie/redakciya/3/",
        "/polozhenie/na-datu/2025-10-01/",
        "/polozhenie/na-datu/2026-10-05/",
        "/polozhenie/na-datu/",
        "/polozhenie/izmeneniya/1/3/",
    ],
)
def test_a_repealed_act_says_so_on_every_page(act, school, read, address):
    repeal(act, school)
    page = text_of(read(address))
    assert "Документ утратил силу с 1\N{NO-BREAK SPACE}октября\N{NO-BREAK SPACE}2026" in page
    order = 'Приказ №\N{NO-BREAK SPACE}<span class="n-whole">7-од</span>'
    assert f"{order} от\N{NO-BREAK SPACE}01.10.2026." in page


def test_the_word_about_repeal_is_printed_too(act, school, read):
    repeal(act, school)
    page = text_of(read("/polozhenie/redakciya/3/"))
    notice = page[page.index("ed-repealed") - 60 : page.index("Документ утратил силу")]
    assert "n-no-print" not in notice


def test_what_replaces_a_repealed_act_is_named_and_linked(act, school, read):
    other = approve(
        make_act(school, slug="novoe", title="Новое положение"), "8-од", date(2026, 10, 1)
    )
    repeal(act, school, replaced_by_key=other.translation_key)
    assert ">Новое положение</a>" in text_of(read("/polozhenie/redakciya/1/"))


def test_visitors_are_led_to_the_act_that_holds_and_not_to_a_repealed_one(school, client):
    old = approve(make_act(school), "1", date(2024, 9, 1))
    latest = approve(make_act(school, slug="novoe", title="Новое"), "9", date(2026, 10, 1))
    home, day = school.site.root_page, date(2026, 11, 21)
    assert act_for_visitors(home=home, day=day) == latest
    repeal(latest, school)
    assert act_for_visitors(home=home, day=day) == old
    draft = make_act(school, slug="proekt", title="Проект")
    draft.save_revision().publish()
    coming = make_act(school, slug="budet", title="Будет")
    approve(coming, "11", date(2026, 11, 1), since=date(2027, 1, 1))
    assert act_for_visitors(home=home, day=day) == old
    repeal(old, school)
    assert act_for_visitors(home=home, day=day) == coming
    assert act_for_visitors(home=home, day=date(2027, 1, 1)) == coming


def test_where_every_act_is_repealed_the_last_is_reachable_and_says_so(school, client):
    act = approve(make_act(school), "1", date(2024, 9, 1))
    repeal(act, school)
    page = client.get("/", headers={"host": school.site.hostname}).content.decode()
    assert 'href="/polozhenie/"' in page
    assert "Документ утратил силу." in page


def test_the_act_is_chosen_with_as_many_queries_among_many(school):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            act_for_visitors(home=school.site.root_page, day=date(2026, 11, 21))
        return len(captured)

    approve(make_act(school), "1", date(2024, 9, 1))
    one = questions()
    for number in range(4):
        approve(make_act(school, slug=f"act-{number}"), f"{number}-од", date(2025, 9, 1))
    assert questions() == one


def test_a_repealed_act_is_neither_in_force_nor_cited(school):
    page = make_act(school)
    blocks = page.body.get_prep_value()
    blocks[1]["value"]["meaning"] = ["consent-required"]
    page.body = body(*blocks)
    page = approve(page, "1", date(2025, 9, 1))
    repeal(page, school)
    before, day = date(2026, 9, 30), date(2026, 10, 1)
    assert regulation_in_force(school=school, day=before) is not None
    assert regulation_in_force(school=school, day=day) is None
    assert cited_clause(school=school, meaning="consent-required", day=before) is not None
    assert cited_clause(school=school, meaning="consent-required", day=day) is None


def test_a_repeal_recorded_by_mistake_is_taken_back(act, school):
    record = repeal(act, school)
    cancel_repeal(repeal=record, by=None, now=timezone.now())
    assert repeal_of(page_key=act.translation_key) is None
    assert regulation_in_force(school=school, day=date(2026, 11, 1)) is not None
    assert repeal(act, school).pk != record.pk


def test_an_act_is_repealed_once_and_not_before_its_order(act, school):
    with pytest.raises(ValidationError, match="не может утратить силу раньше"):
        repeal(act, school, repealed_from=date(2026, 9, 30))
    repeal(act, school)
    with pytest.raises(ValidationError, match="уже записан"):
        repeal(act, school)


# How often the database is asked


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


# The page of the act itself


def test_a_published_text_that_does_not_hold_yet_leads_to_the_one_that_does(act, read):
    approve(act, "9-од", date(2026, 10, 1), since=date(2027, 9, 1), text="Новый порядок.")
    page = text_of(read("/polozhenie/"))
    assert "Начнёт действовать 1 сентября 2027 года" in page
    assert "Сейчас действует редакция №\N{NO-BREAK SPACE}3" in page


def test_a_repealed_act_does_not_say_that_it_holds(act, school, read):
    repeal(act, school)
    assert "Действует с" not in text_of(read("/polozhenie/"))


def test_a_coming_repeal_is_announced_and_the_act_still_holds(act, school, read):
    repeal(act, school, repealed_from=date(2027, 1, 1))
    page = text_of(read("/polozhenie/"))
    assert "Документ утратит силу с" in page
    assert "Действует с 1 сентября 2026 года" in page


# Acts with parts of their own


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
