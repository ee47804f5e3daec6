"""The register of plain words beside clauses: which clause, what it says, whom it concerns."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from mentoring_pages.domain.audiences import AUDIENCES
from mentoring_pages.models import ClauseNote, School
from mentoring_pages.school_admin import SchoolForm, SchoolModelAdmin
from mentoring_pages.school_admin_views import SchoolIndexView
from mentoring_pages.services.note import (
    CHANGED,
    GONE,
    NotedClause,
    acts_of,
    changed_since,
    clauses_of,
    write_note,
)
from mentoring_pages.services.publication import named_past_duty

STATES = {
    CHANGED: _("Пункт изменился после этого пояснения"),
    GONE: _("Этого пункта в документе больше нет"),
}


class NoteForm(SchoolForm):
    """A note is of a clause that stands in a published act of the school."""

    clause = forms.ChoiceField(
        label=_("Пункт"),
        help_text=_("Из опубликованных документов школы. Пояснение останется с пунктом и после."),
    )

    def offer(self, clauses: list[tuple[str, list[NotedClause]]]) -> None:
        """The clauses an editor may choose from, under the titles of their acts."""
        self.clauses = {_value(one): one for _title, found in clauses for one in found}
        own = f"{self.instance.page_key}:{self.instance.clause_key}"
        choices: list[Any] = [("", _("Выберите пункт"))]
        choices += [
            (title, [(_value(one), one.label) for one in found]) for title, found in clauses
        ]
        self.fields["clause"].choices = choices
        if self.instance.pk:
            self.fields["clause"].initial = own
            state = changed_since(note=self.instance, clauses=self.clauses.values())
            if state:
                self.fields["clause"].help_text = STATES[state]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("text") or "").strip() and not any(
            cleaned.get(f"for_{key}") for key in AUDIENCES
        ):
            self.add_error("text", _("Напишите пояснение или отметьте, кому важен этот пункт."))
        clause = self.clauses.get(cleaned.get("clause", ""))
        school = School.objects.filter(pk=clause.school_id).first() if clause else None
        for field in ("text", "signed"):
            text = cleaned.get(field) or ""
            if school and named_past_duty(school=school, text=text, now=timezone.now()):
                self.add_error(
                    field,
                    _("Здесь названы фамилия и имя, а пояснение видят все. Напишите без имени."),
                )
        if clause is not None and clause.school_id is not None:
            self.instance.school_id = clause.school_id
            same = ClauseNote.objects.filter(
                school_id=clause.school_id, page_key=clause.page_key, clause_key=clause.key
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("clause", _("У этого пункта уже есть пояснение. Исправьте его."))
        return cleaned

    @property
    def chosen(self) -> NotedClause:
        return self.clauses[self.cleaned_data["clause"]]


def _value(clause: NotedClause) -> str:
    return f"{clause.page_key}:{clause.key}"


class NoteIndexView(SchoolIndexView):
    """Each note beside its clause as it stands now; as many queries for many notes as for one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        notes = list(context["object_list"])
        clauses = [
            clause
            for page in acts_of(schools={note.school for note in notes})
            for clause in clauses_of(page=page)
        ]
        labels = {(one.page_key, one.key): one.label for one in clauses}
        for note in notes:
            note.label = labels.get((note.page_key, note.clause_key), "")
            note.state = changed_since(note=note, clauses=clauses)
        context["object_list"] = notes
        return context


class NoteAdmin(SchoolModelAdmin):
    model = ClauseNote
    base_form_class = NoteForm
    index_view_class = NoteIndexView
    menu_label = _("Пояснения к пунктам")
    menu_icon = "comment"
    menu_order = 815
    list_display = ("clause", "words", "whom", "is_published", "standing")
    list_filter = ("is_published", "for_parent", "for_mentor", "for_child")
    list_select_related = ("school__site__root_page",)
    search_fields = ("text",)
    empty_sentence = _(
        "Пояснений ещё нет. Добавьте простые слова к пункту, который трудно понять, "
        "или отметьте, кому он важен."
    )
    panels = [
        FieldPanel("clause"),
        FieldPanel("text"),
        FieldPanel("signed"),
        MultiFieldPanel(
            [FieldPanel("for_parent"), FieldPanel("for_mentor"), FieldPanel("for_child")],
            heading=_("Кому важен этот пункт"),
        ),
        FieldPanel("is_published"),
    ]

    def limit_form(self, form: Any, request: HttpRequest, action: str) -> None:
        super().limit_form(form, request, action)
        schools = self.schools_for(request, action).select_related("site__root_page")
        if form.instance.pk:
            schools = schools.filter(pk=form.instance.school_id)
        form.offer(
            [
                (page.title, clauses_of(page=page, school_id=school.pk))
                for school in schools
                for page in acts_of(schools=[school])
            ]
        )

    def save_row(self, request: HttpRequest, form: Any) -> ClauseNote:
        return write_note(
            note=form.instance, clause=form.chosen, by=request.user, now=timezone.now()
        )

    def clause(self, note: ClauseNote) -> str:
        return getattr(note, "label", "") or "–"

    clause.short_description = _("Пункт")  # type: ignore[attr-defined]

    def words(self, note: ClauseNote) -> str:
        return note.text if len(note.text) <= 120 else f"{note.text[:120]}…"

    words.short_description = _("Простыми словами")  # type: ignore[attr-defined]

    def whom(self, note: ClauseNote) -> str:
        return ", ".join(AUDIENCES[key].whom for key in AUDIENCES if key in note.audiences)

    whom.short_description = _("Для кого")  # type: ignore[attr-defined]

    def standing(self, note: ClauseNote) -> Any:
        return STATES.get(getattr(note, "state", ""), "")

    standing.short_description = _("Пункт сейчас")  # type: ignore[attr-defined]
