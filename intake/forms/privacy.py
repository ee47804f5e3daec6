"""What staff type about a person's own data: requests, holds, destruction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms.staff import ReasonForm, date_field
from intake.models import Person
from intake.models.subject_request import REQUEST_WAYS

BY_STAFF = ("paper", "post")


class AskForm(forms.Form):
    """Who asked, how and when the request came to the school."""

    asker = forms.ChoiceField(
        label=_("Кто спросил"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, кто спросил.")},
    )
    how = forms.ChoiceField(
        label=_("Как пришёл запрос"),
        choices=[(key, REQUEST_WAYS[key]) for key in BY_STAFF],
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, как пришёл запрос.")},
    )
    received_on = date_field(
        _("Когда получен"), _("От следующего дня считаются десять рабочих дней.")
    )

    def __init__(self, *args: Any, people: list[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].choices = [
            (str(person.key), f"{person.full_name}, {who}") for person, who in people
        ]


class ExtendForm(ReasonForm):
    """The reason is told to the person, as the law asks."""


class GroundForm(forms.Form):
    """On which norm of law the school refuses."""

    ground = forms.CharField(
        label=_("Норма закона"),
        max_length=300,
        help_text=_("Например: «часть 8 статьи 14 152-ФЗ». Её прочтёт тот, кто спросил."),
        error_messages={"required": _("Назовите норму: без неё отказать нельзя.")},
    )


class HoldForm(forms.Form):
    """The paper because of which the data must stay."""

    basis = forms.CharField(
        label=_("Основание"),
        max_length=200,
        help_text=_("Документ, номер, дата: «запрос прокуратуры № 12 от 03.09.2026». Без имён."),
        error_messages={"required": _("Назовите документ: без основания хранить нельзя.")},
    )


class DestroyForm(forms.Form):
    """Twice said, because it cannot be undone."""

    is_understood = forms.BooleanField(
        label=_("Понимаю, что вернуть эти сведения будет нельзя"),
        error_messages={"required": _("Отметьте это: вернуть сведения будет нельзя.")},
    )
