"""Staff pages of a return: choosing it, the grid as on paper, the files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from intake.services.privacy import record_access
from reports.domain.counting import Doubt, Skipped
from reports.domain.filled import FilledReturn
from reports.exports import FORMATS, file_name
from reports.exports.sheet import broken_words, sheet_of
from reports.labels import DOUBT_WORDS, LEVEL_WORDS, SKIPPED_WORDS
from reports.services.definitions import (
    NoSuchForm,
    find_definition,
    latest_definitions,
    sound_definitions,
)
from reports.services.fill import fill_return
from reports.services.reach import school_reached, schools_of

FIRST_YEAR = 2020


class ReturnListView(WagtailAdminTemplateMixin, View):
    """Which school and which form; with one school and one form the grid opens at once."""

    template_name = "reports/return_list.html"
    page_title = gettext_lazy("Годовая форма")
    header_icon = "table"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        schools = schools_of(user=request.user)
        sound, problems = sound_definitions()
        choices = [
            {
                "school": school,
                "definition": definition,
                "year": year,
                "url": reverse("reports_admin:return", args=[school.key, definition.key, year]),
            }
            for school in schools
            for year in [timezone.now().astimezone(school.zone).year]
            for definition in latest_definitions(year=year, among=sound)
        ]
        if len(choices) == 1 and not problems:
            return redirect(str(choices[0]["url"]))
        return self.render_to_response(self.get_context_data(choices=choices, problems=problems))


class ReturnMixin:
    """Finds the school within reach, the form and the year, and fills the return."""

    filled: FilledReturn

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return
        self.now = timezone.now()
        school = school_reached(user=request.user, key=kwargs["school"])
        if school is None or not FIRST_YEAR <= kwargs["year"] <= self.now.year + 1:
            raise Http404
        try:
            definition = find_definition(
                year=kwargs["year"], key=kwargs["form"], among=sound_definitions()[0]
            )
        except NoSuchForm as problem:
            raise Http404 from problem
        self.school = school
        self.filled = fill_return(
            school=school, year=kwargs["year"], definition=definition, now=self.now
        )

    def address_of(self, name: str, *args: object) -> str:
        filled = self.filled
        return reverse(
            f"reports_admin:{name}",
            args=[self.school.key, filled.definition.key, filled.period.year, *args],
        )


class ReturnView(ReturnMixin, WagtailAdminTemplateMixin, View):
    template_name = "reports/return.html"
    header_icon = "table"

    def get_page_title(self) -> str:
        return self.filled.definition.menu_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reports_admin:list"), "label": _("Годовая форма")},
            {"url": "", "label": f"{self.school.short_name}, {self.filled.period.year}"},
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filled = self.filled
        year = filled.period.year
        return super().get_context_data(
            filled=filled,
            sheet=sheet_of(filled),
            sections=[self._section(section) for section in filled.sections],
            controls=[
                {
                    "words": control.text if control.holds else broken_words(control),
                    "holds": control.holds,
                    "level": LEVEL_WORDS[control.level],
                }
                for control in filled.controls
            ],
            doubts=[
                {
                    "words": DOUBT_WORDS[doubt],
                    "count": len(filled.doubtful(doubt)),
                    "url": self.address_of("doubt", doubt.value),
                }
                for doubt in Doubt
                if filled.doubtful(doubt)
            ],
            not_counted=[
                {
                    "words": SKIPPED_WORDS[rule],
                    "count": len(filled.skipped(rule)),
                    "url": self.address_of("skipped", rule.value),
                }
                for rule in Skipped
                if filled.skipped(rule)
            ],
            files=[
                {"title": key.upper(), "url": self.address_of("export", key)} for key in FORMATS
            ],
            years=[
                {
                    "year": other,
                    "url": reverse(
                        "reports_admin:return", args=[self.school.key, filled.definition.key, other]
                    ),
                    "is_current": other == year,
                }
                for other in range(self.now.astimezone(self.school.zone).year, FIRST_YEAR - 1, -1)
                if other >= filled.definition.applies_from
            ][:6],
            **kwargs,
        )

    def _section(self, section: Any) -> dict[str, Any]:
        return {
            "section": section,
            "lines": [
                {
                    "row": line.row,
                    "cells": [
                        {
                            "cell": cell,
                            "url": self.address_of("cell", line.row.number, cell.column.number),
                        }
                        for cell in line.cells
                    ],
                }
                for line in self.filled.lines(section)
            ],
        }


class ExportView(ReturnMixin, View):
    """A file of the return. Taking it out is recorded with its kind, never with names."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["format_key"] not in FORMATS:
            raise Http404
        make, content_type = FORMATS[kwargs["format_key"]]
        name = file_name(self.filled, kwargs["format_key"])
        response = HttpResponse(make(self.filled), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        record_access(
            school=self.school,
            user=request.user,
            action="return_exported",
            subject_key=f"{self.filled.definition.key}:{self.filled.period.year}"[:40],
            detail=kwargs["format_key"],
            now=self.now,
        )
        return response
