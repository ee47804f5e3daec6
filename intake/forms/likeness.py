"""What staff answer about two records of one name."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ONE, TWO = "one", "two"
ANSWERS = {
    ONE: _("Один человек: остаётся эта карточка, та больше ни за кого не действует"),
    TWO: _("Разные люди, полные тёзки: больше об этом не спрашивать"),
}


class LikenessForm(forms.Form):
    other = forms.ChoiceField(
        label=_("Другая запись"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите запись."),
            "invalid_choice": _("Этой записи уже нет в списке. Выберите из оставшихся."),
        },
    )
    answer = forms.ChoiceField(
        label=_("Кто это"),
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "Спросите семью. По одному имени не решайте: у полных тёзок документы и письма ушли бы "
            "не тому."
        ),
        error_messages={"required": _("Ответьте, один это человек или разные.")},
    )

    def __init__(self, *args: Any, records: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(records)
