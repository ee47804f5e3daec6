from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    label = "intake"
    verbose_name = _("Наставничество: люди и согласия")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from intake import checks, delivery, guards
        from mentoring_pages.models import Edition

        for name in (
            "JournalEntry",
            "JournalAnchor",
            "Signature",
            "SigningMode",
            "AgeRule",
            "Tombstone",
            "AccessRecord",
        ):
            guards.guard(self.get_model(name))
        guards.guard(Edition)
        connection_created.connect(
            guards.switch_on_recursive_triggers, dispatch_uid="intake.recursive_triggers"
        )
        post_migrate.connect(
            guards.install_after_migrate, sender=self, dispatch_uid="intake.guards"
        )
        checks.register_checks()
        delivery.register_channels()
        if apps.is_installed("anymail"):
            from intake.views import mail_events

            mail_events.listen()
