"""«Пригласить многих»: who would get what, who has no address, who is invited; then one press."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from intake.list_labels import INVITEE_STATES
from intake.models import ClassList, Person
from intake.services.invite_many import MOST_AT_ONCE, invite_many, people_to_invite, preview
from intake.services.privacy import record_access
from intake.views.staff_people import person_address
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import remembered
from mentoring_pages.services.membership import reach

ON_A_PAGE = 50


class InviteManyView(View):
    """A class, or the people of a list that was loaded: ticks, and what each would get."""

    permission = "intake.add_intakerequest"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        self.found = reach(user=request.user, permission=self.permission)
        self.schools = list(
            School.objects.filter(self.found.rows(school_path="pk")).select_related("site")
        )
        if not self.schools:
            raise Http404
        self.asked = request.POST if request.method == "POST" else request.GET
        self.list = self._list()
        self.school = self.list.school if self.list else self._school()
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        self._seen("invite_many.list")
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [key for key in request.POST.getlist("person") if _is_key(key)]
        people = list(self._people().filter(key__in=keys[:MOST_AT_ONCE]))
        if not people:
            return self._page(problem=_("Отметьте хотя бы одного человека."))
        result = invite_many(people=people, by=request.user, now=self.now)
        self._seen("invite_many.send", f"{result.letters} + {result.papers}")
        return self._page(
            result=result,
            failed=[
                (person.full_name, person_address(person), words)
                for person, words in result.not_invited
            ],
        )

    def _seen(self, action: str, detail: str = "") -> None:
        record_access(
            school=self.school, user=self.request.user, action=action, detail=detail, now=self.now
        )

    def _list(self) -> ClassList | None:
        key = self.asked.get("list", "")
        if not key:
            return None
        rows = ClassList.objects.filter(school__in=self.schools).select_related("school__site")
        found = rows.filter(key=key).first() if _is_key(key) else None
        if found is None:
            raise Http404
        return found

    def _school(self) -> School:
        asked = self.asked.get("school", "")
        if not asked:
            return self.schools[0]
        found = next((one for one in self.schools if str(one.pk) == asked), None)
        if found is None:
            raise Http404
        return found

    def _people(self) -> Any:
        people = people_to_invite(Person.objects.filter(school=self.school))
        if self.list is not None:
            brought = self.list.people.filter(act__in=("made", "met", "moved"))
            people = people.filter(pk__in=brought.values("person"))
        if school_class := self.asked.get("class", ""):
            people = people.filter(school_class=school_class)
        role = self.asked.get("role", "")
        return people.filter(intended_role=role) if role in ("mentor", "mentee") else people

    def _page(self, **more: Any) -> HttpResponse:
        pages = Paginator(self._people(), ON_A_PAGE)
        page = pages.get_page(self.asked.get("page"))
        with remembered():
            rows = preview(school=self.school, people=list(page.object_list), now=self.now)
        classes = (
            Person.objects.filter(school=self.school, erased_at__isnull=True)
            .exclude(school_class="")
            .order_by("school_class")
            .values_list("school_class", flat=True)
            .distinct()
        )
        context = {
            "school": self.school,
            "schools": self.schools if len(self.schools) > 1 else [],
            "list": self.list,
            "classes": list(classes),
            "chosen_class": self.asked.get("class", ""),
            "chosen_role": self.asked.get("role", ""),
            "page": page,
            "rows": [
                {
                    "who": one,
                    "state": INVITEE_STATES[one.state],
                    "address": person_address(one.person),
                }
                for one in rows
            ],
            "can_invite": sum(one.can_be_invited for one in rows),
            "without_contact": sum(one.state == "paper" for one in rows),
            "most": MOST_AT_ONCE,
            "back_url": reverse("intake_person_modeladmin_index"),
            **more,
        }
        return render(self.request, "intake/staff/invite_many.html", context)


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
