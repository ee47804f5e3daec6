import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.document import Document

ORIGINAL_STATES = {
    "waiting": _("ждёт второго сотрудника"),
    "recorded": _("записан"),
    "refused": _("не принят"),
}


class PaperOriginal(models.Model):
    """A signed sheet that a member of staff holds in their hands, and where it is kept.

    Nobody records a paper of the own family alone: such a one waits until a second member of
    staff has seen the sheet, and only then the document is signed. ``kept_where_encrypted`` is
    encrypted with the data key of the first signer.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="originals"
    )
    state = models.CharField(_("состояние"), max_length=10, choices=ORIGINAL_STATES)
    signed_on = models.DateField(_("дата подписи на бумаге"))
    kept_where_encrypted = models.BinaryField(_("где хранится"), editable=False)
    is_own_family = models.BooleanField(_("бумага семьи сотрудника"), default=False)
    was_compared = models.BooleanField(
        _("сведения о людях изменились после печати, сотрудник сверил бумагу"), default=False
    )
    recorded_by_key = models.CharField(_("кто записал"), max_length=40)
    recorded_at = models.DateTimeField(_("записано"))
    decided_by_key = models.CharField(_("второй сотрудник"), max_length=40, blank=True)
    decided_at = models.DateTimeField(_("второй сотрудник сверил"), null=True, blank=True)

    class Meta:
        verbose_name = _("бумажный оригинал")
        verbose_name_plural = _("бумажные оригиналы")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(state__in=["waiting", "recorded"]),
                name="intake_one_original_of_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"
