import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from mentoring_pages.models import School

REQUEST_WAYS = {
    "paper": _("на бумаге, лично"),
    "post": _("по почте"),
    "page": _("на своей странице"),
}

REQUEST_OUTCOMES = {
    "answered": _("ответ отдан"),
    "refused": _("отказано со ссылкой на закон"),
}


class SubjectRequest(models.Model):
    """A person asks what the school holds on them, or on their child.

    ``due_on`` is the last of ten working days, of fifteen once it was extended with a reason.
    Sources: ст. 14, ч. 1 ст. 20 152-ФЗ. The answer is made when it is handed out and is not kept;
    ``answer_digest`` is the SHA-256 of the file that was given.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="subject_requests"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("о ком"), on_delete=models.PROTECT, related_name="subject_requests"
    )
    asker = models.ForeignKey(
        Person, verbose_name=_("кто спросил"), on_delete=models.PROTECT, related_name="+"
    )
    how = models.CharField(_("как пришёл"), max_length=10, choices=REQUEST_WAYS)
    received_on = models.DateField(_("получен"))
    due_on = models.DateField(_("ответить до"))
    extension_reason = models.CharField(_("почему продлён"), max_length=300, blank=True)
    extended_at = models.DateTimeField(_("продлён"), null=True, blank=True)
    outcome = models.CharField(
        _("чем закончился"), max_length=10, choices=REQUEST_OUTCOMES, blank=True
    )
    refusal_ground = models.CharField(_("на каком основании отказано"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("закрыт"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто закрыл"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answer_digest = models.CharField(_("SHA-256 ответа"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("внесён"))

    class Meta:
        verbose_name = _("запрос о данных")
        verbose_name_plural = _("запросы о данных")
        ordering = ["closed_at", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asker"],
                condition=models.Q(closed_at__isnull=True),
                name="intake_subject_request_once",
            ),
        ]

    def __str__(self) -> str:
        return str(_("запрос от %(day)s") % {"day": f"{self.received_on:%d.%m.%Y}"})
