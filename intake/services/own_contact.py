"""A participant whose address is also the representative's gives one of their own."""

from datetime import datetime

from django.db import transaction

from intake.models import IntakeRequest, Person
from intake.services.contact_change import chain_contact, take_contact
from intake.services.request import ContactShared, shares_contact


@transaction.atomic
def change_shared_contact(
    *, request: IntakeRequest, person: Person, contact: str, now: datetime
) -> None:
    """Replace the shared address of a participant; staff have not confirmed the new one.

    Whoever reads the address before is told, the journal says who changed it.

    Does nothing where no address is shared: whoever is told apart already keeps the address the
    school knows. Raises ``ContactShared`` when the new one is shared too.
    """
    if person.pk != request.participant_id or not shares_contact(request=request, person=person):
        return
    is_new = take_contact(person=person, value=contact, now=now)
    if shares_contact(request=request, person=person):
        raise ContactShared
    if is_new:
        chain_contact(person=person, by=person, now=now)
