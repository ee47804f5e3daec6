"""«Теперь — для другого ребёнка»: one parent goes on without typing anything again.

The next child is named only to whoever has entered a code in this browser: a link alone proves
nothing, least of all about a brother or sister. Anybody else is sent a letter.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.signing import SignerRole
from intake.domain.steps import ENDS, next_step
from intake.models import IntakeRequest, Person, PersonalLink
from intake.services.family_sitting import link_to_other, other_requests, send_other_link
from intake.services.link_renewal import Renewal
from intake.services.people import masked_on_file
from intake.views.browser import go_on_with, has_proved
from intake.views.step import FamilyView
from intake.views.visit import Visit
from intake.views.words import renewal_words


@dataclass(frozen=True, slots=True)
class NextChild:
    """Whom the parent is led to, and how many children are left with this one."""

    key: UUID
    name: str
    given_name: str
    left: int
    is_proved: bool


def next_child(http_request: HttpRequest, visit: Visit) -> NextChild | None:
    """The next child of whoever sits here; ``None`` when everybody is through."""
    person = visit.person
    waiting = unfinished(visit)
    if person is None or not waiting:
        return None
    first = waiting[0]
    child = first.participant
    return NextChild(
        key=first.key,
        name=child.full_name if child else "",
        given_name=child.given_name if child else "",
        left=len(waiting),
        is_proved=has_proved(http_request, person),
    )


def unfinished(visit: Visit) -> list[IntakeRequest]:
    """The other children's requests in which this parent has something left to do."""
    person = visit.person
    if person is None or visit.link.person_id != person.pk:
        return []
    if visit.role is not SignerRole.REPRESENTATIVE:
        return []
    return [
        request
        for request in other_requests(request=visit.request, person=person)
        if _is_unfinished(request, person, visit)
    ]


def _is_unfinished(request: IntakeRequest, person: Person, visit: Visit) -> bool:
    link = PersonalLink(request=request, person=person, purpose="sign")
    theirs = Visit(link=link, now=visit.now)
    if not theirs.answers_of_rule or theirs.authority_trouble or theirs.own.get("on_paper"):
        return False
    if any(document.state == "withdrawn" for document in theirs.papers.values()):
        return False
    if not any(theirs.asks(kind, theirs.role) for kind in theirs.answers_of_rule):
        return False
    return next_step(theirs.progress) not in ENDS


class NextChildView(FamilyView):
    """Go on with another child here, or have the link to that child's pages sent."""

    template_name = "intake/next_child_sent.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("intake:status")

    def post(self, request: HttpRequest) -> HttpResponse:
        person, wanted = self.visit.person, request.POST.get("child", "")
        found = next((one for one in unfinished(self.visit) if str(one.key) == wanted), None)
        if person is None or found is None:
            raise Http404
        if has_proved(request, person):
            link = link_to_other(request=found, person=person, now=self.visit.now)
            go_on_with(request, link, person)
            return redirect("intake:go")
        outcome = send_other_link(
            request=found, person=person, through=self.visit.link, now=self.visit.now
        )
        if outcome is not Renewal.SENT:
            explained = renewal_words(outcome, "")
            return self.render(heading=explained.heading, words=explained.text)
        return self.render(
            heading=_("Ссылка отправлена"),
            words=_("Ссылка на документы другого ребёнка придёт на %(address)s.")
            % {"address": masked_on_file(person=person)},
        )
