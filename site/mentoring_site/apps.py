from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringSiteConfig(AppConfig):
    """Commands and templates of the project itself; it has no models."""

    name = "mentoring_site"
    verbose_name = _("Сайт")
