"""«Кто подписал»: the matrix of a class and its documents, on screen, on paper and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views import View

from intake.domain.matrix import Answer, CellState, Column
from intake.labels import STANDINGS
from intake.matrix_labels import COLUMNS, MARKS, NEXT_STEPS, STATES, TONES, state_words
from intake.models import Agreement, Person
from intake.services.matrix import Cell, Matrix, Row, class_order, matrix_of, people_of_matrix
from intake.services.privacy import record_access
from intake.views.staff_matrix_file import FILES, file_response
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import remembered
from mentoring_pages.services.membership import Reach, reach

PERMISSION = "intake.view_document"
MOST_ROWS = 300
"""As many stand on one page; a class is always whole, and a file has everybody."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page was asked for: everything, or what is left by the filters."""

    school_class: str = ""
    column: Column | None = None
    state: CellState | None = None

    def keeps(self, row: Row, columns: tuple[Column, ...]) -> bool:
        if self.state is None:
            return True
        return any(row.cells[column].state is self.state for column in columns)


class MatrixView(View):
    """The page and, with ``?file=xlsx`` or ``csv``, the same rows as a file."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        self.found = reach(user=request.user, permission=PERMISSION)
        self.school = school_of(request, self.found)
        with remembered():
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        people = people_of_matrix(school=self.school, found=self.found)
        classes = sorted(
            set(people.order_by().values_list("school_class", flat=True)), key=class_order
        )
        choice = choice_of(request, classes)
        if choice.school_class:
            people = people.filter(school_class=choice.school_class)
        matrix = matrix_of(school=self.school, people=people, now=self.now)
        columns = (choice.column,) if choice.column in matrix.columns else matrix.columns
        columns = tuple(column for column in columns if column is not None)
        rows = [row for row in matrix.rows if choice.keeps(row, columns)]
        wanted = request.GET.get("file", "")
        if wanted:
            return self._file(wanted, rows, columns, choice)
        self._note("matrix.inspect", str(len(rows)))
        return render(
            request,
            "intake/staff/matrix.html",
            self._context(matrix, rows, columns, classes, choice),
        )

    def _file(
        self, wanted: str, rows: list[Row], columns: tuple[Column, ...], choice: Choice
    ) -> HttpResponse:
        if wanted not in FILES or not self.found.covers(self.school.pk):
            raise Http404
        self._note("matrix.export", f"{wanted}, {len(rows)}")
        return file_response(
            wanted=wanted,
            rows=rows,
            columns=columns,
            school=self.school,
            now=self.now,
        )

    def _note(self, action: str, detail: str) -> None:
        record_access(
            school=self.school,
            user=self.request.user,
            action=action,
            detail=detail,
            now=self.now,
        )

    def _context(
        self,
        matrix: Matrix,
        rows: list[Row],
        columns: tuple[Column, ...],
        classes: list[str],
        choice: Choice,
    ) -> dict[str, Any]:
        shown = rows if choice.school_class else rows[:MOST_ROWS]
        is_whole = self.found.covers(self.school.pk)
        steps = Steps(shown, is_whole=is_whole)
        counts = matrix.counts
        present = {state for column in columns for state in counts[column]}
        query = {
            "school": self.school.key,
            "class": choice.school_class,
            "document": choice.column or "",
            "state": choice.state or "",
        }
        return {
            "school": self.school,
            "schools": schools_within(self.found),
            "classes": [name for name in classes if name],
            "choice": choice,
            "columns": [(column, COLUMNS[column]) for column in columns],
            "all_columns": [(column, COLUMNS[column]) for column in matrix.columns],
            "states": [(state, STATES[state]) for state in CellState if state in present],
            "totals": [
                (COLUMNS[column], _totals(column, counts[column], self._address(query, column)))
                for column in columns
            ],
            "rows": [_line(row, columns, steps, self.school) for row in shown],
            "left_out": len(rows) - len(shown),
            "total": len(rows),
            "is_whole": is_whole,
            "may_remind": reach(user=self.request.user, permission="intake.add_reminder").covers(
                self.school.pk
            ),
            "query": urlencode({k: v for k, v in query.items() if v}),
            "now": localtime(self.now, self.school.zone),
        }

    @staticmethod
    def _address(query: Mapping[str, str], column: Column) -> str:
        kept = {key: value for key, value in query.items() if value and key != "state"}
        return f"?{urlencode(kept | {'document': column.value})}"


def schools_within(found: Reach) -> list[School]:
    """The schools of which the user sees anything."""
    schools = School.objects.filter(found.rows(school_path="pk"))
    if found.classes:
        schools = schools | School.objects.filter(pk__in=found.classes)
    return list(schools.select_related("site").order_by("short_name", "pk"))


def school_of(request: HttpRequest, found: Reach) -> School:
    """The school named by key, else the first; a school out of reach does not exist."""
    schools = schools_within(found)
    wanted = request.GET.get("school") or request.POST.get("school")
    if wanted:
        schools = [school for school in schools if school.key == wanted]
    if not schools:
        raise Http404
    return schools[0]


def choice_of(request: HttpRequest, classes: list[str]) -> Choice:
    """What the filters say; a value that is none of the choices is no filter."""
    given = request.GET
    school_class = given.get("class", "")
    column, state = given.get("document", ""), given.get("state", "")
    return Choice(
        school_class=school_class if school_class in classes else "",
        column=Column(column) if column in set(Column) else None,
        state=CellState(state) if state in set(CellState) else None,
    )


def _totals(column: Column, counts: Mapping[CellState, int], address: str) -> list[dict[str, Any]]:
    return [
        {
            "word": state_words(column, state),
            "mark": MARKS[state],
            "tone": TONES[state],
            "count": counts[state],
            "address": f"{address}&state={state}",
        }
        for state in CellState
        if counts[state]
    ]


def _line(row: Row, columns: tuple[Column, ...], steps: "Steps", school: School) -> dict[str, Any]:
    reminded: datetime | None = row.reminded_at
    return {
        "person": row.person,
        "address": reverse("intake_person_modeladmin_inspect", args=[row.person.pk]),
        "reminded_at": localtime(reminded, school.zone) if reminded else None,
        "cells": [_cell(row, column, steps, school) for column in columns],
    }


def _cell(row: Row, column: Column, steps: "Steps", school: School) -> dict[str, Any]:
    cell = row.cells[column]
    return {
        "label": COLUMNS[column],
        "word": state_words(column, cell.state),
        "mark": MARKS[cell.state],
        "tone": TONES[cell.state],
        "detail": STANDINGS.get(cell.words_key, "") if cell.state in EXPLAINED else "",
        "since": localtime(cell.since, school.zone) if cell.since else None,
        "has_earlier": cell.has_earlier,
        "until": cell.until if cell.state is CellState.EXPIRING else None,
        "address": steps.address(row, column),
        "step": steps.words(cell),
    }


EXPLAINED = frozenset(
    {CellState.WAITING, CellState.RENEW, CellState.CONFLICT, CellState.UNDELIVERED}
)
"""States whose word needs the sentence of the consent beside it."""

UNREACHED = frozenset({Answer.NO_CONTACT, Answer.UNDELIVERED})


class Steps:
    """Where each cell leads. Whoever sees states only is led to the states."""

    def __init__(self, rows: list[Row], *, is_whole: bool) -> None:
        self.is_whole = is_whole
        waited = {
            one.person_id for row in rows for cell in row.cells.values() for one in cell.waited
        }
        self.keys = dict(Person.objects.filter(pk__in=waited).values_list("pk", "key"))

    def words(self, cell: Cell) -> str:
        if not self.is_whole:
            return _("посмотреть")
        if cell.state is CellState.NOT_ASKED:
            return _("открыть соглашение")
        return str(NEXT_STEPS.get(cell.state, _("посмотреть")))

    def address(self, row: Row, column: Column) -> str:
        cell = row.cells[column]
        if not self.is_whole:
            return "" if cell.state is CellState.NOT_ASKED else self._seen(row, cell)
        return self._act(row, column, cell)

    def _seen(self, row: Row, cell: Cell) -> str:
        """The document or agreement itself; before there is one, the person."""
        if cell.agreement is not None:
            return reverse("intake_agreement_modeladmin_inspect", args=[cell.agreement.pk])
        if cell.document_id is not None:
            return reverse("intake_document_modeladmin_inspect", args=[cell.document_id])
        return reverse("intake_person_modeladmin_inspect", args=[row.person.pk])

    def _act(self, row: Row, column: Column, cell: Cell) -> str:
        person, state = row.person, cell.state
        if state is CellState.NOT_ASKED:
            if column is not Column.AGREEMENT or person.birth_date is None:
                return ""
            return reverse("nastavnik_person_agreement", args=[person.key])
        if state is CellState.CONFLICT:
            return f"{reverse('intake_guardianobjection_modeladmin_index')}?open=yes"
        if state in (CellState.NO_CONTACT, CellState.UNDELIVERED):
            return self._contact(row, cell)
        if state is CellState.NOT_KNOWN:
            if person.birth_date is None:
                return reverse("intake_person_modeladmin_edit", args=[person.pk])
            return reverse("nastavnik_person_guardian", args=[person.key])
        if cell.agreement is not None:
            return self._agreement(cell.agreement, cell.state)
        if state in (CellState.NOT_INVITED, CellState.COLLECT):
            return reverse("nastavnik_person_invite", args=[person.key])
        if row.request is not None:
            if state is CellState.TO_CHECK and row.request.state == "awaiting_check":
                return reverse("nastavnik_request_check", args=[row.request.key])
            if state is CellState.WAITING:
                return reverse("intake_intakerequest_modeladmin_inspect", args=[row.request.pk])
        return self._seen(row, cell)

    def _contact(self, row: Row, cell: Cell) -> str:
        for one in cell.waited:
            if one.person_id in self.keys and one.answer in UNREACHED:
                return reverse("nastavnik_person_contact", args=[self.keys[one.person_id]])
        return self._seen(row, cell)

    def _agreement(self, agreement: Agreement, state: CellState) -> str:
        acts = {
            CellState.NOT_INVITED: "nastavnik_agreement_send",
            CellState.EXPIRING: "nastavnik_agreement_extend",
        }
        if state in acts:
            return reverse(acts[state], args=[agreement.key])
        return reverse("intake_agreement_modeladmin_inspect", args=[agreement.pk])
