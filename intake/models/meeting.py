import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.request import IDENTIFICATION_WAYS, IntakeRequest, PersonalLink
from mentoring_pages.models import School


class Meeting(models.Model):
    """«Собрание»: the families of one class come to school, and whoever signs is seen in person."""

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="meetings"
    )
    school_class = models.CharField(_("класс"), max_length=20)
    held_on = models.DateField(_("день собрания"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто проводит"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    opened_by_key = models.CharField(_("кто открыл"), max_length=40)
    opened_at = models.DateTimeField(_("открыто"))

    class Meta:
        verbose_name = _("собрание")
        verbose_name_plural = _("собрания")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_class", "held_on"], name="intake_meeting_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_class}, {self.held_on:%d.%m.%Y}"


class MeetingFamily(models.Model):
    """One family at a meeting: whose identity was seen by whom, and what was settled there."""

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, verbose_name=_("собрание"), on_delete=models.CASCADE, related_name="families"
    )
    request = models.ForeignKey(
        IntakeRequest, verbose_name=_("заявка"), on_delete=models.CASCADE, related_name="meetings"
    )
    is_on_paper = models.BooleanField(_("подпишет на бумаге"), default=False)
    identified_how = models.CharField(
        _("как установлена личность"), max_length=20, choices=IDENTIFICATION_WAYS, blank=True
    )
    identified_at = models.DateTimeField(_("личность установлена"), null=True, blank=True)
    identified_by_key = models.CharField(_("кто установил"), max_length=40, blank=True)
    pep_signed_at = models.DateTimeField(_("строка о ПЭП подписана"), null=True, blank=True)
    contact_confirmed_at = models.DateTimeField(_("контакт подтверждён"), null=True, blank=True)

    class Meta:
        verbose_name = _("семья на собрании")
        verbose_name_plural = _("семьи на собрании")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "request"], name="intake_family_once_at_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.request_id}"


class MeetingSlip(models.Model):
    """A printed slip: the personal link behind its QR. Printing anew closes the one before."""

    family = models.ForeignKey(
        MeetingFamily, verbose_name=_("семья"), on_delete=models.CASCADE, related_name="slips"
    )
    link = models.OneToOneField(
        PersonalLink, verbose_name=_("ссылка"), on_delete=models.CASCADE, related_name="slip"
    )
    printed_at = models.DateTimeField(_("напечатан"))

    class Meta:
        verbose_name = _("листок собрания")
        verbose_name_plural = _("листки собрания")

    def __str__(self) -> str:
        return f"MeetingSlip {self.pk}"
