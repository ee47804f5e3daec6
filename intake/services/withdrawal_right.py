"""Whether a person may withdraw a consent on a day: asked when the paper is made, when a page is
opened, and when the code is entered or the pen is recorded.
"""

from datetime import date

from intake.domain.age import birth_date_problem
from intake.domain.capacity import OwnCapacity, capacity_on
from intake.domain.signing import Band, SignerRole, band_on
from intake.domain.withdrawal import WithdrawalTrouble, withdrawal_trouble
from intake.models import Document, Person
from intake.services.age_rule import age_rules
from intake.services.own_no import own_withdrawals
from intake.services.rule import own_capacity

WITHDRAWABLE = ("processing", "publication")
OWN_ANSWERS = ("signed", "withdrawn", "declined")


def trouble_of_withdrawal(
    *, consent: Document, person: Person, day: date
) -> WithdrawalTrouble | None:
    """Why ``person`` may not withdraw ``consent`` on ``day``; ``None``: may."""
    is_signer = consent.parties.filter(person=person).exists()
    if is_signer:
        return None
    return withdrawal_trouble(
        consent_of=SignerRole(consent.variant),
        is_signer=False,
        is_participant=consent.participant_id == person.pk,
        band=_band(person, day),
        is_capable=_is_capable(person, day),
    )


def trouble_of_act(*, withdrawal: Document, day: date) -> WithdrawalTrouble | None:
    """The same about a paper of withdrawal, on the day of the act; a paper of another kind has
    none."""
    consent = withdrawal.points_to
    if withdrawal.kind != "withdrawal" or consent is None:
        return None
    parties = list(withdrawal.parties.select_related("person__school"))
    found = (trouble_of_withdrawal(consent=consent, person=p.person, day=day) for p in parties)
    return next((trouble for trouble in found if trouble is not None), None)


def may_withdraw_alone(*, consent: Document, person: Person, day: date) -> bool:
    """Whether to offer a pupil of 14–17 the withdrawal of what only the representative signed.

    Not where the pupil has answered this kind of consent by a paper of their own: that one is
    theirs to withdraw, and a no of theirs has ended the consent already.
    """
    if consent.kind not in WITHDRAWABLE or consent.state != "signed":
        return False
    if consent.variant != SignerRole.REPRESENTATIVE.value or consent.participant_id != person.pk:
        return False
    if trouble_of_withdrawal(consent=consent, person=person, day=day) is not None:
        return False
    return not has_answered(participant=person, kind=consent.kind)


def has_answered(*, participant: Person, kind: str) -> bool:
    """Whether the participant's own word about this kind of consent is there: of a yes, a no and a
    withdrawal alone."""
    said = participant.documents_about.exclude(request__state="refused")
    own = said.filter(kind=kind, variant=SignerRole.PARTICIPANT.value, state__in=OWN_ANSWERS)
    alone = own_withdrawals().filter(participant=participant, points_to__kind=kind)
    return own.exists() or alone.exclude(request__state="refused").exists()


def is_of_own_word(*, person: Person, day: date) -> bool:
    """Whether ``person`` is a pupil of 14–17 who is not fully capable yet."""
    return _band(person, day) is Band.FROM_14_TO_17 and not _is_capable(person, day)


def _band(person: Person, day: date) -> Band | None:
    born = person.birth_date
    if born is None or birth_date_problem(born, day) is not None:
        return None
    return band_on(born, day, age_rules(school=person.school).turn_on(day))


def _is_capable(person: Person, day: date) -> bool:
    if person.birth_date is None:
        return False
    recorded = capacity_on(own_capacity(person), birth_date=person.birth_date, day=day)
    return recorded is not OwnCapacity.NONE
