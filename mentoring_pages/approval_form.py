"""What the last step of an approval asks for: the order, its days, how much it changes."""

from datetime import date
from typing import Any

from django import forms
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from mentoring_pages.domain.order_days import is_meant
from mentoring_pages.models.edition import CHANGES, WRONG_YEAR

order_named = Signal()
"""Sent with ``page_key``, ``ordered``, ``since``; answers what is odd about these days of an order,
to be confirmed, or nothing."""

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


class RemarkForm(forms.Form):
    """What sending a draft back asks for: without a remark nobody knows what to mend."""

    comment = forms.CharField(
        label=_("Что исправить"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Напишите, что исправить: это прочитает автор текста.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "remark_%s", **kwargs})


class ApprovalOrderForm(forms.Form):
    """``page`` names the act by its key; ``days_meant`` is asked only where the days are odd."""

    page = forms.UUIDField(required=False, widget=forms.HiddenInput)
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
    days_meant = forms.BooleanField(
        label=_("Даты верны: утвердить так"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_(
            "Прежняя редакция, которую вносят позже, останется в истории документа; действовать "
            "будет нынешняя."
        ),
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
        if not self.errors.keys() & {"page", "order_date", "in_force_from"}:
            self._ask_about_days(cleaned)
        return cleaned

    def _ask_about_days(self, cleaned: dict[str, Any]) -> None:
        """Days before those of the text in force are a slip until somebody says they are not."""
        if not (cleaned.get("page") and cleaned.get("order_date")):
            return
        answers = order_named.send(
            sender=type(self),
            page_key=cleaned["page"],
            ordered=cleaned["order_date"],
            since=cleaned.get("in_force_from"),
        )
        words = next((answer for _receiver, answer in answers if answer), "")
        if not words:
            return
        self.fields["days_meant"].widget = forms.CheckboxInput()
        if not cleaned.get("days_meant"):
            self.add_error("days_meant", words)
