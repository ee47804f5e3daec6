"""May this person act for this child on a day, and if not, why. The prose is docs/rules/signing.md.

Authority is a record with dates and a check by staff. It ends by itself: with its last day, with
the child's majority, with the child's own full capacity.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.age import BirthdayTurn, age_on, birth_date_problem, first_day_past_age
from intake.domain.capacity import LAW_OF_CAPACITY, OwnCapacity, capacity_on
from intake.domain.signing import ADULT_FROM, OWN_SIGNATURE_FROM

PARENT_ALONE_FROM = 16
"""Full years from which an unmarried minor parent acts alone (п. 2 ст. 62 СК РФ)."""

PARENTS_LAW = "п. 1 ст. 64 СК РФ"
MINOR_PARENT_LAW = "п. 2 ст. 62 СК РФ"
GUARDIAN_LAW = "ст. 32 ГК РФ"
TRUSTEE_LAW = "ст. 33 ГК РФ"
BECOMES_TRUSTEE_LAW = "п. 2 ст. 40 ГК РФ"
FOSTER_LAW = "ст. 153 СК РФ"
ORGANISATION_LAW = "п. 4 ст. 35 ГК РФ"


class GuardianKind(StrEnum):
    """How the school recorded the authority. The values are those of stored rows."""

    PARENT = "parent"
    ADOPTIVE = "adoptive"
    GUARDIAN = "guardian"
    TRUSTEE = "trustee"
    FOSTER = "foster"
    ORGANISATION = "organisation"


class PrintedKind(StrEnum):
    """How a representative is called on papers, sheets and pages. Words are in ``intake.labels``.

    An adoptive parent is a parent there (ст. 139 СК РФ: the secrecy of adoption).
    """

    PARENT = "parent"
    GUARDIAN = "guardian"
    TRUSTEE = "trustee"
    FOSTER = "foster"
    ORGANISATION = "organisation"


class AuthorityTrouble(StrEnum):
    """Why somebody may not act. The words, each with a next step, are in ``intake.labels``."""

    NOT_RECORDED = "not_recorded"
    WARD_AGE_UNKNOWN = "ward_age_unknown"
    WARD_ADULT = "ward_adult"
    WARD_ON_OWN = "ward_on_own"
    ENDED = "ended"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    GUARDIAN_UNDER_16 = "guardian_under_16"
    GUARDIAN_MINOR = "guardian_minor"
    """Not a parent and under 18: guardians and foster parents are adults (п. 2 ст. 35 ГК РФ)."""
    MINOR_PARENT_UNRECORDED = "minor_parent_unrecorded"
    """A parent of 16 or 17 whose own state nobody of the staff recorded yet."""
    CONFLICT = "conflict"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Authority:
    """One record of authority. ``valid_to`` and ``ended_on`` are last days of it, both included.

    ``guardian_birth_date`` is known only where the school had a reason to ask for it: an adult's
    is not collected, so an unknown one is an adult's.
    """

    kind: GuardianKind
    valid_from: date | None = None
    valid_to: date | None = None
    ended_on: date | None = None
    is_checked: bool = False
    guardian_birth_date: date | None = None
    guardian_capacity: OwnCapacity = OwnCapacity.NONE
    is_minor_parent_recorded: bool = False


@dataclass(frozen=True, slots=True)
class Ward:
    """The child, and whether another representative objects (``is_disputed``)."""

    birth_date: date | None
    capacity: OwnCapacity = OwnCapacity.NONE
    is_disputed: bool = False
    turn: BirthdayTurn = BirthdayTurn.BIRTHDAY
    """On which day the school counts a birthday: its 18th ends the authority."""


@dataclass(frozen=True, slots=True)
class AuthorityAnswer:
    """``awaits_check``: the act may happen, and is in force only once staff have checked."""

    trouble: AuthorityTrouble | None
    printed: PrintedKind | None = None
    awaits_check: bool = False
    sources: tuple[str, ...] = ()

    @property
    def may_act(self) -> bool:
        return self.trouble is None


def authority_rule(
    authority: Authority | None,
    *,
    ward: Ward,
    day: date,
    check_first: bool = False,
    is_withdrawal: bool = False,
) -> AuthorityAnswer:
    """Whether the holder of ``authority`` may act for ``ward`` on the school's ``day``.

    ``check_first``: this school lets nobody sign before a check. A withdrawal stays possible in a
    dispute and before a check: it protects the child, and ending must be as easy as giving.
    """
    if authority is None:
        return AuthorityAnswer(AuthorityTrouble.NOT_RECORDED)
    if ward.birth_date is None or birth_date_problem(ward.birth_date, day) is not None:
        return AuthorityAnswer(AuthorityTrouble.WARD_AGE_UNKNOWN)
    printed = printed_kind(authority.kind, ward_birth_date=ward.birth_date, day=day)
    trouble = (
        _ward_trouble(ward, day)
        or _term_trouble(authority, day)
        or _guardian_trouble(authority, day)
    )
    if trouble is None and ward.is_disputed and not is_withdrawal:
        trouble = AuthorityTrouble.CONFLICT
    if trouble is None and check_first and not authority.is_checked and not is_withdrawal:
        trouble = AuthorityTrouble.NOT_CHECKED
    return AuthorityAnswer(
        trouble=trouble,
        printed=printed,
        awaits_check=trouble is None and not authority.is_checked,
        sources=_sources(authority, printed, ward, day),
    )


def printed_kind(kind: GuardianKind, *, ward_birth_date: date | None, day: date) -> PrintedKind:
    """How the representative is called on ``day``: an «опекун» becomes a «попечитель» with the
    child's 14th birthday by itself (п. 2 ст. 40 ГК РФ), whatever was recorded."""
    if kind in (GuardianKind.PARENT, GuardianKind.ADOPTIVE):
        return PrintedKind.PARENT
    if kind in (GuardianKind.GUARDIAN, GuardianKind.TRUSTEE):
        if ward_birth_date is None or ward_birth_date > day:
            return PrintedKind(kind.value)
        is_small = age_on(ward_birth_date, day) < OWN_SIGNATURE_FROM
        return PrintedKind.GUARDIAN if is_small else PrintedKind.TRUSTEE
    return PrintedKind(kind.value)


def _ward_trouble(ward: Ward, day: date) -> AuthorityTrouble | None:
    assert ward.birth_date is not None  # noqa: S101
    if day >= first_day_past_age(ward.birth_date, ADULT_FROM, ward.turn):
        return AuthorityTrouble.WARD_ADULT
    if capacity_on(ward.capacity, birth_date=ward.birth_date, day=day) is not OwnCapacity.NONE:
        return AuthorityTrouble.WARD_ON_OWN
    return None


def _term_trouble(authority: Authority, day: date) -> AuthorityTrouble | None:
    if authority.ended_on is not None and day > authority.ended_on:
        return AuthorityTrouble.ENDED
    if authority.valid_from is not None and day < authority.valid_from:
        return AuthorityTrouble.NOT_YET
    if authority.valid_to is not None and day > authority.valid_to:
        return AuthorityTrouble.EXPIRED
    return None


def _guardian_trouble(authority: Authority, day: date) -> AuthorityTrouble | None:
    if not _is_minor(authority, day):
        return None
    if authority.kind is not GuardianKind.PARENT:
        return AuthorityTrouble.GUARDIAN_MINOR
    born = authority.guardian_birth_date
    if born is None or born > day or age_on(born, day) < PARENT_ALONE_FROM:
        return AuthorityTrouble.GUARDIAN_UNDER_16
    if not authority.is_minor_parent_recorded:
        return AuthorityTrouble.MINOR_PARENT_UNRECORDED
    return None


def _is_minor(authority: Authority, day: date) -> bool:
    """Under 18 and not fully capable by marriage or by a decision."""
    born = authority.guardian_birth_date
    if born is None:
        return False
    if born <= day and age_on(born, day) >= ADULT_FROM:
        return False
    capacity = capacity_on(authority.guardian_capacity, birth_date=born, day=day)
    return capacity is OwnCapacity.NONE


LAW_OF_KIND = {
    PrintedKind.PARENT: PARENTS_LAW,
    PrintedKind.GUARDIAN: GUARDIAN_LAW,
    PrintedKind.TRUSTEE: TRUSTEE_LAW,
    PrintedKind.FOSTER: FOSTER_LAW,
    PrintedKind.ORGANISATION: ORGANISATION_LAW,
}


def _sources(authority: Authority, printed: PrintedKind, ward: Ward, day: date) -> tuple[str, ...]:
    sources = [LAW_OF_KIND[printed]]
    if printed is PrintedKind.TRUSTEE and authority.kind is GuardianKind.GUARDIAN:
        sources.append(BECOMES_TRUSTEE_LAW)
    if printed is PrintedKind.PARENT and _is_minor(authority, day):
        sources.append(MINOR_PARENT_LAW)
    capacity = capacity_on(ward.capacity, birth_date=ward.birth_date, day=day)
    if capacity is not OwnCapacity.NONE:
        sources.append(LAW_OF_CAPACITY[capacity])
    return tuple(sources)
