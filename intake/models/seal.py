from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.document import Document

SEAL_STATES = {
    "waiting": _("запечатывается"),
    "sealed": _("запечатан"),
}


class Seal(models.Model):
    """The school's technical seal under one signed paper: asked for at signing, made by a task.

    ``trouble`` says why the last try failed; the paper is signed all the same and waits for its
    seal, which is never made at a lower level than ``level``.
    """

    document = models.OneToOneField(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="seal"
    )
    state = models.CharField(
        _("состояние"), max_length=10, choices=SEAL_STATES, default="waiting", db_index=True
    )
    level = models.CharField(_("уровень"), max_length=10)
    trouble = models.CharField(_("что мешает"), max_length=30, blank=True)
    tries = models.PositiveIntegerField(_("сколько раз пробовали"), default=0)
    asked_at = models.DateTimeField(_("запрошена"))
    tried_at = models.DateTimeField(_("последняя попытка"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("поставлена"), null=True, blank=True)
    certificate = models.CharField(_("SHA-256 сертификата"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("печать сервиса")
        verbose_name_plural = _("печати сервиса")

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"
