"""How often there is news: the clock of the act, its reminder, the weeks of the roadmap."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring_pages.domain.meanings import ANNUAL_RETURN, WEEKLY_NEWS
from mentoring_pages.domain.roadmap import INFORMATION
from mentoring_pages.models import School, SchoolYearDates
from mentoring_pages.ports import roadmap_progress
from mentoring_pages.services.calendar import calendar_of
from mentoring_pages.services.deadline_words import clock_words
from mentoring_pages.services.due_news import due_items as news_due_items
from tests.mentoring_pages.calendars import DAY, NBSP, RETURN, clause, news, publish
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("first")


def test_the_weekly_clock_counts_from_the_last_news_by_the_clause_of_the_act(school) -> None:
    publish(school)
    clock = calendar_of(school=school, day=DAY).news
    assert clock is not None
    assert (clock.days, clock.is_late) == (None, True)
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    clock = calendar_of(school=school, day=DAY).news
    assert clock is not None
    assert (clock.days, clock.next_by, clock.is_late) == (9, date(2026, 11, 19), True)
    assert clock_words(clock) == (
        f"С последней новости прошло 9{NBSP}дней. "
        f"По п.{NBSP}3.2 Положения – не реже одного раза в неделю."
    )
    assert calendar_of(school=school, day=date(2026, 11, 18)).news.is_late is False


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Новости появляются на сайте не реже одного раза в две недели.", 14),
        ("Новости появляются на сайте два раза в неделю.", 3),
        ("Новости появляются на сайте и в группе школы.", 7),
    ],
)
def test_the_due_item_and_the_clock_follow_the_period_of_the_clause(
    school, words: str, period: int
) -> None:
    publish(school, blocks=[clause(2, words, WEEKLY_NEWS)])
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    due = date(2026, 11, 12) + timedelta(days=period)
    assert calendar_of(school=school, day=DAY).news.next_by == due
    editor = make_staff("editor", editor=school)
    (item,) = [one for one in news_due_items(user=editor, day=due) if "новость недели" in one.label]
    assert item.due == due
    assert list(news_due_items(user=editor, day=due - timedelta(days=3))) == []


def test_a_school_whose_act_says_nothing_of_news_is_reminded_weekly_once_it_has_any(school) -> None:
    publish(school, blocks=[clause(1, RETURN, ANNUAL_RETURN)])
    editor = make_staff("editor", editor=school)
    assert list(news_due_items(user=editor, day=DAY)) == []
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    (item,) = news_due_items(user=editor, day=DAY)
    assert item.due == date(2026, 11, 19)


def test_an_act_that_asks_for_no_news_starts_no_clock(school) -> None:
    publish(school, blocks=[clause(1, RETURN, ANNUAL_RETURN)])
    assert calendar_of(school=school, day=DAY).news is None


def weeks(school: School, day: date) -> tuple[int, int]:
    (step,) = [
        one for one in roadmap_progress(school=school, day=day) if one.step_key == INFORMATION
    ]
    return step.done, step.planned


def test_weeks_of_information_are_those_of_the_calendar_from_monday(school) -> None:
    # 1 September 2026 is a Tuesday: the first week is a short one.
    publish(school)
    news(school, datetime(2026, 9, 6, 9, 0, tzinfo=UTC))
    news(school, datetime(2026, 9, 7, 9, 0, tzinfo=UTC))
    assert weeks(school, date(2026, 9, 6)) == (1, 1)
    assert weeks(school, date(2026, 9, 7)) == (2, 2)
    assert weeks(school, date(2026, 9, 14)) == (2, 3)


def test_weeks_of_information_follow_how_often_the_act_asks(school) -> None:
    twice = "Новости появляются на сайте два раза в неделю."
    publish(school, blocks=[clause(2, twice, WEEKLY_NEWS)])
    news(school, datetime(2026, 9, 7, 9, 0, tzinfo=UTC))
    assert weeks(school, date(2026, 9, 13)) == (0, 2)
    news(school, datetime(2026, 9, 9, 9, 0, tzinfo=UTC))
    assert weeks(school, date(2026, 9, 13)) == (1, 2)


def test_weeks_of_information_are_those_of_the_schools_own_year(school) -> None:
    SchoolYearDates.objects.create(
        school=school, start_day=14, start_month=9, end_day=25, end_month=5
    )
    publish(school)
    news(school, datetime(2026, 9, 8, 9, 0, tzinfo=UTC))
    news(school, datetime(2026, 9, 15, 9, 0, tzinfo=UTC))
    assert weeks(school, date(2026, 9, 21)) == (1, 2)


def test_no_week_of_information_is_asked_for_in_the_holidays_of_summer(school) -> None:
    publish(school)
    at_the_end = weeks(school, date(2027, 5, 31))
    assert at_the_end == (0, 40)
    assert weeks(school, date(2027, 8, 15)) == at_the_end
    assert weeks(school, date(2027, 9, 1)) == (0, 1)
