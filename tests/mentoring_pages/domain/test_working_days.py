from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.working_days import is_decreed, is_working_day, term


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        pytest.param(date(2026, 9, 1), 10, date(2026, 9, 15), id="an ordinary fortnight"),
        pytest.param(date(2026, 9, 4), 1, date(2026, 9, 7), id="Friday to Monday"),
        pytest.param(date(2026, 9, 5), 1, date(2026, 9, 7), id="signed on a Saturday"),
        pytest.param(date(2025, 12, 29), 10, date(2026, 1, 22), id="over the New Year holidays"),
        pytest.param(date(2024, 4, 26), 1, date(2024, 4, 27), id="a working Saturday"),
        pytest.param(date(2024, 4, 27), 1, date(2024, 5, 2), id="over transferred days off"),
        pytest.param(date(2026, 4, 29), 1, date(2026, 4, 30), id="a short day counts"),
        pytest.param(date(2026, 5, 8), 1, date(2026, 5, 12), id="a holiday on a Saturday"),
    ],
)
def test_a_term_ends_on_its_last_working_day(start, days, last):
    assert term(start, days).last_day == last


def test_a_year_without_a_decree_is_named():
    far = date(2099, 12, 25)
    assert term(date(2026, 9, 1), 10).undecreed == ()
    assert term(far, 10).undecreed == (2099, 2100)
    assert is_decreed(2026)
    assert not is_decreed(2099)


def test_a_term_of_no_days_is_no_term():
    with pytest.raises(ValueError, match="at least one"):
        term(date(2026, 9, 1), 0)


@given(st.dates(date(2015, 1, 1), date(2027, 11, 1)), st.integers(1, 30))
def test_between_start_and_end_lie_exactly_so_many_working_days(start, days):
    last = term(start, days).last_day
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(map(is_working_day, between)) == days
    assert is_working_day(last)
