from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Installed by the demo settings only."""

    name = "mentoring_site.demo"
    label = "demo"
    verbose_name = _("Демонстрация")
