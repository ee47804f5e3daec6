"""What the 14th and the 18th birthday bring: when to tell of them, whom to ask, what they change.

The prose and the table of days are docs/rules/signing.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from intake.domain.age import (
    BirthdayTurn,
    birth_date_problem,
    date_of_age,
    first_day_of_age,
    first_day_past_age,
)
from intake.domain.capacity import OwnCapacity
from intake.domain.papers import AgeNow
from intake.domain.signing import (
    ADULT_FROM,
    MINOR_SIGNERS,
    OWN_SIGNATURE_FROM,
    Band,
    DocumentKind,
    MinorTable,
    SignerRole,
    band_before,
    band_on,
)

TURNING_AGES = (OWN_SIGNATURE_FROM, ADULT_FROM)

TOLD_BEFORE = (60, 14, 0)
"""Days before a birthday on which families and staff are told, the farthest first."""

ASKED_WITHIN = timedelta(days=365)
"""How long after a birthday a family that nobody could tell is still asked."""

ANSWER_DAYS = 30
"""How long a school that decided nothing waits for the answer of a participant who turned 18."""

MOST_ANSWER_DAYS = 365

LETTERS_FROM, LETTERS_UNTIL = time(9, 0), time(20, 0)
"""By the school's clock; nobody is written to at night."""


@dataclass(frozen=True, slots=True)
class AgeRuleRecord:
    """One decision of a school. ``from_day`` is the first day it holds."""

    turn: BirthdayTurn
    from_day: date
    answer_days: int = ANSWER_DAYS


@dataclass(frozen=True, slots=True)
class AgeRules:
    """All decisions of a school in the order they were recorded."""

    records: Sequence[AgeRuleRecord] = ()

    def turn_on(self, day: date) -> BirthdayTurn:
        """On which day a birthday counts, as decided for ``day``; both where nothing was."""
        record = self._on(day)
        return record.turn if record else BirthdayTurn.BOTH

    def answer_days_on(self, day: date) -> int:
        record = self._on(day)
        return record.answer_days if record else ANSWER_DAYS

    def _on(self, day: date) -> AgeRuleRecord | None:
        """Of two decisions from one day the one recorded later."""
        found: AgeRuleRecord | None = None
        for record in self.records:
            if record.from_day <= day and (found is None or record.from_day >= found.from_day):
                found = record
        return found


def band_of_paper(
    *, rule_key: str, birth_date: date | None, made_on: date, turn: BirthdayTurn
) -> Band | None:
    """In which band a paper was made; ``None`` where nobody can know.

    On a birthday on which both readings are asked every paper belongs to the band that begins:
    whoever signs that day knows that the other signs too.
    """
    if rule_key in set(OwnCapacity) - {OwnCapacity.NONE}:
        return Band.ADULT
    if birth_date is None or birth_date_problem(birth_date, made_on) is not None:
        return None
    return band_on(birth_date, made_on, turn)


def age_now(
    *,
    birth_date: date | None,
    day: date,
    turn: BirthdayTurn,
    minor_table: MinorTable,
    kind: DocumentKind,
) -> AgeNow:
    """The band on ``day`` and what a consent of ``kind`` given before it is kept by.

    A consent to publication does not outlive the 18th birthday: from then on only the adult says
    what may be shown of them. Any other goes on until it is answered.
    """
    if birth_date is None or birth_date_problem(birth_date, day) is not None:
        return AgeNow()
    band = band_on(birth_date, day, turn)
    if band is Band.ADULT and kind is DocumentKind.PUBLICATION:
        return AgeNow(band)
    before = []
    former = band_before(band)
    while former is not None:
        roles = (
            MINOR_SIGNERS[minor_table]
            if former is Band.FROM_14_TO_17
            else (SignerRole.REPRESENTATIVE,)
        )
        before.append((former, roles))
        former = band_before(former)
    return AgeNow(band, tuple(before))


@dataclass(frozen=True, slots=True)
class Turning:
    """A birthday that changes who signs. ``asked_from`` is the day of 00:00 of the change."""

    age: int
    birthday: date
    asked_from: date


def turnings(birth_date: date, turn: BirthdayTurn) -> tuple[Turning, ...]:
    """The two birthdays of a person that change who signs."""
    return tuple(
        Turning(age, date_of_age(birth_date, age), first_day_of_age(birth_date, age, turn))
        for age in TURNING_AGES
    )


def next_turning(birth_date: date | None, day: date, turn: BirthdayTurn) -> Turning | None:
    """The nearest change still to come after ``day``; ``None`` for adults and without a date."""
    if birth_date is None or birth_date_problem(birth_date, day) is not None:
        return None
    return next((one for one in turnings(birth_date, turn) if one.asked_from > day), None)


def changes_signers(age: int, tables: Iterable[MinorTable]) -> bool:
    """Whether the birthday changes who signs any paper in a school with these tables."""
    if age == OWN_SIGNATURE_FROM:
        return any(table is not MinorTable.REPRESENTATIVE_ONLY for table in tables)
    return age == ADULT_FROM


def notice_due(turning: Turning, day: date, told: Iterable[int]) -> int | None:
    """Which of ``TOLD_BEFORE`` is to be sent on ``day``: the nearest one, and only that.

    ``told`` are those already sent about this birthday. After days without a tick the earlier ones
    are left out; nothing is sent that a later one has overtaken, nor about a birthday of more than
    a year ago.
    """
    if day > turning.asked_from + ASKED_WITHIN:
        return None
    reached = [days for days in TOLD_BEFORE if day >= turning.asked_from - timedelta(days=days)]
    if not reached:
        return None
    nearest = min(reached)
    return None if any(days <= nearest for days in told) else nearest


def may_write_now(local: datetime) -> bool:
    """Whether letters may leave at this moment of the school's clock."""
    return LETTERS_FROM <= local.time().replace(tzinfo=None) < LETTERS_UNTIL


def answer_until(turning: Turning, answer_days: int) -> date:
    """The last day on which the school waits for the answer before it asks in person."""
    return turning.asked_from + timedelta(days=answer_days)


def turned_between(birth_date: date | None, *, since: date, day: date, turn: BirthdayTurn) -> bool:
    """Whether a birthday changed who signs after ``since``, up to and on ``day``."""
    if birth_date is None:
        return False
    return any(
        since < moment <= day
        for age in TURNING_AGES
        for moment in (
            first_day_of_age(birth_date, age, turn),
            first_day_past_age(birth_date, age, turn),
        )
    )


def years_of_turning(day: date) -> frozenset[int]:
    """Years of birth of whoever turns 14 or 18 within a year before or after ``day``.

    A first sieve for a database; who really turns is counted from the birth date.
    """
    return frozenset(day.year + shift - age for age in TURNING_AGES for shift in (-1, 0, 1))
