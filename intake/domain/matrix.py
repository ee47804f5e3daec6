"""The matrix of a class: what each document of each pupil amounts to, in one word.

Nothing is decided here that is not decided elsewhere: a consent is what ``papers`` says, an
agreement what ``agreement`` says. Added is only why somebody has not answered, which says whom to
ask and how.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intake.domain.agreement import LASTING_STATES, AgreementState
from intake.domain.papers import Standing, StandingState

SOON = timedelta(days=30)
"""How long before its last day an agreement is shown as ending."""


class Column(StrEnum):
    """The documents of the matrix, in the order of a family's way."""

    PROCESSING = "processing"
    PUBLICATION = "publication"
    PEP = "pep"
    AGREEMENT = "agreement"


class CellState(StrEnum):
    """What a cell says. The words and marks stand in ``intake.matrix_labels``."""

    SIGNED = "signed"
    SIGNED_ON_PAPER = "signed_on_paper"
    TO_CHECK = "to_check"
    """Signed, and counts for nothing until staff have checked who signed."""
    RENEW = "renew"
    """In force, and a new text or a birthday asks for another signature."""
    EXPIRING = "expiring"
    WAITING = "waiting"
    PAPER = "paper"
    """To be signed with a pen: the sheet has not come back."""
    NO_CONTACT = "no_contact"
    UNDELIVERED = "undelivered"
    """The last letter to whoever is waited for did not arrive."""
    NOT_INVITED = "not_invited"
    COLLECT = "collect"
    """Nobody is invited, and a consent on paper from before this program is to be signed anew."""
    NOT_KNOWN = "not_known"
    """Who signs is not known: no birth date, or nobody recorded to act for the child."""
    CONFLICT = "conflict"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVER = "over"
    NOT_ASKED = "not_asked"


class Answer(StrEnum):
    """How whoever is waited for can be asked."""

    NOBODY = "nobody"
    """The role is to be filled and nobody is recorded in it."""
    NOT_INVITED = "not_invited"
    PAPER = "paper"
    NO_CONTACT = "no_contact"
    UNDELIVERED = "undelivered"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """What is known of one person whose signature is missing."""

    is_invited: bool
    has_contact: bool
    chose_paper: bool = False
    is_undelivered: bool = False

    @property
    def answer(self) -> Answer:
        """Paper before everything: whoever chose it is not asked by letter any more."""
        if self.chose_paper:
            return Answer.PAPER
        if not self.has_contact:
            return Answer.NO_CONTACT
        if not self.is_invited:
            return Answer.NOT_INVITED
        return Answer.UNDELIVERED if self.is_undelivered else Answer.ASKED


STATE_OF_ANSWER = {
    Answer.NOBODY: CellState.NOT_KNOWN,
    Answer.NOT_INVITED: CellState.NOT_INVITED,
    Answer.PAPER: CellState.PAPER,
    Answer.NO_CONTACT: CellState.NO_CONTACT,
    Answer.UNDELIVERED: CellState.UNDELIVERED,
    Answer.ASKED: CellState.WAITING,
}

FIRST_TO_SAY = (
    Answer.ASKED,
    Answer.NOT_INVITED,
    Answer.UNDELIVERED,
    Answer.NOBODY,
    Answer.NO_CONTACT,
    Answer.PAPER,
)
"""Of several who are waited for: as long as one can answer, the cell waits for that one."""


def waiting_state(answers: Sequence[Answer]) -> CellState:
    """What a cell is while signatures are missing; nobody at all: who signs is not known."""
    for answer in FIRST_TO_SAY:
        if answer in answers:
            return STATE_OF_ANSWER[answer]
    return CellState.NOT_KNOWN


def consent_cell(
    standing: Standing,
    *,
    waited_for: Sequence[Answer],
    on_paper: bool,
    is_asked: bool = True,
    has_earlier: bool = False,
) -> CellState:
    """The cell of a consent. ``on_paper``: every signature that counts was made with a pen.

    ``is_asked``: the school has a text of this kind and the family is asked for it at all.
    ``has_earlier``: a consent on paper from before this program is kept.
    """
    state = standing.state
    if state is StandingState.CONFLICT or standing.is_disputed:
        return CellState.CONFLICT
    if state is StandingState.WITHDRAWN:
        return CellState.WITHDRAWN
    if state is StandingState.DECLINED:
        return CellState.DECLINED
    if state is StandingState.AWAITING_CHECK:
        return CellState.TO_CHECK
    if state is StandingState.IN_FORCE:
        if standing.to_renew or standing.asked:
            return CellState.RENEW
        return CellState.SIGNED_ON_PAPER if on_paper else CellState.SIGNED
    if not is_asked:
        return CellState.NOT_ASKED
    found = waiting_state(waited_for)
    return CellState.COLLECT if found is CellState.NOT_INVITED and has_earlier else found


def agreement_cell(
    state: AgreementState | None,
    *,
    ends_on: date | None,
    is_ended: bool,
    day: date,
    waited_for: Sequence[Answer],
    on_paper: bool,
) -> CellState:
    """The cell of the agreement of mentor and mentee; ``None``: none was opened.

    ``is_ended``: an end before its term is recorded already, so nothing is to be extended.
    """
    if state is None or state is AgreementState.CANCELLED:
        return CellState.NOT_ASKED
    if state is AgreementState.DECLINED:
        return CellState.DECLINED
    if state is AgreementState.DRAFT:
        return CellState.NOT_INVITED
    if state is AgreementState.SIGNING:
        return waiting_state(waited_for)
    if state in LASTING_STATES or state is AgreementState.SIGNED:
        if ends_on is not None and not is_ended and ends_on <= day + SOON:
            return CellState.EXPIRING
        return CellState.SIGNED_ON_PAPER if on_paper else CellState.SIGNED
    return CellState.OVER


def pep_cell(joined: Sequence[bool], *, waited_for: Sequence[Answer], has_left: bool) -> CellState:
    """The cell of the agreement on signing by code: ``joined`` says it of every signer.

    ``waited_for`` are those who have not joined.
    """
    if joined and all(joined):
        return CellState.SIGNED
    if has_left:
        return CellState.WITHDRAWN
    return waiting_state(waited_for)


MOST_PRESSING = (
    CellState.CONFLICT,
    CellState.UNDELIVERED,
    CellState.NOT_KNOWN,
    CellState.NOT_INVITED,
    CellState.COLLECT,
    CellState.NO_CONTACT,
    CellState.TO_CHECK,
    CellState.RENEW,
    CellState.EXPIRING,
    CellState.WAITING,
    CellState.PAPER,
    CellState.DECLINED,
    CellState.WITHDRAWN,
    CellState.SIGNED,
    CellState.SIGNED_ON_PAPER,
    CellState.OVER,
    CellState.NOT_ASKED,
)
"""Of several agreements of one mentor the one that asks most of staff stands in the cell."""
