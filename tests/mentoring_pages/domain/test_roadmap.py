"""For which days a roadmap is: its period as schools print it."""

from datetime import date

import pytest

from mentoring_pages.domain.roadmap import span_of

YEAR = (date(2026, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("2026/27 учебный год", YEAR),
        ("на 2026–2027 учебный год", YEAR),
        ("2026 / 2027", YEAR),
        ("2026 год", (date(2026, 1, 1), date(2026, 12, 31))),
        ("на 2025–2028 годы", (date(2025, 1, 1), date(2028, 12, 31))),
        ("", None),
        ("постоянно", None),
    ],
)
def test_a_roadmap_is_for_the_days_of_the_years_it_names(period, span):
    assert span_of(period) == span
