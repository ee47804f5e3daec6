"""The matrix of a class: every state is told from the facts, and the next person to ask is told."""

from datetime import date, timedelta

import pytest

from intake.domain.agreement import AgreementState
from intake.domain.matrix import (
    MOST_PRESSING,
    STATE_OF_ANSWER,
    Answer,
    CellState,
    SignerFacts,
    agreement_cell,
    consent_cell,
    pep_cell,
    waiting_state,
)
from intake.domain.papers import PaperFact, PaperState, consent_standing, under_dispute
from intake.domain.signing import SignerRole
from intake.matrix_labels import COLUMNS, MARKS, STATES, TONES

MOTHER, CHILD = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
DAY = date(2026, 10, 3)


def paper(state, role=MOTHER, **more):
    return PaperFact(role, PaperState(state), request_checked=True, **more)


def cell(*papers, required=(MOTHER,), answers=(Answer.ASKED,), on_paper=False, is_asked=True):
    return consent_cell(
        consent_standing(required, papers),
        waited_for=answers,
        on_paper=on_paper,
        is_asked=is_asked,
    )


def test_every_state_has_a_word_and_a_mark_of_its_own_tone():
    assert set(STATES) == set(MARKS) == set(TONES) == set(CellState) == set(MOST_PRESSING)
    assert len({str(word) for word in STATES.values()}) == len(CellState)
    assert len(COLUMNS) == 4


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (cell(paper("signed")), CellState.SIGNED),
        (cell(paper("signed"), on_paper=True), CellState.SIGNED_ON_PAPER),
        (cell(paper("signed", is_outdated=True)), CellState.RENEW),
        (cell(paper("declined")), CellState.DECLINED),
        (cell(paper("withdrawn")), CellState.WITHDRAWN),
        (cell(PaperFact(MOTHER, PaperState.SIGNED)), CellState.TO_CHECK),
        (cell(), CellState.WAITING),
        (cell(paper("prepared")), CellState.WAITING),
        (cell(is_asked=False), CellState.NOT_ASKED),
        (cell(paper("declined"), is_asked=False), CellState.DECLINED),
        (cell(required=(), answers=()), CellState.NOT_KNOWN),
    ],
    ids=[
        "signed",
        "with a pen",
        "an old text",
        "declined",
        "withdrawn",
        "not checked",
        "nothing yet",
        "being read",
        "no text to sign",
        "declined, and then not asked",
        "nobody knows who signs",
    ],
)
def test_a_consent_is_said_in_one_word(given, state):
    assert given is state


def test_an_earlier_paper_is_to_be_collected_anew_until_the_family_is_invited():
    nothing_yet = consent_standing((MOTHER,), [])
    for answer, state in (
        (Answer.NOT_INVITED, CellState.COLLECT),
        (Answer.ASKED, CellState.WAITING),
        (Answer.NO_CONTACT, CellState.NO_CONTACT),
    ):
        found = consent_cell(nothing_yet, waited_for=[answer], on_paper=False, has_earlier=True)
        assert found is state


def test_a_disputed_consent_is_a_conflict_also_while_it_is_in_force():
    standing = consent_standing((MOTHER,), [paper("signed")])
    for stops in (True, False):
        disputed = under_dispute(standing, stops=stops)
        assert consent_cell(disputed, waited_for=(), on_paper=False) is CellState.CONFLICT


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (SignerFacts(is_invited=True, has_contact=True), Answer.ASKED),
        (SignerFacts(is_invited=True, has_contact=False), Answer.NO_CONTACT),
        (SignerFacts(is_invited=False, has_contact=True), Answer.NOT_INVITED),
        (SignerFacts(is_invited=False, has_contact=False), Answer.NO_CONTACT),
        (SignerFacts(is_invited=True, has_contact=True, is_undelivered=True), Answer.UNDELIVERED),
        (SignerFacts(is_invited=True, has_contact=False, chose_paper=True), Answer.PAPER),
    ],
)
def test_how_somebody_can_be_asked(facts, answer):
    assert facts.answer is answer


def test_as_long_as_one_of_two_can_answer_the_cell_waits_for_that_one():
    assert waiting_state([Answer.NO_CONTACT, Answer.ASKED]) is CellState.WAITING
    assert waiting_state([Answer.NO_CONTACT, Answer.PAPER]) is CellState.NO_CONTACT
    assert waiting_state([]) is CellState.NOT_KNOWN
    assert {waiting_state([answer]) for answer in Answer} == set(STATE_OF_ANSWER.values())


def agreement(state, *, ends_in=365, is_ended=False, answers=(), on_paper=False):
    return agreement_cell(
        AgreementState(state) if state else None,
        ends_on=DAY + timedelta(days=ends_in),
        is_ended=is_ended,
        day=DAY,
        waited_for=answers,
        on_paper=on_paper,
    )


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (agreement(""), CellState.NOT_ASKED),
        (agreement("cancelled"), CellState.NOT_ASKED),
        (agreement("draft"), CellState.NOT_INVITED),
        (agreement("signing", answers=[Answer.PAPER]), CellState.PAPER),
        (agreement("signing", answers=[Answer.ASKED]), CellState.WAITING),
        (agreement("declined"), CellState.DECLINED),
        (agreement("in_force"), CellState.SIGNED),
        (agreement("extended", on_paper=True), CellState.SIGNED_ON_PAPER),
        (agreement("in_force", ends_in=31), CellState.SIGNED),
        (agreement("in_force", ends_in=30), CellState.EXPIRING),
        (agreement("in_force", ends_in=10, is_ended=True), CellState.SIGNED),
        (agreement("expired", ends_in=-1), CellState.OVER),
        (agreement("completed"), CellState.OVER),
    ],
    ids=[
        "none",
        "cancelled",
        "a draft",
        "on paper",
        "by code",
        "declined",
        "in force",
        "extended",
        "ends in 31 days",
        "ends in 30 days",
        "has its end already",
        "expired",
        "completed",
    ],
)
def test_an_agreement_is_said_in_one_word(given, state):
    assert given is state


def test_signing_by_code_is_joined_when_every_signer_has_joined():
    asked = [Answer.ASKED]
    assert pep_cell([True, True], waited_for=(), has_left=False) is CellState.SIGNED
    assert pep_cell([True, False], waited_for=asked, has_left=False) is CellState.WAITING
    assert pep_cell([False], waited_for=asked, has_left=True) is CellState.WITHDRAWN
    assert pep_cell([], waited_for=(), has_left=False) is CellState.NOT_KNOWN
