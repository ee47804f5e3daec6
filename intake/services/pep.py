"""Joining the agreement on simple e-signatures: once a person, for all children and years."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from intake.domain.journal import JournalKind
from intake.domain.signing import SignerRole
from intake.models import Person, SignatureAgreement
from intake.services import journal
from intake.services.numbering import new_number
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from mentoring_pages.domain.wording import OWN, REPRESENTATIVE
from mentoring_pages.models import Edition, School
from mentoring_pages.services.edition import wording_in_force

PREFIX = "П"


class NoPepWording(Exception):
    """The school has no approved text of the agreement in force: there is nothing to join."""


@dataclass(frozen=True, slots=True)
class PepCitation:
    """How a signature cites the agreement it stands on. Days are the school's."""

    number: str
    joined_on: str
    edition_number: int
    edition_digest: str
    how: str

    def as_facts(self) -> dict[str, str]:
        return {
            "pep_number": self.number,
            "pep_joined_on": self.joined_on,
            "pep_edition": str(self.edition_number),
            "pep_edition_digest": self.edition_digest,
            "pep_how": self.how,
        }


def live_agreement(*, person: Person) -> SignatureAgreement | None:
    """The agreement of this person that was not left, also one that waits for its first code."""
    return (
        SignatureAgreement.objects.filter(person=person, left_at__isnull=True)
        .select_related("edition", "school")
        .first()
    )


def has_joined(*, person: Person) -> bool:
    """Whether a code of this person can count: joined, or agreed and about to enter the first."""
    return SignatureAgreement.objects.filter(person=person, left_at__isnull=True).exists()


def pep_edition(*, school: School, role: SignerRole, now: datetime) -> Edition | None:
    """The text in force for this kind of signer; another variant where the school has one only."""
    day = school_day(school=school, now=now)
    first = REPRESENTATIVE if role is SignerRole.REPRESENTATIVE else OWN
    for variant in (first, *({REPRESENTATIVE, OWN} - {first})):
        edition = wording_in_force(school=school, kind="pep-agreement", variant=variant, day=day)
        if edition is not None:
            return edition
    return None


@transaction.atomic
def state_joining(*, person: Person, role: SignerRole, now: datetime) -> SignatureAgreement:
    """The person agrees on their own page; the first code they enter completes it.

    Asked again, the same row is given back. Raises ``NoPepWording``.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    existing = live_agreement(person=person)
    if existing is not None:
        return existing
    return _made(person=person, role=role, how="first_code", now=now)


def _made(
    *, person: Person, role: SignerRole, how: str, now: datetime, **more: Any
) -> SignatureAgreement:
    edition = pep_edition(school=person.school, role=role, now=now)
    if edition is None:
        raise NoPepWording
    return SignatureAgreement.objects.create(
        number=new_number(
            model=SignatureAgreement, school_id=person.school_id, prefix=PREFIX, now=now
        ),
        school=person.school,
        person=person,
        edition=edition,
        how=how,
        stated_at=now,
        **more,
    )


@transaction.atomic
def join_at_school(
    *, person: Person, role: SignerRole, identified_how: str, by: Any, now: datetime
) -> SignatureAgreement:
    """An employee saw who the person is and that they agreed: they have joined from now on.

    A joining begun on the person's page is completed by it. Raises ``NoPepWording``.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    agreement = live_agreement(person=person)
    if agreement is not None and agreement.joined_at is not None:
        return agreement
    seen = {"joined_at": now, "identified_how": identified_how, "identified_by_key": staff_key(by)}
    if agreement is None:
        agreement = _made(person=person, role=role, how="at_school", now=now, **seen)
    else:
        agreement.how = "at_school"
        for name, value in seen.items():
            setattr(agreement, name, value)
        agreement.save()
    _chain(agreement, JournalKind.PEP_JOINED, staff_key(by), now)
    return agreement


def complete_joining(*, person: Person, now: datetime) -> PepCitation | None:
    """The first code was accepted: who agreed has joined. Part of the transaction that signs.

    Answers what this signature cites; ``None`` where the person joined nothing.
    """
    agreement = (
        SignatureAgreement.objects.select_for_update(of=("self",))
        .select_related("edition", "school", "person")
        .filter(person=person, left_at__isnull=True)
        .first()
    )
    if agreement is None:
        return None
    if agreement.joined_at is None:
        agreement.joined_at = now
        agreement.save(update_fields=["joined_at"])
        _chain(agreement, JournalKind.PEP_JOINED, str(person.key), now)
    return citation(agreement)


def citation(agreement: SignatureAgreement) -> PepCitation:
    """The agreement as papers name it."""
    joined = agreement.joined_at or agreement.stated_at
    edition = agreement.edition
    return PepCitation(
        number=agreement.number,
        joined_on=school_day(school=agreement.school, now=joined).isoformat(),
        edition_number=edition.number if edition else 0,
        edition_digest=edition.digest if edition else "",
        how=agreement.how,
    )


@transaction.atomic
def leave_agreement(*, person: Person, by: Any = None, now: datetime) -> bool:
    """The person leaves: no code of theirs counts from now on, what is signed stays signed.

    ``by`` is the member of staff to whom they said so. ``False``: there was nothing to leave.
    """
    agreement = (
        SignatureAgreement.objects.select_for_update(of=("self",))
        .select_related("edition", "school", "person")
        .filter(person=person, left_at__isnull=True)
        .first()
    )
    if agreement is None:
        return False
    agreement.left_at = now
    agreement.save(update_fields=["left_at"])
    actor = staff_key(by) if by is not None else str(person.key)
    _chain(agreement, JournalKind.PEP_LEFT, actor, now)
    return True


def _chain(agreement: SignatureAgreement, kind: JournalKind, actor: str, now: datetime) -> None:
    facts = {"person": str(agreement.person.key)}
    if kind is JournalKind.PEP_JOINED:
        facts["how"] = agreement.how
        facts["edition"] = agreement.edition.digest if agreement.edition else ""
    journal.append(
        school=agreement.school,
        kind=kind,
        subject_key=str(agreement.key),
        actor_key=actor,
        facts=facts,
        now=now,
    )
