"""The text of a piece of news for the school's group, ready to be copied."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring_pages.domain.publication import Problem
from mentoring_pages.models import NewsPage
from mentoring_pages.services.membership import reach
from mentoring_pages.services.news import advice_on, text_for_group
from mentoring_pages.services.publication import problems_of, school_of, sentences

PERMISSION = "mentoring_pages.change_plannedevent"


def group_text(request: HttpRequest, page_id: int) -> HttpResponse:
    """The published text; while somebody on it may not be shown in the group, only why not."""
    page = NewsPage.objects.filter(pk=page_id).select_related("event").first()
    school = school_of(page) if page else None
    found = reach(user=request.user, permission=PERMISSION)
    if page is None or school is None or not found.covers(school.pk):
        raise Http404
    now = timezone.now()
    page.in_group = True
    problems: tuple[Problem, ...] = problems_of(page=page, school=school, now=now)
    return render(
        request,
        "mentoring_pages/staff/group_text.html",
        {
            "title": _("Текст для группы"),
            "page": page,
            "obstacles": sentences(problems=problems, school=school, now=now),
            "text": "" if problems else text_for_group(page=page, school=school),
            "advice": advice_on(page=page, school=school, now=now),
        },
    )
