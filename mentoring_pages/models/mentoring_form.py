from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School


class MentoringForm(models.Model):
    """A form of mentoring that a school's Положение names, such as «ученик – ученик».

    The well-known forms keep their well-known keys (``pupil-pupil``, ``teacher-teacher``,
    ``student-pupil``, ``employer-pupil``, ``employer-student``), by which the yearly return finds
    its rows; any other key is one of the «иные формы по Положению».
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="mentoring_forms"
    )
    key = models.SlugField(_("ключ"), max_length=60)
    title = models.CharField(_("название"), max_length=200)
    description = models.TextField(_("что это значит"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("порядок"), default=0)
    is_active = models.BooleanField(_("применяется сейчас"), default=True)

    class Meta:
        verbose_name = _("форма наставничества")
        verbose_name_plural = _("формы наставничества")
        ordering = ["sort_order", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "key"],
                name="mentoring_pages_form_key_once",
                violation_error_message=_("Форма с таким ключом в этой школе уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
