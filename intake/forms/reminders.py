"""The rule of the school about reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReminderRuleForm(forms.Form):
    is_automatic = forms.BooleanField(
        label=_("Напоминать тем, кто не ответил, без сотрудника"), required=False
    )
