"""A contact that a family changes itself: journalled, and told to the contact before.

So nobody takes over another's codes unseen: neither the other signer, nor whoever found a page
open.
"""

from datetime import datetime

from intake.delivery.reach import usable_contacts
from intake.domain.contacts import normalise_contact
from intake.models import Contact, OutboundMessage, Person
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.journal import JournalKind
from intake.services.people import contact_value, contacts_on_file, set_contact


def take_contact(*, person: Person, value: str, now: datetime) -> bool:
    """Make ``value`` the contact that ``person`` is written to; staff have not confirmed it.

    ``True`` where that changed anything: the caller chains it (``chain_contact``) as its last step.
    """
    wanted = normalise_contact(value)
    before = {one.pk: contact_value(one) for one in contacts_on_file(person=person)}
    told = [one for one in usable_contacts(person) if contact_value(one) != wanted]
    for contact in told:
        if _is_known(contact):
            queue_message(
                person=person,
                contact=contact,
                kind="contact_changed",
                values={"by": "family"},
                now=now,
            )
    kept = set_contact(person=person, value=wanted, confirmed=False, now=now)
    return kept.pk not in before or len(before) > 1


def drop_contacts(*, person: Person, now: datetime) -> bool:
    """The person said that there is no contact. ``True`` where there was one."""
    return bool(person.contacts.filter(replaced_at__isnull=True).update(replaced_at=now))


def chain_contact(*, person: Person, by: Person, now: datetime) -> None:
    """Say in the journal who changed whose contact; it holds neither of the contacts."""
    journal.append(
        school=person.school,
        kind=JournalKind.CONTACT_CHANGED,
        subject_key=str(person.key),
        actor_key=str(by.key),
        facts={},
        now=now,
    )


def _is_known(contact: Contact) -> bool:
    """Confirmed by staff, or reached before: nobody is written to for a slip of the finger."""
    return (
        contact.confirmed_at is not None
        or OutboundMessage.objects.filter(contact=contact, sent_at__isnull=False).exists()
    )
