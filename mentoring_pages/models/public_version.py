import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

EVERY_SITE = 0


class PublicVersion(models.Model):
    """Changes whenever the public pages of a site may have changed; cached pages carry it.

    ``site`` is the primary key of a Wagtail Site, or ``EVERY_SITE``. No foreign key: a row that
    outlives its site does no harm.
    """

    site = models.PositiveIntegerField(_("сайт"), primary_key=True)
    version = models.UUIDField(_("версия"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("версия страниц сайта")
        verbose_name_plural = _("версии страниц сайтов")

    def __str__(self) -> str:
        return str(self.version)
