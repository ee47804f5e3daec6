"""A family's coming: by invitation from the school's list, or without one and then checked."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from intake import vault
from intake.domain.age import age_on
from intake.domain.code import LINKS_A_DAY
from intake.domain.contacts import normalise_contact
from intake.domain.guardianship import AuthorityTrouble
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole, outside_usual_ages
from intake.models import (
    DataKey,
    IntakeRequest,
    OutboundMessage,
    Person,
    PersonalLink,
    SigningAllowance,
)
from intake.people_labels import STAFF_TROUBLES
from intake.services import journal
from intake.services.contact_change import chain_contact, take_contact
from intake.services.delivery import queue_message
from intake.services.guardianship import authority_answer
from intake.services.link import link_address, make_link, revoke_links
from intake.services.numbering import new_number
from intake.services.people import contacts_on_file, current_contact
from intake.services.rule import school_day, signing_answer
from mentoring_pages.models import School

NOT_A_HINDRANCE_TO_ASKING = frozenset(
    {
        AuthorityTrouble.WARD_ADULT,
        AuthorityTrouble.WARD_ON_OWN,
        AuthorityTrouble.WARD_AGE_UNKNOWN,
        AuthorityTrouble.NOT_CHECKED,
    }
)
"""The participant is asked instead, or the check comes after."""


class PeopleProblem(Exception):
    """What was typed about people cannot be accepted: in which ``field``, and the ``words`` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


class ContactShared(Exception):
    """Two signers gave one contact: they could not be told apart (5.2 п. 11 of the law notes)."""


class TooManyLetters(Exception):
    """The other signer was written to within a day as often as one person may ask for it."""


@transaction.atomic
def invite(
    *,
    participant: Person,
    guardian: Person | None,
    by_key: str,
    with_letter: bool = True,
    now: datetime,
) -> IntakeRequest:
    """Invite a person from the school's list; whoever has to sign gets a link of their own.

    Without ``with_letter`` nothing is sent: the family gets its link on paper at a meeting.

    People of the list are known to the school, so the request counts from the start. Raises
    ``UnknownBirthDate`` for a participant without a birth date and ``PeopleProblem`` for a
    representative who may not act for the participant today.
    """
    if guardian is not None:
        _refuse_without_authority(participant=participant, guardian=guardian, now=now)
    request = _new_request(school=participant.school, origin="invited", now=now)
    request.state = "checked"
    request.checked_at = now
    request.participant = participant
    request.guardian = guardian
    note_age(request=request, now=now)
    request.save()
    for person in first_signers(request=request, now=now) if with_letter else ():
        send_link(request=request, person=person, kind="invitation", now=now)
    journal.append(
        school=request.school,
        kind=JournalKind.REQUEST_INVITED,
        subject_key=str(request.key),
        actor_key=by_key,
        facts={},
        now=now,
    )
    return request


def _refuse_without_authority(*, participant: Person, guardian: Person, now: datetime) -> None:
    trouble = authority_answer(
        guardian=guardian,
        ward=participant,
        day=school_day(school=participant.school, now=now),
        check_first=False,
    ).trouble
    if trouble is not None and trouble not in NOT_A_HINDRANCE_TO_ASKING:
        raise PeopleProblem(
            "guardian_family_name",
            _("Этого представителя пригласить нельзя: %(why)s. Проверьте его полномочия.")
            % {"why": STAFF_TROUBLES[trouble]},
        )


@transaction.atomic
def start_open_request(*, school: School, now: datetime) -> tuple[IntakeRequest, str]:
    """Begin a request without an invitation; the token opens it again in any browser."""
    request = _new_request(school=school, origin="open", now=now)
    request.save()
    return request, make_link(request=request, person=None, purpose="sign", now=now)


def _new_request(*, school: School, origin: str, now: datetime) -> IntakeRequest:
    return IntakeRequest(
        school=school,
        number=new_number(model=IntakeRequest, school_id=school.pk, prefix="З", now=now),
        origin=origin,
        data_key=DataKey.objects.create(wrapped=vault.new_data_key(), made_at=now),
        made_at=now,
    )


def read_answers(request: IntakeRequest) -> dict[str, Any]:
    """The draft of what was typed; empty when nothing was."""
    if not request.answers_encrypted:
        return {}
    plain = vault.decrypt(request.data_key.wrapped, request.answers_encrypted)
    answers: dict[str, Any] = json.loads(plain)
    return answers


@transaction.atomic
def save_answers(*, request: IntakeRequest, answers: Mapping[str, Any]) -> None:
    """Keep the draft, encrypted with the request's own key."""
    sealed = vault.encrypt(
        request.data_key.wrapped, json.dumps(dict(answers), ensure_ascii=False).encode()
    )
    request.answers_encrypted = sealed
    IntakeRequest.objects.filter(pk=request.pk).update(answers_encrypted=sealed)


def note_age(*, request: IntakeRequest, now: datetime) -> None:
    """Note whether the participant is outside the school's usual ages; staff are asked then."""
    school, person = request.school, request.participant
    if person is None or person.birth_date is None:
        return
    age = age_on(person.birth_date, now.astimezone(school.zone).date())
    request.outside_usual_ages = outside_usual_ages(age, school.usual_age_from, school.usual_age_to)


def signer_of(*, request: IntakeRequest, role: SignerRole) -> Person | None:
    """Who fills a role in this request."""
    return request.guardian if role is SignerRole.REPRESENTATIVE else request.participant


def first_signers(*, request: IntakeRequest, now: datetime) -> list[Person]:
    """Who has to sign the consent today, as far as they are recorded."""
    answer = signing_answer(request=request, kind=DocumentKind.PROCESSING, now=now)
    people = (signer_of(request=request, role=role) for role in answer.required)
    return [person for person in people if person is not None]


@transaction.atomic
def send_link(
    *,
    request: IntakeRequest,
    person: Person,
    kind: str,
    through: PersonalLink | None = None,
    now: datetime,
) -> bool:
    """Send a fresh link to the contact on file and close the earlier ones.

    ``through`` is the link by which the person asked for it themselves.

    Returns ``False`` where there is no contact: a normal state, answered with paper. The secret
    goes into the message only; staff never see it.
    """
    contact = current_contact(person=person)
    if contact is None:
        return False
    purpose = "status" if kind in ("copies", "onlooker") else "sign"
    revoke_links(request=request, person=person, purpose=purpose, now=now)
    token = make_link(request=request, person=person, purpose=purpose, now=now)
    queue_message(
        person=person,
        contact=contact,
        kind=kind,
        values={"address": link_address(request=request, token=token)},
        link=through,
        request_key=request.key,
        now=now,
    )
    return True


@transaction.atomic
def send_link_to_a_visitor(*, request: IntakeRequest, person: Person, now: datetime) -> bool:
    """Send the link that somebody asked for who came without an invitation.

    Nobody knows yet whose the typed contact is: whatever request it is typed into, it gets no more
    than ``LINKS_A_DAY`` letters without a code a day. ``False`` beyond that.
    """
    contact = current_contact(person=person)
    if contact is None:
        return False
    lately = OutboundMessage.objects.filter(
        contact__blind_index=contact.blind_index, queued_at__gt=now - timedelta(days=1)
    ).exclude(kind="code")
    if lately.count() >= LINKS_A_DAY:
        return False
    return send_link(request=request, person=person, kind="invitation", now=now)


@transaction.atomic
def invite_second_signer(
    *, request: IntakeRequest, person: Person, contact: str, by: Person, now: datetime
) -> None:
    """Give the other signer a link of their own, to ``contact`` or to the contact on file.

    ``by`` names the contact. Raises ``ContactShared`` when it is the first signer's and staff
    recorded no exception, ``TooManyLetters`` when nothing more is sent today.
    """
    _require_moderation(person=person, contact=contact, now=now)
    is_new = bool(contact) and take_contact(person=person, value=contact, now=now)
    if shares_contact(request=request, person=person):
        raise ContactShared
    is_sent = send_link(request=request, person=person, kind="second_signer", now=now)
    if is_new:
        chain_contact(person=person, by=by, now=now)
    if is_sent:
        journal.append(
            school=request.school,
            kind=JournalKind.LINK_SENT,
            subject_key=str(request.key),
            actor_key=str(by.key),
            facts={"purpose": "second_signer"},
            now=now,
        )


def _require_moderation(*, person: Person, contact: str, now: datetime) -> None:
    """Raises ``TooManyLetters``. Counted by person and by contact: neither a family that presses
    again and again nor one that types a stranger's address fills a mailbox."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    index = vault.blind_index(normalise_contact(contact)) if contact else ""
    lately = OutboundMessage.objects.filter(
        Q(person=person) | Q(contact__blind_index=index),
        kind="second_signer",
        instead_key__isnull=True,
        queued_at__gt=now - timedelta(days=1),
    )
    if lately.count() >= LINKS_A_DAY:
        raise TooManyLetters


def shares_contact(*, request: IntakeRequest, person: Person) -> bool:
    """Whether the two signers of the request have one address or number and no exception.

    Every contact on file counts: a code that one channel refuses goes by the next.
    """
    other = request.participant if person == request.guardian else request.guardian
    if other is None or other == person:
        return False
    own, others = (
        set(contacts_on_file(person=one).values_list("blind_index", flat=True))
        for one in (person, other)
    )
    if not own & others:
        return False
    return not allowance_for(request=request, person=person)


def allowance_for(*, request: IntakeRequest, person: Person) -> SigningAllowance | None:
    """The exception staff recorded for the signers of this request, if any."""
    people = [p for p in (person, request.participant, request.guardian) if p is not None]
    return SigningAllowance.objects.filter(
        person__in=people, kind="shared_contact", ended_at__isnull=True
    ).first()


@transaction.atomic
def finish(*, request: IntakeRequest, person: Person, now: datetime) -> None:
    """The person is through: an open request begins to wait for its check, links are sent."""
    request = (
        IntakeRequest.objects.select_for_update(of=("self",))
        .select_related("school__site")
        .get(pk=request.pk)
    )
    first_time = request.sent_at is None
    if first_time:
        request.sent_at = now
        if request.state == "filling":
            request.state = "awaiting_check"
        request.save(update_fields=["sent_at", "state"])
    if not request.links.filter(person=person, purpose="status", revoked_at__isnull=True).exists():
        send_link(request=request, person=person, kind="copies", now=now)
    if first_time:
        journal.append(
            school=request.school,
            kind=JournalKind.REQUEST_SENT,
            subject_key=str(request.key),
            actor_key=str(person.key),
            facts={},
            now=now,
        )
