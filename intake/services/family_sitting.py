"""One parent, several children: which other requests are theirs, and one letter about all of them.

A parent is one person of the school's list, never a name or an address: two mothers of one name
never see each other's children.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from intake.domain.code import LINKS_A_DAY
from intake.domain.journal import JournalKind
from intake.models import IntakeRequest, OutboundMessage, Person, PersonalLink
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.link import link_address, make_link, token_digest
from intake.services.link_renewal import Renewal
from intake.services.people import current_contact
from intake.services.request import first_signers, send_link


def other_requests(*, request: IntakeRequest, person: Person) -> list[IntakeRequest]:
    """The requests of the other children for whom ``person`` signs, by the names of the children.

    Only where both were taken by the school: a family that nobody has checked is led nowhere.
    """
    if request.guardian_id != person.pk or request.state != "checked":
        return []
    found = (
        IntakeRequest.objects.filter(
            school=request.school_id,
            guardian=person,
            state="checked",
            participant__isnull=False,
            participant__erased_at__isnull=True,
        )
        .exclude(participant=request.participant_id)
        .select_related("school__site", "data_key", "participant", "guardian")
        .order_by("made_at", "pk")
    )
    latest = {one.participant_id: one for one in found}
    return sorted(latest.values(), key=lambda one: (_name(one), one.pk))


def _name(request: IntakeRequest) -> str:
    return request.participant.search_name if request.participant else ""


@transaction.atomic
def link_to_other(*, request: IntakeRequest, person: Person, now: datetime) -> PersonalLink:
    """The link by which a parent who entered a code in this browser goes on with another child.

    The one that was sent, so that its codes go on being counted; where it is gone, one whose
    secret is thrown away at once, so that it opens nothing anywhere else.
    """
    sent = PersonalLink.objects.filter(
        request=request,
        person=person,
        purpose="sign",
        revoked_at__isnull=True,
        expires_at__gt=now,
    )
    found = sent.order_by("-pk").first()
    if found is not None:
        return found
    token = make_link(request=request, person=person, purpose="sign", now=now)
    return PersonalLink.objects.get(token_digest=token_digest(token))


@transaction.atomic
def send_other_link(
    *, request: IntakeRequest, person: Person, through: PersonalLink, now: datetime
) -> Renewal:
    """Send the link of another child to the contact on file of whoever holds ``through``.

    Whoever has entered no code here is nobody yet: the link goes by letter only.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    letters = OutboundMessage.objects.filter(
        person=person, queued_at__gt=now - timedelta(days=1), link__isnull=False
    )
    if letters.exclude(kind="code").count() >= LINKS_A_DAY:
        return Renewal.TOO_MANY_TODAY
    if not send_link(request=request, person=person, kind="invitation", through=through, now=now):
        return Renewal.NO_CONTACT
    journal.append(
        school=request.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(request.key),
        actor_key=str(person.key),
        facts={"purpose": "sign"},
        now=now,
    )
    return Renewal.SENT


@transaction.atomic
def write_to_families(*, requests: Iterable[IntakeRequest], now: datetime) -> int:
    """Invite by letter everybody who signs in ``requests``; returns how many letters.

    For whoever invites many at once with ``invite(with_letter=False)``: a parent of several of
    these children gets one letter, and the pages lead from child to child.
    """
    families: dict[Person, list[IntakeRequest]] = {}
    for request in requests:
        for signer in first_signers(request=request, now=now):
            families.setdefault(signer, []).append(request)
    return sum(_invite(signer, found, now) for signer, found in families.items())


def _invite(signer: Person, requests: list[IntakeRequest], now: datetime) -> int:
    contact = current_contact(person=signer)
    if contact is None:
        return 0
    token = make_link(request=requests[0], person=signer, purpose="sign", now=now)
    for request in requests[1:]:
        # The letter has one link. This one says that the signer was asked here too.
        make_link(request=request, person=signer, purpose="sign", now=now)
    queue_message(
        person=signer,
        contact=contact,
        kind="invitation",
        values={
            "address": link_address(request=requests[0], token=token),
            "children": str(len(requests)),
        },
        request_key=requests[0].key,
        now=now,
    )
    return 1
