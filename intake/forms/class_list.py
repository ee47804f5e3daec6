"""What staff answer about a class list: the file, its columns, its doubts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.class_list import Finding
from intake.domain.class_list_columns import HEADINGS_WITHIN, Field, column_problem
from intake.domain.table_file import MOST_BYTES, Table, TableProblem
from intake.list_labels import COLUMN_PROBLEMS, FIELDS, OPTIONS, table_words

NO_COLUMN = ""


class UploadForm(forms.Form):
    """The file of the list."""

    file = forms.FileField(
        label=gettext_lazy("Файл со списком"),
        help_text=gettext_lazy(
            "Книга Excel (.xlsx) или CSV, до 5 МБ и 10 000 строк. Нужны имя и дата рождения; "
            "представитель, контакты и бумаги – если есть. Сам файл не сохраняется."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={
            "required": gettext_lazy("Выберите файл со списком."),
            "empty": gettext_lazy("Файл пустой. Проверьте, сохранён ли в нём список."),
        },
    )

    def __init__(self, *args: Any, schools: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(schools) > 1:
            self.fields["school"] = forms.ChoiceField(
                label=gettext_lazy("Школа"), choices=[(one.pk, str(one)) for one in schools]
            )

    def clean_file(self) -> bytes:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(table_words(TableProblem.TOO_LARGE, 0))
        data: bytes = file.read()
        return data


class ColumnsForm(forms.Form):
    """Which column says what: a choice for each column, with its heading and some values."""

    def __init__(
        self, *args: Any, table: Table, heading: int, columns: Mapping[Field, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.heading = table, heading
        meanings = {at: field.value for field, at in columns.items()}
        choices = [(NO_COLUMN, _("не загружать")), *((one.value, FIELDS[one]) for one in Field)]
        self.fields["heading"] = forms.TypedChoiceField(
            label=_("Где заголовки столбцов"),
            coerce=int,
            choices=self._heading_choices(),
            initial=heading,
            help_text=_("Строки выше заголовков не загружаются."),
        )
        for at in range(table.width):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=self.title_of(at),
                choices=choices,
                required=False,
                initial=meanings.get(at, NO_COLUMN),
            )

    def _heading_choices(self) -> list[tuple[int, str]]:
        rows = self.table.rows[:HEADINGS_WITHIN]
        shown = [
            (
                place,
                _("строка %(row)s: %(cells)s") % {"row": row.number, "cells": _short(row.cells)},
            )
            for place, row in enumerate(rows)
        ]
        return [(-1, _("заголовков нет, первая же строка – человек")), *shown]

    def title_of(self, at: int) -> str:
        cells = self.table.rows[self.heading].cells if self.heading >= 0 else ()
        name = cells[at] if at < len(cells) else ""
        return name or _("Столбец %(number)s") % {"number": at + 1}

    def samples_of(self, at: int) -> list[str]:
        rows = self.table.rows[self.heading + 1 :]
        values = (row.cells[at] for row in rows if at < len(row.cells) and row.cells[at])
        return [value for value, _number in zip(values, range(3), strict=False)]

    def lines(self) -> list[tuple[Any, list[str]]]:
        """Each column's field with what stands in it."""
        return [(self[f"column-{at}"], self.samples_of(at)) for at in range(self.table.width)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = [
            (Field(value), at)
            for at in range(self.table.width)
            if (value := cleaned.get(f"column-{at}"))
        ]
        columns = dict(said)
        problem = "twice" if len(columns) < len(said) else column_problem(columns)
        if problem:
            raise forms.ValidationError(COLUMN_PROBLEMS[problem])
        cleaned["columns"] = columns
        return cleaned


class DoubtsForm(forms.Form):
    """One choice for each doubt; ``all-…`` answers every doubt of a kind that has no own answer."""

    contacts_confirmed = forms.BooleanField(
        required=False,
        label=gettext_lazy("Почту и телефоны из списка семьи сообщили школе сами"),
        help_text=gettext_lazy(
            "Тогда контакты считаются подтверждёнными. Без отметки их сверит сотрудник."
        ),
    )

    def __init__(
        self, *args: Any, doubts: Sequence[Finding], answers: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one in doubts:
            self.fields[f"doubt-{one.key}"] = forms.ChoiceField(
                choices=[(option, OPTIONS[option]) for option in one.options],
                required=False,
                widget=forms.RadioSelect,
                initial=answers.get(one.key),
            )

    def answers(self) -> dict[str, str]:
        return {
            name.removeprefix("doubt-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("doubt-") and value
        }


def _short(cells: Sequence[str]) -> str:
    words = ", ".join(cell for cell in cells if cell)
    return words if len(words) <= 70 else f"{words[:69]}…"
