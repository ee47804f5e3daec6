"""A letter to whoever else signed a consent that one of its signers, or a pupil alone, withdrew."""

from datetime import date, datetime

from django.db.models import Q

from intake.domain.signing import DocumentKind, SignerRole
from intake.domain.trying import quiet_for
from intake.models import Document, DocumentParty, Person
from intake.services.delivery import queue_message
from intake.services.guardianship import signer_trouble
from intake.services.people import current_contact
from intake.services.rule import school_day


def tell_the_others(*, withdrawal: Document, now: datetime) -> int:
    """Tell the other signers of the consent that it ended, by day; answers how many are told.

    Who has no contact is told by staff: a normal state. Part of the transaction that withdraws.
    """
    consent = withdrawal.points_to
    if consent is None:
        return 0
    others = _others(withdrawal, consent)
    return sum(tell_one(withdrawal=withdrawal, person=person, now=now) for person in others)


def tell_one(*, withdrawal: Document, person: Person, now: datetime) -> bool:
    """Tell one of the other signers; ``False`` where there is no contact or they may not know."""
    consent, contact = withdrawal.points_to, current_contact(person=person)
    day = school_day(school=withdrawal.school, now=now)
    if consent is None or contact is None or not _may_know(person, consent, day):
        return False
    wait = quiet_for(now, withdrawal.school.zone)
    queue_message(
        person=person,
        contact=contact,
        kind="receipt",
        act="withdraw",
        values={
            "number": consent.number,
            "title": str(consent.wording["title"]),
            "by": withdrawal.variant,
        },
        document_key=withdrawal.key,
        not_before=now + wait if wait is not None else None,
        now=now,
    )
    return True


def _may_know(person: Person, consent: Document, day: date) -> bool:
    """A representative whose authority has ended is told nothing any more, as of an adult."""
    is_participant = person.pk == consent.participant_id
    role = SignerRole.PARTICIPANT if is_participant else SignerRole.REPRESENTATIVE
    trouble = signer_trouble(
        participant=consent.participant,
        signer=person,
        role=role,
        kind=DocumentKind.WITHDRAWAL,
        day=day,
    )
    return trouble is None


def _others(withdrawal: Document, consent: Document) -> list[Person]:
    """Signers of consents of this kind about this participant that stood until now, but for who
    withdrew; whose contact is gone with them is nobody to write to."""
    stood = Document.objects.filter(
        Q(pk=consent.pk) | Q(state="signed"),
        participant_id=consent.participant_id,
        kind=consent.kind,
    )
    signers = DocumentParty.objects.filter(document__in=stood)
    return list(
        Person.objects.filter(pk__in=signers.values("person"), erased_at__isnull=True)
        .exclude(pk__in=withdrawal.parties.values("person"))
        .select_related("school", "data_key")
        .order_by("pk")
    )
