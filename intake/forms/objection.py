"""What a representative may write when they object."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS_LENGTH = 2000


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=_("С чем вы не согласны?"),
        help_text=_("Можно не писать. Прочитает только школа, второй представитель не увидит."),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Сюда помещается до 2000 знаков. Сократите немного.")},
    )
