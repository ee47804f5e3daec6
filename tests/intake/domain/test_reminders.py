"""Whom to remind, how often and at what hour."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intake.domain.reminders import NotReminded, ReminderLimits, leaves_at, next_way, too_much
from intake.matrix_labels import NOT_REMINDED

VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
DAY = date(2026, 10, 6)
LIMITS = ReminderLimits(every_days=3, most=2, a_day=10)


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        ("2026-10-06 08:59:59", "2026-10-06 09:00:00"),
        ("2026-10-06 09:00:00", "2026-10-06 09:00:00"),
        ("2026-10-06 20:59:59", "2026-10-06 20:59:59"),
        ("2026-10-06 21:00:00", "2026-10-07 09:00:00"),
        ("2026-12-31 23:30:00", "2027-01-01 09:00:00"),
        ("2026-10-06 00:00:00", "2026-10-06 09:00:00"),
    ],
)
def test_a_reminder_of_the_night_leaves_at_nine_by_the_clock_of_the_school(asked, leaves):
    now = datetime.fromisoformat(asked).replace(tzinfo=VLADIVOSTOK)
    wanted = datetime.fromisoformat(leaves).replace(tzinfo=VLADIVOSTOK)
    assert leaves_at(now.astimezone(ZoneInfo("UTC")), VLADIVOSTOK) == wanted


@pytest.mark.parametrize(
    ("days_ago", "times", "why"),
    [
        (None, 0, None),
        (2, 0, NotReminded.TOO_SOON),
        (3, 0, None),
        (30, 1, None),
        (30, 2, NotReminded.ENOUGH),
    ],
)
def test_nobody_is_written_to_too_soon_or_too_often(days_ago, times, why):
    last = None if days_ago is None else DAY - timedelta(days=days_ago)
    assert too_much(LIMITS, last_letter_on=last, times=times, day=DAY) is why


def test_every_reason_has_words_that_say_what_to_do():
    assert set(NOT_REMINDED) == set(NotReminded)


MAIL, PHONE, SECOND_MAIL = 1, 2, 3


@pytest.mark.parametrize(
    ("ways", "last", "lost", "returned", "way"),
    [
        ([MAIL], MAIL, [], [], MAIL),
        ([MAIL, PHONE], None, [], [], MAIL),
        ([MAIL, PHONE], MAIL, [], [], PHONE),
        ([MAIL, PHONE], PHONE, [], [], MAIL),
        ([PHONE, MAIL], PHONE, [], [], MAIL),
        ([MAIL, PHONE, SECOND_MAIL], PHONE, [], [], SECOND_MAIL),
        ([PHONE], MAIL, [], [], PHONE),
        ([MAIL, PHONE], PHONE, [MAIL], [], PHONE),
        ([MAIL, PHONE], MAIL, [MAIL], [], PHONE),
        ([MAIL, PHONE], PHONE, [], [MAIL], PHONE),
        ([MAIL, PHONE], MAIL, [PHONE], [MAIL], MAIL),
        ([MAIL], MAIL, [], [MAIL], MAIL),
        ([MAIL, PHONE], PHONE, [MAIL, PHONE], [], None),
        ([MAIL], MAIL, [MAIL], [], None),
        ([], None, [], [], None),
    ],
)
def test_a_reminder_goes_by_the_next_channel_where_the_last_got_no_answer(
    ways, last, lost, returned, way
):
    assert next_way(ways, last=last, lost=lost, returned=returned) == way
