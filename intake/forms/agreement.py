"""What a person says about an agreement in force: for how long to go on, how and when to stop."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import LONGEST_TERM, Ground

TOGETHER, ALONE = "together", "alone"

GROUND_WORDS = {
    Ground.NOTICE: _("Предупреждаю заранее, причину не объясняю"),
    Ground.BREACH: _("Другая сторона систематически нарушает соглашение"),
    Ground.SAFETY: _("Речь о безопасности: прекратить сразу"),
}


class ExtendForm(forms.Form):
    term_months = forms.IntegerField(
        label=_("На сколько месяцев продлить"),
        min_value=1,
        max_value=LONGEST_TERM,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Напишите число месяцев."),
            "invalid": _("Напишите число месяцев цифрами, например 9."),
            "min_value": _("Продлить можно хотя бы на месяц."),
            "max_value": _("Продлить можно не больше чем на 120 месяцев."),
        },
    )


class EndForm(forms.Form):
    """How the agreement is to end. The last day is asked only of an end by both."""

    way = forms.ChoiceField(
        label=_("Как прекратить"),
        choices=[
            (TOGETHER, _("Мы решили вместе: подпишут обе стороны")),
            (ALONE, _("Я прекращаю в одностороннем порядке")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, как прекратить соглашение.")},
    )
    last_day = forms.DateField(
        label=_("Последний день, если решили вместе"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Такой даты нет. Напишите её так: 01.09.2026.")},
    )
    ground = forms.ChoiceField(
        label=_("Почему, если прекращаете сами"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Выберите, почему вы прекращаете соглашение.")},
    )
    words = forms.CharField(
        label=_("Пояснение"),
        help_text=_("Можно не писать. Его прочтут другая сторона и куратор."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, grounds: Sequence[Ground], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(one.value, GROUND_WORDS[one]) for one in grounds]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way = cleaned.get("way")
        if way == TOGETHER and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Укажите последний день соглашения."))
        if self.is_alone(way) and not cleaned.get("ground") and "ground" not in self.errors:
            self.add_error("ground", _("Выберите, почему вы прекращаете соглашение."))
        return cleaned

    def is_alone(self, way: str | None) -> bool:
        """Whether this way needs one signature and a ground."""
        return way == ALONE

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        return day
