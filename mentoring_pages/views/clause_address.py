"""``/c/<key>/``: the address of a clause for ever, whatever its number and wherever it stands."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from mentoring_pages.models import ClauseAddress, School
from mentoring_pages.models.regulation import ACT_URLS
from mentoring_pages.rendering.reading import paint_clause
from mentoring_pages.services.clause_address import address_of_clause, gone


@require_safe
def clause_link(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the clause; show the last edition of one that the act no longer has."""
    site = Site.find_for_request(request)
    school = School.objects.filter(site=site).first()
    found = address_of_clause(school=school, key=key) if school else None
    if found is None:
        raise Http404
    address = found.page.get_url(request=request) or "/"
    if found.stands:
        return HttpResponseRedirect(f"{address}#c-{key}")
    if found.edition is None:
        raise Http404
    return _gone_clause(request, found, address)


def _gone_clause(request: HttpRequest, found: ClauseAddress, address: str) -> HttpResponse:
    edition = found.edition
    clause = paint_clause(
        edition.tree,
        found.key,
        order_number=edition.order_number,
        order_date=edition.order_date,
    )
    if clause is None:
        raise Http404
    return render(
        request,
        "mentoring_pages/clause_gone.html",
        {
            "clause": clause,
            "gone": gone(edition=edition),
            "edition": edition,
            "address": address,
            "edition_address": _edition_address(address, edition.number, found.key),
        },
    )


def _edition_address(address: str, number: int, key: str) -> str:
    """The whole of an old edition; empty where old editions have no pages."""
    try:
        below = reverse("edition", args=[number], urlconf=ACT_URLS)
    except NoReverseMatch:
        return ""
    return f"{address}{below.lstrip('/')}#c-{key}"
