"""The calendar of a school: a public page, a file for calendar programs, the list of staff."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from mentoring_pages.domain.calendar import REMIND_DAYS
from mentoring_pages.models import School, SchoolBreak, SchoolYearDates
from mentoring_pages.rendering.ics import Entry, as_ics
from mentoring_pages.services.calendar import (
    Calendar,
    DueDay,
    ask_again,
    calendar_of,
    keep_deadline,
)
from mentoring_pages.services.calendar_link import (
    live_link,
    make_link,
    revoke_link,
    school_of_token,
)
from mentoring_pages.services.deadline_words import (
    clock_words,
    left_words,
    period_words,
    title_of,
    words_below,
)
from mentoring_pages.services.due_deadlines import PERMISSION
from mentoring_pages.services.duties import Cited
from mentoring_pages.services.membership import reach
from mentoring_pages.services.school_breaks import record_break, take_back_break

SHOWN_AHEAD_DAYS = 366
STAFF_AHEAD_DAYS = 120


@cache_control(no_cache=True)
@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    """What the school's acts ask for and when, each with the clause that says so."""
    site = Site.find_for_request(request)
    school = School.objects.filter(site=site).select_related("site").first() if site else None
    if school is None:
        raise Http404("no school answers at this host")
    day = timezone.now().astimezone(school.zone).date()
    calendar = calendar_of(school=school, day=day)
    return render(
        request,
        "mentoring_pages/calendar.html",
        {
            "school": school,
            "calendar": calendar,
            "dates": [_shown(due) for due in calendar.dates if 0 <= due.left < SHOWN_AHEAD_DAYS],
            "regular": [_cited(one) for one in calendar.regular],
            "on_event": [_cited(one) for one in calendar.on_event],
        },
    )


@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file behind a secret address; any other address is not found."""
    school = school_of_token(token=token)
    if school is None:
        raise Http404
    now = timezone.now()
    calendar = calendar_of(school=school, day=now.astimezone(school.zone).date())
    data = as_ics(
        name=_("Сроки наставничества: %s") % school.short_name,
        host=school.site.hostname,
        entries=_entries(school, calendar),
        now=now,
    )
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="nastavnik.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


class YearForm(forms.ModelForm):
    """When the school year begins and ends."""

    class Meta:
        model = SchoolYearDates
        fields = ["start_day", "start_month", "end_day", "end_month"]


class BreakForm(forms.ModelForm):
    """Holidays of the school, as its order of the year names them."""

    class Meta:
        model = SchoolBreak
        fields = ["name", "first_day", "last_day"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("first_day", "last_day")
        }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request: HttpRequest) -> HttpResponse:
    """What is due in the schools of this member of staff; their calendar links; the school year."""
    found = reach(user=request.user, permission=PERMISSION)
    if found.is_empty:
        raise Http404
    schools = School.objects.filter(found.rows(school_path="pk")).select_related("site")
    now = timezone.now()
    form: YearForm | None = None
    about = ""
    if request.method == "POST":
        school = schools.filter(key=request.POST.get("school", "")).first()
        if school is None:
            raise Http404
        about = school.key
        if "year" in request.POST:
            form = YearForm(request.POST, instance=_year_row(school), prefix=school.key)
            if not form.is_valid():
                return _deadlines_page(request, schools, now, form=form, about=about)
            form.save()
            messages.success(request, _("Учебный год сохранён. Сроки пересчитаны."))
        elif "break" in request.POST:
            holidays = BreakForm(
                request.POST, instance=SchoolBreak(school=school), prefix=f"{school.key}-break"
            )
            if not holidays.is_valid():
                return _deadlines_page(request, schools, now, holidays=holidays, about=about)
            record_break(row=holidays.instance)
            messages.success(request, _("Каникулы записаны. Новость недели в эти дни не ждут."))
        elif "no_break" in request.POST:
            if take_back_break(school=school, pk=request.POST["no_break"]):
                messages.success(request, _("Каникулы убраны."))
        elif "make" in request.POST:
            token = make_link(school=school, user=request.user, now=now)
            path = reverse("mentoring_pages:calendar_file", args=[token])
            return _deadlines_page(
                request, schools, now, about=about, address=f"{school.base_url}{path}"
            )
        elif "revoke" in request.POST:
            if revoke_link(school=school, user=request.user, now=now):
                messages.success(request, _("Ссылка отозвана. Календарь по ней не откроется."))
        else:
            _mark(request, school, now)
        return redirect("nastavnik_deadlines")
    return _deadlines_page(request, schools, now)


def _mark(request: HttpRequest, school: School, now: datetime) -> None:
    given = request.POST
    try:
        due = date.fromisoformat(given.get("due", ""))
    except ValueError as error:
        raise Http404 from error
    named = {"clause_key": given.get("clause", ""), "rule": given.get("rule", ""), "due": due}
    if "again" in given:
        ask_again(school=school, **named)
        messages.success(request, _("Отметка снята: срок снова ждёт."))
        return
    try:
        keep_deadline(school=school, user=request.user, now=now, **named)
    except ValueError:
        messages.warning(
            request, _("Такого срока в действующем документе уже нет. Список обновлён.")
        )
        return
    messages.success(request, _("Отмечено: сделано."))


def _deadlines_page(
    request: HttpRequest,
    schools: Any,
    now: datetime,
    *,
    form: YearForm | None = None,
    holidays: BreakForm | None = None,
    about: str = "",
    address: str = "",
) -> HttpResponse:
    shown = []
    for school in schools:
        day = now.astimezone(school.zone).date()
        calendar = calendar_of(school=school, day=day)
        shown.append(
            {
                "school": school,
                "calendar": calendar,
                "late": [_shown(due) for due in calendar.dates if due.left < 0 and not due.is_kept],
                "dates": [
                    _shown(due) for due in calendar.dates if 0 <= due.left <= STAFF_AHEAD_DAYS
                ],
                "regular": [_cited(one) for one in calendar.regular],
                "kept": [_shown(due) for due in calendar.dates if due.left < 0 and due.is_kept],
                "clock": clock_words(calendar.news) if calendar.news else "",
                "link": live_link(school=school, user=request.user),
                "address": address if about == school.key else "",
                "page_address": f"{school.base_url}{reverse('mentoring_pages:calendar')}",
                "form": form
                if form is not None and about == school.key
                else YearForm(instance=_year_row(school), prefix=school.key),
                "holidays": holidays
                if holidays is not None and about == school.key
                else BreakForm(prefix=f"{school.key}-break"),
            }
        )
    return render(request, "mentoring_pages/staff/deadlines.html", {"schools": shown})


def _year_row(school: School) -> SchoolYearDates:
    return SchoolYearDates.objects.filter(school=school).first() or SchoolYearDates(school=school)


def _shown(due: DueDay) -> dict[str, Any]:
    return {"due": due, "when": left_words(due), **_cited(due.cited)}


def _cited(cited: Cited) -> dict[str, Any]:
    return {
        "duty": cited.duty,
        "period": period_words(cited.duty),
        "title": title_of(cited),
        "words": words_below(cited),
        "short": cited.short,
        "address": _address(cited),
    }


def _address(cited: Cited) -> str:
    return cited.address or reverse("mentoring_pages:clause", args=[cited.duty.key])


def _entries(school: School, calendar: Calendar) -> list[Entry]:
    entries = [
        Entry(
            identity=f"{school.key}|{due.cited.duty.key}|{due.cited.duty.rule}|{due.day}",
            day=due.day,
            title=title_of(due.cited),
            text=f"{due.cited.duty.sentence}\n({due.cited.short})",
            address=f"{school.base_url}{_address(due.cited)}",
            remind_days=() if due.is_kept else REMIND_DAYS,
        )
        for due in calendar.dates
    ]
    entries += [
        Entry(
            identity=f"{school.key}|break|{one.pk}",
            day=one.first_day,
            last=one.last_day,
            title=_("Каникулы: %(name)s") % {"name": one.name},
            text=_("В каникулы новость недели не ждут."),
            address=f"{school.base_url}{reverse('mentoring_pages:calendar')}",
        )
        for one in calendar.breaks
    ]
    clock = calendar.news
    if clock and clock.cited:
        entries.append(
            Entry(
                identity=f"{school.key}|news|{clock.next_by}",
                day=max(clock.next_by, calendar.day),
                title=title_of(clock.cited),
                text=clock_words(clock),
                address=f"{school.base_url}{_address(clock.cited)}",
            )
        )
    return entries
