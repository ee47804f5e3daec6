"""A message that one channel would not take goes by the person's next one."""

from datetime import datetime
from uuid import UUID

from intake.delivery.reach import usable_contacts
from intake.models import OutboundMessage, Reminder

NEVER_ELSEWHERE = frozenset({"contact_changed"})
"""Kinds that are about the contact they go to."""


def send_by_another_way(row: OutboundMessage, *, now: datetime) -> UUID | None:
    """Queue the message for another contact of the person and return its key.

    ``None`` where there is none, or the message went through it already. A code keeps the moment
    it was asked at: going another way does not lengthen its life.
    """
    from intake.delivery.tasks import PRIORITIES, USUAL, deliver

    if row.kind in NEVER_ELSEWHERE or row.content_encrypted is None:
        return None
    tried = OutboundMessage.objects.filter(instead_key=row.key).values_list("contact_id", flat=True)
    ways = [
        contact
        for contact in usable_contacts(row.person)
        if contact.channel != row.contact.channel and contact.pk not in tried
    ]
    if not ways:
        return None
    other = OutboundMessage.objects.create(
        school=row.school,
        person=row.person,
        contact=ways[0],
        kind=row.kind,
        document_key=row.document_key,
        act=row.act,
        origin_index=row.origin_index,
        link=row.link,
        request_key=row.request_key,
        content_encrypted=row.content_encrypted,
        queued_at=row.queued_at if row.kind == "code" else now,
    )
    Reminder.objects.filter(message=row).update(message=other)
    deliver.using(priority=PRIORITIES.get(row.kind, USUAL)).enqueue(str(other.key))
    return other.key
