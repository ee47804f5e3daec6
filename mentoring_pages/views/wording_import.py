"""A school's own wording: pasted or uploaded, looked through, kept as a draft.

The text travels in the form from step to step: nothing is stored before the editor says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem

from mentoring_pages.domain.wording import KINDS
from mentoring_pages.domain.wording_import import (
    MOST_LINES,
    Blank,
    ImportedLine,
    ImportedWording,
    recognise,
    usable_places,
)
from mentoring_pages.importing.refusals import UnreadableFile
from mentoring_pages.importing.sources import read_upload
from mentoring_pages.models import School
from mentoring_pages.models.wording import WORDING_KINDS, WORDING_VARIANTS
from mentoring_pages.services.membership import reach
from mentoring_pages.services.wording_import import Places, create_draft, drafted, findings_of

LONGEST_TEXT = 200_000
"""Characters. A long agreement has about fifteen thousand."""

LEAVE = ""


class ImportForm(forms.Form):
    """What the text is, and the text itself: pasted, or read out of a file."""

    kind = forms.ChoiceField(label=gettext_lazy("Что это за текст"), choices=WORDING_KINDS.items())
    variant = forms.ChoiceField(
        label=gettext_lazy("Кто подписывает"), choices=WORDING_VARIANTS.items()
    )
    text = forms.CharField(
        label=gettext_lazy("Текст"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Вставьте текст целиком или выберите файл ниже."),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "max_length": gettext_lazy("Текст слишком длинный: это не одно согласие. Сократите.")
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Или файл"),
        required=False,
        help_text=gettext_lazy("DOCX, PDF с текстом, HTML или обычный текст."),
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = schools
        if len(schools) > 1:
            self.fields["school"] = forms.ModelChoiceField(schools, label=_("Школа"))
            self.order_fields(["school"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        uploaded = cleaned.get("file")
        if uploaded is not None:
            try:
                cleaned["text"] = read_upload(uploaded.read(), name=uploaded.name).text
            except UnreadableFile as problem:
                self.add_error("file", str(problem))
        text = (cleaned.get("text") or "").strip()
        if not text and not self.errors:
            self.add_error("text", _("Вставьте текст или выберите файл."))
        if len(text) > LONGEST_TEXT:
            self.add_error("file", _("Текст слишком длинный: это не одно согласие. Сократите."))
        kind, variant = cleaned.get("kind"), cleaned.get("variant")
        if kind and variant not in KINDS[kind].variants:
            cleaned["variant"] = KINDS[kind].variants[0]
        return cleaned

    @property
    def school(self) -> School:
        chosen: School | None = self.cleaned_data.get("school") or self.schools.first()
        if chosen is None:
            raise PermissionDenied
        return chosen


@dataclass(frozen=True, slots=True)
class Asked:
    """One blank as a question: the name of its field and what is chosen in it."""

    name: str
    blank: Blank
    chosen: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    line: ImportedLine
    asked: tuple[Asked, ...]


def schools_of_texts(user: Any) -> QuerySet[School]:
    """The schools whose texts ``user`` works with."""
    rows = reach(user=user, permission="mentoring_pages.change_school")
    return School.objects.filter(rows.rows(school_path="pk")).select_related("site")


class ImportItem(MenuItem):
    """In the menu of whoever works with texts of some school."""

    def is_shown(self, request: HttpRequest) -> bool:
        found = reach(user=request.user, permission="mentoring_pages.change_school")
        return not found.is_empty


@method_decorator(never_cache, name="dispatch")
class ImportView(View):
    """Two pages at one address: the text, and what was recognised in it."""

    template_name = "mentoring_pages/staff/wording_import.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.schools = schools_of_texts(request.user)
        if not self.schools.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=ImportForm(schools=self.schools))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES, schools=self.schools)
        if not form.is_valid() or "again" in request.POST:
            return self.page(form=form)
        school = form.school
        if not school.site.root_page.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        what = {"kind": form.cleaned_data["kind"], "variant": form.cleaned_data["variant"]}
        imported = recognise(form.cleaned_data["text"], **what)
        if not imported.lines:
            form.add_error("text", _("В этом тексте не нашлось ни одной строки. Вставьте другой."))
            return self.page(form=form)
        places = _chosen(imported, request.POST)
        if "create" not in request.POST:
            return self.recognised(form, school, imported, places)
        try:
            page = create_draft(
                school=school, imported=imported, places=places, user=request.user, **what
            )
        except ValidationError as problem:
            return self.recognised(form, school, imported, places, problems=problem.messages)
        messages.success(
            request,
            _("Черновик создан. Прочитайте его целиком, укажите приказ и опубликуйте."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def recognised(
        self,
        form: ImportForm,
        school: School,
        imported: ImportedWording,
        places: Places,
        problems: Any = (),
    ) -> HttpResponse:
        """Every line with its blanks, and what the check says about the text."""
        what = {"kind": form.cleaned_data["kind"], "variant": form.cleaned_data["variant"]}
        page = drafted(imported=imported, places=places, **what)
        day = timezone.localdate(timezone=school.zone)
        return self.page(
            form=form,
            imported=imported,
            shown=list(_shown(imported, places)),
            places=usable_places(**what),
            findings=findings_of(page=page, school=school, day=day),
            problems=problems,
            kind_label=WORDING_KINDS[what["kind"]],
            variant_label=WORDING_VARIANTS[what["variant"]],
            school=school,
            hidden={**what, "text": form.cleaned_data["text"], "school": school.pk},
            most_lines=MOST_LINES,
        )

    def page(self, **context: Any) -> HttpResponse:
        return render(self.request, self.template_name, context)


def _chosen(imported: ImportedWording, posted: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """What was chosen for each blank; before anything was chosen, what is offered."""
    return {
        (number, index): posted.get(_name(number, index), blank.suggestion)
        for number, line in enumerate(imported.lines)
        for index, blank in enumerate(line.blanks)
    }


def _shown(imported: ImportedWording, places: Places) -> Iterator[ShownLine]:
    for number, line in enumerate(imported.lines):
        asked = (
            Asked(_name(number, index), blank, places.get((number, index), LEAVE))
            for index, blank in enumerate(line.blanks)
        )
        yield ShownLine(line, tuple(asked))


def _name(line: int, blank: int) -> str:
    return f"place-{line}-{blank}"
