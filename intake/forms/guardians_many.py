"""Which representatives staff have checked: ticked one by one, for one way of checking."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.models import Guardianship
from intake.models.request import IDENTIFICATION_WAYS


class CheckManyForm(forms.Form):
    """Nothing is ticked beforehand: a tick is the word of whoever puts it."""

    identified_how = forms.ChoiceField(
        label=_("Как вы установили, кто это"),
        choices=list(IDENTIFICATION_WAYS.items()),
        initial="school_record",
    )
    rows = forms.MultipleChoiceField(
        label=_("Кого вы сверили"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Отметьте хотя бы одного представителя."),
            "invalid_choice": _("Список изменился. Проверьте отметки ещё раз."),
        },
    )

    def __init__(self, *args: Any, rows: Sequence[Guardianship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(str(row.pk), _line(row)) for row in rows]


def _line(row: Guardianship) -> str:
    ward = row.ward
    born = f", {ward.birth_date:%d.%m.%Y}" if ward.birth_date else ""
    whose = f"{ward.full_name}{born}"
    return f"{ward.school_class or '–'}: {whose} – {row.guardian.full_name}"
