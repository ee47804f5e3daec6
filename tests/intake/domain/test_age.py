from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.age import (
    BirthDateProblem,
    UnknownBirthDate,
    age_on,
    birth_date_from_parts,
    birth_date_problem,
    birthday_in_year,
    date_of_age,
    plural,
    years_in_words,
)

BORN_ON_LEAP_DAY = date(2012, 2, 29)
births = st.dates(date(1930, 1, 1), date(2020, 12, 31))
leap_births = st.integers(1932, 2016).filter(lambda y: y % 4 == 0).map(lambda y: date(y, 2, 29))
any_births = st.one_of(births, leap_births)


@pytest.mark.parametrize(
    ("day", "age"),
    [
        pytest.param(date(2012, 2, 29), 0, id="day of birth"),
        pytest.param(date(2013, 2, 28), 0, id="28 February of a common year"),
        pytest.param(date(2013, 3, 1), 1, id="1 March of a common year"),
        pytest.param(date(2016, 2, 28), 3, id="28 February of a leap year"),
        pytest.param(date(2016, 2, 29), 4, id="29 February of a leap year"),
        pytest.param(date(2026, 2, 28), 13, id="day before 14"),
        pytest.param(date(2026, 3, 1), 14, id="14 today"),
    ],
)
def test_a_child_of_29_february_turns_older_on_1_march_of_a_common_year(day, age):
    assert age_on(BORN_ON_LEAP_DAY, day) == age


@given(any_births, st.sampled_from([10, 14, 18]))
def test_the_age_changes_exactly_on_the_birthday(born, years):
    birthday = date_of_age(born, years)
    assert age_on(born, birthday - timedelta(days=1)) == years - 1
    assert age_on(born, birthday) == years
    assert age_on(born, birthday + timedelta(days=1)) == years


@given(any_births, st.integers(0, 40_000))
def test_the_age_never_goes_back(born, days):
    day = born + timedelta(days=days % 30_000)
    assert age_on(born, day + timedelta(days=1)) - age_on(born, day) in (0, 1)


@given(any_births, st.integers(0, 60))
def test_a_birthday_keeps_day_and_month_but_for_29_february(born, years):
    birthday = birthday_in_year(born, born.year + years)
    expected = {(born.month, born.day)} | ({(3, 1)} if (born.month, born.day) == (2, 29) else set())
    assert (birthday.month, birthday.day) in expected


def test_an_age_before_the_birth_is_refused():
    with pytest.raises(UnknownBirthDate):
        age_on(date(2026, 5, 2), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("born", "problem"),
    [
        pytest.param(None, BirthDateProblem.MISSING, id="missing"),
        pytest.param(date(2026, 11, 22), BirthDateProblem.IN_FUTURE, id="tomorrow"),
        pytest.param(date(2026, 11, 21), None, id="today"),
        pytest.param(date(1915, 11, 22), None, id="110 years old"),
        pytest.param(date(1915, 11, 21), BirthDateProblem.TOO_LONG_AGO, id="111 years old"),
    ],
)
def test_an_unusable_birth_date_is_named(born, problem):
    assert birth_date_problem(born, date(2026, 11, 21)) is problem


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ((2012, 2, 29), date(2012, 2, 29)),
        ((2013, 2, 29), BirthDateProblem.IMPOSSIBLE),
        ((2013, 13, 1), BirthDateProblem.IMPOSSIBLE),
        ((0, 1, 1), BirthDateProblem.IMPOSSIBLE),
        ((10**30, 1, 1), BirthDateProblem.IMPOSSIBLE),
        ((2013, None, 1), BirthDateProblem.MISSING),
    ],
)
def test_three_answers_make_a_date_or_a_problem(parts, answer):
    assert birth_date_from_parts(*parts) == answer


@pytest.mark.parametrize(
    ("number", "form"),
    [(1, "год"), (2, "года"), (5, "лет"), (11, "лет"), (14, "лет"), (21, "год"), (111, "лет")],
)
def test_years_are_said_in_right_russian(number, form):
    assert plural(number, "год", "года", "лет") == form
    assert years_in_words(number) == f"{number}\N{NO-BREAK SPACE}{form}"
