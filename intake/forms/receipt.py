"""Which consents were received: ticked one by one or all."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.models import Document


class ReceiptForm(forms.Form):
    papers = forms.MultipleChoiceField(
        label=_("Согласия, которые вы приняли"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Отметьте хотя бы одно согласие."),
            "invalid_choice": _("Список изменился. Проверьте отметки ещё раз."),
        },
    )

    def __init__(self, *args: Any, papers: Sequence[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(str(one.key), _line(one)) for one in papers]
        self.fields["papers"].initial = [str(one.key) for one in papers]


def _line(paper: Document) -> str:
    signed = f"{paper.signed_at.astimezone(paper.school.zone):%d.%m.%Y}" if paper.signed_at else ""
    kind = paper.get_kind_display()
    return f"№ {paper.number}, {paper.participant.full_name}, {kind}, {signed}"
