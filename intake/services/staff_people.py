"""What staff do with people: put them on the list and invite them, send links, allow exceptions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.delivery.reach import usable_contacts
from intake.domain.age import age_on
from intake.domain.contacts import normalise_contact
from intake.domain.guardianship import GuardianKind
from intake.domain.identity import IdentityPaper
from intake.domain.names import same_person
from intake.models import IntakeRequest, Person, PersonalLink, SigningAllowance
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.due import unanswered
from intake.services.guardianship import BasisRefused, asked_first, check_guardian, lasting
from intake.services.journal import JournalKind
from intake.services.people import (
    Name,
    add_person,
    contact_value,
    contacts_on_file,
    known_guardian,
    set_contact,
    set_guardian,
)
from intake.services.privacy import staff_key
from intake.services.request import PeopleProblem, invite, send_link
from mentoring_pages.models import School

MAJORITY = 18
"""Source: ст. 21 ГК РФ."""


@dataclass(frozen=True, slots=True)
class GuardianInput:
    """An adult who acts for the participant, as staff typed them from the school's own papers."""

    name: Name
    kind: str
    contact: str = ""
    birth_date: date | None = None
    """Only of a representative who is a minor: an adult's is not collected."""
    basis: IdentityPaper | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def add_and_invite(
    *,
    school: School,
    participant: Name,
    birth_date: date,
    school_class: str = "",
    participant_contact: str = "",
    guardian: GuardianInput | None,
    is_another_person: bool = False,
    by: Any,
    now: datetime,
) -> IntakeRequest:
    """Put a participant on the school's list and invite whoever has to sign.

    Raises ``PeopleProblem`` for a minor without a guardian, a guardian who is the child, and
    somebody of the same name and birth date who is on the list already, unless staff say with
    ``is_another_person`` that this is a namesake. Twins differ by the given name.
    """
    _refuse_impossible(
        participant=participant,
        birth_date=birth_date,
        guardian=guardian,
        day=now.astimezone(school.zone).date(),
    )
    child = add_person(
        school=school,
        name=participant,
        birth_date=birth_date,
        school_class=school_class,
        checked=True,
        now=now,
    )
    twins = Person.objects.filter(
        school=school, search_name=child.search_name, birth_date=birth_date
    ).exclude(pk=child.pk)
    if twins.exists() and not is_another_person:
        raise PeopleProblem(
            "family_name",
            _(
                "Человек с этим именем и датой рождения уже есть в списке. Найдите его в разделе "
                "«Люди» и нажмите «Пригласить». Если это полный тёзка, отметьте это внизу."
            ),
        )
    if participant_contact:
        set_contact(person=child, value=participant_contact, confirmed=True, now=now)
    adult = None
    if guardian is not None:
        adult = _guardian_of(ward=child, guardian=guardian, by=by, now=now)
    return invite(participant=child, guardian=adult, by_key=staff_key(by), now=now)


def _refuse_impossible(
    *, participant: Name, birth_date: date, guardian: GuardianInput | None, day: date
) -> None:
    if guardian is None:
        if age_on(birth_date, day) < MAJORITY:
            raise PeopleProblem(
                "guardian_family_name",
                _(
                    "Участнику нет 18 лет, поэтому нужен законный представитель. "
                    "Напишите его фамилию, имя и отчество."
                ),
            )
        return
    if same_person(_parts(guardian.name), _parts(participant)):
        raise PeopleProblem(
            "guardian_family_name",
            _("Представитель и ребёнок — один и тот же человек. Напишите имя взрослого."),
        )


def _parts(name: Name) -> tuple[str, str, str]:
    return name.family_name, name.given_name, name.patronymic


@transaction.atomic
def invite_known(
    *, participant: Person, by: Any, with_letter: bool = True, now: datetime
) -> IntakeRequest:
    """Invite a person who is on the list, with the guardian who is ``asked_first``.

    Raises ``PeopleProblem`` without a birth date, for a minor without a guardian, and while
    the same people have an invitation that nobody answered.
    """
    participant = Person.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if participant.birth_date is None:
        raise PeopleProblem("birth_date", _("Сначала впишите дату рождения этого человека."))
    day = now.astimezone(participant.school.zone).date()
    rows = asked_first(lasting(participant.guardians_of.all(), day=day))
    guardianship = rows.select_related("guardian").first()
    minor = age_on(participant.birth_date, day) < MAJORITY
    if minor and guardianship is None:
        raise PeopleProblem(
            "guardian_family_name",
            _("Участнику нет 18 лет, а законный представитель не записан. Впишите представителя."),
        )
    guardian = guardianship.guardian if guardianship and minor else None
    invited = IntakeRequest.objects.filter(
        participant=participant, guardian=guardian, origin="invited"
    )
    if unanswered(invited).exists():
        raise PeopleProblem(
            "",
            _(
                "Приглашение уже отправлено, ответа ещё нет. Откройте заявку этого человека "
                "и нажмите «Отправить ссылку ещё раз»."
            ),
        )
    return invite(
        participant=participant,
        guardian=guardian,
        by_key=staff_key(by),
        with_letter=with_letter,
        now=now,
    )


@transaction.atomic
def add_guardian(*, ward: Person, guardian: GuardianInput, by: Any, now: datetime) -> Person:
    """Record a legal representative of somebody on the list; the school saw the proof.

    Raises ``PeopleProblem`` for a guardian who is the child.
    """
    if same_person(_parts(guardian.name), (ward.family_name, ward.given_name, ward.patronymic)):
        raise PeopleProblem(
            "family_name",
            _("Представитель и ребёнок — один и тот же человек. Напишите имя взрослого."),
        )
    return _guardian_of(ward=ward, guardian=guardian, by=by, now=now)


def _guardian_of(*, ward: Person, guardian: GuardianInput, by: Any, now: datetime) -> Person:
    """The representative as a person of the school, with what shows the authority.

    Raises ``PeopleProblem`` for an authority that cannot be.
    """
    known = known_guardian(school=ward.school, name=guardian.name, contact=guardian.contact)
    adult = known or add_person(
        school=ward.school,
        name=guardian.name,
        birth_date=guardian.birth_date,
        checked=True,
        now=now,
    )
    row = set_guardian(guardian=adult, ward=ward, kind=guardian.kind, now=now)
    try:
        check_guardian(
            guardianship=row,
            kind=GuardianKind(guardian.kind),
            basis=guardian.basis,
            valid_from=guardian.valid_from,
            valid_to=guardian.valid_to,
            how="proof_seen",
            needs_basis=False,
            by=by,
            now=now,
        )
    except BasisRefused as problem:
        raise PeopleProblem(problem.field, problem.words) from problem
    if guardian.contact:
        set_contact(
            person=adult, value=guardian.contact, confirmed=True, beside_others=True, now=now
        )
    return adult


@transaction.atomic
def change_contact(
    *, person: Person, value: str, beside_others: bool = False, by: Any, now: datetime
) -> None:
    """Make ``value`` the person's contact, known to staff to be theirs.

    Links and codes that went to the contact before it stop working, and a message there says so:
    a contact changed behind a family's back does not stay unseen. ``beside_others`` leaves a
    contact of another channel on file; it is told of the new one all the same.
    """
    wanted = normalise_contact(value)
    if all(contact_value(one) != wanted for one in contacts_on_file(person=person)):
        for before in usable_contacts(person):
            queue_message(person=person, contact=before, kind="contact_changed", values={}, now=now)
    PersonalLink.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=now)
    set_contact(person=person, value=wanted, confirmed=True, beside_others=beside_others, now=now)
    journal.append(
        school=person.school,
        kind=JournalKind.CONTACT_CHANGED,
        subject_key=str(person.key),
        actor_key=staff_key(by),
        facts={},
        now=now,
    )


@transaction.atomic
def send_link_again(*, request: IntakeRequest, person: Person, by: Any, now: datetime) -> bool:
    """Send a person of the request a fresh link to the contact on file; staff never see the link.

    Returns ``False`` where there is no contact: such a person signs on paper.
    """
    if not send_link(request=request, person=person, kind="invitation", now=now):
        return False
    journal.append(
        school=request.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(request.key),
        actor_key=staff_key(by),
        facts={"purpose": "sign"},
        now=now,
    )
    return True


@transaction.atomic
def allow_shared_contact(
    *, person: Person, reason: str, by: Any, now: datetime
) -> SigningAllowance:
    """Let ``person`` sign with the contact of the other signer; the sheet shows the exception."""
    allowance = SigningAllowance(
        school=person.school,
        person=person,
        kind="shared_contact",
        reason=reason,
        allowed_by=by,
        allowed_at=now,
    )
    allowance.full_clean()
    allowance.save()
    journal.append(
        school=person.school,
        kind=JournalKind.ALLOWANCE_RECORDED,
        subject_key=str(person.key),
        actor_key=staff_key(by),
        facts={"kind": allowance.kind},
        now=now,
    )
    return allowance


@transaction.atomic
def end_allowance(*, allowance: SigningAllowance, by: Any, now: datetime) -> bool:
    """End an exception. Returns ``False`` when it had ended before."""
    allowance = SigningAllowance.objects.select_for_update().get(pk=allowance.pk)
    if allowance.ended_at is not None:
        return False
    allowance.ended_at = now
    allowance.save(update_fields=["ended_at"])
    journal.append(
        school=allowance.school,
        kind=JournalKind.ALLOWANCE_ENDED,
        subject_key=str(allowance.person.key),
        actor_key=staff_key(by),
        facts={"kind": allowance.kind},
        now=now,
    )
    return True
