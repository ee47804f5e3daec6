"""What the last step of an approval asks for: the order, its days, how much it changes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring_pages.domain.order_days import is_meant
from mentoring_pages.models.edition import CHANGES, WRONG_YEAR

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
"""What a browser sends from a date field, and what people type where it has none."""


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Такой даты нет. Напишите её так: 01.09.2026."),
            "required": _("Укажите дату."),
        },
        **options,
    )


class ApprovalOrderForm(forms.Form):
    order_number = forms.CharField(
        label=_("Номер приказа"),
        max_length=50,
        error_messages={"required": _("Укажите номер приказа. Без приказа документ – проект.")},
    )
    order_date = day_field(label=_("Дата приказа"))
    in_force_from = day_field(
        label=_("Действует с"),
        required=False,
        help_text=_("Оставьте пустым, если действует с даты приказа."),
    )
    change = forms.ChoiceField(
        label=_("Изменение"),
        choices=list(CHANGES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, нужны ли новые подписи.")},
        help_text=_(
            "Существенное меняет права и обязанности людей. Несущественное – исправленная "
            "опечатка или новый номер пункта."
        ),
    )
    comment = forms.CharField(
        label=_("Примечание"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The form opens over the editor of the page, whose fields have the same names.
        super().__init__(*args, **{"auto_id": "approval_%s", **kwargs})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        ordered, since = cleaned.get("order_date"), cleaned.get("in_force_from")
        for name in ("order_date", "in_force_from"):
            if isinstance(day := cleaned.get(name), date) and not is_meant(day):
                self.add_error(name, WRONG_YEAR)
        if isinstance(ordered, date) and isinstance(since, date) and since < ordered:
            self.add_error(
                "in_force_from",
                _("Документ не может действовать раньше даты приказа. Проверьте обе даты."),
            )
        return cleaned
