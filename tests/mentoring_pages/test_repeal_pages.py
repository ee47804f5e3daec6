"""An act that lost its force says so everywhere, and visitors are led to the one that holds."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring_pages.services.chosen_act import act_for_visitors
from mentoring_pages.services.citation import cited_clause
from mentoring_pages.services.edition import regulation_in_force
from mentoring_pages.services.timeline import cancel_repeal, repeal_act, repeal_of
from tests.mentoring_pages.editions import (
    approve,
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


def test_a_day_after_the_repeal_leads_to_what_held_last(act, school, read):
    repeal(act, school)
    page = text_of(read("/polozhenie/na-datu/2026-10-05/"))
    assert "В этот день документ уже не действовал." in page
    assert '/polozhenie/redakciya/3/">Прочитать последнюю редакцию</a>' in page


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


def questions(read, address):
    read(address)
    with CaptureQueriesContext(connection) as asked:
        assert read(address).status_code == 200
    return len(asked)


def test_a_repealed_act_does_not_say_that_it_holds(act, school, read):
    repeal(act, school)
    assert "Действует с" not in text_of(read("/polozhenie/"))


def test_a_coming_repeal_is_announced_and_the_act_still_holds(act, school, read):
    repeal(act, school, repealed_from=date(2027, 1, 1))
    page = text_of(read("/polozhenie/"))
    assert "Документ утратит силу с" in page
    assert "Действует с 1 сентября 2026 года" in page
