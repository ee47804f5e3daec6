from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.domain.school_breaks import LONGEST_BREAK
from mentoring_pages.models.school import School


class SchoolBreak(models.Model):
    """Holidays of a school, as its order of the year names them: the news may rest."""

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="breaks"
    )
    name = models.CharField(_("каникулы"), max_length=60, help_text=_("Например: «осенние»."))
    first_day = models.DateField(_("первый день"))
    last_day = models.DateField(_("последний день"))

    class Meta:
        verbose_name = _("каникулы")
        verbose_name_plural = _("каникулы")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="mentoring_pages_break_has_days",
                violation_error_message=_("Последний день раньше первого. Проверьте даты."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.first_day:%d.%m.%Y} – {self.last_day:%d.%m.%Y}"

    def clean(self) -> None:
        if self.first_day and self.last_day:
            days = (self.last_day - self.first_day).days + 1
            if days > LONGEST_BREAK:
                words = _("Каникулы длиннее 120 дней. Проверьте год в датах.")
                raise ValidationError({"last_day": words})
