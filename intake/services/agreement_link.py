"""How the people of an agreement are reached: a personal link each, and news of what happened."""

from datetime import datetime

from django.db.models import Q

from intake import vault
from intake.delivery.messages import AgreementNews
from intake.models import Agreement, Contact, DataKey, DocumentParty, IntakeRequest, Person
from intake.services.delivery import queue_message
from intake.services.link import link_address, make_link, revoke_links
from intake.services.numbering import new_number
from intake.services.people import current_contact

PURPOSE = "agreement"


def request_through(*, party: DocumentParty, now: datetime) -> IntakeRequest:
    """The request whose pages let this signer in; made where the person has none yet.

    A person of the school's list who never was invited gets a request that counts from the start:
    its pages offer the consents too, which a mentor gives like everybody else.
    """
    whose = party.for_person or party.person
    guardian = party.person if party.for_person else None
    who = Q(guardian=guardian) if guardian else Q(participant=whose)
    found = (
        IntakeRequest.objects.filter(who, participant=whose, state="checked")
        .order_by("-made_at", "-pk")
        .first()
    )
    if found is not None:
        return found
    return IntakeRequest.objects.create(
        school=whose.school,
        number=new_number(model=IntakeRequest, school_id=whose.school_id, prefix="З", now=now),
        origin="invited",
        state="checked",
        participant=whose,
        guardian=guardian,
        data_key=DataKey.objects.create(wrapped=vault.new_data_key(), made_at=now),
        made_at=now,
        checked_at=now,
    )


def send_agreement_link(*, party: DocumentParty, again: bool = False, now: datetime) -> bool:
    """Send a signer a link to their list of agreements; ``again`` closes the earlier ones.

    Returns ``False`` where there is no contact: a normal state, answered with paper.
    """
    contact = current_contact(person=party.person)
    if contact is None:
        return False
    if again:
        request = request_through(party=party, now=now)
        revoke_links(request=request, person=party.person, purpose=PURPOSE, now=now)
    _queue(party=party, contact=contact, kind="agreement", news="", now=now)
    return True


def tell(*, agreement: Agreement, news: AgreementNews, now: datetime) -> None:
    """Write to everybody who signs the agreement what happened; no earlier link closes by it.

    Somebody may be going through a list right now. Whoever has no contact is told by the school.
    """
    for party in agreement.document.parties.select_related("person", "for_person"):
        tell_one(party=party, news=news, now=now)


def tell_one(*, party: DocumentParty, news: AgreementNews, now: datetime) -> bool:
    """Write to one of them; ``False`` where there is no contact."""
    contact = current_contact(person=party.person)
    if contact is None:
        return False
    _queue(party=party, contact=contact, kind="agreement_news", news=news.value, now=now)
    return True


def _queue(*, party: DocumentParty, contact: Contact, kind: str, news: str, now: datetime) -> None:
    person: Person = party.person
    request = request_through(party=party, now=now)
    token = make_link(request=request, person=person, purpose=PURPOSE, now=now)
    queue_message(
        person=person,
        contact=contact,
        kind=kind,
        values={"address": link_address(request=request, token=token), "news": news},
        document_key=party.document.key,
        now=now,
    )
