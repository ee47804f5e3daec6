"""What a person decides: item by item, no by default; and the code that confirms it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake import conf
from intake.forms.fields import OwnContactField

YES, NO = "yes", "no"


def _code_label() -> str:
    has_phone = "phone" in conf.channel_order()
    return gettext("Код из письма или СМС") if has_phone else gettext("Код из письма")


code_label = lazy(_code_label, str)


class PublicationForm(forms.Form):
    """One question for each item; nothing is agreed to unless the person says yes to it.

    ``items`` are pairs of an item's key and what it is; ``chosen`` what was chosen before. An item
    without an answer counts as no: silence is never consent (ч. 8 ст. 10.1 152-ФЗ).
    """

    def __init__(
        self,
        *args,
        items: Sequence[tuple[str, str]],
        chosen: Mapping[str, bool] | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = chosen or {}
        for key, label in items:
            self.fields[key] = forms.ChoiceField(
                label=capfirst(label),
                choices=[(NO, _("Нет")), (YES, _("Да"))],
                initial=YES if chosen.get(key) else NO,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Выберите «Да» или «Нет».")},
            )

    def choices_made(self) -> dict[str, bool]:
        return {name: answer == YES for name, answer in self.cleaned_data.items()}


class CodeForm(forms.Form):
    """Six digits. Whether they are the right ones is decided where the paper is signed.

    Any spelling with spaces or dashes passes: ``intake.domain.code`` reads it. ``shown_digest``
    says which bytes the person had before them.
    """

    code = forms.CharField(
        label=code_label(),
        max_length=40,
        error_messages={
            "required": _("Напишите шесть цифр из сообщения с кодом."),
            "max_length": _("В коде шесть цифр. Проверьте, что вы вставили только его."),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "n-code",
            }
        ),
    )
    shown_digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class OtherContactForm(forms.Form):
    """Where to write to the other signer."""

    contact = OwnContactField()
