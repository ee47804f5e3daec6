"""Who may withdraw a consent: whoever signed it, and at 14–17 also the participant it is about.

Source: ч. 2 ст. 9 152-ФЗ (the subject withdraws a consent) and п. 1 ст. 26 ГК РФ (from 14 a minor
acts); docs/rules/signing.md has the prose.
"""

from collections.abc import Collection
from enum import StrEnum

from intake.domain.signing import Band, SignerRole


class WithdrawalTrouble(StrEnum):
    """Why somebody may not withdraw. Words for people are in ``intake.people_labels``."""

    STRANGER = "stranger"
    """Neither a signer of the consent nor the person it is about."""
    TOO_YOUNG = "too_young"
    ON_THEIR_OWN = "on_their_own"
    """An adult, or fully capable before 18: they answer by papers of their own."""
    AGE_UNKNOWN = "age_unknown"


def withdrawal_trouble(
    *,
    consent_of: SignerRole,
    is_signer: bool,
    is_participant: bool,
    band: Band | None,
    is_capable: bool = False,
) -> WithdrawalTrouble | None:
    """Why this person may not withdraw a consent that ``consent_of`` signed; ``None``: may.

    ``band`` is the participant's on the day of the act, ``is_capable`` that a minor is recorded as
    fully capable. A signer always may: whether their authority lasts is another rule's to say.
    """
    if is_signer:
        return None
    if not is_participant or consent_of is not SignerRole.REPRESENTATIVE:
        return WithdrawalTrouble.STRANGER
    if band is None:
        return WithdrawalTrouble.AGE_UNKNOWN
    if band is Band.UNDER_14:
        return WithdrawalTrouble.TOO_YOUNG
    if band is Band.ADULT or is_capable:
        return WithdrawalTrouble.ON_THEIR_OWN
    return None


def is_by_a_stranger(
    *, people: Collection[str], signers: Collection[str], about: str, consent_of: str, band: str
) -> bool:
    """Whether evidence names a withdrawal by somebody who could not have made it.

    ``people`` are the keys of whoever withdrew, ``signers`` of whoever signed the consent,
    ``about`` of its participant, ``band`` the participant's age band as the journal has it for
    the day the withdrawal was made; empty where an early entry does not say.
    """
    alone = consent_of == SignerRole.REPRESENTATIVE.value and band == Band.FROM_14_TO_17.value
    allowed = {*signers, *([about] if alone else [])}
    return not people or not set(people) <= allowed
