"""A class list on its way: the file, its columns, the dry run, what became of it, the undoing."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages

from intake.domain.class_list import Level
from intake.domain.class_list_check import Act, Plan
from intake.domain.class_list_columns import column_problem, guess_columns
from intake.domain.table_file import UnreadableTable
from intake.forms.class_list import ColumnsForm, DoubtsForm, UploadForm
from intake.list_labels import DOUBTS_OF_ALL, OPTIONS, STAYS, finding_words, table_words
from intake.models import ClassList
from intake.services.class_list import (
    ListClosed,
    columns_of,
    drop_list,
    heading_of,
    keep_list,
    planned,
    set_answers,
    set_columns,
    table_of,
    today_at,
)
from intake.services.class_list_accept import NotSettled, accept_list
from intake.services.class_list_undo import undo_list, undoing
from intake.services.privacy import record_access
from intake.vault import KeyDestroyed
from intake.views.act_page import SchoolsActView
from intake.views.staff_people import person_address
from mentoring_pages.services.membership import reach

MOST_LINES = 300
"""As many lines of a kind are shown: whoever has more mends the file first."""


class ListUploadView(SchoolsActView):
    permission = "intake.add_classlist"
    title = gettext_lazy("Загрузить список класса")
    intro = gettext_lazy(
        "Сначала вы увидите, что в каких столбцах, потом – что будет внесено и что не так. До "
        "вашего согласия в список школы не попадёт никто, а после него загрузку можно отменить."
    )
    form_class = UploadForm
    submit_label = gettext_lazy("Прочитать файл")
    icon = "upload"

    def back_url(self) -> str:
        return reverse("intake_classlist_modeladmin_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"schools": self.schools}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        try:
            row = keep_list(
                school=self.chosen_school(form.cleaned_data),
                data=form.cleaned_data["file"],
                name=self.request.FILES["file"].name,
                by=self.request.user,
                now=self.now,
            )
        except UnreadableTable as problem:
            form.add_error("file", table_words(problem.problem, problem.row))
            return self.form_invalid(form)
        return redirect("nastavnik_class_list_columns", row.key)


class ListBase(View):
    """A list of one of the user's schools; nobody who reaches classes only comes here."""

    permission = "intake.add_classlist"
    row: ClassList

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        found = reach(user=request.user, permission=self.permission)
        rows = ClassList.objects.filter(found.rows(school_path="school"), key=kwargs["key"])
        row = rows.select_related("school__site", "data_key").first()
        if row is None:
            raise Http404
        self.row = row
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (ListClosed, KeyDestroyed):
            messages.warning(request, _("Этот список уже загружен или удалён."))
            return redirect("nastavnik_class_list", self.row.key)
        response["Cache-Control"] = "private, no-store"
        return response

    def seen(self, action: str, detail: str = "") -> None:
        record_access(
            school=self.row.school,
            user=self.request.user,
            action=f"classlist.{action}",
            subject_key=str(self.row.key),
            detail=detail,
            now=self.now,
        )

    def page(self, template: str, **context: Any) -> HttpResponse:
        more = {"list": self.row, "back_url": reverse("intake_classlist_modeladmin_index")}
        return render(self.request, f"intake/staff/{template}.html", more | context)


class ListColumnsView(ListBase):
    """Which column says what: guessed, changeable, remembered for the school."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        self.seen("columns")
        table, heading = table_of(self.row), heading_of(self.row)
        form = ColumnsForm(table=table, heading=heading, columns=columns_of(self.row))
        return self.page("class_list_columns", form=form, table=table)

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        table, heading = table_of(self.row), heading_of(self.row)
        form = ColumnsForm(request.POST, table=table, heading=heading, columns={})
        is_ready = form.is_valid()
        place = form.cleaned_data.get("heading", heading)
        if place != heading:
            cells = table.rows[place].cells if place >= 0 else ()
            set_columns(class_list=self.row, columns=guess_columns(cells), heading=place)
            messages.info(request, _("Заголовки перечитаны. Проверьте столбцы ещё раз."))
            return redirect("nastavnik_class_list_columns", self.row.key)
        if not is_ready:
            return self.page("class_list_columns", form=form, table=table)
        set_columns(class_list=self.row, columns=form.cleaned_data["columns"], heading=place)
        return redirect("nastavnik_class_list_check", self.row.key)


class ListCheckView(ListBase):
    """The dry run: a line for each problem, a choice for each doubt, and then the whole list."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = self._plan()
        if found is None:
            return redirect("nastavnik_class_list_columns", self.row.key)
        self.seen("check", f"{len(found.rows)}")
        form = DoubtsForm(doubts=_doubts(found), answers=self.row.answers)
        return self._page(found, form)

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        if request.POST.get("act") == "drop":
            drop_list(class_list=self.row, now=self.now)
            messages.success(request, _("Список удалён. В школу по нему никто не внесён."))
            return redirect("intake_classlist_modeladmin_index")
        found = self._plan()
        if found is None:
            return redirect("nastavnik_class_list_columns", self.row.key)
        form = DoubtsForm(request.POST, doubts=_doubts(found), answers={})
        if not form.is_valid():
            return self._page(found, form)
        answers = self._for_all(found) | form.answers()
        self.row = set_answers(class_list=self.row, answers=answers)
        if request.POST.get("act") != "accept":
            return redirect("nastavnik_class_list_check", self.row.key)
        try:
            accept_list(
                class_list=self.row,
                contacts_confirmed=form.cleaned_data["contacts_confirmed"],
                by=request.user,
                day=today_at(self.row.school, self.now),
                now=self.now,
            )
        except NotSettled as waiting:
            messages.error(
                request,
                ngettext(
                    "Осталось решить %(count)s сомнение. Пока никто не внесён.",
                    "Осталось решить сомнений: %(count)s. Пока никто не внесён.",
                    waiting.count,
                )
                % {"count": waiting.count},
            )
            return redirect("nastavnik_class_list_check", self.row.key)
        return redirect("nastavnik_class_list", self.row.key)

    def _plan(self) -> Plan | None:
        table = table_of(self.row)
        if column_problem(columns_of(self.row)):
            return None
        return planned(class_list=self.row, table=table, day=today_at(self.row.school, self.now))

    def _for_all(self, found: Plan) -> dict[str, str]:
        """«Всем сразу»: the answer to every doubt of a kind that is not settled yet."""
        wanted = {code: self.request.POST.get(f"all-{code}", "") for code in DOUBTS_OF_ALL}
        return {
            one.key: wanted[one.code]
            for one in found.unsettled
            if wanted.get(one.code) in one.options
        }

    def _page(self, found: Plan, form: DoubtsForm) -> HttpResponse:
        names = {one.person.row: " ".join(one.person.name).strip() for one in found.rows}
        by_level = {level: [one for one in found.findings if one.level is level] for level in Level}
        errors, advice = by_level[Level.ERROR], by_level[Level.ADVICE]
        doubts = _doubts(found)
        of_kind = Counter(one.code for one in found.unsettled)
        return self.page(
            "class_list_check",
            form=form,
            new=found.count(Act.MAKE),
            met=found.count(Act.MEET),
            moved=found.count(Act.MOVE),
            left=found.left,
            papers=sum(len(one.person.papers) for one in found.rows if one.act is not Act.LEAVE),
            errors=[(names[one.row], finding_words(one)) for one in errors[:MOST_LINES]],
            more_errors=max(0, len(errors) - MOST_LINES),
            doubts=[
                (form[f"doubt-{one.key}"], names[one.row], finding_words(one)) for one in doubts
            ],
            more_doubts=max(0, len(found.unsettled) - MOST_LINES),
            unsettled=len(found.unsettled),
            kinds=[
                (code, words, count, [(one, OPTIONS[one]) for one in _options(found, code)])
                for code, words in DOUBTS_OF_ALL.items()
                if (count := of_kind[code]) > 1
            ],
            advice=[(names[one.row], finding_words(one)) for one in advice[:MOST_LINES]],
            more_advice=max(0, len(advice) - MOST_LINES),
            is_empty=not any(one.act is not Act.LEAVE for one in found.rows),
            other_sheets=table_of(self.row).other_sheets,
        )


def _doubts(found: Plan) -> list[Any]:
    """The doubts that are shown: those that wait come first."""
    waiting = set(found.unsettled)
    doubts = [one for one in found.findings if one.level is Level.DOUBT]
    return sorted(doubts, key=lambda one: (one not in waiting, one.row))[:MOST_LINES]


def _options(found: Plan, code: str) -> tuple[str, ...]:
    return next(one.options for one in found.unsettled if one.code == code)


class ListView(ListBase):
    """What became of a list: who came, who was there, what can be done next."""

    permission = "intake.view_classlist"

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        self.seen("inspect")
        classes = (
            self.row.people.filter(act__in=("made", "met", "moved"))
            .exclude(person__school_class="")
            .order_by("person__school_class")
            .values_list("person__school_class", flat=True)
            .distinct()
        )
        undoes = reach(user=request.user, permission=ListUndoView.permission)
        return self.page(
            "class_list",
            classes=list(classes),
            may_undo=self.row.state == "accepted" and undoes.covers(self.row.school_id),
        )


class ListUndoView(ListBase):
    """Undoing: who goes, who stays and why, and one press."""

    permission = "intake.change_classlist"

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        if self.row.state != "accepted":
            return self.page("class_list", classes=[], may_undo=False)
        self.seen("undo")
        found = undoing(class_list=self.row)
        return self.page(
            "class_list_undo",
            goes=len(found.goes),
            back=len(found.moves_back),
            stays=[
                (one.row, one.person, person_address(one.person), STAYS[one.why])
                for one in found.stays[:MOST_LINES]
            ],
            more_stays=max(0, len(found.stays) - MOST_LINES),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = undo_list(class_list=self.row, by=request.user, now=self.now)
        messages.success(
            request,
            _("Загрузка отменена: убрано людей – %(goes)s, осталось – %(stays)s.")
            % {"goes": len(found.goes), "stays": len(found.stays)},
        )
        return redirect("nastavnik_class_list", self.row.key)
