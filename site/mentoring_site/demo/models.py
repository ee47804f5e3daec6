"""Mail of the demo, kept in a table instead of being sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoMessage(models.Model):
    """One e-mail that the demo would have sent."""

    sent_at = models.DateTimeField(_("отправлено"), auto_now_add=True)
    to = models.TextField(_("кому"))
    subject = models.TextField(_("тема"))
    body = models.TextField(_("текст"))
    attachment_names = models.TextField(_("вложения"), blank=True)

    class Meta:
        verbose_name = _("письмо")
        verbose_name_plural = _("письма")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} № {self.pk}"
