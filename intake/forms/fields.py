"""Fields that several questions share."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.age import (
    BirthDateProblem,
    birth_date_from_parts,
    birth_date_problem,
)
from intake.domain.names import NameProblem, clean_name, name_problem
from intake.labels import BIRTH_DATE_PROBLEMS, NAME_PROBLEMS


class NameField(forms.CharField):
    """A part of a name, cleaned of accidents and otherwise kept exactly as typed."""

    def __init__(self, *, missing: str = "", **kwargs) -> None:
        kwargs.setdefault("required", bool(missing))
        super().__init__(
            strip=False,
            error_messages={"required": missing},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **kwargs,
        )

    def to_python(self, value) -> str:
        return clean_name(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        problem = name_problem(value, required=self.required)
        if problem is NameProblem.MISSING:
            raise forms.ValidationError(self.error_messages["required"])
        if problem is not None:
            raise forms.ValidationError(NAME_PROBLEMS[problem])


class DatePartsWidget(forms.MultiWidget):
    """Three fields for a date that people know by heart: no calendar to scroll through."""

    template_name = "intake/widgets/date_parts.html"

    parts = (("day", _("День"), 2), ("month", _("Месяц"), 2), ("year", _("Год"), 4))

    def __init__(self, attrs=None) -> None:
        super().__init__(
            {
                name: forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "maxlength": length + 2,
                        "autocomplete": "off",
                    }
                )
                for name, _label, length in self.parts
            },
            attrs,
        )

    def get_context(self, name, value, attrs) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        described = (attrs or {}).get("aria-describedby")
        for part, (_name, label, _length) in zip(
            context["widget"]["subwidgets"], self.parts, strict=True
        ):
            part["label"] = label
            if described:
                part["attrs"]["aria-describedby"] = described
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class DatePartsField(forms.MultiValueField):
    """A birth date in three parts. ``today`` is the school's day: nobody is born after it."""

    widget = DatePartsWidget

    def __init__(self, *, today: date, **kwargs) -> None:
        self.today = today
        part = forms.CharField(required=False)
        super().__init__(
            fields=(part, part, part),
            require_all_fields=False,
            required=False,
            **kwargs,
        )

    def clean(self, value) -> date:
        answer = self.compress(list(value or ["", "", ""]))
        problem = (
            answer
            if isinstance(answer, BirthDateProblem)
            else birth_date_problem(answer, self.today)
        )
        if problem is not None:
            raise forms.ValidationError(BIRTH_DATE_PROBLEMS[problem], code=problem.value)
        return answer

    def compress(self, data_list: list[str]) -> date | BirthDateProblem:
        day, month, year = (_whole_number(part) for part in data_list)
        if "wrong" in (day, month, year):
            return BirthDateProblem.IMPOSSIBLE
        if isinstance(year, int) and year < 100:
            return BirthDateProblem.MISSING
        return birth_date_from_parts(year, month, day)


def _whole_number(text: str | None) -> int | str | None:
    """The number somebody typed, None for nothing, «wrong» for anything else."""
    text = (text or "").strip().rstrip(".")
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) <= 4 else "wrong"


class EmailAddressField(forms.EmailField):
    """An address a code will be sent to."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Электронная почта"))
        super().__init__(
            error_messages={
                "required": _("Напишите адрес почты: на него придёт код для подписи."),
                "invalid": _(
                    "В адресе что-то не так. Он выглядит как imya@example.ru: проверьте знак @ "
                    "и то, что после него."
                ),
            },
            widget=forms.EmailInput(
                attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
            ),
            **kwargs,
        )
