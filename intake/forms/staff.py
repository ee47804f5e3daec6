"""What staff type about people. The school's own papers are the source of every answer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from intake import conf
from intake.forms.fields import ContactField, contact_label
from intake.models.guardianship import GUARDIAN_KINDS
from intake.models.request import IDENTIFICATION_WAYS

OLDEST = 110
"""Full years: an older birth date is a slip of the keyboard."""


def date_field(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Укажите дату."),
            "invalid": _("Такой даты нет. Напишите её так: 01.09.2026."),
        },
    )


class CheckForm(forms.Form):
    """How the person was identified. Without the second answer a request does not count."""

    identified_how = forms.ChoiceField(
        label=_("Как вы установили, кто это"),
        choices=list(IDENTIFICATION_WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, как вы установили личность.")},
    )
    contact_is_theirs = forms.BooleanField(
        label=_("Контакт принадлежит этому человеку"),
        help_text=_("Вы спросили об этом самого человека и сверили адрес."),
        error_messages={
            "required": _(
                "Без этого заявку принять нельзя: код пришёл бы не тому. Сверьте контакт "
                "или откажите в приёме."
            )
        },
    )

    def __init__(self, *args: Any, has_contact: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_contact:
            del self.fields["contact_is_theirs"]


class GuardianCheckForm(CheckForm):
    """The same where a participant named the representative: seen too, or left to wait."""

    guardian_seen = forms.BooleanField(
        label=_("Представителя я тоже видел, и документ о его полномочиях"),
        required=False,
        help_text=_(
            "Представителя назвал сам участник. Без отметки всё, что представитель подпишет, "
            "будет ждать сверки."
        ),
    )


class ReasonForm(forms.Form):
    """Why: one sentence that may be read to the family."""

    reason = forms.CharField(
        label=_("Почему"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Напишите причину: её спросят.")},
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the press of the button is the answer."""


class ContactForm(forms.Form):
    """An address or a number that staff know to be this person's."""

    contact = ContactField(
        error_messages={"required": _("Напишите адрес или номер.")},
    )
    beside_others = forms.BooleanField(
        label=_("Прежний контакт другого вида тоже верен"),
        required=False,
        help_text=_(
            "Тогда останутся и почта, и телефон: если на одно не дойдёт, придёт на другое. Без "
            "отметки прежний контакт заменяется."
        ),
    )
    is_theirs = forms.BooleanField(
        label=_("Это контакт самого этого человека"),
        help_text=_("Вы спросили об этом его самого. Сюда придут коды подписи."),
        error_messages={"required": _("Записать можно только контакт самого человека.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(conf.channel_order()) < 2:
            del self.fields["beside_others"]


class GuardianForm(forms.Form):
    """A legal representative whose proof the school has seen."""

    family_name = forms.CharField(label=_("Фамилия"), max_length=100)
    given_name = forms.CharField(label=_("Имя"), max_length=100)
    patronymic = forms.CharField(label=_("Отчество"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Кем приходится участнику"), choices=list(GUARDIAN_KINDS.items())
    )
    contact = ContactField(
        required=False,
        help_text=_("Если его нет, представитель подпишет на бумаге."),
    )
    proof_seen = forms.BooleanField(
        label=_("Документ, подтверждающий полномочия, я видел"),
        help_text=_("Свидетельство о рождении, решение об опеке и подобное. Копия не нужна."),
        error_messages={"required": _("Без этого записать представителя нельзя.")},
    )


class InviteForm(forms.Form):
    """A participant with a guardian and contacts, in one go."""

    family_name = forms.CharField(label=_("Фамилия участника"), max_length=100)
    given_name = forms.CharField(label=_("Имя участника"), max_length=100)
    patronymic = forms.CharField(label=_("Отчество участника"), max_length=100, required=False)
    birth_date = date_field(_("Дата рождения участника"))
    school_class = forms.CharField(
        label=_("Класс"), max_length=20, required=False, help_text=_("Как в журнале: «7А».")
    )
    participant_contact = ContactField(
        label=format_lazy("{}: {}", _("Участник"), contact_label()),
        required=False,
        help_text=_("Нужно с 14 лет. Если контакта нет, участник подпишет на бумаге."),
    )
    guardian_family_name = forms.CharField(
        label=_("Фамилия представителя"),
        max_length=100,
        required=False,
        help_text=_("Для участника до 18 лет."),
    )
    guardian_given_name = forms.CharField(
        label=_("Имя представителя"), max_length=100, required=False
    )
    guardian_patronymic = forms.CharField(
        label=_("Отчество представителя"), max_length=100, required=False
    )
    guardian_kind = forms.ChoiceField(
        label=_("Кем приходится участнику"),
        choices=list(GUARDIAN_KINDS.items()),
        required=False,
    )
    guardian_contact = ContactField(
        label=format_lazy("{}: {}", _("Представитель"), contact_label()),
        required=False,
        help_text=_(
            "Сюда придёт приглашение. Если контакта нет, представитель подпишет на бумаге."
        ),
    )
    is_another_person = forms.BooleanField(
        label=_("Это другой человек, полный тёзка того, кто уже в списке"),
        required=False,
        help_text=_("Отметьте, только если совпали и имя, и дата рождения."),
    )

    def __init__(self, *args: Any, today: date, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if len(schools) > 1:
            self.fields["school"] = forms.ChoiceField(
                label=_("Школа"), choices=[(school.pk, str(school)) for school in schools]
            )
            self.order_fields(["school"])
        for field in self.fields.values():
            field.error_messages.setdefault("required", _("Заполните это поле."))

    def clean_birth_date(self) -> date:
        birth_date: date = self.cleaned_data["birth_date"]
        if birth_date > self.today:
            raise forms.ValidationError(_("Дата рождения не может быть в будущем. Проверьте год."))
        if birth_date.year < self.today.year - OLDEST:
            raise forms.ValidationError(_("Такой возраст невозможен. Проверьте год."))
        return birth_date

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = cleaned.get("guardian_family_name"), cleaned.get("guardian_given_name")
        if any(named) and not all(named):
            missing = "guardian_given_name" if named[0] else "guardian_family_name"
            self.add_error(missing, _("Напишите и фамилию, и имя представителя."))
        return cleaned
