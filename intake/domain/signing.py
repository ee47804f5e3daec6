"""Who signs a paper about a participant, and why. The prose is docs/rules/signing.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.domain.age import UnknownBirthDate, age_on, birth_date_problem
from intake.domain.capacity import LAW_OF_CAPACITY, OwnCapacity, capacity_on

RULE_VERSION = "2026.2"

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
    true where the answer is the school's choice and not its regulation's or the law's.
    """

    required: tuple[SignerRole, ...]
    band: Band
    age: int
    explanation_key: str
    params: Mapping[str, str | int]
    sources: tuple[str, ...]
    set_by_school: bool
    rule_version: str = RULE_VERSION

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


def band_on(birth_date: date, day: date) -> Band:
    """The band on ``day``; it changes with the first minute of the birthday."""
    age = age_on(birth_date, day)
    if age < OWN_SIGNATURE_FROM:
        return Band.UNDER_14
    return Band.FROM_14_TO_17 if age < ADULT_FROM else Band.ADULT


def signing_rule(
    *,
    birth_date: date | None,
    day: date,
    minor_table: MinorTable,
    document_kind: DocumentKind,
    act_paper: str = "",
    own_capacity: OwnCapacity = OwnCapacity.NONE,
) -> SigningAnswer:
    """Who signs a paper of ``document_kind`` about a person born on ``birth_date``.

    ``day`` is the school's day. ``act_paper`` is how the school's own act calls its forms of
    consent («Приложение № 2»); it is cited only when it is given. Raises UnknownBirthDate when
    there is no usable birth date: the answer is never "nobody else is needed". ``own_capacity`` is
    what staff recorded about a minor who is fully capable already: such a one signs alone.

    A withdrawal is an exception: every paper is withdrawn by the one who signed it, and in the
    band of 14 to 17 the word of either is enough, so the answer lists who may, not who must.
    An agreement about a minor always needs the representative (regulation 000, п. 3.5); a school's
    table can only add the participant.
    """
    problem = birth_date_problem(birth_date, day)
    if birth_date is None or problem is not None:
        raise UnknownBirthDate(problem)
    band = band_on(birth_date, day)
    if document_kind is DocumentKind.AGREEMENT and minor_table is MinorTable.PARTICIPANT_ONLY:
        minor_table = MinorTable.BOTH
    age = age_on(birth_date, day)
    capacity = capacity_on(own_capacity, birth_date=birth_date, day=day)
    if band is Band.FROM_14_TO_17 and capacity is not OwnCapacity.NONE:
        return SigningAnswer(
            required=(SignerRole.PARTICIPANT,),
            band=band,
            age=age,
            explanation_key=capacity.value,
            params={"age": age, "document_kind": document_kind.value},
            sources=_sources_of_capable(capacity, document_kind, act_paper),
            set_by_school=False,
        )
    required = _signers(band, minor_table)
    set_by_school = band is Band.FROM_14_TO_17 and minor_table is not MinorTable.BOTH
    return SigningAnswer(
        required=required,
        band=band,
        age=age,
        explanation_key=band.value if band is not Band.FROM_14_TO_17 else f"minor_{minor_table}",
        params={"age": age, "document_kind": document_kind.value},
        sources=_sources(band, minor_table, document_kind, act_paper),
        set_by_school=set_by_school,
    )


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
