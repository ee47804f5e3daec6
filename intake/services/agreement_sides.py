"""Who stands for each side of an agreement on a day, and how the paper names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from intake.domain.agreement import RequiredSignature, Side, required_signatures, side_answer
from intake.domain.signing import DocumentKind, SignerRole, SigningAnswer
from intake.models import Agreement, DocumentParty, Person
from intake.models.document import SIDES
from intake.people_labels import PRINTED_KINDS
from intake.services.age_rule import age_rules
from intake.services.guardianship import called
from intake.services.rule import minor_table, own_capacity, school_day


class SignerMissing(Exception):
    """A side has nobody who may sign for it; ``side`` says which."""

    def __init__(self, side: Side) -> None:
        super().__init__(side.value)
        self.side = side


@dataclass(frozen=True, slots=True)
class Signer:
    """One line under a paper: who signs, on which side, in what capacity, for whom."""

    person: Person
    side: Side
    role: SignerRole
    side_person: Person

    @property
    def for_person(self) -> Person | None:
        return self.side_person if self.role is SignerRole.REPRESENTATIVE else None

    @property
    def identity(self) -> tuple[int, str, str]:
        return self.person.pk, self.side.value, self.role.value


@dataclass(frozen=True, slots=True)
class SidesToday:
    """Who signs today for both sides, and the answers of the rule that say so."""

    signers: tuple[Signer, ...]
    answers: Mapping[Side, SigningAnswer]

    @property
    def rule_key(self) -> str:
        return "/".join(self.answers[side].band.value for side in Side)


def people_of(agreement: Agreement) -> dict[Side, tuple[Person, Person | None]]:
    """Each side's person and the one recorded to represent them."""
    return {
        Side.MENTOR: (agreement.mentor, agreement.mentor_guardian),
        Side.MENTEE: (agreement.mentee, agreement.mentee_guardian),
    }


def sides_today(*, agreement: Agreement, now: datetime) -> SidesToday:
    """Who has to sign a paper of both sides today. Raises SignerMissing and UnknownBirthDate."""
    school = agreement.school
    table = minor_table(school=school, kind=DocumentKind.AGREEMENT)
    people = people_of(agreement)
    day = school_day(school=school, now=now)
    turn = age_rules(school=school).turn_on(day)
    answers = {
        side: side_answer(
            birth_date=person.birth_date,
            day=day,
            minor_table=table,
            own_capacity=own_capacity(person),
            turn=turn,
        )
        for side, (person, _guardian) in people.items()
    }
    return SidesToday(
        tuple(_signer(one, *people[one.side]) for one in required_signatures(answers)), answers
    )


def _signer(required: RequiredSignature, person: Person, guardian: Person | None) -> Signer:
    if required.role is SignerRole.PARTICIPANT:
        return Signer(person, required.side, required.role, person)
    if guardian is None:
        raise SignerMissing(required.side)
    return Signer(guardian, required.side, required.role, person)


def capacity_words_of(party: DocumentParty, *, day: date) -> str:
    """The same of a line that stands on a paper already."""
    return capacity_words(
        signer=Signer(
            party.person,
            Side(party.side),
            SignerRole(party.role),
            party.for_person or party.person,
        ),
        day=day,
    )


def capacity_words(*, signer: Signer, day: date) -> str:
    """«родитель, за наставляемого: Ветров Пётр Ильич», «наставник»."""
    side = str(SIDES[signer.side.value])
    if signer.role is SignerRole.PARTICIPANT:
        return side
    printed = called(guardian=signer.person, ward=signer.side_person, day=day)
    kind = PRINTED_KINDS[printed] if printed else _("законный представитель")
    return _("законный представитель (%(kind)s); %(side)s: %(name)s") % {
        "kind": kind,
        "side": side,
        "name": signer.side_person.full_name,
    }


def side_words(*, sides: SidesToday, side: Side, day: date) -> str:
    """How a side is named in the text: for a minor the representative stands as the side."""
    signers = [signer for signer in sides.signers if signer.side is side]
    first = signers[0]
    if first.role is SignerRole.PARTICIPANT:
        return first.person.full_name
    words = f"{first.person.full_name}, {capacity_words(signer=first, day=day)}"
    if len(signers) > 1:
        words += _(" (подтверждает согласие своей подписью)")
    return words
