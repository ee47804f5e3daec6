from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.papers import PaperFact, PaperState, StandingState, consent_standing
from intake.domain.signing import SignerRole
from intake.labels import STANDINGS

R, P = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)


def paper(role, state=PaperState.SIGNED, at=NOON, checked=True):
    return PaperFact(
        role=role,
        state=state,
        signed_at=at if state in (PaperState.SIGNED, PaperState.WITHDRAWN) else None,
        withdrawn_at=LATER if state is PaperState.WITHDRAWN else None,
        request_checked=checked,
    )


@pytest.mark.parametrize(
    ("papers", "state", "words"),
    [
        pytest.param([], StandingState.NONE, "none_representative_participant", id="no papers"),
        pytest.param(
            [paper(R, PaperState.PREPARED)],
            StandingState.WAITING,
            "waiting_representative_participant",
            id="prepared",
        ),
        pytest.param([paper(R)], StandingState.PARTIAL, "partial_participant", id="parent signed"),
        pytest.param(
            [paper(P)], StandingState.PARTIAL, "partial_representative", id="participant signed"
        ),
        pytest.param([paper(R), paper(P)], StandingState.IN_FORCE, "in_force", id="both signed"),
        pytest.param(
            [paper(R), paper(P, checked=False)],
            StandingState.AWAITING_CHECK,
            "awaiting_check",
            id="signed, not checked",
        ),
        pytest.param(
            [paper(R), paper(P, PaperState.DECLINED)], StandingState.DECLINED, "declined", id="no"
        ),
        pytest.param(
            [paper(R), paper(P, PaperState.WITHDRAWN)],
            StandingState.WITHDRAWN,
            "withdrawn",
            id="withdrawn by one",
        ),
        pytest.param(
            [paper(R), paper(P, PaperState.WITHDRAWN), paper(P)],
            StandingState.IN_FORCE,
            "in_force",
            id="signed again after a withdrawal",
        ),
        pytest.param(
            [paper(R), paper(P), paper(P, PaperState.VOID)],
            StandingState.IN_FORCE,
            "in_force",
            id="a void paper changes nothing",
        ),
        pytest.param(
            [paper(R), paper(P), paper(P, PaperState.PREPARED)],
            StandingState.IN_FORCE,
            "in_force",
            id="a paper opened under a second invitation takes nothing back",
        ),
        pytest.param(
            [paper(R), paper(P, PaperState.WITHDRAWN), paper(P, PaperState.PREPARED)],
            StandingState.WITHDRAWN,
            "withdrawn",
            id="an open paper does not hide a withdrawal",
        ),
    ],
)
def test_a_consent_of_two_papers_is_what_both_of_them_say(papers, state, words):
    standing = consent_standing((R, P), papers)
    assert (standing.state, standing.words_key) == (state, words)
    assert standing.words_key in STANDINGS


def test_a_consent_is_in_force_since_the_last_signature_in_any_order():
    for papers in permutations([paper(R), paper(P, at=LATER)]):
        assert consent_standing((R, P), papers).since == LATER


def test_either_signer_ends_it_also_one_who_need_not_sign_today():
    standing = consent_standing((P,), [paper(R, PaperState.WITHDRAWN), paper(P)])
    assert standing.state is StandingState.WITHDRAWN
    assert standing.since == LATER


def test_a_consent_nobody_has_to_sign_is_never_in_force():
    assert not consent_standing((), [paper(R), paper(P)]).is_in_force


facts = st.builds(
    paper, st.sampled_from([R, P]), st.sampled_from(list(PaperState)), checked=st.booleans()
)


@given(st.sampled_from([(R,), (P,), (R, P)]), st.lists(facts, max_size=6))
def test_in_force_means_signed_by_all_checked_and_nobody_against(required, papers):
    standing = consent_standing(required, papers)
    assert standing.words_key in STANDINGS
    silent = (PaperState.VOID, PaperState.PREPARED, PaperState.SUPERSEDED)
    last = {}
    for one in papers:
        is_answer_to_newer = (
            one.state is PaperState.DECLINED
            and one.role in last
            and last[one.role].state is not PaperState.DECLINED
        )
        if one.state not in silent and not is_answer_to_newer:
            last[one.role] = one
    signed = all(
        role in last and last[role].state is PaperState.SIGNED and last[role].request_checked
        for role in required
    )
    against = any(one.state in (PaperState.DECLINED, PaperState.WITHDRAWN) for one in last.values())
    assert standing.is_in_force == (signed and not against)


def test_a_changed_text_wants_the_signatures_under_the_old_one_and_ends_nothing():
    papers = [replace(paper(R), is_outdated=True), paper(P)]
    standing = consent_standing((R, P), papers)
    assert standing.state is StandingState.IN_FORCE
    assert standing.to_renew == (R,)
    assert standing.words_key == "in_force_renew"


def test_a_no_to_a_new_text_leaves_the_old_signature_in_force():
    papers = [replace(paper(R), is_outdated=True), paper(R, PaperState.DECLINED), paper(P)]
    standing = consent_standing((R, P), papers)
    assert standing.is_in_force
    assert (standing.to_renew, standing.refused_new) == ((), (R,))
    assert STANDINGS[standing.words_key] == STANDINGS["in_force_kept"]


def test_after_a_no_the_next_major_change_asks_once_more():
    no = replace(paper(R, PaperState.DECLINED), is_outdated=True)
    standing = consent_standing((R,), [replace(paper(R), is_outdated=True), no])
    assert (standing.to_renew, standing.refused_new) == ((R,), ())


def test_whoever_said_no_to_a_new_text_can_still_withdraw_the_old_one():
    papers = [paper(R, PaperState.WITHDRAWN), paper(R, PaperState.DECLINED)]
    assert consent_standing((R,), papers).state is StandingState.WITHDRAWN


def test_a_paper_that_gave_way_to_a_newer_one_counts_for_nothing():
    papers = [paper(R, PaperState.SUPERSEDED), paper(R)]
    assert consent_standing((R,), papers).to_renew == ()
    assert consent_standing((R,), papers[:1]).state is StandingState.NONE


def test_the_new_text_can_be_withdrawn_like_the_old_one():
    papers = [paper(R, PaperState.SUPERSEDED), paper(R, PaperState.WITHDRAWN)]
    assert consent_standing((R,), papers).state is StandingState.WITHDRAWN
