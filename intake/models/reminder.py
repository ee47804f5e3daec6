import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.delivery import OutboundMessage
from intake.models.person import Person
from intake.models.request import IntakeRequest
from mentoring_pages.models import School


class Reminder(models.Model):
    """That a person was reminded of the unanswered papers of one request, for the n-th time.

    One letter may stand behind several rows: a parent of three children is written to once.
    ``day`` is the school's day on which the letter may leave; ``by_key`` is the member of staff, or
    ``tick`` for the rule of the school. Two curators who press at once remind once: by the number.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="reminders"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("кому"), on_delete=models.PROTECT, related_name="reminders"
    )
    request = models.ForeignKey(
        IntakeRequest, verbose_name=_("заявка"), on_delete=models.CASCADE, related_name="reminders"
    )
    number = models.PositiveSmallIntegerField(_("какое по счёту"))
    message = models.ForeignKey(
        OutboundMessage,
        verbose_name=_("письмо"),
        on_delete=models.SET_NULL,
        related_name="reminders",
        null=True,
        blank=True,
    )
    day = models.DateField(_("день"))
    by_key = models.CharField(_("кто напомнил"), max_length=40)
    made_at = models.DateTimeField(_("внесено"))

    class Meta:
        verbose_name = _("напоминание")
        verbose_name_plural = _("напоминания")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["school", "day"], name="intake_reminder_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "request", "number"], name="intake_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.key}"


class ReminderRule(models.Model):
    """Whether the school reminds by itself whoever has been silent; without a row it does not."""

    school = models.OneToOneField(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="reminder_rule"
    )
    is_automatic = models.BooleanField(_("напоминать автоматически"), default=False)
    recorded_by_key = models.CharField(_("кто решил"), max_length=40)
    recorded_at = models.DateTimeField(_("записано"))

    class Meta:
        verbose_name = _("правило напоминаний")
        verbose_name_plural = _("правила напоминаний")

    def __str__(self) -> str:
        return f"{self.school}"
