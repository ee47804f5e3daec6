"""The last questions of the full written form. What is recorded already may be left empty."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.identity import PAPER_KINDS, IdentityPaper
from intake.forms.fields import DatePartsField

OFF = {"autocomplete": "off", "spellcheck": "false"}


class DetailForm(forms.Form):
    """``is_known``: something is recorded, and an empty form keeps it."""

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known = is_known

    @property
    def keeps_what_is_known(self) -> bool:
        """Nothing was typed beside the choice of a kind, and nothing has to be."""
        typed = (
            self.data.get(name) for name in self.data if name.partition("_")[0] in TYPED_PREFIXES
        )
        return self.is_known and not any((value or "").strip() for value in typed)


TYPED_PREFIXES = frozenset({"address", "participant", "number", "issued"})
"""How the names of typed fields begin; a day in three parts is ``issued_on_day`` and so on."""


class AddressForm(DetailForm):
    address = forms.CharField(
        label=_("Ваш адрес"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={
            "required": _("Напишите адрес или выберите «Напишу на бумаге»."),
            "max_length": _("Здесь помещается до 300 знаков. Сократите адрес."),
        },
    )


class FamilyAddressForm(AddressForm):
    """A representative's address, and the child's where it is another one."""

    participant_address = forms.CharField(
        label=_("Адрес ребёнка, если другой"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=OFF),
        error_messages={"max_length": _("Здесь помещается до 300 знаков. Сократите адрес.")},
    )


class PaperDetailForm(DetailForm):
    """A paper: its kind of ``kinds``, number, day of issue and who issued it."""

    def __init__(self, *args: Any, kinds: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Какой это документ"),
            choices=[(kind, PAPER_KINDS[kind]) for kind in kinds],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Выберите, какой это документ."),
                "invalid_choice": _("Выберите один документ из перечня."),
            },
        )
        self.fields["number"] = forms.CharField(
            label=_("Серия и номер"),
            max_length=60,
            widget=forms.TextInput(attrs=OFF),
            error_messages={
                "required": _("Напишите серию и номер или выберите «Напишу на бумаге»."),
                "max_length": _("Здесь помещается до 60 знаков. Проверьте номер."),
            },
        )
        self.fields["issued_on"] = IssuedOnField(today=today, label=_("Дата выдачи"))
        self.fields["issued_by"] = forms.CharField(
            label=_("Кем выдан"),
            max_length=300,
            widget=forms.TextInput(attrs=OFF),
            error_messages={
                "required": _("Напишите, кем выдан документ."),
                "max_length": _("Здесь помещается до 300 знаков. Сократите."),
            },
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if len(cleaned) == len(self.fields):
            self.paper = IdentityPaper(
                kind=cleaned["kind"],
                number=" ".join(cleaned["number"].split()),
                issued_on=cleaned["issued_on"],
                issued_by=" ".join(cleaned["issued_by"].split()),
            )
        return cleaned


class IssuedOnField(DatePartsField):
    """The day a paper was issued, in three parts."""

    def clean(self, value: Any) -> date:
        answer = self.compress(list(value or ["", "", ""]))
        if not isinstance(answer, date):
            raise forms.ValidationError(
                _("Проверьте дату выдачи: нужны день, месяц и год, например 1 2 2015.")
            )
        if answer > self.today:
            raise forms.ValidationError(_("Дата выдачи не может быть в будущем. Проверьте год."))
        return answer
