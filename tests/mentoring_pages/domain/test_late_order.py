from datetime import date, timedelta

import pytest

from mentoring_pages.domain.late_order import Late, OrderDays, lateness

DAY = timedelta(days=1)
ORDERED, SINCE = date(2026, 8, 25), date(2026, 9, 1)
IN_FORCE = OrderDays(ORDERED, SINCE)


@pytest.mark.parametrize(
    ("ordered", "since", "late"),
    [
        (ORDERED, SINCE, None),
        (ORDERED + DAY, SINCE + DAY, None),
        (ORDERED, SINCE - DAY, Late.NEVER_BEGINS),
        (ORDERED - DAY, ORDERED - DAY, Late.NEVER_BEGINS),
        (ORDERED - DAY, SINCE, Late.OLDER_ORDER),
        (ORDERED - DAY, SINCE + DAY, Late.OLDER_ORDER),
    ],
)
def test_days_before_those_of_the_text_in_force_are_asked_about(ordered, since, late):
    assert lateness(OrderDays(ordered, since), IN_FORCE) is late


def test_where_nothing_is_in_force_any_day_begins():
    assert lateness(OrderDays(date(1999, 1, 1), date(1999, 1, 1)), None) is None
