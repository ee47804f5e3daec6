from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts of the school's staff. Families have no accounts."""

    name = "mentoring_site.accounts"
    label = "accounts"
    verbose_name = _("Учётные записи")
