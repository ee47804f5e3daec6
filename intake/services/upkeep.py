"""What ``manage.py tick`` does for intake. Every piece may run any number of times."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from intake.delivery.sending import stuck_messages
from intake.delivery.tasks import deliver
from intake.models import (
    Document,
    IntakeRequest,
    OutboundMessage,
    Person,
    PersonalLink,
    Signature,
)
from intake.services.request import finish
from mentoring_pages.models import School

DEAD_LINK_KEPT = timedelta(days=180)
"""How long an expired link is remembered, so that its owner is told it expired."""

LEFT_ALONE_FOR = timedelta(hours=1)
"""After a signature a family may still be signing the next paper; then it has left."""

LOOKED_BACK_FOR = timedelta(days=2)
"""What is older was left by other ways and is nobody's surprise any more."""


@transaction.atomic
def drop_dead_links(*, school: School, now: datetime) -> int:
    """Forget links that expired long ago; that they were sent stays in the journal."""
    gone, _per_model = PersonalLink.objects.filter(
        request__school=school, expires_at__lt=now - DEAD_LINK_KEPT
    ).delete()
    return gone


def finish_interrupted(*, school: School, now: datetime) -> int:
    """Somebody signed, and the power went before the request was sent on: do what was left.

    Without it nobody would check an open request, and nobody would get the copies.
    """
    by_code = Signature.objects.filter(document_key=OuterRef("key"), method="code")
    signed = Document.objects.filter(
        Exists(by_code),
        request=OuterRef("pk"),
        state="signed",
        signed_at__gt=now - LOOKED_BACK_FOR,
        signed_at__lt=now - LEFT_ALONE_FOR,
    )
    left = IntakeRequest.objects.filter(Exists(signed), school=school, sent_at__isnull=True)
    requests = list(left.exclude(state="refused"))
    for request in requests:
        papers = Document.objects.filter(request=request, state="signed").order_by("signed_at")
        signer = Person.objects.filter(parties__document=papers[0]).order_by("pk").first()
        if signer is not None:
            finish(request=request, person=signer, now=now)
    return len(requests)


@transaction.atomic
def retry_messages(*, school: School, now: datetime) -> int:
    """Queue again what waits too long, because its task died or was lost."""
    keys = OutboundMessage.objects.filter(school=school, key__in=stuck_messages(now=now))
    found = [str(key) for key in keys.values_list("key", flat=True)]
    for key in found:
        deliver.enqueue(key)
    return len(found)
