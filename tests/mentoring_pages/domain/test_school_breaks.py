"""Holidays inside the school year: the clock of the news stands still."""

from datetime import date, timedelta

import pytest

from mentoring_pages.domain.media_plan import next_news_due, weeks_with_news
from mentoring_pages.domain.school_breaks import Break, after_breaks, is_break

AUTUMN = Break(date(2026, 10, 26), date(2026, 11, 3))
"""A Monday to the Tuesday of the next week."""


def test_both_ends_belong_to_the_holidays():
    assert [is_break(AUTUMN.first + timedelta(days=n), [AUTUMN]) for n in (-1, 0, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 10, 10), date(2026, 10, 17)),
        (date(2026, 10, 18), date(2026, 10, 25)),
        (date(2026, 10, 20), date(2026, 11, 5)),
        (date(2026, 10, 28), date(2026, 11, 10)),
        (date(2026, 11, 3), date(2026, 11, 10)),
    ],
)
def test_days_of_holidays_do_not_count_towards_the_week(last, due):
    assert next_news_due(last, since=date(2026, 9, 1), breaks=[AUTUMN]) == due


def test_holidays_that_meet_are_one_stop():
    second = Break(date(2026, 11, 4), date(2026, 11, 8))
    assert after_breaks(date(2026, 10, 25), timedelta(days=1), [second, AUTUMN]) == date(
        2026, 11, 9
    )


def test_a_week_of_holidays_alone_is_not_counted_one_with_a_school_day_is():
    since, day = date(2026, 10, 19), date(2026, 11, 8)
    assert weeks_with_news([], since=since, day=day) == (0, 3)
    assert weeks_with_news([], since=since, day=day, breaks=[AUTUMN]) == (0, 2)
    written = [date(2026, 10, 28)]
    assert weeks_with_news(written, since=since, day=day, breaks=[AUTUMN]) == (1, 3)
