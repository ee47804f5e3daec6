import calendar
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import (
    ALLOWED,
    EXTENDABLE_FOR,
    LONGEST_TERM,
    Act,
    AgreementFacts,
    AgreementState,
    Ending,
    Ground,
    Side,
    agreement_state,
    end_day,
    extended_to,
    grounds,
    last_day,
    may,
    required_signatures,
    side_answer,
)
from intake.domain.signing import MinorTable

DAY = date(2026, 9, 10)
ENDS = date(2027, 6, 10)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))
terms = st.integers(min_value=1, max_value=LONGEST_TERM)

IN_FORCE = AgreementFacts(
    paper="signed", asked=2, signed=2, is_sent=True, effective_on=DAY, ends_on=ENDS
)


def signers(mentor_born, mentee_born, table=MinorTable.BOTH, day=DAY):
    answers = {
        Side.MENTOR: side_answer(birth_date=mentor_born, day=day, minor_table=table),
        Side.MENTEE: side_answer(birth_date=mentee_born, day=day, minor_table=table),
    }
    return [(one.side.value, one.role.value) for one in required_signatures(answers)]


ADULT, TEEN, CHILD = date(1990, 5, 1), date(2011, 5, 1), date(2014, 5, 1)


@pytest.mark.parametrize(
    ("mentor", "mentee", "expected"),
    [
        (ADULT, CHILD, [("mentor", "participant"), ("mentee", "representative")]),
        (
            ADULT,
            TEEN,
            [("mentor", "participant"), ("mentee", "representative"), ("mentee", "participant")],
        ),
        (ADULT, ADULT, [("mentor", "participant"), ("mentee", "participant")]),
        (
            TEEN,
            CHILD,
            [("mentor", "representative"), ("mentor", "participant"), ("mentee", "representative")],
        ),
    ],
)
def test_a_minor_is_represented_and_from_fourteen_adds_a_line_of_their_own(
    mentor, mentee, expected
):
    assert signers(mentor, mentee) == expected


def test_no_table_of_a_school_takes_the_representative_of_a_minor_away():
    assert ("mentee", "representative") in signers(ADULT, TEEN, MinorTable.PARTICIPANT_ONLY)


def test_a_side_without_a_birth_date_is_refused():
    with pytest.raises(UnknownBirthDate):
        signers(ADULT, None)


def test_the_signers_change_with_the_birthday():
    eve = date(2026, 9, 9)
    assert ("mentee", "representative") in signers(ADULT, date(2008, 9, 10), day=eve)
    assert ("mentee", "representative") not in signers(ADULT, date(2008, 9, 10), day=DAY)


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        ({"paper": "prepared", "signed": 0, "is_sent": False}, DAY, AgreementState.DRAFT),
        ({"paper": "prepared", "signed": 0}, DAY, AgreementState.SIGNING),
        ({"paper": "prepared", "signed": 1, "is_sent": False}, DAY, AgreementState.SIGNING),
        ({"paper": "declined"}, DAY, AgreementState.DECLINED),
        ({"paper": "void"}, DAY, AgreementState.CANCELLED),
        ({}, DAY - timedelta(days=1), AgreementState.SIGNED),
        ({}, DAY, AgreementState.IN_FORCE),
        ({}, ENDS, AgreementState.IN_FORCE),
        ({}, ENDS + timedelta(days=1), AgreementState.EXPIRED),
        ({"is_extended": True}, ENDS, AgreementState.EXTENDED),
        (
            {"ended_on": DAY, "ended_how": Ending.BY_ONE},
            DAY,
            AgreementState.IN_FORCE,
        ),
        (
            {"ended_on": DAY, "ended_how": Ending.BY_ONE},
            DAY + timedelta(days=1),
            AgreementState.ENDED_BY_ONE,
        ),
        (
            {"ended_on": DAY, "ended_how": Ending.COMPLETED},
            ENDS + timedelta(days=9),
            AgreementState.COMPLETED,
        ),
    ],
)
def test_the_state_follows_from_the_papers_and_the_day(changes, day, state):
    assert agreement_state(replace(IN_FORCE, **changes), day) is state


def test_every_state_says_what_may_be_done_in_it():
    assert set(ALLOWED) == set(AgreementState)


def test_what_is_in_force_is_not_signed_again_and_what_is_over_is_not_ended():
    assert not may(Act.SIGN, IN_FORCE, DAY)
    assert may(Act.END_BY_ONE, IN_FORCE, DAY)
    ended = replace(IN_FORCE, ended_on=DAY, ended_how=Ending.BY_AGREEMENT)
    assert not any(may(act, ended, DAY + timedelta(days=1)) for act in Act)


def test_an_end_that_was_told_in_advance_is_not_overtaken_by_another_act():
    leaving = replace(IN_FORCE, ended_on=DAY + timedelta(days=10), ended_how=Ending.BY_ONE)
    assert agreement_state(leaving, DAY) is AgreementState.IN_FORCE
    assert not any(may(act, leaving, DAY) for act in Act)


def test_an_agreement_that_ran_out_can_still_be_extended_for_a_while():
    noted = replace(IN_FORCE, ended_on=ENDS, ended_how=Ending.EXPIRED)
    for facts in (IN_FORCE, noted):
        assert may(Act.EXTEND, facts, ENDS + EXTENDABLE_FOR)
        assert not may(Act.EXTEND, facts, ENDS + EXTENDABLE_FOR + timedelta(days=1))


@pytest.mark.parametrize(
    ("begins", "months", "expected"),
    [
        (date(2026, 9, 10), 9, date(2027, 6, 10)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_a_term_ends_on_the_same_number_or_with_a_shorter_month(begins, months, expected):
    assert last_day(begins, months) == expected


@given(days, terms)
def test_a_term_keeps_its_number_of_the_month_or_takes_the_last_one(begins, months):
    ends = last_day(begins, months)
    assert (ends.year * 12 + ends.month) - (begins.year * 12 + begins.month) == months
    of_month = calendar.monthrange(ends.year, ends.month)[1]
    assert ends.day == min(begins.day, of_month)


@given(days, days, terms)
def test_whoever_begins_later_ends_no_earlier(one, other, months):
    first, second = sorted((one, other))
    assert last_day(first, months) <= last_day(second, months)


@given(days, terms, st.integers(min_value=-400, max_value=400))
def test_an_extension_never_shortens_and_never_reaches_back(ends_on, months, offset):
    signed_on = ends_on + timedelta(days=offset)
    new = extended_to(ends_on=ends_on, signed_on=signed_on, months=months)
    assert new > ends_on
    assert new > signed_on


@pytest.mark.parametrize("months", [0, -1, LONGEST_TERM + 1])
def test_a_term_nobody_can_mean_is_refused(months):
    with pytest.raises(ValueError, match="months"):
        last_day(DAY, months)


def test_leaving_with_notice_ends_after_it_and_a_breach_ends_at_once():
    assert end_day(ground=Ground.NOTICE, signed_on=DAY, notice_days=10) == date(2026, 9, 20)
    assert end_day(ground=Ground.BREACH, signed_on=DAY, notice_days=10) == DAY


def test_without_a_term_of_notice_only_a_breach_or_danger_lets_one_side_go():
    assert Ground.NOTICE in grounds(10)
    assert grounds(0) == (Ground.BREACH, Ground.SAFETY)
