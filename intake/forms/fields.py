"""Fields that several questions share."""

from datetime import date

from django import forms
from django.core.validators import validate_email
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intake import conf
from intake.delivery.reach import trouble_with
from intake.domain.age import (
    BirthDateProblem,
    birth_date_from_parts,
    birth_date_problem,
)
from intake.domain.contacts import ContactProblem, normalise_contact
from intake.domain.names import NameProblem, clean_name, name_problem
from intake.labels import BIRTH_DATE_PROBLEMS, NAME_PROBLEMS


class NameField(forms.CharField):
    """A part of a name, cleaned of accidents and otherwise kept exactly as typed."""

    def __init__(self, *, missing: str = "", **kwargs) -> None:
        kwargs.setdefault("required", bool(missing))
        super().__init__(
            strip=False,
            error_messages={"required": missing},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **kwargs,
        )

    def to_python(self, value) -> str:
        return clean_name(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        problem = name_problem(value, required=self.required)
        if problem is NameProblem.MISSING:
            raise forms.ValidationError(self.error_messages["required"])
        if problem is not None:
            raise forms.ValidationError(NAME_PROBLEMS[problem])


class DatePartsWidget(forms.MultiWidget):
    """Three fields for a date that people know by heart: no calendar to scroll through."""

    template_name = "intake/widgets/date_parts.html"

    parts = (("day", _("День"), 2), ("month", _("Месяц"), 2), ("year", _("Год"), 4))

    def __init__(self, attrs=None) -> None:
        super().__init__(
            {
                name: forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "maxlength": length + 2,
                        "autocomplete": "off",
                    }
                )
                for name, _label, length in self.parts
            },
            attrs,
        )

    def get_context(self, name, value, attrs) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        described = (attrs or {}).get("aria-describedby")
        for part, (_name, label, _length) in zip(
            context["widget"]["subwidgets"], self.parts, strict=True
        ):
            part["label"] = label
            if described:
                part["attrs"]["aria-describedby"] = described
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class DatePartsField(forms.MultiValueField):
    """A birth date in three parts. ``today`` is the school's day: nobody is born after it."""

    widget = DatePartsWidget

    def __init__(self, *, today: date, **kwargs) -> None:
        self.today = today
        part = forms.CharField(required=False)
        super().__init__(
            fields=(part, part, part),
            require_all_fields=False,
            required=False,
            **kwargs,
        )

    def clean(self, value) -> date:
        answer = self.compress(list(value or ["", "", ""]))
        problem = (
            answer
            if isinstance(answer, BirthDateProblem)
            else birth_date_problem(answer, self.today)
        )
        if problem is not None:
            raise forms.ValidationError(BIRTH_DATE_PROBLEMS[problem], code=problem.value)
        return answer

    def compress(self, data_list: list[str]) -> date | BirthDateProblem:
        day, month, year = (_whole_number(part) for part in data_list)
        if "wrong" in (day, month, year):
            return BirthDateProblem.IMPOSSIBLE
        if isinstance(year, int) and year < 100:
            return BirthDateProblem.MISSING
        return birth_date_from_parts(year, month, day)


def _whole_number(text: str | None) -> int | str | None:
    """The number somebody typed, None for nothing, «wrong» for anything else."""
    text = (text or "").strip().rstrip(".")
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) <= 4 else "wrong"


CONTACT_PROBLEMS = {
    ContactProblem.NOT_AN_EMAIL: _(
        "В адресе что-то не так. Он выглядит как imya@example.ru: проверьте знак @ "
        "и то, что после него."
    ),
    ContactProblem.NOT_A_CONTACT: _(
        "Напишите адрес почты (imya@example.ru) или номер мобильного телефона (+7 912 345-67-89)."
    ),
    ContactProblem.NOT_A_PHONE: _(
        "В номере что-то не так. Он выглядит как +7 912 345-67-89: проверьте, все ли цифры на "
        "месте."
    ),
    ContactProblem.NOT_MOBILE: _(
        "На этот номер код не придёт: школа пишет только на российские мобильные. Укажите "
        "мобильный, почту или подпишите на бумаге."
    ),
    ContactProblem.NO_SMS: _(
        "Эта школа не пишет на телефон. Укажите адрес почты или подпишите на бумаге."
    ),
    ContactProblem.NO_MAIL: _(
        "Эта школа пишет только на телефон. Укажите номер мобильного или подпишите на бумаге."
    ),
}


def contact_problem_words(problem: ContactProblem) -> str:
    """One sentence: what happened and what to do next."""
    if problem is ContactProblem.OTHER_DOMAIN:
        return gettext(
            "На почту этого сервиса школа не пишет. Подойдут адреса, которые кончаются на "
            "%(domains)s. Если такого нет, подпишите на бумаге: она действует так же."
        ) % {"domains": ", ".join(_ending(one) for one in conf.mail_domains())}
    return str(CONTACT_PROBLEMS[problem])


def _ending(domain: str) -> str:
    return domain if domain.startswith(".") else f"@{domain}"


def _contact_label() -> str:
    channels = conf.channel_order()
    if "phone" not in channels:
        return gettext("Электронная почта")
    if "email" not in channels:
        return gettext("Мобильный телефон")
    return gettext("Электронная почта или мобильный телефон")


contact_label = lazy(_contact_label, str)
"""What a field for a contact is called here: it depends on the channels the installation has."""


class ContactInput(forms.TextInput):
    """A field for an address, a number or either; the browser is told which keyboard fits."""

    def get_context(self, name, value, attrs) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        channels, widget = conf.channel_order(), context["widget"]
        if "phone" not in channels:
            widget["type"] = "email"
            kinds = {"autocomplete": "email"}
        elif "email" not in channels:
            widget["type"] = "tel"
            kinds = {"autocomplete": "tel"}
        else:
            kinds = {"inputmode": "email", "autocomplete": "on"}
        widget["attrs"] |= {"spellcheck": "false", "autocapitalize": "none", **kinds}
        return context


class ContactField(forms.CharField):
    """Where a person can be written to, in the form it is kept in.

    Only what this installation can write to passes.
    """

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", contact_label())
        kwargs.setdefault("widget", ContactInput())
        super().__init__(max_length=254, **kwargs)

    def to_python(self, value) -> str:
        typed = super().to_python(value) or ""
        return normalise_contact(typed) if typed else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        problem = trouble_with(value)
        if problem is None and "@" in value:
            try:
                validate_email(value)
            except forms.ValidationError:
                problem = ContactProblem.NOT_AN_EMAIL
        if problem is not None:
            raise forms.ValidationError(contact_problem_words(problem), code=problem.value)


class OwnContactField(ContactField):
    """A contact a code will be sent to."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            error_messages={"required": _("Напишите, куда прислать код для подписи.")}, **kwargs
        )
