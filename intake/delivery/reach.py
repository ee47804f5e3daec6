"""Where a person can be written to now, in the order the installation prefers."""

from intake import conf
from intake.domain.contacts import EMAIL, ContactProblem, contact_problem, normalise_contact
from intake.models import Contact, Person


def known_contacts(person: Person) -> list[Contact]:
    """Contacts on file of channels that are open here, the best one first.

    A paper names the first of these: what it says must not change because a letter came back.
    """
    order = conf.channel_order()
    on_file = person.contacts.filter(replaced_at__isnull=True, channel__in=order).order_by("-pk")
    return sorted(on_file, key=lambda contact: order.index(contact.channel))


def usable_contacts(person: Person) -> list[Contact]:
    """Those at which something arrives."""
    return [contact for contact in known_contacts(person) if contact.dead_at is None]


def trouble_with(value: str) -> ContactProblem | None:
    """Why this installation cannot write to what somebody typed; ``None`` when it can."""
    return contact_problem(
        normalise_contact(value),
        channels=conf.channel_order() or (EMAIL,),
        phones=conf.phone_beginnings(),
        domains=conf.mail_domains(),
    )
