from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringPagesConfig(AppConfig):
    name = "mentoring_pages"
    label = "mentoring_pages"
    verbose_name = _("Наставничество: тексты")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mentoring_pages import checks, signals

        checks.register_own_files()
        signals.connect()
