"""How long data are kept: long enough to prove what was signed, and not a day for nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.retention import HeldFacts, RetentionTerms, is_due, is_near, kept_until

TERMS = RetentionTerms()
ENTERED = (date(2024, 9, 2),)


def test_a_paper_is_kept_three_years_after_it_ended():
    facts = HeldFacts(entered_on=ENTERED, ended_on=(date(2025, 5, 31),))
    assert kept_until(facts, TERMS) == date(2028, 5, 31)
    assert not is_due(facts, TERMS, date(2028, 5, 31))
    assert is_due(facts, TERMS, date(2028, 6, 1))


def test_the_term_runs_from_what_ended_last():
    facts = HeldFacts(entered_on=ENTERED, ended_on=(date(2025, 5, 31), date(2026, 2, 28)))
    assert kept_until(facts, TERMS) == date(2029, 2, 28)


def test_a_term_that_began_on_a_leap_day_ends_on_the_last_of_february():
    facts = HeldFacts(entered_on=ENTERED, ended_on=(date(2024, 2, 29),))
    assert kept_until(facts, TERMS) == date(2027, 2, 28)


def test_who_never_answered_is_kept_half_a_year():
    facts = HeldFacts(entered_on=(date(2026, 1, 10), date(2026, 2, 1)))
    assert kept_until(facts, TERMS) == date(2026, 7, 31)


@pytest.mark.parametrize("still", [{"is_needed": True}, {"is_on_hold": True}])
def test_nothing_is_destroyed_that_is_needed_or_held(still):
    facts = HeldFacts(entered_on=ENTERED, ended_on=(date(2010, 1, 1),), **still)
    assert kept_until(facts, TERMS) is None
    assert not is_due(facts, TERMS, date(2100, 1, 1))


def test_a_mother_is_kept_as_long_as_her_last_child():
    own = HeldFacts(entered_on=ENTERED, ended_on=(date(2025, 5, 31),))
    twins = (date(2028, 5, 31), date(2030, 5, 31))
    mother = HeldFacts(entered_on=ENTERED, ended_on=own.ended_on, wards_kept_until=twins)
    assert kept_until(mother, TERMS) == date(2030, 5, 31)
    waiting = HeldFacts(entered_on=ENTERED, wards_kept_until=(date(2020, 1, 1), None))
    assert kept_until(waiting, TERMS) is None


def test_the_school_sees_thirty_days_ahead_whose_term_ends():
    facts = HeldFacts(entered_on=ENTERED, ended_on=(date(2025, 5, 31),))
    assert not is_near(facts, TERMS, date(2028, 5, 1))
    assert is_near(facts, TERMS, date(2028, 5, 2))
    assert is_near(facts, TERMS, date(2028, 5, 31))
    assert not is_near(facts, TERMS, date(2028, 6, 1))


DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(st.lists(DAYS, min_size=1), st.lists(DAYS, min_size=1), DAYS)
def test_one_more_thing_that_ended_never_shortens_the_term(entered, ended, another):
    before = HeldFacts(entered_on=tuple(entered), ended_on=tuple(ended))
    after = HeldFacts(entered_on=tuple(entered), ended_on=(*ended, another))
    assert kept_until(after, TERMS) >= kept_until(before, TERMS)


@given(st.lists(DAYS, min_size=1), st.lists(DAYS), DAYS)
def test_nobody_is_both_near_and_due(entered, ended, day):
    facts = HeldFacts(entered_on=tuple(entered), ended_on=tuple(ended))
    assert not (is_near(facts, TERMS, day) and is_due(facts, TERMS, day))
    last = kept_until(facts, TERMS)
    assert is_due(facts, TERMS, last + timedelta(days=1))
