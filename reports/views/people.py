"""Staff pages with the people behind a figure, the people left out and the people to look at."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from intake.services.privacy import record_access
from reports.domain.counting import Doubt, Skipped
from reports.labels import DOUBT_WORDS, SKIPPED_WORDS
from reports.services.behind import people_behind, teams_behind
from reports.services.explanation import explain_cell
from reports.views.returns import ReturnMixin

PEOPLE_ON_A_PAGE = 100


class PeopleView(ReturnMixin, WagtailAdminTemplateMixin, View):
    """A list of people with the rule in words. Opening it is recorded."""

    template_name = "reports/people.html"
    header_icon = "group"
    heading = ""

    def get_page_title(self) -> str:
        return self.heading

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reports_admin:list"), "label": _("Годовая форма")},
            {
                "url": self.address_of("return"),
                "label": f"{self.school.short_name}, {self.filled.period.year}",
            },
            {"url": "", "label": self.heading},
        ]

    def page_of(self, keys: Sequence[Any]) -> Any:
        return Paginator(keys, PEOPLE_ON_A_PAGE).get_page(self.request.GET.get("p"))

    def answer(self, *, what: str, count: int, **context: Any) -> HttpResponse:
        filled = self.filled
        record_access(
            school=self.school,
            user=self.request.user,
            action="return_people_seen",
            subject_key=f"{filled.definition.key}:{filled.period.year}"[:40],
            detail=f"{what}, {count}",
            now=self.now,
        )
        return self.render_to_response(
            self.get_context_data(
                filled=filled, count=count, back_url=self.address_of("return"), **context
            )
        )


class CellView(PeopleView):
    """The people, pairs or groups that make one figure."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = (kwargs["row"], kwargs["column"])
        place = self.filled.find(address)
        if place is None:
            raise Http404
        _section, row, column = place
        self.heading = _("Строка %(row)s, графа %(column)s") % {
            "row": row.number,
            "column": column.number,
        }
        value = self.filled.counted.value(address) or 0
        shown: dict[str, Any] = {}
        forms = row.rule.forms if isinstance(row.rule.forms, frozenset) else None
        if column.measure.counts_teams:
            page = self.page_of(self.filled.counted.teams[address])
            shown["teams"] = teams_behind(
                school=self.school, teams=page.object_list, filled=self.filled
            )
        else:
            page = self.page_of(self.filled.counted.people[address])
            shown["people"] = people_behind(
                school=self.school,
                keys=page.object_list,
                filled=self.filled,
                role=column.measure.unit,
                forms=forms,
            )
        return self.answer(
            what=f"{row.number}/{column.number}",
            count=value,
            page=page,
            row=row,
            column=column,
            rule=explain_cell(filled=self.filled, row=row, column=column),
            **shown,
        )


class SkippedView(PeopleView):
    """The people that one rule leaves out."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["rule"] not in set(Skipped):
            raise Http404
        rule = Skipped(kwargs["rule"])
        self.heading = _("Не учтено")
        keys = self.filled.skipped(rule)
        page = self.page_of(keys)
        return self.answer(
            what=rule.value,
            count=len(keys),
            page=page,
            rule=[SKIPPED_WORDS[rule]],
            people=people_behind(school=self.school, keys=page.object_list),
        )


class DoubtView(PeopleView):
    """The people that were counted but should be looked at."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["doubt"] not in set(Doubt):
            raise Http404
        doubt = Doubt(kwargs["doubt"])
        self.heading = _("Проверьте")
        keys = self.filled.doubtful(doubt)
        page = self.page_of(keys)
        return self.answer(
            what=doubt.value,
            count=len(keys),
            page=page,
            rule=[DOUBT_WORDS[doubt]],
            people=people_behind(school=self.school, keys=page.object_list, filled=self.filled),
        )
