"""What one browser keeps of a visit: the id of the personal link, and a secret for its codes."""

import secrets

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from intake import vault
from intake.models import Person, PersonalLink
from intake.services.link import LinkProblem, LinkTrouble, require_open
from intake.views.visit import NoVisit, Visit

SESSION_KEY = "intake_link"
BROWSER_KEY = "intake_browser"
PROVED_KEY = "intake_proved"


def begin_visit(http_request: HttpRequest, link: PersonalLink) -> None:
    """Remember the link. The session gets a new id, so that one planted before is worth nothing.

    Pages of another person or about another participant that are still open in this browser can
    send nothing any more: what was read about one child must not be answered for another.
    """
    if not _goes_on(http_request, link):
        rotate_token(http_request)
    http_request.session.cycle_key()
    http_request.session.pop(PROVED_KEY, None)
    http_request.session[SESSION_KEY] = link.pk


def _goes_on(http_request: HttpRequest, link: PersonalLink) -> bool:
    """Whether the visit before, if any, was of the same person about the same participant."""
    before = http_request.session.get(SESSION_KEY)
    if before is None or before == link.pk:
        return True
    same = PersonalLink.objects.filter(
        pk=before, person_id=link.person_id, request_id=link.request_id
    )
    return same.exists()


def note_proof(http_request: HttpRequest, person: Person) -> None:
    """A code of ``person`` was accepted in this browser; with it the session gets a new id."""
    http_request.session.cycle_key()
    http_request.session[PROVED_KEY] = person.pk


def has_proved(http_request: HttpRequest, person: Person) -> bool:
    """Whether this very person entered a code here since the link was opened."""
    return bool(http_request.session.get(PROVED_KEY) == person.pk)


def go_on_with(http_request: HttpRequest, link: PersonalLink, person: Person) -> None:
    """The same person goes on in the same browser with another child."""
    begin_visit(http_request, link)
    note_proof(http_request, person)


def browser_index(http_request: HttpRequest) -> str:
    """A blind index of this browser: a code asked for here is good here only."""
    secret = http_request.session.get(BROWSER_KEY)
    if secret is None:
        secret = http_request.session[BROWSER_KEY] = secrets.token_urlsafe(32)
    return vault.blind_index(secret, purpose="browser")


def end_visit(http_request: HttpRequest) -> None:
    """Forget the link; whoever sits down here next finds nothing."""
    http_request.session.pop(SESSION_KEY, None)
    http_request.session.pop(PROVED_KEY, None)
    http_request.session.cycle_key()


def visit_of(http_request: HttpRequest) -> Visit:
    """The visit of this browser. Raises ``NoVisit``."""
    link_id = http_request.session.get(SESSION_KEY)
    if link_id is None:
        raise NoVisit(None)
    link = (
        PersonalLink.objects.select_related(
            "person__school",
            "person__data_key",
            "request__school__site",
            "request__data_key",
            "request__participant__school",
            "request__guardian",
        )
        .filter(pk=link_id)
        .first()
    )
    if link is None:
        raise NoVisit(LinkTrouble.UNKNOWN)
    now = timezone.now()
    try:
        require_open(link=link, now=now)
    except LinkProblem as problem:
        raise NoVisit(problem.kind) from problem
    return Visit(link=link, now=now)
