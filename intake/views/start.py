"""The front door of the open entrance, going on where one stopped, and stopping for now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from intake.domain.steps import Decision
from intake.services.link import open_link
from intake.services.people import masked_on_file
from intake.services.request import send_link_to_a_visitor, start_open_request
from intake.views.again import is_renewal_offered
from intake.views.browser import begin_visit, end_visit, visit_of
from intake.views.link import school_of_site
from intake.views.step import FamilyView, to_next_step
from intake.views.visit import KINDS, NoVisit

LINK_SENT = "link-sent"
TOO_MANY = "too-many"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, how long it takes, what is needed, that one may refuse."""
    school = school_of_site(request)
    if school is None:
        raise Http404
    try:
        unfinished = visit_of(request).request.school_id == school.pk
    except NoVisit:
        unfinished = False
    return render(request, "intake/start.html", {"school": school, "has_visit": unfinished})


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an open request; a second press goes on with the first one."""
    school = school_of_site(request)
    if school is None:
        raise Http404
    try:
        visit = visit_of(request)
    except NoVisit:
        visit = None
    is_fresh = visit is not None and visit.request.origin == "open" and not visit.request.sent_at
    if not is_fresh:
        now = timezone.now()
        _made, token = start_open_request(school=school, now=now)
        begin_visit(request, open_link(token=token, now=now))
    return redirect("intake:go")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the request in this browser; nothing that was typed or signed is lost."""
    end_visit(request)
    return redirect("intake:start")


class GoView(FamilyView):
    """Where the person is now: the first page that is not done, or the papers when all is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.visit.request.state == "refused" or self._is_over():
            return redirect("intake:status")
        if not self._is_begun() and is_renewal_offered(self.visit):
            return redirect("intake:again")
        return to_next_step(self.visit)

    def _is_begun(self) -> bool:
        """A paper was agreed to and waits for its code."""
        return any(self.visit.decision(kind) is Decision.YES for kind in KINDS)

    def _is_over(self) -> bool:
        return any(
            document.state == "withdrawn"
            for (_kind, role), document in self.visit.papers.items()
            if self.visit.role is not None and role == self.visit.role.value
        ) or any(self.visit.withdrew_alone(kind) for kind in KINDS)


class LaterView(FamilyView):
    """«Продолжить позже»: nothing is lost, and where to find the way back."""

    template_name = "intake/later.html"

    def context(self) -> dict[str, object]:
        link, person = self.visit.link, self.visit.person
        address = masked_on_file(person=person)
        return {
            "has_own_link": link.person_id is not None,
            "can_send_link": link.person_id is None and bool(address),
            "link_sent_to": address if LINK_SENT in self.request.GET else "",
            "is_enough_today": TOO_MANY in self.request.GET,
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send a link for another device to the address that was typed."""
        link, person = self.visit.link, self.visit.person
        has_gone = request.session.get(LINK_SENT) == link.pk
        if link.person_id is None and person is not None and not has_gone:
            if not send_link_to_a_visitor(
                request=self.visit.request, person=person, now=self.visit.now
            ):
                return redirect(f"{reverse('intake:later')}?{TOO_MANY}")
            request.session[LINK_SENT] = link.pk
        return redirect(f"{reverse('intake:later')}?{LINK_SENT}")
