"""Putting messages on their way, in the transaction of the verb that wants them sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from intake import vault
from intake.delivery.messages import require_values
from intake.delivery.sending import seal_content
from intake.delivery.tasks import PRIORITIES, USUAL, deliver
from intake.models import Contact, OutboundMessage, Person, PersonalLink


@transaction.atomic
def queue_message(
    *,
    person: Person,
    contact: Contact,
    kind: str,
    values: Mapping[str, str],
    document_key: Any = None,
    act: str = "",
    origin_index: str = "",
    link: PersonalLink | None = None,
    request_key: Any = None,
    not_before: datetime | None = None,
    now: datetime,
) -> OutboundMessage:
    """Queue a message of ``kind`` to ``contact``; it leaves when the transaction commits.

    ``request_key`` names the request whose link the message carries. With ``not_before`` it waits
    until then, whatever happens to its task in between.

    A missing value fails the verb and not the worker. What the message will say rests encrypted
    with the person's key and is dropped once sent; a code is made only then. Raises MissingValue.
    """
    require_values(kind=kind, values=values)
    message = OutboundMessage.objects.create(
        school=person.school,
        person=person,
        contact=contact,
        kind=kind,
        document_key=document_key,
        act=act,
        origin_index=origin_index,
        link=link,
        content_encrypted=seal_content(wrapped=person.data_key.wrapped, values=values),
        queued_at=now,
        request_key=request_key,
        not_before=not_before,
    )
    task = deliver.using(priority=PRIORITIES.get(kind, USUAL), run_after=not_before)
    task.enqueue(str(message.key))
    return message


def address_mark(contact: Contact) -> str:
    """Where a message went, as the journal may hold it: a mark under the person's own key.

    Raises ``vault.KeyDestroyed``, ``vault.KeyUnavailable`` and ``vault.DataDamaged``.
    """
    wrapped = contact.person.data_key.wrapped
    address = vault.decrypt_text(wrapped, contact.value_encrypted)
    return vault.mark(wrapped, address, purpose="to")
