"""Questions of the open entrance: who comes, about whom, where to write to."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.steps import ForWhom
from intake.forms.fields import DatePartsField, NameField, OwnContactField
from intake.models.guardianship import GUARDIAN_KINDS


class WhoComesForm(forms.Form):
    for_whom = forms.ChoiceField(
        label=_("Выберите один ответ"),
        choices=[
            (ForWhom.CHILD.value, _("За ребёнка: я родитель, опекун или другой представитель")),
            (ForWhom.SELF.value, _("За себя: я сам буду участвовать")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите, за кого вы подаёте заявку."),
            "invalid_choice": _("Выберите один из двух ответов."),
        },
    )


class ChildNameForm(forms.Form):
    """The names as in the birth certificate or passport; a patronymic is not everybody's."""

    family_name = NameField(label=_("Фамилия ребёнка"), missing=_("Напишите фамилию ребёнка."))
    given_name = NameField(label=_("Имя ребёнка"), missing=_("Напишите имя ребёнка."))
    patronymic = NameField(label=_("Отчество ребёнка, если есть"))


class OwnNameForm(forms.Form):
    """The names of whoever sits at the screen: the only ones a browser may fill in."""

    family_name = NameField(label=_("Ваша фамилия"), missing=_("Напишите свою фамилию."))
    given_name = NameField(label=_("Ваше имя"), missing=_("Напишите своё имя."))
    patronymic = NameField(label=_("Ваше отчество, если есть"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tokens = {
            "family_name": "family-name",
            "given_name": "given-name",
            "patronymic": "additional-name",
        }
        for name, token in tokens.items():
            self.fields[name].widget.attrs["autocomplete"] = token


def guardian_kind_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(GUARDIAN_KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите, кем вы приходитесь ребёнку."),
            "invalid_choice": _("Выберите один ответ из перечня."),
        },
    )


class RepresentativeNameForm(OwnNameForm):
    """The representative's own names and in what right they act."""

    guardian_kind = guardian_kind_field(_("Кем вы приходитесь ребёнку"))


class GuardianNameForm(forms.Form):
    """The representative whom a participant of 14–17 names."""

    family_name = NameField(
        label=_("Фамилия представителя"), missing=_("Напишите фамилию представителя.")
    )
    given_name = NameField(label=_("Имя представителя"), missing=_("Напишите имя представителя."))
    patronymic = NameField(label=_("Отчество представителя, если есть"))
    guardian_kind = guardian_kind_field(_("Кем он вам приходится"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian_kind"].error_messages["required"] = _(
            "Выберите, кем вам приходится представитель."
        )


class BirthDateForm(forms.Form):
    """Needs the school's ``today``."""

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_date"] = DatePartsField(today=today, label=_("Дата рождения"))


class SchoolClassForm(forms.Form):
    school_class = forms.CharField(
        label=_("Класс"),
        max_length=20,
        required=False,
        error_messages={
            "max_length": _("Слишком длинно. Напишите класс коротко, например «7А»."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ContactForm(forms.Form):
    contact = OwnContactField()
