"""When a pair's agreement is renewed, and what a new one changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.domain.agreement import AgreementFacts, Ending
from intake.domain.agreement_renewal import (
    STILL_A_PAIR,
    TIME_TO_RENEW,
    Change,
    Renewal,
    TermsSaid,
    renewal_of,
    text_change,
    what_changed,
)

ENDS = date(2027, 5, 31)
RUNNING = AgreementFacts(
    paper="signed",
    asked=2,
    signed=2,
    is_sent=True,
    effective_on=date(2026, 9, 1),
    ends_on=ENDS,
)
SAID = TermsSaid(
    signers=frozenset({(1, "mentor", "participant"), (2, "mentee", "representative")}),
    term_months=9,
    tasks=("подготовиться к олимпиаде",),
    place="г. Тверь",
    base_organisation="Школа",
)


@pytest.mark.parametrize(
    ("day", "renewal"),
    [
        (ENDS - TIME_TO_RENEW - timedelta(days=1), Renewal.POSSIBLE),
        (ENDS - TIME_TO_RENEW, Renewal.DUE),
        (ENDS, Renewal.DUE),
        (ENDS + STILL_A_PAIR, Renewal.DUE),
        (ENDS + STILL_A_PAIR + timedelta(days=1), Renewal.NOT),
    ],
)
def test_a_term_that_runs_out_or_just_did_is_due(day, renewal):
    assert renewal_of(RUNNING, day) is renewal


@pytest.mark.parametrize("how", [how for how in Ending if how is not Ending.EXPIRED])
def test_what_has_an_end_of_its_own_is_not_renewed(how):
    ended = replace(RUNNING, ended_how=how, ended_on=ENDS - timedelta(days=30))
    assert renewal_of(ended, ENDS - timedelta(days=40)) is Renewal.NOT
    assert renewal_of(ended, ENDS) is Renewal.NOT


def test_an_unsigned_paper_is_not_renewed():
    waiting = AgreementFacts(paper="prepared", asked=2, signed=1, is_sent=True)
    assert renewal_of(waiting, ENDS) is Renewal.NOT


def test_a_birthday_and_another_term_are_named_and_nothing_else():
    grown = frozenset({*SAID.signers, (3, "mentee", "participant")})
    assert what_changed(SAID, replace(SAID, signers=grown, term_months=6)) == (
        Change.SIGNERS,
        Change.TERM,
    )
    assert what_changed(SAID, SAID) == ()


def test_lines_that_only_moved_are_no_change_of_the_text():
    change = text_change(["раз", "два", "три"], ["два", "раз", "четыре"])
    assert (change.added, change.removed) == (("четыре",), ("три",))
