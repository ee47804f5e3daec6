"""Which pairs go on for another year, for how long, and whether the links leave at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import LONGEST_TERM


class RenewForm(forms.Form):
    """``rows`` are pairs of an agreement's key and its line; what is due is ticked beforehand."""

    agreements = forms.MultipleChoiceField(
        label=_("Пары, которые продолжают"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Отметьте хотя бы одну пару."),
            "invalid_choice": _("Список изменился. Проверьте отметки ещё раз."),
        },
    )
    term_months = forms.IntegerField(
        label=_("Срок, месяцев"),
        help_text=_("Оставьте пустым, чтобы у каждой пары срок был как в прошлый раз."),
        required=False,
        min_value=1,
        max_value=LONGEST_TERM,
    )
    send = forms.BooleanField(
        label=_("Сразу отправить ссылки на подпись"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, rows: Sequence[tuple[str, Any]], ticked: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreements"].choices = rows
        self.fields["agreements"].initial = ticked
