"""Consents on paper from before this program, as staff see them: «пересобрать», never «void»."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.models import EarlierPaper, Person
from intake.services.earlier_paper import people_to_ask_anew, place_of, to_collect_anew
from intake.vault import KeyDestroyed
from intake.views.staff_register import Section


class EarlierPaperFilter(admin.SimpleListFilter):
    """Whose consent on paper is of an earlier form and is to be collected anew."""

    title = _("прежние согласия")
    parameter_name = "earlier"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("collect", _("пересобрать"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return people_to_ask_anew(queryset) if self.value() == "collect" else queryset


def earlier_papers(person: Person) -> list[Section]:
    """Papers from before this program, for the page of a person who has any."""
    papers = list(person.earlier_papers.select_related("person__data_key"))
    if not papers:
        return []
    waiting = set(to_collect_anew(person.earlier_papers.all()).values_list("pk", flat=True))
    section = Section(
        _("Прежние согласия на бумаге"),
        (_("Вид"), _("Подписано"), _("Где хранится"), _("Что сделать")),
        [
            (
                paper.get_kind_display(),
                date_format(paper.signed_on, "d.m.Y"),
                _place(paper),
                _("пересобрать по нынешнему тексту")
                if paper.pk in waiting
                else _("собрано заново"),
            )
            for paper in papers
        ],
    )
    return [section]


def _place(paper: EarlierPaper) -> str:
    try:
        return place_of(paper)
    except KeyDestroyed:
        return "–"
