from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.document import Document
from mentoring_pages.models import School


class Receipt(models.Model):
    """The employee responsible for personal data notes that a consent was received.

    The form of consent has a line for it («Приложение № 2»). No consent depends on it: a signed
    one is in force without the note.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="receipt"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто отметил"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(_("имя сотрудника в тот день"), max_length=200)
    at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("отметка о получении")
        verbose_name_plural = _("отметки о получении")

    def __str__(self) -> str:
        return f"{self.document}: {self.at:%d.%m.%Y}"
