from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Registers and statistical returns of a school."""

    name = "reports"
    verbose_name = _("Отчётность")

    def ready(self) -> None:
        from reports import checks

        checks.register_checks()
