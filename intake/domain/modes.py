"""How a school's papers may be signed on a day: with a code or with a pen, and what each needs.

Three modes, each with the decision that allows it. A way that is not allowed is refused with its
reason; nothing falls back silently to another way. The prose is docs/rules/signing.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.signing import DocumentKind


class Mode(StrEnum):
    """The values are those of stored rows."""

    PAPER = "paper"
    CONSENTS_BY_CODE = "consents_by_code"
    ELECTRONIC = "electronic"


DEFAULT_MODE = Mode.CONSENTS_BY_CODE
"""Of a school that decided nothing: the usual act has the agreement as a paper in two copies."""


class Method(StrEnum):
    """The ways of signing. The values are those of stored signatures."""

    CODE = "code"
    PAPER = "paper"


class Joining(StrEnum):
    """How people join the agreement on simple e-signatures in a school."""

    AT_SCHOOL = "at_school"
    """An employee identifies the person and records it."""
    FIRST_CODE = "first_code"
    """On the person's own page, confirmed by the first code."""


class WayTrouble(StrEnum):
    """Why a way of signing is not open. The words are in ``intake.labels``."""

    ALL_ON_PAPER = "all_on_paper"
    AGREEMENT_ON_PAPER = "agreement_on_paper"
    NO_ORDER = "no_order"
    CLAUSE_NOT_AMENDED = "clause_not_amended"
    NO_PEP_WORDING = "no_pep_wording"
    PEP_NOT_JOINED = "pep_not_joined"
    """This person has not joined; offered on their own page where the school allows it there."""
    PEP_AT_SCHOOL = "pep_at_school"
    """This person has not joined, and in this school one joins at school only."""


@dataclass(frozen=True, slots=True)
class ModeRecord:
    """One decision of a school. ``from_day`` is the first day it holds."""

    mode: Mode
    from_day: date
    order_number: str = ""
    order_date: date | None = None
    is_clause_amended: bool = False
    """The act and the agreement allow an electronic document beside the paper in two copies."""
    joining: Joining = Joining.FIRST_CODE
    check_first: bool = False
    """Nobody signs for a child before an employee has checked the authority."""


@dataclass(frozen=True, slots=True)
class SchoolWay:
    """What a school's decisions and texts amount to on one day.

    ``has_pep_wording``: an approved text of the agreement on simple e-signatures is in force.
    """

    mode: Mode = DEFAULT_MODE
    order_number: str = ""
    order_date: date | None = None
    is_clause_amended: bool = False
    has_pep_wording: bool = False
    joining: Joining = Joining.FIRST_CODE
    check_first: bool = False

    @property
    def asks_pep(self) -> bool:
        """Whether a signature by code needs the person's agreement on simple e-signatures.

        ч. 2 ст. 6 and ст. 9 63-ФЗ make the agreement what gives a code the force of a signature
        on paper, so it is asked as soon as there is a text to join. A consent given by code before
        stays valid: ч. 1 ст. 9 152-ФЗ asks of it only a form that proves its receipt.
        """
        return self.mode is not Mode.PAPER and (
            self.has_pep_wording or self.mode is Mode.ELECTRONIC
        )


def mode_on(records: Sequence[ModeRecord], day: date) -> ModeRecord | None:
    """The decision that holds on ``day``: of two from one day the one recorded later.

    ``records`` stand in the order they were recorded.
    """
    found: ModeRecord | None = None
    for record in records:
        if record.from_day <= day and (found is None or record.from_day >= found.from_day):
            found = record
    return found


def way_trouble(
    way: SchoolWay,
    *,
    kind: DocumentKind,
    method: Method,
    has_joined: bool = True,
) -> WayTrouble | None:
    """Why a paper of ``kind`` may not be signed by ``method`` now; ``None`` when it may.

    Paper is always open: whoever wants it gets it, free, at any stage. A withdrawal by code is open
    in every mode but «all on paper», and asks for no agreement: ending must be as easy as giving
    (ч. 2 ст. 9 152-ФЗ). ``has_joined`` is about the person who signs.
    """
    if method is Method.PAPER:
        return None
    if way.mode is Mode.PAPER:
        return WayTrouble.ALL_ON_PAPER
    if kind is DocumentKind.WITHDRAWAL:
        return None
    if kind is DocumentKind.AGREEMENT and way.mode is not Mode.ELECTRONIC:
        return WayTrouble.AGREEMENT_ON_PAPER
    if way.mode is Mode.ELECTRONIC:
        trouble = electronic_trouble(way)
        if trouble is not None:
            return trouble
    if way.asks_pep and not has_joined:
        at_school = way.joining is Joining.AT_SCHOOL
        return WayTrouble.PEP_AT_SCHOOL if at_school else WayTrouble.PEP_NOT_JOINED
    return None


def electronic_trouble(way: SchoolWay) -> WayTrouble | None:
    """What «всё электронно» still lacks: the order, the amended clause, the text in force."""
    if not way.order_number or way.order_date is None:
        return WayTrouble.NO_ORDER
    if not way.is_clause_amended:
        return WayTrouble.CLAUSE_NOT_AMENDED
    if not way.has_pep_wording:
        return WayTrouble.NO_PEP_WORDING
    return None
