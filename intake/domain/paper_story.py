"""What a journal tells of one document, and which states its row may be in after that.

The row of a document says what is in force and can be changed by whoever owns the database; the
journal cannot be changed unseen. Where they differ, the journal is right.
"""

from dataclasses import dataclass
from enum import StrEnum


class StateTrouble(StrEnum):
    """How a row contradicts the journal. Words for people are in ``intake.paper_labels``."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    SIGNED = "signed"
    DECLINED = "declined"
    VOIDED = "voided"
    NOT_SIGNED = "not_signed"
    NOT_WITHDRAWN = "not_withdrawn"
    NOT_SUPERSEDED = "not_superseded"
    NOT_DECLINED = "not_declined"
    RECORDED = "recorded"
    TAKEN_BACK = "taken_back"
    NOT_TAKEN_BACK = "not_taken_back"

    @property
    def is_unheard_of(self) -> bool:
        """The row tells of an act the journal does not know: its entry may have been cut off."""
        return self.value.startswith("not_")


@dataclass(frozen=True, slots=True)
class PaperStory:
    """The acts of one document that its entries tell of.

    ``signatures`` of ``signers`` are there; ``is_declined`` when a no was the last word of it;
    ``is_staff_act`` for a paper that no side signs; ``is_refusal`` for one that only says a no, or
    its end, and ``is_taken_back`` once a later one ended it. A paper ``from_before`` was made when
    the journal did not yet tell that one gave way to a newer one.
    """

    signatures: int = 0
    signers: int = 1
    is_withdrawn: bool = False
    is_superseded: bool = False
    is_declined: bool = False
    is_voided: bool = False
    is_staff_act: bool = False
    is_refusal: bool = False
    is_taken_back: bool = False
    from_before: bool = False

    @property
    def is_signed(self) -> bool:
        return self.is_staff_act or 0 < self.signers <= self.signatures


def possible_states(story: PaperStory) -> frozenset[str]:
    """The states of ``Document`` that agree with the story; a paper nobody answered to may be
    open or replaced by another before it was signed.
    """
    if story.is_refusal:
        return frozenset({"taken_back" if story.is_taken_back else "recorded"})
    if story.is_superseded:
        return frozenset({"superseded"})
    if story.is_withdrawn:
        return frozenset({"withdrawn"})
    if story.is_signed:
        return frozenset({"signed", "superseded"} if story.from_before else {"signed"})
    if story.is_voided:
        return frozenset({"void"})
    if story.is_declined:
        return frozenset({"declined", "void"})
    return frozenset({"prepared", "void"})


CLAIMS = {
    "withdrawn": StateTrouble.NOT_WITHDRAWN,
    "superseded": StateTrouble.NOT_SUPERSEDED,
    "declined": StateTrouble.NOT_DECLINED,
    "signed": StateTrouble.NOT_SIGNED,
}


def state_trouble(story: PaperStory, state: str) -> StateTrouble | None:
    """What is wrong with a document in ``state``; ``None`` where it agrees with its story."""
    if state in possible_states(story):
        return None
    if story.is_refusal:
        if story.is_taken_back:
            return StateTrouble.TAKEN_BACK
        is_ended = state == "taken_back"
        return StateTrouble.NOT_TAKEN_BACK if is_ended else StateTrouble.RECORDED
    if story.is_superseded:
        return StateTrouble.SUPERSEDED
    if story.is_withdrawn:
        return StateTrouble.WITHDRAWN
    if story.is_signed:
        is_later_act = state in ("withdrawn", "superseded")
        return CLAIMS[state] if is_later_act else StateTrouble.SIGNED
    if state in CLAIMS:
        return CLAIMS[state]
    return StateTrouble.VOIDED if story.is_voided else StateTrouble.DECLINED
