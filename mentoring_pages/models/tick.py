from django.db import models
from django.utils.translation import gettext_lazy as _


class TickRun(models.Model):
    """One run of ``manage.py tick``: what is due in each school's zone was looked at then."""

    started_at = models.DateTimeField(_("начат"))
    finished_at = models.DateTimeField(_("закончен"), null=True)
    done = models.PositiveIntegerField(_("сделано"), default=0)
    failed = models.PositiveIntegerField(_("не удалось"), default=0)

    class Meta:
        verbose_name = _("проход по срокам")
        verbose_name_plural = _("проходы по срокам")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
