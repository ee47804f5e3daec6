"""What staff say when they open a meeting, see a family, and bring back a pile of papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from intake.forms.staff import date_field
from intake.forms.staff_paper import KEPT_WHERE, acquainted_field, received_field
from intake.models import Document
from intake.models.request import IDENTIFICATION_WAYS

MEETING_WAYS = ("meeting", "known")
"""How an identity is seen at a meeting."""


class StaffChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or obj.get_username()


class OpenMeetingForm(forms.Form):
    """Which class meets, when, and who of the staff sees the families."""

    school_class = forms.ChoiceField(
        label=_("Школа и класс"), error_messages={"required": _("Выберите класс.")}
    )
    held_on = date_field(_("День собрания"))
    held_by = StaffChoiceField(
        label=_("Кто проводит"),
        queryset=get_user_model().objects.none(),
        error_messages={"required": _("Выберите, кто проводит собрание.")},
    )

    def __init__(
        self,
        *args: Any,
        classes: Sequence[tuple[str, str]],
        staff: QuerySet[Any],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = classes
        self.fields["held_by"].queryset = staff
        self.fields["held_on"].initial = today


class IdentifyForm(forms.Form):
    """One row of the meeting. Its fields are drawn by the page itself."""

    how = forms.ChoiceField(choices=[(way, IDENTIFICATION_WAYS[way]) for way in MEETING_WAYS])
    pep = forms.BooleanField(required=False)
    contact = forms.BooleanField(required=False)


class ReturnedPapersForm(forms.Form):
    """A pile of signed sheets: numbers from a QR reader, or ticks in the list of what waits."""

    numbers = forms.CharField(
        label=_("Номера документов"),
        required=False,
        help_text=_(
            "По одному в строке. Можно считать QR-код с бумаги сканером: подойдёт и адрес целиком."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )
    papers = forms.MultipleChoiceField(
        label=_("Или отметьте бумаги, которые у вас в руках"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    signed_on = date_field(
        _("Дата подписи на бумаге"), _("Одна для всей стопки. Бумаги с другой датой — отдельно.")
    )
    kept_where = forms.CharField(**KEPT_WHERE)
    is_acquainted = acquainted_field(
        _("К каждому согласию стопки есть подписанный лист «Ознакомление с Политикой»")
    )
    is_received = received_field()
    seen = forms.BooleanField(
        label=_("Я видел каждый оригинал с подписью, и номера на бумаге те же"),
        error_messages={"required": _("Записать можно только бумаги, которые вы видели сами.")},
    )

    def __init__(
        self, *args: Any, waiting: Sequence[Document], may_receive: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_receive:
            del self.fields["is_received"]
        choices = [(one.number, f"№ {one.number}, {one.participant.full_name}") for one in waiting]
        self.fields["papers"].choices = choices
        if not choices:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("numbers") and not cleaned.get("papers"):
            self.add_error("numbers", _("Впишите хотя бы один номер или отметьте бумаги в списке."))
        return cleaned
