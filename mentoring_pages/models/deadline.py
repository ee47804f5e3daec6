import calendar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School

MONTHS = [
    (1, _("января")),
    (2, _("февраля")),
    (3, _("марта")),
    (4, _("апреля")),
    (5, _("мая")),
    (6, _("июня")),
    (7, _("июля")),
    (8, _("августа")),
    (9, _("сентября")),
    (10, _("октября")),
    (11, _("ноября")),
    (12, _("декабря")),
]

DAYS = [MinValueValidator(1), MaxValueValidator(31)]
LEAP_YEAR = 2024


class SchoolYearDates(models.Model):
    """When the school year begins and ends here; deadlines of the act are counted from it.

    A school without a row follows the usual calendar: 1 September to 31 May.
    """

    school = models.OneToOneField(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="year_dates"
    )
    start_day = models.PositiveSmallIntegerField(
        _("учебный год начинается: число"), default=1, validators=DAYS
    )
    start_month = models.PositiveSmallIntegerField(_("месяц"), default=9, choices=MONTHS)
    end_day = models.PositiveSmallIntegerField(
        _("учебный год кончается: число"), default=31, validators=DAYS
    )
    end_month = models.PositiveSmallIntegerField(_("месяц"), default=5, choices=MONTHS)

    class Meta:
        verbose_name = _("учебный год")
        verbose_name_plural = _("учебный год")

    def __str__(self) -> str:
        return f"{self.start_day:02}.{self.start_month:02} – {self.end_day:02}.{self.end_month:02}"

    def clean(self) -> None:
        for name in ("start", "end"):
            day, month = getattr(self, f"{name}_day"), getattr(self, f"{name}_month")
            if day and month and day > calendar.monthrange(LEAP_YEAR, month)[1]:
                raise ValidationError({f"{name}_day": _("В этом месяце нет такого числа.")})


class KeptDeadline(models.Model):
    """Somebody said that a duty of the act was done for this day.

    The duty is named by its clause and its rule: when the clause changes, what was done for the
    old day says nothing about the new one.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="kept_deadlines"
    )
    clause_key = models.CharField(_("ключ пункта"), max_length=36)
    rule = models.CharField(_("правило"), max_length=120)
    due = models.DateField(_("срок"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто отметил"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    kept_at = models.DateTimeField(_("когда отмечено"))

    class Meta:
        verbose_name = _("выполненный срок")
        verbose_name_plural = _("выполненные сроки")
        ordering = ["-due", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "clause_key", "rule", "due"],
                name="mentoring_pages_deadline_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due:%d.%m.%Y}"
