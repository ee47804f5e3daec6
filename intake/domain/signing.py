"""Who signs a paper about a participant, and why. The prose is docs/rules/signing.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.age import (
    BirthdayTurn,
    UnknownBirthDate,
    age_on,
    birth_date_problem,
    first_day_of_age,
    first_day_past_age,
)
from intake.domain.capacity import LAW_OF_CAPACITY, OwnCapacity, capacity_on

RULE_VERSION = "2026.3"

OWN_SIGNATURE_FROM = 14
"""Full years from which a participant signs a paper of their own (п. 1 ст. 26, ст. 28 ГК РФ)."""

ADULT_FROM = 18
"""Full years from which nobody signs for the participant (п. 1 ст. 21 ГК РФ)."""

CONSENT_LAW = "ч. 1 ст. 9 152-ФЗ"
PARENTS_LAW = "п. 1 ст. 64 СК РФ"
UNDER_14_LAW = "п. 1 ст. 28 ГК РФ"
FROM_14_LAW = "п. 1 ст. 26 ГК РФ"
ADULT_LAW = "п. 1 ст. 21 ГК РФ"
PUBLICATION_LAW = "ст. 10.1 152-ФЗ"


class Band(StrEnum):
    """Age bands that the law tells apart."""

    UNDER_14 = "under_14"
    FROM_14_TO_17 = "from_14_to_17"
    ADULT = "adult"


AGE_OF_BAND: Mapping[Band, int] = {Band.FROM_14_TO_17: OWN_SIGNATURE_FROM, Band.ADULT: ADULT_FROM}
"""The birthday with which a band begins."""

BANDS = tuple(Band)
"""The youngest first."""


class SignerRole(StrEnum):
    """In what capacity a person signs."""

    REPRESENTATIVE = "representative"
    PARTICIPANT = "participant"


class MinorTable(StrEnum):
    """A school's answer to who signs for participants of 14 to 17 years. The law leaves it open."""

    BOTH = "both"
    REPRESENTATIVE_ONLY = "representative_only"
    PARTICIPANT_ONLY = "participant_only"


class DocumentKind(StrEnum):
    """Papers whose signers depend on age. The values are those of the wordings."""

    PROCESSING = "processing"
    PUBLICATION = "publication"
    POLICY = "policy"
    WITHDRAWAL = "withdrawal"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class SigningAnswer:
    """Who has to sign, with everything needed to explain it and to show it again later.

    ``explanation_key`` names a sentence in ``intake.labels``; ``params`` fills it. ``sources`` are
    citations of law, and of the school's own act when the caller named it. ``set_by_school`` is
    true where the answer is the school's choice and not its regulation's or the law's. ``turn`` is
    the school's rule of the day on which the band changes; ``is_birthday`` says that it decides
    today.
    """

    required: tuple[SignerRole, ...]
    band: Band
    age: int
    explanation_key: str
    params: Mapping[str, str | int]
    sources: tuple[str, ...]
    set_by_school: bool
    rule_version: str = RULE_VERSION
    turn: BirthdayTurn = BirthdayTurn.BIRTHDAY
    is_birthday: bool = False

    def requires(self, role: SignerRole) -> bool:
        return role in self.required


MINOR_SIGNERS: Mapping[MinorTable, tuple[SignerRole, ...]] = {
    MinorTable.BOTH: (SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT),
    MinorTable.REPRESENTATIVE_ONLY: (SignerRole.REPRESENTATIVE,),
    MinorTable.PARTICIPANT_ONLY: (SignerRole.PARTICIPANT,),
}


AGREEMENT_SOURCES: Mapping[Band, tuple[str, ...]] = {
    Band.UNDER_14: (PARENTS_LAW, UNDER_14_LAW),
    Band.FROM_14_TO_17: (FROM_14_LAW,),
    Band.ADULT: (ADULT_LAW,),
}
"""A contract is no consent to processing: the law of consents does not speak of it."""


def band_on(birth_date: date, day: date, turn: BirthdayTurn = BirthdayTurn.BIRTHDAY) -> Band:
    """The band on ``day``: it changes with the first minute of the day that ``turn`` names.

    Raises UnknownBirthDate for a day before the birth.
    """
    age_on(birth_date, day)
    if day >= first_day_of_age(birth_date, ADULT_FROM, turn):
        return Band.ADULT
    if day >= first_day_of_age(birth_date, OWN_SIGNATURE_FROM, turn):
        return Band.FROM_14_TO_17
    return Band.UNDER_14


def band_before(band: Band) -> Band | None:
    """The band a person leaves by coming into ``band``."""
    place = BANDS.index(band)
    return BANDS[place - 1] if place else None


def signing_rule(
    *,
    birth_date: date | None,
    day: date,
    minor_table: MinorTable,
    document_kind: DocumentKind,
    act_paper: str = "",
    own_capacity: OwnCapacity = OwnCapacity.NONE,
    turn: BirthdayTurn = BirthdayTurn.BIRTHDAY,
    said_no_alone: bool = False,
) -> SigningAnswer:
    """Who signs a paper of ``document_kind`` about a person born on ``birth_date``.

    ``day`` is the school's day. ``act_paper`` is how the school's own act calls its forms of
    consent («Приложение № 2»); it is cited only when it is given. Raises UnknownBirthDate when
    there is no usable birth date: the answer is never "nobody else is needed". ``own_capacity`` is
    what staff recorded about a minor who is fully capable already: such a one signs alone.
    ``turn`` is the school's rule of the day on which a birthday changes the answer; with ``BOTH``
    the answer of a 14th or 18th birthday lists whoever is asked by either reading.
    ``said_no_alone``: the participant withdrew such a consent that only the representative had
    signed; at 14–17 both are asked from then on, whatever the table leaves to the representative.

    A withdrawal is an exception: every paper is withdrawn by the one who signed it, and in the
    band of 14 to 17 the word of either is enough, so the answer lists who may, not who must.
    An agreement about a minor always needs the representative (regulation 000, п. 3.5); a school's
    table can only add the participant.
    """
    problem = birth_date_problem(birth_date, day)
    if birth_date is None or problem is not None:
        raise UnknownBirthDate(problem)
    band = band_on(birth_date, day, turn)
    if document_kind is DocumentKind.AGREEMENT and minor_table is MinorTable.PARTICIPANT_ONLY:
        minor_table = MinorTable.BOTH
    age = age_on(birth_date, day)
    params = {"age": age, "document_kind": document_kind.value}
    capacity = capacity_on(own_capacity, birth_date=birth_date, day=day)
    if band is not Band.ADULT and capacity is not OwnCapacity.NONE:
        return SigningAnswer(
            required=(SignerRole.PARTICIPANT,),
            band=band,
            age=age,
            explanation_key=capacity.value,
            params=params,
            sources=_sources_of_capable(capacity, document_kind, act_paper),
            set_by_school=False,
            turn=turn,
        )
    is_own_word = said_no_alone and minor_table is MinorTable.REPRESENTATIVE_ONLY
    if is_own_word and band is Band.FROM_14_TO_17:
        return SigningAnswer(
            required=MINOR_SIGNERS[MinorTable.BOTH],
            band=band,
            age=age,
            explanation_key=BOTH_AFTER_OWN_NO,
            params=params,
            sources=_sources(band, MinorTable.BOTH, document_kind, ""),
            set_by_school=False,
            turn=turn,
        )
    required = _signers(band, minor_table)
    also = _signers_before_birthday(birth_date, day, band, minor_table, turn)
    if capacity is OwnCapacity.NONE and set(also) - set(required):
        return SigningAnswer(
            required=tuple(role for role in SignerRole if role in {*also, *required}),
            band=band,
            age=age,
            explanation_key=BOTH_ON_BIRTHDAY,
            params=params,
            sources=_sources_of_birthday(band, minor_table, document_kind, act_paper),
            set_by_school=False,
            turn=turn,
            is_birthday=True,
        )
    return SigningAnswer(
        required=required,
        band=band,
        age=age,
        explanation_key=band.value if band is not Band.FROM_14_TO_17 else f"minor_{minor_table}",
        params=params,
        sources=_sources(band, minor_table, document_kind, act_paper),
        set_by_school=band is Band.FROM_14_TO_17 and minor_table is not MinorTable.BOTH,
        turn=turn,
        is_birthday=turn is BirthdayTurn.NEXT_DAY and _is_turning(birth_date, day),
    )


BOTH_ON_BIRTHDAY = "birthday_both"
"""The answer of a birthday on which two readings of the law ask different people."""

BOTH_AFTER_OWN_NO = "minor_after_own_no"
"""The answer where the participant of 14–17 once withdrew alone what the representative signed."""


def _is_turning(birth_date: date, day: date) -> bool:
    return any(
        day == first_day_of_age(birth_date, years, BirthdayTurn.BIRTHDAY)
        for years in AGE_OF_BAND.values()
    )


def _signers_before_birthday(
    birth_date: date, day: date, band: Band, minor_table: MinorTable, turn: BirthdayTurn
) -> tuple[SignerRole, ...]:
    """Who signed up to yesterday and is asked today still; nobody on any day but a birthday."""
    before = band_before(band)
    if before is None or day >= first_day_past_age(birth_date, AGE_OF_BAND[band], turn):
        return ()
    return _signers(before, minor_table)


def _sources_of_birthday(
    band: Band, minor_table: MinorTable, document_kind: DocumentKind, act_paper: str
) -> tuple[str, ...]:
    before = band_before(band)
    both = [
        source
        for one in (before, band)
        if one is not None
        for source in _sources(one, minor_table, document_kind, act_paper)
    ]
    return tuple(dict.fromkeys(both))


def outside_usual_ages(age: int, usual_from: int, usual_to: int | None) -> bool:
    """Whether staff have to be asked. Nobody is refused (regulation 000, п. 2.1: from 10)."""
    return age < usual_from or (usual_to is not None and age > usual_to)


def _signers(band: Band, minor_table: MinorTable) -> tuple[SignerRole, ...]:
    if band is Band.UNDER_14:
        return (SignerRole.REPRESENTATIVE,)
    if band is Band.ADULT:
        return (SignerRole.PARTICIPANT,)
    return MINOR_SIGNERS[minor_table]


def _sources_of_capable(
    capacity: OwnCapacity, document_kind: DocumentKind, act_paper: str
) -> tuple[str, ...]:
    adult = _sources(Band.ADULT, MinorTable.BOTH, document_kind, act_paper)
    return tuple(LAW_OF_CAPACITY[capacity] if source == ADULT_LAW else source for source in adult)


def _sources(
    band: Band, minor_table: MinorTable, document_kind: DocumentKind, act_paper: str
) -> tuple[str, ...]:
    """Only what says so: the act has a form for each signer and no rule to leave one out."""
    act = (act_paper,) if act_paper and document_kind is DocumentKind.PROCESSING else ()
    if document_kind is DocumentKind.AGREEMENT:
        return AGREEMENT_SOURCES[band]
    consent = PUBLICATION_LAW if document_kind is DocumentKind.PUBLICATION else CONSENT_LAW
    if band is Band.UNDER_14:
        return (*act, consent, PARENTS_LAW, UNDER_14_LAW)
    if band is Band.ADULT:
        return (*act, consent, ADULT_LAW)
    if minor_table is MinorTable.BOTH:
        return (*act, consent, FROM_14_LAW)
    return (consent,)
