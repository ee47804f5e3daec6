"""What staff type about an agreement: between whom, for how long, which tasks; how it ended."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import LONGEST_TERM
from intake.forms.agreement import TOGETHER, EndForm
from intake.forms.staff import date_field
from intake.models import DocumentParty, Person

PLACE_LENGTH, BASE_LENGTH = 100, 300


class PersonChoice(forms.ModelChoiceField):
    """People with their classes: namesakes are told apart by class and birth date."""

    def label_from_instance(self, obj: Person) -> str:
        parts = [obj.full_name, obj.school_class]
        if obj.birth_date:
            parts.append(f"{obj.birth_date:%d.%m.%Y}")
        return ", ".join(part for part in parts if part)


class SidesForm(forms.Form):
    """Who with whom, by which form. The people are those of one school."""

    form: Any = forms.ModelChoiceField(
        label=_("Форма наставничества"),
        queryset=None,
        to_field_name="key",
        error_messages={"required": _("Выберите форму наставничества.")},
    )
    mentor = PersonChoice(
        label=_("Наставник"),
        queryset=None,
        to_field_name="key",
        error_messages={"required": _("Выберите наставника.")},
    )
    mentee = PersonChoice(
        label=_("Наставляемый"),
        queryset=None,
        to_field_name="key",
        error_messages={"required": _("Выберите наставляемого.")},
    )

    def __init__(self, *args: Any, school: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(
            school=school, erased_at__isnull=True, birth_date__isnull=False
        )
        self.fields["form"].queryset = school.mentoring_forms.filter(is_active=True)
        self.fields["mentor"].queryset = people
        self.fields["mentee"].queryset = people


class TermsForm(forms.Form):
    """What the paper says: it begins as the school's text does and may be changed here."""

    tasks = forms.MultipleChoiceField(
        label=_("Задачи"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_tasks = forms.CharField(
        label=_("Другие задачи"),
        help_text=_("Каждая с новой строки."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    term_months = forms.IntegerField(
        label=_("Срок, месяцев"),
        min_value=1,
        max_value=LONGEST_TERM,
        error_messages={"required": _("Укажите срок в месяцах.")},
    )
    place = forms.CharField(label=_("Место заключения"), max_length=PLACE_LENGTH)
    base_organisation = forms.CharField(
        label=_("На базе какой организации"), max_length=BASE_LENGTH
    )

    def __init__(
        self,
        *args: Any,
        tasks: Sequence[tuple[str, bool]],
        guardians: dict[str, Sequence[Person]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].choices = [(text, text) for text, _ticked in tasks]
        self.fields["tasks"].initial = [text for text, ticked in tasks if ticked]
        labels = {
            "mentor": _("Кто подписывает за наставника"),
            "mentee": _("Кто подписывает за наставляемого"),
        }
        for side, people in guardians.items():
            if len(people) > 1:
                self.fields[f"{side}_guardian"] = forms.ChoiceField(
                    label=labels[side],
                    choices=[(str(one.key), one.full_name) for one in people],
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Выберите представителя.")},
                )

    def all_tasks(self) -> list[str]:
        own = [line.strip() for line in self.cleaned_data["own_tasks"].splitlines()]
        return [*self.cleaned_data["tasks"], *(line for line in own if line)]


class PenForm(forms.Form):
    """The days under the signatures on the original. An empty day: that signature is not there."""

    def __init__(self, *args: Any, parties: Sequence[DocumentParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for party in parties:
            field = date_field(party.person.full_name, _("Дата подписи на бумаге."))
            field.required = False
            self.fields[f"party_{party.pk}"] = field
        self.order_fields([f"party_{party.pk}" for party in parties])

    kept_where = forms.CharField(
        label=_("Где хранится экземпляр школы"),
        max_length=200,
        help_text=_("Например: «папка соглашений, каб. 12»."),
        error_messages={"required": _("Напишите, где хранится бумага: её попросят показать.")},
    )
    seen = forms.BooleanField(
        label=_("Я видел оригинал с этими подписями, номер на бумаге тот же"),
        error_messages={"required": _("Записать можно только бумагу, которую вы видели сами.")},
    )

    is_own_family = forms.BooleanField(
        label=_("Это бумага моей семьи или моя собственная"), required=False
    )

    def clean_is_own_family(self) -> bool:
        """Accounts and people are not joined, so whoever records is asked."""
        if self.cleaned_data["is_own_family"]:
            raise forms.ValidationError(
                _("Бумагу своей семьи записывает другой сотрудник школы. Попросите его.")
            )
        return False

    def days(self) -> dict[int, Any]:
        return {
            int(name.removeprefix("party_")): day
            for name, day in self.cleaned_data.items()
            if name.startswith("party_") and day
        }


class StaffEndForm(forms.Form):
    last_day = date_field(_("Последний день соглашения"))
    words = forms.CharField(
        label=_("Почему"),
        help_text=_("Это прочтут обе стороны."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SideEndForm(EndForm):
    """An end that the sides want and tell the school: who, how and when; they sign it with a pen.

    ``signers``: (name in the form, words) of everybody who may end it alone.
    """

    def __init__(self, *args: Any, signers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = forms.ChoiceField(
            label=_("Кто прекращает"),
            choices=[(TOGETHER, _("Обе стороны вместе: подпишут все")), *signers],
            widget=forms.RadioSelect,
            error_messages={"required": _("Выберите, кто прекращает соглашение.")},
        )
        self.fields["ground"].label = _("Почему, если прекращает один")
        self.fields["words"].help_text = _("Со слов того, кто прекращает. Можно не писать.")
        self.order_fields(["way", "last_day", "ground", "words"])

    def is_alone(self, way: str | None) -> bool:
        return bool(way) and way != TOGETHER
