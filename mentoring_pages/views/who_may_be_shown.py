"""«Кого можно снимать»: a list for an event, to be printed; whoever asks for it is recorded."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring_pages import ports
from mentoring_pages.models import School
from mentoring_pages.services.membership import Reach, reach
from mentoring_pages.wordings import publication_items

PERMISSION = "mentoring_pages.view_shownperson"


def who_may_be_shown(request: HttpRequest) -> HttpResponse:
    """A page with a choice of classes; with classes chosen, the list itself."""
    found = reach(user=request.user, permission=PERMISSION)
    if found.is_empty:
        raise PermissionDenied
    school = _school(request, found)
    resources = list(school.resources.all())
    now = timezone.now()
    people = ports.publication_people(
        school=school, resources=[one.address for one in resources], now=now
    )
    own = None if found.covers(school.pk) else found.classes.get(school.pk, frozenset())
    reachable = [one for one in people if own is None or one.school_class in own]
    classes = sorted({one.school_class for one in reachable if one.school_class}, key=_by_age)
    chosen = [name for name in request.GET.getlist("class") if name in classes]
    everybody = "all" in request.GET and own is None
    listed = sorted(
        (one for one in reachable if everybody or one.school_class in chosen),
        key=lambda one: (_by_age(one.school_class), one.name),
    )
    if listed:
        ports.record_access(
            school=school,
            user=request.user,
            action="publication.list",
            detail=str(len(listed)),
            now=now,
        )
    items = publication_items()
    return render(
        request,
        "mentoring_pages/staff/who_may_be_shown.html",
        {
            "title": _("Кого можно снимать"),
            "school": school,
            "event": request.GET.get("event", "")[:200],
            "classes": classes,
            "chosen": chosen,
            "everybody": everybody,
            "may_ask_everybody": own is None,
            "resources": resources,
            "items": items,
            "rows": [(one, [item.key in one.allowed for item in items]) for one in listed],
            "asked": bool(chosen) or everybody,
            "chose_nobody": "event" in request.GET and not chosen and not everybody,
            "now": now.astimezone(school.zone),
        },
    )


def _by_age(school_class: str) -> tuple[int, str]:
    """«3А» before «10А»; a class without a number after all."""
    year = re.match(r"\d+", school_class)
    return int(year[0]) if year else 100, school_class


def _school(request: HttpRequest, found: Reach) -> School:
    """The school named by key, else the only one; a school out of reach does not exist."""
    reachable: Any = School.objects.filter(found.rows(school_path="pk")).order_by("short_name")
    if found.classes:
        reachable = reachable | School.objects.filter(pk__in=found.classes)
    wanted = request.GET.get("school")
    school: School | None = reachable.filter(key=wanted).first() if wanted else reachable.first()
    if school is None:
        raise Http404
    return school
