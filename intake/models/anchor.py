import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

ANCHOR_MAIL_STATES = {
    "queued": _("ждёт отправки"),
    "sent": _("отправлен"),
    "failed": _("не отправлен"),
}


class JournalAnchor(models.Model):
    """The end of a school's journal on one night, signed. Append-only (database guards).

    ``body`` is what was signed, byte for byte; ``signature`` is empty where the school has no seal
    or could not use it, and ``trouble`` says why.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_key = models.CharField(max_length=40)
    number = models.PositiveIntegerField(_("номер"))
    day = models.DateField(_("день"))
    sequence = models.PositiveBigIntegerField(_("последняя запись"))
    digest = models.CharField(_("её SHA-256"), max_length=64)
    body = models.TextField(_("содержание"))
    signature = models.BinaryField(_("подпись школы"), editable=False)
    trouble = models.CharField(_("почему без подписи или метки времени"), max_length=30, blank=True)
    made_at = models.DateTimeField(_("сделан"))

    class Meta:
        verbose_name = _("якорь журнала")
        verbose_name_plural = _("якоря журнала")
        ordering = ["school_key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["school_key", "day"], name="intake_anchor_once_a_day"),
            models.UniqueConstraint(
                fields=["school_key", "number"], name="intake_anchor_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_key} {self.number}"


class AnchorMail(models.Model):
    """An anchor on its way to the curator: sent at least once and at most twice."""

    anchor_key = models.UUIDField(unique=True)
    school_key = models.CharField(max_length=40, db_index=True)
    state = models.CharField(
        _("состояние"), max_length=10, choices=ANCHOR_MAIL_STATES, default="queued"
    )
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    queued_at = models.DateTimeField(_("поставлено"))
    sent_at = models.DateTimeField(_("отправлено"), null=True, blank=True)
    failure = models.CharField(_("почему не отправлено"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("отправка якоря")
        verbose_name_plural = _("отправки якорей")

    def __str__(self) -> str:
        return f"{self.anchor_key} {self.state}"
