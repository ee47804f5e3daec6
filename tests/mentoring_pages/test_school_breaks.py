"""Holidays recorded by a school: on its pages, in its calendar, in the duty of news."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from mentoring_pages.models import SchoolBreak
from mentoring_pages.services.calendar import calendar_of
from mentoring_pages.services.calendar_link import make_link
from mentoring_pages.services.deadline_words import clock_words
from mentoring_pages.services.due_news import due_items
from tests.mentoring_pages.calendars import DAY, news, publish
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

DATES = {"name": "осенние", "first_day": "2026-11-16", "last_day": "2026-11-25"}


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def curator(school, client):
    user = make_staff("kurator", curator=school)
    client.force_login(user)
    return user


def record(client, school="first", **fields):
    given = {f"{school}-break-{name}": value for name, value in {**DATES, **fields}.items()}
    address = reverse("nastavnik_deadlines")
    return client.post(address, {"school": school, "break": "1", **given}, follow=True)


def test_the_weekly_news_rests_in_holidays_and_its_clock_goes_on_after(school, curator, client):
    publish(school)
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    assert calendar_of(school=school, day=DAY).news.is_late
    record(client)
    clock = calendar_of(school=school, day=DAY).news
    assert (clock.is_late, clock.rests, clock.next_by) == (False, True, date(2026, 11, 29))
    assert "новости не ждут до 29.11.2026" in clock_words(clock)
    assert not [one for one in due_items(user=curator, day=DAY) if "недели" in one.label]
    after = calendar_of(school=school, day=date(2026, 11, 30)).news
    assert (after.is_late, after.rests) == (True, False)


def test_holidays_stand_on_the_calendar_and_in_its_file_until_they_are_over(
    school, curator, client
):
    record(client)
    with time_machine.travel(datetime.combine(DAY, datetime.min.time(), tzinfo=UTC), tick=False):
        token = make_link(school=school, user=curator, now=datetime.now(UTC))
        page = client.get(reverse("mentoring_pages:calendar")).content.decode()
        file = client.get(reverse("mentoring_pages:calendar_file", args=[token])).content.decode()
    assert "осенние: 16.11.2026 – 25.11.2026" in page
    assert "DTSTART;VALUE=DATE:20261116" in file
    assert "DTEND;VALUE=DATE:20261126" in file
    later = calendar_of(school=school, day=date(2026, 11, 25) + timedelta(days=1))
    assert later.breaks == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"last_day": "2026-11-15"}, "Последний день раньше первого."),
        ({"last_day": "2027-11-25"}, "Каникулы длиннее 120 дней."),
        ({"name": "я" * 400}, "не более 60 символов"),
        ({"first_day": "завтра"}, "правильную дату"),
    ],
)
def test_what_cannot_be_holidays_is_not_recorded_and_says_why(
    school, curator, client, wrong, words
):
    assert words in record(client, **wrong).content.decode()
    assert not SchoolBreak.objects.exists()


def test_holidays_are_taken_back_by_their_own_school_alone(school, curator, client):
    other = make_school("second")
    foreign = SchoolBreak.objects.create(
        school=other, name="их", first_day=DAY, last_day=DAY + timedelta(days=3)
    )
    record(client, name="<script>alert(1)</script>")
    row = SchoolBreak.objects.get(school=school)
    address = reverse("nastavnik_deadlines")
    with time_machine.travel(datetime.combine(DAY, datetime.min.time(), tzinfo=UTC), tick=False):
        assert "<script>alert(1)" not in client.get(address).content.decode()
    for pk in (foreign.pk, "x", row.pk):
        client.post(address, {"school": "first", "no_break": pk})
    assert list(SchoolBreak.objects.all()) == [foreign]
    assert client.post(address, {"school": "second", "break": "1"}).status_code == 404
