"""By which contact each person is reminded: the next channel where the last got no answer."""

from collections.abc import Collection

from intake import conf
from intake.domain.lost_letters import CAME_BACK
from intake.domain.reminders import next_way
from intake.models import Contact, OutboundMessage
from intake.services.matrix_facts import WITH_A_LINK


def reminder_ways(people: Collection[int]) -> dict[int, Contact]:
    """The contact of each person, in two queries; whom no letter can reach is not in it."""
    order = conf.channel_order()
    contacts = Contact.objects.filter(
        person__in=people, replaced_at__isnull=True, dead_at__isnull=True, channel__in=order
    )
    usable: dict[int, dict[int, Contact]] = {}
    for contact in sorted(contacts, key=lambda one: (order.index(one.channel), -one.pk)):
        usable.setdefault(contact.person_id, {})[contact.pk] = contact
    last, lost, returned = _letters(people)
    found = {}
    for person, ways in usable.items():
        way = next_way(list(ways), last=last.get(person), lost=lost, returned=returned)
        if way is not None:
            found[person] = ways[way]
    return found


def _letters(people: Collection[int]) -> tuple[dict[int, int], set[int], set[int]]:
    """To which contact the last letter of each person went; where the last one was lost, and
    where it came back."""
    rows = (
        OutboundMessage.objects.filter(person__in=people, kind__in=WITH_A_LINK)
        .exclude(failure="Replaced")
        .order_by("queued_at", "pk")
        .values_list("person_id", "contact_id", "state", "outcome")
    )
    last: dict[int, int] = {}
    became: dict[int, tuple[str, str]] = {}
    for person, contact, state, outcome in rows:
        last[person], became[contact] = contact, (state, outcome)
    lost = {contact for contact, (state, _outcome) in became.items() if state == "failed"}
    returned = {contact for contact, (_state, outcome) in became.items() if outcome in CAME_BACK}
    return last, lost, returned
