"""A fresh link by a person's own press: the earlier ones close, whoever holds them."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from intake.domain.code import LINKS_A_DAY
from intake.domain.journal import JournalKind
from intake.models import OutboundMessage, PersonalLink
from intake.models.person import Person
from intake.services import journal
from intake.services.request import send_link


class Renewal(StrEnum):
    """What came of asking for a fresh link."""

    SENT = "sent"
    NO_CONTACT = "no_contact"
    TOO_MANY_TODAY = "too_many_today"


@transaction.atomic
def renew_link(*, link: PersonalLink, person: Person, now: datetime) -> Renewal:
    """Send ``person`` a fresh link to the contact on file and close ``link``.

    Somebody else who holds ``link`` and burnt its codes is shut out by it, and the person goes on
    as soon as the letter is there. The secret goes into the letter only.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    since = now - timedelta(days=1)
    letters = OutboundMessage.objects.filter(person=person, queued_at__gt=since)
    if letters.filter(link__isnull=False).exclude(kind="code").count() >= LINKS_A_DAY:
        return Renewal.TOO_MANY_TODAY
    if not send_link(
        request=link.request, person=person, kind=_letter_of(link, person), through=link, now=now
    ):
        return Renewal.NO_CONTACT
    PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now)
    journal.append(
        school=link.request.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(link.request.key),
        actor_key=str(person.key),
        facts={"purpose": link.purpose},
        now=now,
    )
    return Renewal.SENT


def _letter_of(link: PersonalLink, person: Person) -> str:
    if link.purpose != "status":
        return "invitation"
    is_own = person.pk in (link.request.guardian_id, link.request.participant_id)
    return "copies" if is_own else "onlooker"
