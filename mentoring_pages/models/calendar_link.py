from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School


class CalendarLink(models.Model):
    """A secret address of a school's deadlines for the calendar program of one member of staff.

    Only the SHA-256 of the 256-bit token is kept: the address is shown once and cannot be read
    out of the database. Whoever lost it makes a new one; a revoked one leads nowhere.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="calendar_links"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("сотрудник"),
        on_delete=models.CASCADE,
        related_name="calendar_links",
    )
    digest = models.CharField(_("отпечаток"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("создана"))
    revoked_at = models.DateTimeField(_("отозвана"), null=True, blank=True)

    class Meta:
        verbose_name = _("ссылка на календарь")
        verbose_name_plural = _("ссылки на календарь")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "user"],
                condition=Q(revoked_at__isnull=True),
                name="mentoring_pages_one_calendar_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y}"
