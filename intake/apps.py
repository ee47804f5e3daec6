from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    label = "intake"
    verbose_name = _("Наставничество: люди и согласия")
    default_auto_field = "django.db.models.BigAutoField"
