"""What staff type about representatives, special states, disagreements and ways of signing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.identity import PAPER_KINDS, IdentityPaper
from intake.forms.staff import GuardianForm, date_field
from intake.models.capacity import LEGAL_STATUSES
from intake.models.guardianship import GUARDIAN_KINDS
from intake.models.modes import JOININGS, MODES
from intake.models.objection import OBJECTION_DECISIONS
from intake.models.request import IDENTIFICATION_WAYS

BASIS_KINDS = ("birth_certificate", "guardianship_act", "foster_contract", "other")
STATUS_KINDS = ("court_decision", "marriage_certificate", "birth_certificate", "other")


def optional_date(label: Any, help_text: Any = "") -> forms.DateField:
    field = date_field(label, help_text)
    field.required = False
    return field


class BasisForm(forms.Form):
    """A document that staff saw: its kind, number, date and issuer. No copy is taken."""

    basis_kinds: tuple[str, ...] = BASIS_KINDS
    is_basis_required = False

    basis_kind = forms.ChoiceField(label=_("Какой документ вы видели"))
    basis_number = forms.CharField(
        label=_("Номер документа"),
        max_length=50,
        help_text=_("Хранится зашифрованным, на бумагах и листах не стоит."),
    )
    basis_issued_on = date_field(_("Дата выдачи"))
    basis_issued_by = forms.CharField(label=_("Кем выдан"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis_kind"].choices = [(key, PAPER_KINDS[key]) for key in self.basis_kinds]
        for name in ("basis_kind", "basis_number", "basis_issued_on", "basis_issued_by"):
            self.fields[name].required = self.is_basis_required
            self.fields[name].error_messages.setdefault("required", _("Заполните это поле."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parts = [cleaned.get(f"basis_{name}") for name in ("number", "issued_on", "issued_by")]
        if any(parts) and not all(parts):
            self.add_error(
                "basis_number",
                _("Напишите номер, дату и кем выдан, или оставьте все три поля пустыми."),
            )
        return cleaned

    def basis(self) -> IdentityPaper | None:
        """The document, when it was named."""
        answers = self.cleaned_data
        if not (answers.get("basis_number") and answers.get("basis_kind")):
            return None
        return IdentityPaper(
            kind=answers["basis_kind"],
            number=answers["basis_number"],
            issued_on=answers["basis_issued_on"],
            issued_by=answers["basis_issued_by"],
        )


class CheckGuardianForm(BasisForm):
    """The authority of a representative, as the document shows it."""

    kind = forms.ChoiceField(
        label=_("Кем приходится участнику"), choices=list(GUARDIAN_KINDS.items())
    )
    identified_how = forms.ChoiceField(
        label=_("Как вы установили, кто это"),
        choices=list(IDENTIFICATION_WAYS.items()),
        error_messages={"required": _("Выберите, как вы установили личность.")},
    )
    valid_from = optional_date(_("Полномочия с"), _("Если в документе назван первый день."))
    valid_to = optional_date(_("Полномочия по"), _("Если в документе назван последний день."))
    field_order = ("kind", "identified_how")


class RecordGuardianForm(GuardianForm, BasisForm):
    """A new representative; the document may be named now or at the check."""

    valid_from = optional_date(_("Полномочия с"), _("Если в документе назван первый день."))
    valid_to = optional_date(_("Полномочия по"), _("Если в документе назван последний день."))
    birth_date = optional_date(
        _("Дата рождения представителя"), _("Только если ему самому ещё нет 18 лет.")
    )
    field_order = ("family_name", "given_name", "patronymic", "kind", "contact", "birth_date")


class EndGuardianForm(forms.Form):
    last_day = date_field(_("Последний день полномочий"))
    why = forms.CharField(
        label=_("Почему"),
        max_length=300,
        help_text=_("Например: «опека отменена, постановление № 12 от 03.03.2026»."),
        error_messages={"required": _("Напишите причину: её спросят.")},
    )


class ObjectionRecordForm(forms.Form):
    """Which representative objects, in their words."""

    objector = forms.ChoiceField(
        label=_("Кто возражает"), error_messages={"required": _("Выберите, кто возражает.")}
    )
    words = forms.CharField(
        label=_("С чем не согласен"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Своими словами. Хранится зашифрованным."),
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objector"].choices = choices


class LiftForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Чем закончилось"),
        choices=list(OBJECTION_DECISIONS.items()),
        error_messages={"required": _("Выберите, чем закончилось разногласие.")},
    )
    number = forms.CharField(
        label=_("Номер решения"),
        max_length=50,
        required=False,
        help_text=_("Нужен для решения директора, суда или органа опеки."),
    )
    decided_on = optional_date(_("Дата решения"))


class StatusForm(BasisForm):
    """A state that changes who signs, and the document that shows it."""

    basis_kinds = STATUS_KINDS
    is_basis_required = True
    kind = forms.ChoiceField(label=_("Что записать"), choices=list(LEGAL_STATUSES.items()))
    from_day = date_field(_("С какого дня"), _("День решения, брака или рождения ребёнка."))
    field_order = ("kind", "from_day")


class JoinForm(forms.Form):
    identified_how = forms.ChoiceField(
        label=_("Как вы установили, кто это"),
        choices=list(IDENTIFICATION_WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, как вы установили личность.")},
    )
    has_agreed = forms.BooleanField(
        label=_("Человек прочитал соглашение о подписи кодом и согласился с ним"),
        error_messages={"required": _("Без согласия самого человека присоединить его нельзя.")},
    )


class ModeForm(forms.Form):
    """A decision of the school on how papers are signed, with the order behind it."""

    mode = forms.ChoiceField(
        label=_("Порядок"), choices=list(MODES.items()), widget=forms.RadioSelect
    )
    from_day = date_field(_("С какого дня"))
    order_number = forms.CharField(label=_("Номер приказа"), max_length=50)
    order_date = date_field(_("Дата приказа"))
    decided_by = forms.CharField(
        label=_("Кто решил"), max_length=200, help_text=_("Должность, фамилия и инициалы.")
    )
    is_clause_amended = forms.BooleanField(
        label=_("Пункт о бумаге «в двух экземплярах» в Положении и соглашении изменён"),
        required=False,
        help_text=_("Нужно для порядка «всё электронно»."),
    )
    joining = forms.ChoiceField(
        label=_("Как присоединяются к соглашению о подписи кодом"), choices=list(JOININGS.items())
    )
    check_first = forms.BooleanField(
        label=_("Представитель подписывает только после сверки полномочий"), required=False
    )

    def __init__(self, *args: Any, today: date, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = today
        if len(schools) > 1:
            self.fields["school"] = forms.ChoiceField(
                label=_("Школа"), choices=[(school.pk, str(school)) for school in schools]
            )
            self.order_fields(["school"])
        for field in self.fields.values():
            field.error_messages.setdefault("required", _("Заполните это поле."))
