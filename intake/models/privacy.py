import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from intake.models.request import IntakeRequest
from mentoring_pages.models import Edition, School


class PolicyAcquaintance(models.Model):
    """A person said that they have read the policy: an own record, not part of any consent.

    Source: ч. 1 ст. 9 152-ФЗ as amended by 156-ФЗ of 24.06.2025 (a consent stands alone).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(
        IntakeRequest,
        verbose_name=_("заявка"),
        on_delete=models.PROTECT,
        related_name="acquaintances",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("кто"),
        on_delete=models.PROTECT,
        null=True,
        related_name="acquaintances",
    )
    role = models.CharField(_("роль"), max_length=20)
    edition = models.ForeignKey(
        Edition, verbose_name=_("редакция"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("ознакомление с политикой")
        verbose_name_plural = _("ознакомления с политикой")
        constraints = [
            models.UniqueConstraint(fields=["request", "role"], name="intake_acquaintance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.role}"


class AccessRecord(models.Model):
    """A member of staff looked at, changed or took out personal data. Append-only."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    user_key = models.CharField(_("сотрудник"), max_length=40)
    action = models.CharField(_("что сделал"), max_length=40)
    subject_key = models.CharField(_("о ком или о чём"), max_length=40, blank=True)
    detail = models.CharField(_("подробности"), max_length=200, blank=True)
    at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("обращение к данным")
        verbose_name_plural = _("обращения к данным")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"


class Tombstone(models.Model):
    """A person was erased. Append-only; a restore from an older backup replays these."""

    school_key = models.CharField(max_length=40)
    person_key = models.UUIDField(unique=True)
    erased_at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("отметка об удалении")
        verbose_name_plural = _("отметки об удалении")

    def __str__(self) -> str:
        return str(self.person_key)
