"""Opening a personal link: the secret leaves the address at once and proves nothing by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from intake.services.link import LinkProblem, LinkTrouble, open_link
from intake.views.browser import begin_visit
from intake.views.words import LINK_WORDS, PRESSED_TWICE
from mentoring_pages.models import School

FIRST_PAGES = {
    "sign": "intake:go",
    "status": "intake:status",
    "agreement": "intake:agreements",
}

CLOSED_STATUS = {
    None: 403,
    LinkTrouble.UNKNOWN: 404,
    LinkTrouble.EXPIRED: 410,
    LinkTrouble.REVOKED: 410,
}


def school_of_site(request: HttpRequest) -> School | None:
    """The school whose site this is."""
    site = Site.find_for_request(request)
    return School.objects.filter(site=site).first() if site else None


@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Let a link's owner in. Mail scanners open it too, so nothing is spent and nothing is done."""
    try:
        found = open_link(token=token, now=timezone.now())
    except LinkProblem as problem:
        response = closed_page(request, problem.kind)
    else:
        begin_visit(request, found)
        response = redirect(FIRST_PAGES[found.purpose])
    # Forms are posted from other pages: with this policy a browser would send no Origin.
    response["Referrer-Policy"] = "no-referrer"
    return response


def closed_page(request: HttpRequest, kind: LinkTrouble | None) -> HttpResponse:
    """Say why nothing opens and what to do, without telling anything about anybody.

    A code that comes from a browser without a visit is mostly the second press of one button: the
    first one signed and gave the browser a new cookie, whose answer the second press cut off.
    """
    is_second_press = kind is None and "code" in request.POST
    words = PRESSED_TWICE if is_second_press else LINK_WORDS[kind]
    return render(
        request,
        "intake/closed.html",
        {"words": words, "school": school_of_site(request), "is_second_press": is_second_press},
        status=CLOSED_STATUS[kind],
    )
