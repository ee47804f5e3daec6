"""What a director answers about birthdays: when one counts, how long an answer is waited for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.birthdays import ANSWER_DAYS, MOST_ANSWER_DAYS
from intake.models.birthday import BIRTHDAY_TURNS


class AgeRuleForm(forms.Form):
    """A decision of the school; the words of each choice say from which midnight it counts."""

    turn = forms.ChoiceField(
        label=_("Когда 14-й и 18-й день рождения меняет, кто подписывает"),
        choices=list(BIRTHDAY_TURNS.items()),
        widget=forms.RadioSelect,
        initial="both",
        help_text=_("По часам школы. Если не уверены, оставьте первый ответ: он верен всегда."),
    )
    answer_days = forms.IntegerField(
        label=_("Сколько дней ждать ответа того, кому исполнилось 18"),
        min_value=1,
        max_value=MOST_ANSWER_DAYS,
        initial=ANSWER_DAYS,
        help_text=_("Публикации снимаются в день рождения. Потом вы увидите, кого спросить лично."),
    )
    from_day = forms.DateField(
        label=_("С какого дня"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    decided_by = forms.CharField(
        label=_("Чем установлено"), max_length=200, help_text=_("Приказ, его номер и дата.")
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
