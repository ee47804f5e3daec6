from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.papers import (
    AgeNow,
    PaperFact,
    PaperState,
    StandingState,
    consent_standing,
)
from intake.domain.signing import (
    Band,
    DocumentKind,
    MinorTable,
    SignerRole,
    signing_rule,
)
from intake.domain.withdrawal import WithdrawalTrouble, is_by_a_stranger, withdrawal_trouble
from intake.labels import STANDINGS, WHO_SIGNS
from intake.people_labels import WITHDRAWAL_TROUBLES

R, P = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PUPIL = AgeNow(Band.FROM_14_TO_17)


def test_every_reason_has_its_words():
    assert set(WITHDRAWAL_TROUBLES) == set(WithdrawalTrouble)


@pytest.mark.parametrize(
    ("band", "is_capable", "trouble"),
    [
        (Band.UNDER_14, False, WithdrawalTrouble.TOO_YOUNG),
        (Band.FROM_14_TO_17, False, None),
        (Band.FROM_14_TO_17, True, WithdrawalTrouble.ON_THEIR_OWN),
        (Band.ADULT, False, WithdrawalTrouble.ON_THEIR_OWN),
        (None, False, WithdrawalTrouble.AGE_UNKNOWN),
    ],
)
def test_only_at_14_to_17_the_participant_withdraws_what_the_representative_signed(
    band, is_capable, trouble
):
    found = withdrawal_trouble(
        consent_of=R, is_signer=False, is_participant=True, band=band, is_capable=is_capable
    )
    assert found is trouble


@pytest.mark.parametrize("consent_of", [R, P])
def test_nobody_else_withdraws_at_any_age(consent_of):
    for band in (*Band, None):
        found = withdrawal_trouble(
            consent_of=consent_of, is_signer=False, is_participant=False, band=band
        )
        assert found is WithdrawalTrouble.STRANGER


def test_a_signer_withdraws_whatever_the_age():
    for band in (*Band, None):
        assert (
            withdrawal_trouble(consent_of=R, is_signer=True, is_participant=False, band=band)
            is None
        )


@pytest.mark.parametrize(
    ("people", "consent_of", "band", "is_strange"),
    [
        (["mother"], "representative", "under_14", False),
        (["pupil"], "representative", "from_14_to_17", False),
        (["pupil"], "representative", "under_14", True),
        (["pupil"], "representative", "adult", True),
        (["pupil"], "representative", "", True),
        (["pupil"], "participant", "from_14_to_17", True),
        (["stranger"], "representative", "from_14_to_17", True),
        (["mother", "stranger"], "representative", "from_14_to_17", True),
        ([], "representative", "from_14_to_17", True),
    ],
)
def test_evidence_knows_a_withdrawal_by_a_stranger(people, consent_of, band, is_strange):
    assert (
        is_by_a_stranger(
            people=people, signers=["mother"], about="pupil", consent_of=consent_of, band=band
        )
        is is_strange
    )


def given(role, hours, state=PaperState.SIGNED, *, own_no=None):
    at = NOON + hours * HOUR
    return PaperFact(
        role=role,
        state=state,
        signed_at=at,
        withdrawn_at=own_no if state is PaperState.WITHDRAWN else None,
        request_checked=True,
        band=Band.FROM_14_TO_17,
        own_no_at=own_no,
    )


ENDED = given(R, 0, PaperState.WITHDRAWN, own_no=NOON + HOUR)


def test_what_a_pupil_withdrew_alone_is_withdrawn_by_the_pupil():
    found = consent_standing([R], [ENDED], age=PUPIL)
    assert (found.state, found.since) == (StandingState.WITHDRAWN, NOON + HOUR)
    assert found.words_key == "withdrawn_participant"
    assert found.words_key in STANDINGS


def test_a_new_signature_of_the_representative_does_not_answer_for_the_pupil():
    found = consent_standing([R], [ENDED, given(R, 2)], age=PUPIL)
    assert (found.state, found.since) == (StandingState.WITHDRAWN, NOON + HOUR)


def test_with_the_own_signature_of_the_pupil_the_consent_returns():
    papers = [ENDED, given(R, 2), given(P, 3)]
    assert consent_standing([R, P], papers, age=PUPIL).is_in_force
    alone = consent_standing([R, P], [ENDED, given(P, 3)], age=PUPIL)
    assert alone.state is StandingState.WITHDRAWN


def test_an_own_signature_of_before_does_not_answer_a_later_no():
    papers = [given(P, -5, PaperState.SUPERSEDED), ENDED, given(R, 2)]
    assert consent_standing([R], papers, age=PUPIL).state is StandingState.WITHDRAWN


def test_the_no_of_a_pupil_lives_on_until_the_adult_has_signed():
    adult = AgeNow(Band.ADULT, ((Band.FROM_14_TO_17, (R,)),))
    papers = [ENDED, given(R, 2)]
    assert consent_standing([P], papers, age=adult).state is StandingState.WITHDRAWN
    own = PaperFact(P, PaperState.SIGNED, NOON + 9 * HOUR, None, True, band=Band.ADULT)
    assert consent_standing([P], [*papers, own], age=adult).is_in_force


def rule(table, years, *, said_no_alone):
    return signing_rule(
        birth_date=date(2026 - years, 6, 1),
        day=date(2026, 11, 21),
        minor_table=table,
        document_kind=DocumentKind.PUBLICATION,
        said_no_alone=said_no_alone,
    )


def test_after_an_own_no_the_pupil_is_asked_beside_the_representative():
    found = rule(MinorTable.REPRESENTATIVE_ONLY, 16, said_no_alone=True)
    assert (found.required, found.set_by_school) == ((R, P), False)
    assert found.explanation_key in WHO_SIGNS
    assert rule(MinorTable.REPRESENTATIVE_ONLY, 16, said_no_alone=False).required == (R,)


@pytest.mark.parametrize("table", MinorTable)
@pytest.mark.parametrize("years", [13, 18])
def test_an_own_no_changes_nothing_outside_14_to_17(table, years):
    assert rule(table, years, said_no_alone=True) == rule(table, years, said_no_alone=False)
