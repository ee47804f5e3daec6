"""How somebody withdraws a consent without a page of their own: here with a pen, or by letter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms.staff import date_field
from intake.forms.staff_paper import KEPT_WHERE, read_scan, scan_field
from intake.models import Person

PRINT, LETTER = "print", "letter"


class WithdrawalForm(forms.Form):
    """Everything below the second question is about a letter that came.

    ``people`` are those who may withdraw; of one alone nobody is asked.
    """

    who = forms.ChoiceField(
        label=_("Кто отзывает"),
        widget=forms.RadioSelect,
        help_text=_(
            "С 14 лет ученик отзывает согласие и один, без представителя. Представителю об этом "
            "уйдёт письмо."
        ),
        error_messages={"required": _("Выберите, кто отзывает.")},
    )
    way = forms.ChoiceField(
        label=_("Как отзывают согласие"),
        choices=[
            (PRINT, _("Человек здесь: напечатать отзыв, он подпишет его ручкой")),
            (LETTER, _("Пришло или принесено собственное подписанное заявление")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите один ответ.")},
    )
    signed_on = date_field(_("Дата на заявлении"), _("Только для собственного заявления."))
    kept_where = forms.CharField(**(KEPT_WHERE | {"label": _("Где хранится заявление")}))
    scan = scan_field(_("Скан заявления"))
    is_own_family = forms.BooleanField(
        label=_("Это заявление моей семьи"),
        required=False,
        help_text=_("Тогда его запишет другой сотрудник."),
    )
    seen = forms.BooleanField(
        label=_("Я видел(а) заявление с подписью, оно от этого человека и об этом согласии"),
        error_messages={"required": _("Записать можно только заявление, которое вы видели сами.")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(people) > 1:
            self.fields["who"].choices = [(str(one.key), one.full_name) for one in people]
        else:
            del self.fields["who"]
        if self.data.get("way") != LETTER:
            for name in ("signed_on", "kept_where", "seen"):
                self.fields[name].required = False

    def clean_scan(self) -> bytes | None:
        return read_scan(self.cleaned_data["scan"])
