"""What an editor is asked on the way from a file to a draft page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring_pages.importing import UnreadableFile
from mentoring_pages.importing.decoding import LARGEST_FILE
from mentoring_pages.importing.refusals import SENTENCES, Unreadable
from mentoring_pages.models import IMPORT_KINDS, School
from mentoring_pages.services.imported_file import FIELDS

DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
LONGEST_HEADING = 100
"""Characters of the word an act calls itself by; an article's heading is its whole title."""

READABLE = ".docx,.pdf,.txt,.md,.markdown,.html,.htm"


class UploadForm(forms.Form):
    """The file, the school where there are several, and the kind of document."""

    file = forms.FileField(
        label=_("Файл"),
        help_text=_(
            "DOCX, PDF с текстом, TXT, Markdown или HTML, до 20 МБ. Скан сначала распознайте."
        ),
        widget=forms.FileInput(attrs={"accept": READABLE}),
        error_messages={
            "required": _("Выберите файл."),
            "empty": SENTENCES[Unreadable.EMPTY],
        },
    )
    school = forms.ModelChoiceField(
        label=_("Школа"),
        queryset=School.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Выберите школу из списка.")},
    )
    kind = forms.ChoiceField(
        label=_("Что это за документ"),
        choices=list(IMPORT_KINDS.items()),
        help_text=_("Если не уверены, оставьте «определить самим»: вид можно сменить потом."),
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_school: School | None = None
        if len(schools) == 1:
            self.only_school = schools[0]
            del self.fields["school"]
        else:
            self.fields["school"].queryset = schools

    @property
    def chosen_school(self) -> School:
        return self.only_school or self.cleaned_data["school"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(SENTENCES[Unreadable.TOO_BIG])
        return file

    def refuse(self, problem: UnreadableFile) -> None:
        self.add_error("file", str(problem))


class CorrectionsForm(forms.Form):
    """The head of the document as recognised, open to correction."""

    kind = forms.ChoiceField(
        label=_("Вид документа"),
        choices=[(key, label) for key, label in IMPORT_KINDS.items() if key != "auto"],
        help_text=_("Если выбрать другой вид, документ будет разобран заново."),
    )
    heading = forms.CharField(
        label=_("Заголовок"),
        max_length=255,
        required=False,
        help_text=_("Слово, которым документ называет себя: «Положение», «Порядок»."),
    )
    subject = forms.CharField(
        label=_("О чём документ"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Что стоит под заголовком: «о наставничестве в …»."),
    )
    approval_post = forms.CharField(
        label=_("Кто утвердил: должность"), max_length=200, required=False
    )
    approval_name = forms.CharField(
        label=_("Кто утвердил: фамилия и инициалы"), max_length=150, required=False
    )
    order_number = forms.CharField(label=_("Номер приказа"), max_length=50, required=False)
    order_date = forms.DateField(
        label=_("Дата приказа"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Например, 05.02.2026. Без номера и даты документ останется проектом."),
        error_messages={"invalid": _("Такой даты нет. Напишите её так: 05.02.2026.")},
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        heading = answers.get("heading", "")
        if answers.get("kind") != "article" and len(heading) > LONGEST_HEADING:
            self.add_error(
                "heading",
                _("Заголовок акта короче 100 знаков. Остальное перенесите в «О чём документ»."),
            )
        number, day = answers.get("order_number"), answers.get("order_date")
        if number and not day and "order_date" not in self.errors:
            self.add_error("order_date", _("Впишите и дату приказа или уберите его номер."))
        if day and not number:
            self.add_error("order_number", _("Впишите и номер приказа или уберите его дату."))
        if not answers.get("heading") and not answers.get("subject") and not self.errors:
            self.add_error("heading", _("Впишите название: без него страницу не создать."))
        return answers

    def typed(self) -> dict[str, str]:
        """The answers exactly as typed, right or wrong."""
        return {name: self.data.get(name, "").strip() for name in FIELDS if name in self.data}
