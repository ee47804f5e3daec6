"""The editions of an act for everybody: which there are, one of them, what held on a day."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mentoring_pages.approval_form import day_field
from mentoring_pages.models import Edition, RegulationPage
from mentoring_pages.services.edition import school_of
from mentoring_pages.services.reading import reading_of_edition
from mentoring_pages.services.timeline import Timeline, acts_of, timeline_of
from mentoring_pages.views.act_addresses import act_address


class DayForm(forms.Form):
    day = day_field(label=_("День"))


def today_of(page: RegulationPage) -> date:
    """Today in the zone of the school whose act it is."""
    return timezone.localdate(timezone=school_of(page).zone)


def act_context(page: RegulationPage, timeline: Timeline, today: date) -> dict[str, Any]:
    """What every page below an act needs."""
    return {"page": page, "timeline": timeline, "today": today, "repeal": timeline.repeal}


@require_safe
def edition_list(request: HttpRequest, page: RegulationPage) -> HttpResponse:
    """Every edition, the newest day first, with its order and with who approved it."""
    today = today_of(page)
    timeline = timeline_of(page_key=page.translation_key)
    acts = acts_of(timeline.editions)
    newest_first = timeline.standings(today)[::-1]
    rows = (
        [
            {
                "standing": standing,
                "acts": [act for act in acts[standing.edition.pk] if act.kind != "published"],
                "before": older.edition if older else None,
            }
            for standing, older in zip(newest_first, [*newest_first[1:], None], strict=True)
        ]
        if newest_first
        else []
    )
    return TemplateResponse(
        request,
        "mentoring_pages/editions/list.html",
        {**act_context(page, timeline, today), "rows": rows, "day_form": DayForm()},
    )


@require_safe
def one_edition(request: HttpRequest, page: RegulationPage, number: int) -> HttpResponse:
    """An edition as it was approved, whatever holds today."""
    today = today_of(page)
    timeline = timeline_of(page_key=page.translation_key)
    if timeline.numbered(number) is None:
        raise Http404
    return _show(request, page, timeline, number, today)


@require_safe
def choose_day(request: HttpRequest, page: RegulationPage) -> HttpResponse:
    """A form that asks for a day and leads to what held on it."""
    form = DayForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect(act_address(request, page, "on_day", form.cleaned_data["day"].isoformat()))
    today = today_of(page)
    timeline = timeline_of(page_key=page.translation_key)
    return TemplateResponse(
        request,
        "mentoring_pages/editions/no_edition.html",
        {**act_context(page, timeline, today), "day_form": form},
    )


@require_safe
def on_day(request: HttpRequest, page: RegulationPage, day: str) -> HttpResponse:
    """What held on ``day``; a page that says so kindly where nothing did."""
    today = today_of(page)
    timeline = timeline_of(page_key=page.translation_key)
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        return TemplateResponse(
            request,
            "mentoring_pages/editions/no_edition.html",
            {**act_context(page, timeline, today), "day_form": DayForm({"day": day})},
            status=404,
        )
    found = timeline.on(asked)
    if found is not None:
        return _show(request, page, timeline, found.number, today, asked)
    return TemplateResponse(
        request,
        "mentoring_pages/editions/no_edition.html",
        {
            **act_context(page, timeline, today),
            "asked": asked,
            "repealed": timeline.repealed_on(asked),
            "first": timeline.editions[0] if timeline.editions else None,
            "last": timeline.editions[-1] if timeline.editions else None,
            "day_form": DayForm(initial={"day": asked}),
        },
    )


def _show(
    request: HttpRequest,
    page: RegulationPage,
    timeline: Timeline,
    number: int,
    today: date,
    asked: date | None = None,
) -> HttpResponse:
    edition = Edition.objects.get(page_key=page.translation_key, number=number)
    standing = next(one for one in timeline.standings(today) if one.edition.number == number)
    return TemplateResponse(
        request,
        "mentoring_pages/editions/edition.html",
        {
            **act_context(page, timeline, today),
            "edition": edition,
            "standing": standing,
            "current": timeline.on(today),
            "asked": asked,
            "day_form": DayForm(initial={"day": asked} if asked else None),
            "reading": reading_of_edition(edition=edition, now=timezone.now()),
        },
    )
