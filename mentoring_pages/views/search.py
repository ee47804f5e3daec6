"""«Поиск»: one address per school site, answers by words in any form, works without scripts."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from mentoring_pages.models import School
from mentoring_pages.models.clause_index import EXPLAINED, PASSAGE_KINDS
from mentoring_pages.services.search import (
    APPENDICES,
    CURRENT,
    FILTERS,
    LONGEST_QUERY,
    TERMS,
    Answer,
    Found,
    search,
)

FILTER_LABELS = {
    TERMS: _("в определениях терминов"),
    APPENDICES: _("в приложениях"),
    CURRENT: _("только в том, что действует"),
}

STATE_LABELS = {
    "draft": _("проект"),
    "coming": _("ещё не действует"),
    "repealed": _("утратил силу"),
    "explained": _("объяснение, не часть документа"),
}


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Что найти"),
        required=False,
        strip=True,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "class": "n-input",
                "maxlength": LONGEST_QUERY,
                "autocomplete": "off",
                "enterkeyhint": "search",
            }
        ),
    )
    where = forms.MultipleChoiceField(
        label=_("Где искать"),
        required=False,
        choices=list(FILTER_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )


@never_cache
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    school = _school(request)
    query = request.GET.get("q", "")
    filters = [name for name in FILTERS if name in request.GET.getlist("where")]
    answer = search(school=school, query=query, filters=filters, page=_page(request))
    context = {
        "school": school,
        "form": SearchForm(initial={"q": answer.asked, "where": filters}),
        "answer": answer,
        "filters": filters,
        "results": _results(request, answer),
        "suggestions": [
            (suggestion, _address(suggestion.query, filters)) for suggestion in answer.suggestions
        ],
        "without_filters": _address(answer.asked, []),
        "back": _address(answer.asked, filters, answer.page - 1) if answer.page > 1 else "",
        "forth": (
            _address(answer.asked, filters, answer.page + 1) if answer.page < answer.pages else ""
        ),
    }
    response = render(request, "mentoring_pages/search.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _school(request: HttpRequest) -> School:
    site = Site.find_for_request(request)
    school = School.objects.filter(site=site).select_related("site").first() if site else None
    if school is None:
        raise Http404("no school answers at this host")
    return school


def _page(request: HttpRequest) -> int:
    written = request.GET.get("p", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 1


def _address(query: str, filters: list[str], page: int = 1) -> str:
    data = QueryDict(mutable=True)
    data["q"] = query
    data.setlist("where", filters)
    if page > 1:
        data["p"] = str(page)
    return f"?{data.urlencode()}"


def _results(request: HttpRequest, answer: Answer) -> list[dict[str, object]]:
    """Each answer with the address it leads to; one query for all their pages."""
    pages = Page.objects.in_bulk({found.page_id for found in answer.found})
    return [
        {
            "found": found,
            "address": _place(request, pages.get(found.page_id), found),
            "kind": PASSAGE_KINDS[found.kind] if found.kind == "term" else "",
            "state": STATE_LABELS.get(found.state, ""),
            "is_warned": found.state != EXPLAINED,
        }
        for found in answer.found
    ]


def _place(request: HttpRequest, page: Page | None, found: Found) -> str:
    address = page.get_url(request=request) if page else ""
    key = found.key if found.state == EXPLAINED else f"c-{found.key}"
    anchor = f"#{key}" if found.key else ""
    return f"{address or ''}{anchor}"
