"""When news of an event is due, how often there is news, how long it is."""

from datetime import date, timedelta

import pytest

from mentoring_pages.domain.group_text import LONGEST_POST, group_post, hashtags, plain
from mentoring_pages.domain.media_plan import (
    EventState,
    length_problem,
    next_news_due,
    open_duties,
    post_duty,
    press_duty,
    state_of,
    timing_problem,
    weeks_with_news,
)

HELD = date(2026, 9, 14)


def day(offset):
    return HELD + timedelta(days=offset)


def test_a_press_release_is_due_from_five_to_three_days_before_the_event():
    assert (press_duty(HELD).since, press_duty(HELD).by) == (day(-5), day(-3))


def test_a_post_release_is_due_on_the_day_and_the_next():
    assert (post_duty(HELD).since, post_duty(HELD).by) == (day(0), day(1))


@pytest.mark.parametrize(
    ("offset", "published", "kinds"),
    [
        pytest.param(-6, (), [], id="six days before: nothing yet"),
        pytest.param(-5, (), ["press"], id="five days before: the press release"),
        pytest.param(-2, (), ["press"], id="two days before: late and still wanted"),
        pytest.param(-5, ("press",), [], id="it is out"),
        pytest.param(0, (), ["press", "post"], id="on the day both"),
        pytest.param(1, (), ["post"], id="after the event no press release"),
        pytest.param(1, ("press", "post"), [], id="all is out"),
    ],
)
def test_what_is_to_be_written_on_a_day(offset, published, kinds):
    assert [duty.kind for duty in open_duties(HELD, published, day=day(offset))] == kinds


def test_a_cancelled_event_asks_for_nothing():
    assert open_duties(HELD, (), day=HELD, cancelled=True) == []


@pytest.mark.parametrize(
    ("offset", "published", "state"),
    [
        (-1, (), EventState.PLANNED),
        (-1, ("press",), EventState.PRESS),
        (1, ("press",), EventState.HELD),
        (1, ("post",), EventState.POST),
    ],
)
def test_the_plan_shows_where_an_event_is(offset, published, state):
    assert state_of(HELD, published, day=day(offset)) is state


def test_news_is_due_seven_days_after_the_last():
    assert next_news_due(HELD, since=day(-100)) == day(7)
    assert next_news_due(None, since=HELD) == day(7)


def test_weeks_with_news_are_counted_from_the_beginning():
    days = [day(0), day(6), day(14)]
    assert weeks_with_news(days, since=HELD, day=day(13)) == (1, 2)
    assert weeks_with_news(days, since=HELD, day=day(14)) == (2, 3)
    assert weeks_with_news(days, since=HELD, day=day(-1)) == (0, 0)


@pytest.mark.parametrize(("length", "short"), [(2000, True), (2001, False)])
def test_a_longread_has_more_than_two_thousand_characters(length, short):
    assert (length_problem("longread", "я" * length) is not None) is short


def test_other_kinds_may_be_short():
    assert length_problem("news", "Да.") is None


@pytest.mark.parametrize(
    ("kind", "offset", "fits"),
    [
        ("press", -6, False),
        ("press", -5, True),
        ("press", -3, True),
        ("press", -2, False),
        ("post", 0, True),
        ("post", 1, True),
        ("post", 2, False),
        ("news", 40, True),
    ],
)
def test_a_release_comes_on_its_days(kind, offset, fits):
    assert (timing_problem(kind, HELD, day=day(offset)) is None) is fits


# The text for the group


def test_a_rich_text_becomes_lines():
    html = "<p>Раз &amp; два</p><ul><li>один</li><li>два</li></ul><p>Всё</p>"
    assert plain(html) == "Раз & два\n\n– один\n\n– два\n\nВсё"


def test_hashtags_are_written_with_or_without_their_sign_and_stand_once():
    assert hashtags("наставничество, #школа Школа #школа") == "#наставничество #школа #Школа"


def test_a_post_ends_with_hashtags_and_the_address():
    post = group_post(
        title="Итоги", summary="Коротко", body="<p>Подробно</p>", tags="школа", link="https://a.ru/"
    )
    assert post == "Итоги\n\nКоротко\n\nПодробно\n\n#школа\n\nhttps://a.ru/"


def test_a_post_that_is_too_long_ends_at_a_paragraph_and_keeps_its_address():
    body = "".join(f"<p>{'я' * 900}</p>" for _ in range(30))
    post = group_post(title="Итоги", summary="", body=body, tags="", link="https://a.ru/")
    assert len(post) <= LONGEST_POST
    assert post.endswith("я\n\nhttps://a.ru/")
