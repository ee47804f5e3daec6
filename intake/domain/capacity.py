"""A minor who acts for themselves, and a parent who is a minor: states that staff record."""

from datetime import date
from enum import StrEnum

from intake.domain.age import age_on

EMANCIPATION_FROM = 16
"""Full years from which a minor may be declared fully capable (п. 1 ст. 27 ГК РФ)."""

MARRIED_FROM = 14
"""No marriage is possible before (ст. 13 СК РФ: below 16 by a law of the region)."""

EMANCIPATION_LAW = "ст. 27 ГК РФ"
MARRIAGE_LAW = "п. 2 ст. 21 ГК РФ"


class OwnCapacity(StrEnum):
    """Why a minor needs nobody to act for them. The values are those of ``LegalStatus`` rows."""

    NONE = ""
    EMANCIPATED = "emancipated"
    MARRIED = "married"


LAW_OF_CAPACITY = {
    OwnCapacity.EMANCIPATED: EMANCIPATION_LAW,
    OwnCapacity.MARRIED: MARRIAGE_LAW,
}

CAPACITY_FROM = {
    OwnCapacity.EMANCIPATED: EMANCIPATION_FROM,
    OwnCapacity.MARRIED: MARRIED_FROM,
}


def capacity_on(recorded: OwnCapacity, *, birth_date: date | None, day: date) -> OwnCapacity:
    """What was recorded, if the person is old enough for it on ``day``; otherwise nothing.

    A slip of the keyboard never lets a child sign alone: without a birth date it is nothing.
    """
    if recorded is OwnCapacity.NONE or birth_date is None or birth_date > day:
        return OwnCapacity.NONE
    if age_on(birth_date, day) < CAPACITY_FROM[recorded]:
        return OwnCapacity.NONE
    return recorded
