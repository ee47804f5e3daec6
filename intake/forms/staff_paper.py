"""What staff say about a signed sheet that they hold in their hands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from intake.domain.scans import MOST_BYTES, ScanProblem, scan_problem
from intake.forms.staff import date_field
from intake.paper_labels import SCAN_PROBLEMS

KEPT_WHERE = {
    "label": _("Где хранится оригинал"),
    "max_length": 200,
    "help_text": _("Например: «личное дело ученика, каб. 12»."),
    "error_messages": {"required": _("Напишите, где хранится бумага: её попросят показать.")},
}


def received_field() -> forms.BooleanField:
    """The note of receipt in the same press: for whoever the school lets make it."""
    return forms.BooleanField(
        label=_("Согласие принято: поставить и отметку о получении"),
        required=False,
        help_text=_(
            "Её ставит ответственный за обработку персональных данных. Отмеченная сейчас, она "
            "напечатается на листе подписания; поставленная потом будет на отдельном листе. Если "
            "это не вы, в отметке будет сказано, что вы поставили её за ответственного."
        ),
    )


def acquainted_field(label: Any) -> forms.BooleanField:
    """The sheet of acquaintance with the policy that came with a consent."""
    return forms.BooleanField(
        label=label,
        required=False,
        help_text=_(
            "Лист печатается вместе с согласием и хранится рядом. Это отдельная запись, на силу "
            "согласия она не влияет. Листа с подписью нет – не отмечайте."
        ),
    )


def scan_field(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        help_text=_(
            "Если он нужен: PDF, JPEG или PNG, не больше 10 МБ. Хранится зашифрованным, на сайте "
            "не показывается."
        ),
        widget=forms.FileInput(
            attrs={"accept": "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png"}
        ),
    )


def read_scan(file: UploadedFile | None) -> bytes | None:
    """The bytes of a scan. Raises ``forms.ValidationError``."""
    if file is None:
        return None
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(SCAN_PROBLEMS[ScanProblem.TOO_LARGE])
    data: bytes = file.read()
    problem = scan_problem(data)
    if problem is not None:
        raise forms.ValidationError(SCAN_PROBLEMS[problem])
    return data


class PaperForm(forms.Form):
    """The day, the place, and whose paper it is; ``changed`` asks to compare sheet and people.

    ``may_receive``: whoever records may note the receipt of this paper too; ``wants_sheet``: the
    signer has not been acquainted with the policy yet. ``items`` are those of
    a consent printed without answers: what the pen marked is copied.
    """

    signed_on = date_field(_("Дата подписи на бумаге"))
    kept_where = forms.CharField(**KEPT_WHERE)
    scan = scan_field(_("Скан подписанной бумаги"))
    is_own_family = forms.BooleanField(
        label=_("Это бумага моей семьи"),
        required=False,
        help_text=_("Тогда её подтвердит второй сотрудник: свою бумагу в одиночку не записывают."),
    )
    is_acquainted = acquainted_field(
        _("Вместе с бумагой подписан лист «Ознакомление с Политикой», я его видел(а)")
    )
    is_received = received_field()
    was_compared = forms.BooleanField(
        label=_("Я сверил(а) бумагу с людьми: подписал тот, кто должен, сведения верны"),
        help_text=_("После печати сведения о людях изменились, поэтому бумагу надо сверить."),
        error_messages={
            "required": _(
                "Сведения изменились после печати. Сверьте бумагу или попросите подписать новую."
            )
        },
    )
    seen = forms.BooleanField(
        label=_("Я видел оригинал с подписью и это именно этот документ, с этим номером"),
        error_messages={"required": _("Записать можно только бумагу, которую вы видели сами.")},
    )

    allowed = forms.MultipleChoiceField(
        label=_("Против чего на бумаге отмечено «да»"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Строка без отметки или с двумя отметками – «нет»."),
    )
    nothing = forms.BooleanField(label=_("Везде «нет»: семья ничего не разрешила"), required=False)

    field_order = ("allowed", "nothing")

    def __init__(
        self,
        *args: Any,
        changed: bool = False,
        may_receive: bool = False,
        wants_sheet: bool = False,
        items: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not wants_sheet:
            del self.fields["is_acquainted"]
        if not may_receive:
            del self.fields["is_received"]
        if not changed:
            del self.fields["was_compared"]
        self.fields["allowed"].choices = items
        if not items:
            del self.fields["allowed"], self.fields["nothing"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "allowed" in self.fields and bool(cleaned.get("allowed")) == cleaned.get("nothing"):
            self.add_error(
                "allowed", _("Перенесите отметки с бумаги или отметьте, что везде стоит «нет».")
            )
        return cleaned

    def clean_scan(self) -> bytes | None:
        return read_scan(self.cleaned_data["scan"])


class SecondForm(forms.Form):
    """The second member of staff: whether they saw the sheet."""

    decision = forms.ChoiceField(
        label=_("Что с бумагой"),
        choices=[
            ("confirm", _("Я видел этот оригинал с подписью, номер на бумаге тот же")),
            ("refuse", _("Такой бумаги нет или подписана не она")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Выберите один ответ.")},
    )
    is_acquainted = acquainted_field(
        _("Вместе с бумагой подписан лист «Ознакомление с Политикой», я его видел(а)")
    )

    def __init__(self, *args: Any, wants_sheet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not wants_sheet:
            del self.fields["is_acquainted"]
