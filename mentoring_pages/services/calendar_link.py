"""Secret addresses of a school's calendar: made once, shown once, revoked at any time."""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from mentoring_pages.models import CalendarLink, School, StaffMembership

TOKEN_BYTES = 32
LONGEST_TOKEN = 64


@transaction.atomic
def make_link(*, school: School, user: Any, now: datetime) -> str:
    """A new token for this member of staff; the one made before stops working.

    The token is given out here and nowhere else: only its digest is kept.
    """
    School.objects.select_for_update().get(pk=school.pk)
    revoke_link(school=school, user=user, now=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarLink.objects.create(school=school, user=user, digest=_digest(token), made_at=now)
    return token


@transaction.atomic
def revoke_link(*, school: School, user: Any, now: datetime) -> bool:
    """Whether there was a link to revoke."""
    live = CalendarLink.objects.filter(school=school, user=user, revoked_at__isnull=True)
    return bool(live.update(revoked_at=now))


def live_link(*, school: School, user: Any) -> CalendarLink | None:
    """The link in use, without its token."""
    return CalendarLink.objects.filter(school=school, user=user, revoked_at__isnull=True).first()


def school_of_token(*, token: str) -> School | None:
    """The school whose calendar a token opens; ``None`` for one that opens nothing.

    A link works while its owner is active and still works in the school. What is looked up is a
    digest of 256 random bits, so that the time of the answer says nothing about other tokens.
    """
    digest = _digest(token[:LONGEST_TOKEN])
    link = (
        CalendarLink.objects.filter(digest=digest, revoked_at__isnull=True)
        .select_related("school__site", "user")
        .first()
    )
    if link is None or not hmac.compare_digest(link.digest, digest):
        return None
    works_here = StaffMembership.objects.filter(user=link.user, school=link.school).exists()
    return link.school if link.user.is_active and works_here else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
