"""The form of the first step of signing in, and the one field of the second."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.models import Device
from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's own, with the labels it leaves in English."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Имя пользователя")
        self.fields["password"].label = _("Пароль")


class CodeForm(forms.Form):
    """A code that one of *devices* has to accept.

    A good form has ``device``: the one that did. The devices must be locked rows: a code is good
    once, also for two requests at the same moment.
    """

    code = forms.CharField(
        label=_("Код"),
        max_length=16,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Введите код из приложения: шесть цифр.")},
    )

    def __init__(self, *args: object, devices: list[Device], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.devices = devices
        self.device: Device | None = None

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).lower()
        fitting = [device for device in self.devices if _takes(device, code)]
        for device in fitting:
            allowed, why = device.verify_is_allowed()
            if not allowed:
                seconds = max(1, round((why["locked_until"] - timezone.now()).total_seconds()))
                raise ValidationError(
                    ngettext(
                        "Несколько кодов подряд не подошли. Подождите %(n)d секунду "
                        "и введите новый код.",
                        "Несколько кодов подряд не подошли. Подождите %(n)d секунд "
                        "и введите новый код.",
                        seconds,
                    )
                    % {"n": seconds},
                    code="throttled",
                )
            if device.verify_token(code):
                self.device = device
                return code
        raise ValidationError(
            _(
                "Код не подошёл. Откройте приложение, дождитесь нового кода и введите его. "
                "Если так несколько раз, проверьте время на телефоне."
            ),
            code="wrong",
        )


def _takes(device: Device, code: str) -> bool:
    """Whether *code* has the shape of what *device* gives out: six digits, or a spare code."""
    return (device._meta.model_name == "totpdevice") == (code.isdigit() and len(code) == 6)
