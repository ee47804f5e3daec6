"""What staff choose to print for one person, and a no that a family told them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms.staff import date_field
from intake.paper_labels import TOLD_WAYS


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper that may be printed: its name in the form, in words, and what stands there first.

    ``items`` are those of a consent to publication, (key, words); empty for any other paper, which
    is a tick.
    """

    name: str
    label: str
    items: tuple[tuple[str, str], ...] = ()
    is_ticked: bool = True
    allowed: tuple[str, ...] = ()


class PrintForm(forms.Form):
    """A tick for each paper; of a consent to publication, what the person allows."""

    def __init__(self, *args: Any, papers: Sequence[PaperChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for paper in papers:
            self.fields[paper.name] = _items(paper) if paper.items else _tick(paper)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Отметьте хотя бы один документ."))
        return cleaned

    def chosen(self) -> dict[str, list[str]]:
        """The papers to print by name, with the items of each that has some."""
        return {
            name: value if isinstance(value, list) else []
            for name, value in self.cleaned_data.items()
            if value
        }


def _tick(paper: PaperChoice) -> forms.Field:
    return forms.BooleanField(label=paper.label, required=False, initial=paper.is_ticked)


def _items(paper: PaperChoice) -> forms.Field:
    return forms.MultipleChoiceField(
        label=paper.label,
        choices=paper.items,
        initial=list(paper.allowed),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Спросите этого человека и отметьте, что он разрешает; остальное напечатается как "
            "«нет». Если ничего не отмечено, документ не печатается. Отказ запишите действием "
            "«Записать отказ» в карточке."
        ),
    )


class ToldForm(forms.Form):
    """How and when the employee heard it."""

    how = forms.ChoiceField(
        label=_("Как вам это сказали"),
        choices=list(TOLD_WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите, как вам это сказали.")},
    )
    told_on = date_field(_("В какой день"))


class RefusalForm(ToldForm):
    """Who refused what, and how the employee heard it. ``papers``: (name, words)."""

    paper = forms.ChoiceField(
        label=_("Кто и с чем не согласен"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Выберите, кто и с чем не согласен."),
            "invalid_choice": _("Этого ответа уже не ждут. Выберите из списка."),
        },
    )
    field_order = ("paper", "how", "told_on")

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = list(papers)
