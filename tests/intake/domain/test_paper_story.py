"""Which states a document may be in after what the journal tells of it."""

import pytest

from intake.domain.paper_story import PaperStory, StateTrouble, possible_states, state_trouble
from intake.models.document import DOCUMENT_STATES

OPEN = PaperStory()
SIGNED = PaperStory(signatures=1)
HALF = PaperStory(signatures=1, signers=2)
WITHDRAWN = PaperStory(signatures=1, is_withdrawn=True)
SUPERSEDED = PaperStory(signatures=1, is_superseded=True)
DECLINED = PaperStory(is_declined=True)
VOIDED = PaperStory(is_voided=True)
REFUSAL = PaperStory(is_refusal=True)
TAKEN_BACK = PaperStory(is_refusal=True, is_taken_back=True)
BY_STAFF = PaperStory(signers=0, is_staff_act=True)


@pytest.mark.parametrize(
    ("story", "states"),
    [
        (OPEN, {"prepared", "void"}),
        (HALF, {"prepared", "void"}),
        (PaperStory(signatures=1, signers=2, is_declined=True), {"declined", "void"}),
        (SIGNED, {"signed"}),
        (BY_STAFF, {"signed"}),
        (WITHDRAWN, {"withdrawn"}),
        (SUPERSEDED, {"superseded"}),
        (PaperStory(signatures=1, is_withdrawn=True, is_superseded=True), {"superseded"}),
        (DECLINED, {"declined", "void"}),
        (VOIDED, {"void"}),
        (PaperStory(signatures=1, from_before=True), {"signed", "superseded"}),
        (REFUSAL, {"recorded"}),
        (TAKEN_BACK, {"taken_back"}),
    ],
)
def test_a_story_leaves_few_states(story, states):
    assert possible_states(story) == states <= set(DOCUMENT_STATES)


@pytest.mark.parametrize(
    ("story", "state", "trouble"),
    [
        (REFUSAL, "signed", StateTrouble.RECORDED),
        (REFUSAL, "taken_back", StateTrouble.NOT_TAKEN_BACK),
        (TAKEN_BACK, "recorded", StateTrouble.TAKEN_BACK),
        (WITHDRAWN, "signed", StateTrouble.WITHDRAWN),
        (WITHDRAWN, "superseded", StateTrouble.WITHDRAWN),
        (SUPERSEDED, "signed", StateTrouble.SUPERSEDED),
        (SIGNED, "prepared", StateTrouble.SIGNED),
        (SIGNED, "declined", StateTrouble.SIGNED),
        (SIGNED, "withdrawn", StateTrouble.NOT_WITHDRAWN),
        (SIGNED, "superseded", StateTrouble.NOT_SUPERSEDED),
        (OPEN, "signed", StateTrouble.NOT_SIGNED),
        (HALF, "signed", StateTrouble.NOT_SIGNED),
        (OPEN, "declined", StateTrouble.NOT_DECLINED),
        (DECLINED, "prepared", StateTrouble.DECLINED),
        (DECLINED, "signed", StateTrouble.NOT_SIGNED),
        (VOIDED, "prepared", StateTrouble.VOIDED),
        (BY_STAFF, "void", StateTrouble.SIGNED),
    ],
)
def test_whatever_differs_is_named(story, state, trouble):
    assert state_trouble(story, state) is trouble


@pytest.mark.parametrize("state", sorted(DOCUMENT_STATES))
@pytest.mark.parametrize("story", [OPEN, HALF, SIGNED, WITHDRAWN, SUPERSEDED, DECLINED, VOIDED])
def test_every_state_either_agrees_or_has_a_name(story, state):
    assert (state_trouble(story, state) is None) is (state in possible_states(story))


def test_only_an_act_without_an_entry_may_have_been_cut_off():
    unheard = {trouble for trouble in StateTrouble if trouble.is_unheard_of}
    assert unheard == {
        StateTrouble.NOT_SIGNED,
        StateTrouble.NOT_WITHDRAWN,
        StateTrouble.NOT_SUPERSEDED,
        StateTrouble.NOT_DECLINED,
        StateTrouble.NOT_TAKEN_BACK,
    }
