from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring_pages.domain.order_days import is_meant
from mentoring_pages.models.edition import WRONG_YEAR
from mentoring_pages.models.school import School


class Repeal(models.Model):
    """An act lost its force by an order. The act and what replaces it are named by page key.

    A record made by mistake is cancelled, never deleted, and the act holds again.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="repeals"
    )
    page_key = models.UUIDField(_("документ"), db_index=True)
    act_title = models.CharField(_("название документа"), max_length=500)
    order_number = models.CharField(_("номер приказа"), max_length=50)
    order_date = models.DateField(_("дата приказа"))
    repealed_from = models.DateField(
        _("не действует с"), help_text=_("Первый день, в который документ уже не действует.")
    )
    reason = models.TextField(
        _("причина"),
        blank=True,
        help_text=_("Одним-двумя предложениями; это увидят читатели документа."),
    )
    replaced_by_key = models.UUIDField(_("чем заменён"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто записал"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("записано"))
    cancelled_at = models.DateTimeField(_("запись отменена"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто отменил"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("утрата силы")
        verbose_name_plural = _("утратившие силу")
        ordering = ["-repealed_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_key"],
                condition=Q(cancelled_at__isnull=True),
                name="mentoring_pages_repeal_once",
                violation_error_message=_(
                    "Этот документ уже записан как утративший силу. Сначала отмените ту запись."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.act_title

    def clean(self) -> None:
        if self.replaced_by_key and self.replaced_by_key == self.page_key:
            raise ValidationError(_("Документ не может заменить сам себя. Выберите другой."))
        for name in ("order_date", "repealed_from"):
            if (day := getattr(self, name)) and not is_meant(day):
                raise ValidationError({name: WRONG_YEAR})
        if self.order_date and self.repealed_from and self.repealed_from < self.order_date:
            raise ValidationError(
                {
                    "repealed_from": _(
                        "Документ не может утратить силу раньше, чем подписан приказ об этом. "
                        "Проверьте обе даты."
                    )
                }
            )
