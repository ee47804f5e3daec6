"""Personal links: a secret address for one signer of one request. Only the digest is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.urls import reverse

from intake.models import IntakeRequest, Person, PersonalLink

LINK_LIFE = {
    "sign": timedelta(days=30),
    "status": timedelta(days=365),
    "agreement": timedelta(days=30),
}


class LinkTrouble(StrEnum):
    """Why a link does not open."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


class LinkProblem(Exception):
    """A personal link cannot be used; ``kind`` says why."""

    def __init__(self, kind: LinkTrouble) -> None:
        super().__init__(kind.value)
        self.kind = kind


def token_digest(token: str) -> str:
    """SHA-256 is enough here: a token carries 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, request: IntakeRequest, person: Person | None, purpose: str, now: datetime) -> str:
    """Make a link and return its secret, which is never stored."""
    token = secrets.token_urlsafe(32)
    PersonalLink.objects.create(
        request=request,
        person=person,
        purpose=purpose,
        token_digest=token_digest(token),
        made_at=now,
        expires_at=now + LINK_LIFE[purpose],
    )
    return token


def link_address(*, request: IntakeRequest, token: str) -> str:
    """The full address of a link on the school's own site."""
    return request.school.base_url + reverse("intake:link", args=[token])


@transaction.atomic
def open_link(*, token: str, now: datetime) -> PersonalLink:
    """Find the link behind a token. Looking spends nothing: mail scanners look too.

    Raises ``LinkProblem``.
    """
    link = (
        PersonalLink.objects.select_related("request__school", "person")
        .filter(token_digest=token_digest(token))
        .first()
    )
    if link is None:
        raise LinkProblem(LinkTrouble.UNKNOWN)
    require_open(link=link, now=now)
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
    return link


def require_open(*, link: PersonalLink, now: datetime) -> None:
    """Raises ``LinkProblem`` when the link was revoked or has expired."""
    if link.revoked_at is not None:
        raise LinkProblem(LinkTrouble.REVOKED)
    if link.expires_at <= now:
        raise LinkProblem(LinkTrouble.EXPIRED)


def revoke_links(*, request: IntakeRequest, person: Person, purpose: str, now: datetime) -> int:
    """Close the earlier links of a person to a request; returns how many were open."""
    return PersonalLink.objects.filter(
        request=request, person=person, purpose=purpose, revoked_at__isnull=True
    ).update(revoked_at=now)
