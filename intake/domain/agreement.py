"""The agreement of mentor and mentee: who signs for each side, its states and its days.

Sources: п. 3.5 of the regulation (for a minor the representative concludes it), the appendix
«Соглашение» (an end by both sides, by one side, a term in months, an extension by both), ст. 26,
28, 182, 191, 192 ГК РФ. The prose and the table of states are docs/rules/signing.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from intake.domain.age import BirthdayTurn
from intake.domain.capacity import OwnCapacity
from intake.domain.signing import DocumentKind, MinorTable, SignerRole, SigningAnswer, signing_rule

LONGEST_TERM = 120
"""Months. A longer term is a slip of the keyboard."""

EXTENDABLE_FOR = timedelta(days=60)
"""How long after its last day an agreement may still be extended instead of concluded anew."""


class Side(StrEnum):
    """The two sides. The school is none of them."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class AgreementState(StrEnum):
    """What an agreement is on a day."""

    DRAFT = "draft"
    SIGNING = "signing"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    ENDED_BY_AGREEMENT = "ended_by_agreement"
    ENDED_BY_ONE = "ended_by_one"
    ENDED_BY_CURATOR = "ended_by_curator"
    COMPLETED = "completed"
    EXPIRED = "expired"
    RENEWED = "renewed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What can be done with an agreement."""

    SEND = "send"
    SIGN = "sign"
    DECLINE = "decline"
    UNDO_DECLINE = "undo_decline"
    CANCEL = "cancel"
    EXTEND = "extend"
    END_BY_AGREEMENT = "end_by_agreement"
    END_BY_ONE = "end_by_one"
    END_BY_CURATOR = "end_by_curator"
    COMPLETE = "complete"


class Ending(StrEnum):
    """How an agreement ended. The values are stored."""

    BY_AGREEMENT = "by_agreement"
    BY_ONE = "by_one"
    BY_CURATOR = "by_curator"
    COMPLETED = "completed"
    EXPIRED = "expired"
    RENEWED = "renewed"


class Ground(StrEnum):
    """Why one side ends an agreement without the other."""

    NOTICE = "notice"
    BREACH = "breach"
    SAFETY = "safety"


STATE_OF_ENDING: Mapping[Ending, AgreementState] = {
    Ending.BY_AGREEMENT: AgreementState.ENDED_BY_AGREEMENT,
    Ending.BY_ONE: AgreementState.ENDED_BY_ONE,
    Ending.BY_CURATOR: AgreementState.ENDED_BY_CURATOR,
    Ending.COMPLETED: AgreementState.COMPLETED,
    Ending.EXPIRED: AgreementState.EXPIRED,
    Ending.RENEWED: AgreementState.RENEWED,
}

OPEN_STATES = frozenset({AgreementState.DRAFT, AgreementState.SIGNING})
LASTING_STATES = frozenset({AgreementState.IN_FORCE, AgreementState.EXTENDED})

_WHILE_IT_LASTS = frozenset(
    {Act.EXTEND, Act.END_BY_AGREEMENT, Act.END_BY_ONE, Act.END_BY_CURATOR, Act.COMPLETE}
)
_BEFORE_IT_BEGINS = frozenset({Act.END_BY_AGREEMENT, Act.END_BY_ONE, Act.END_BY_CURATOR})

ALLOWED: Mapping[AgreementState, frozenset[Act]] = {
    AgreementState.DRAFT: frozenset({Act.SEND, Act.SIGN, Act.DECLINE, Act.CANCEL}),
    AgreementState.SIGNING: frozenset({Act.SEND, Act.SIGN, Act.DECLINE, Act.CANCEL}),
    AgreementState.SIGNED: _BEFORE_IT_BEGINS,
    AgreementState.IN_FORCE: _WHILE_IT_LASTS,
    AgreementState.EXTENDED: _WHILE_IT_LASTS,
    AgreementState.EXPIRED: frozenset({Act.EXTEND, Act.COMPLETE}),
    AgreementState.DECLINED: frozenset({Act.UNDO_DECLINE, Act.CANCEL}),
    AgreementState.ENDED_BY_AGREEMENT: frozenset(),
    AgreementState.ENDED_BY_ONE: frozenset(),
    AgreementState.ENDED_BY_CURATOR: frozenset(),
    AgreementState.COMPLETED: frozenset(),
    AgreementState.RENEWED: frozenset(),
    AgreementState.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class RequiredSignature:
    """One signature that an agreement needs: on which side, in what capacity."""

    side: Side
    role: SignerRole


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What an agreement is computed from. Days are the school's; ``ends_on`` is the last day.

    ``paper`` is the state of the paper: ``prepared``, ``signed``, ``declined`` or ``void``.
    """

    paper: str
    asked: int
    signed: int
    is_sent: bool
    effective_on: date | None = None
    ends_on: date | None = None
    is_extended: bool = False
    ended_on: date | None = None
    ended_how: Ending | None = None


def side_answer(
    *,
    birth_date: date | None,
    day: date,
    minor_table: MinorTable = MinorTable.BOTH,
    own_capacity: OwnCapacity = OwnCapacity.NONE,
    turn: BirthdayTurn = BirthdayTurn.BIRTHDAY,
) -> SigningAnswer:
    """Who signs for a side whose person was born on ``birth_date``. Raises UnknownBirthDate.

    ``turn`` is the school's rule of the day on which a birthday changes it.
    """
    return signing_rule(
        birth_date=birth_date,
        day=day,
        minor_table=minor_table,
        document_kind=DocumentKind.AGREEMENT,
        own_capacity=own_capacity,
        turn=turn,
    )


def required_signatures(answers: Mapping[Side, SigningAnswer]) -> tuple[RequiredSignature, ...]:
    """Every signature of both sides, the mentor's first, the representative before the minor."""
    return tuple(RequiredSignature(side, role) for side in Side for role in answers[side].required)


def agreement_state(facts: AgreementFacts, day: date) -> AgreementState:
    """The state on ``day``. Past the last day it is over, whether or not anybody noted it."""
    if facts.paper == "declined":
        return AgreementState.DECLINED
    if facts.paper == "void":
        return AgreementState.CANCELLED
    if facts.paper != "signed" or facts.effective_on is None or facts.ends_on is None:
        is_untouched = not facts.is_sent and not facts.signed
        return AgreementState.DRAFT if is_untouched else AgreementState.SIGNING
    if facts.ended_on is not None and facts.ended_how is not None and day > facts.ended_on:
        return STATE_OF_ENDING[facts.ended_how]
    if day > facts.ends_on:
        return AgreementState.EXPIRED
    if day < facts.effective_on:
        return AgreementState.SIGNED
    return AgreementState.EXTENDED if facts.is_extended else AgreementState.IN_FORCE


def may(act: Act, facts: AgreementFacts, day: date) -> bool:
    """Whether ``act`` can be done on ``day``. What has an end already is not ended again."""
    state = agreement_state(facts, day)
    if act not in ALLOWED[state]:
        return False
    if facts.ended_how not in (None, Ending.EXPIRED):
        return False
    if act is Act.EXTEND and facts.ends_on is not None:
        return day <= facts.ends_on + EXTENDABLE_FOR
    return True


def last_day(begins: date, months: int) -> date:
    """The last day of a term of ``months`` that runs from ``begins``.

    A term in months ends on the day of the same number in its last month, or on the last day of a
    month that has no such day (п. 3 ст. 192 ГК РФ); that whole day still counts (ст. 194).
    Raises ValueError for a term nobody can mean.
    """
    if not 1 <= months <= LONGEST_TERM:
        raise ValueError("a term is a number of months")
    ends: date = begins + relativedelta(months=months)
    return ends


def extended_to(*, ends_on: date, signed_on: date, months: int) -> date:
    """The new last day. Signed in time, the new term follows the old; later, it runs from then."""
    return last_day(max(ends_on, signed_on), months)


def end_day(*, ground: Ground, signed_on: date, notice_days: int) -> date:
    """The last day of an agreement that one side ends: after the notice, or at once."""
    if ground is Ground.NOTICE:
        return signed_on + timedelta(days=notice_days)
    return signed_on


def end_of_act(
    *,
    how: Ending,
    ground: str,
    named: date | None,
    signed_on: date,
    notice_days: int,
    ends_on: date | None,
) -> date:
    """The last day of an agreement that an act of its own ends.

    ``named`` is the day the act names, ``ends_on`` the last day of the term. Nothing ends before
    the act is there, but for completion, which is noted for a day that has come; and only
    completion may lie behind the term.
    """
    if how is Ending.BY_ONE:
        day = end_day(ground=Ground(ground), signed_on=signed_on, notice_days=notice_days)
    elif how is Ending.COMPLETED:
        return named or signed_on
    else:
        day = max(named or signed_on, signed_on)
    return day if ends_on is None else min(day, ends_on)


def grounds(notice_days: int) -> tuple[Ground, ...]:
    """On what grounds one side may end it alone.

    An agreement that names a term of notice lets either side go; one that names none knows only a
    breach (п. 3.3 of the appendix). Where somebody is not safe nobody has to wait.
    """
    if notice_days > 0:
        return (Ground.NOTICE, Ground.BREACH, Ground.SAFETY)
    return (Ground.BREACH, Ground.SAFETY)
