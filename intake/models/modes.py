import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models import School

MODES = {
    "paper": _("всё на бумаге"),
    "consents_by_code": _("согласия кодом, соглашение на бумаге"),
    "electronic": _("всё электронно"),
}

JOININGS = {
    "at_school": _("в школе, сотрудник устанавливает личность"),
    "first_code": _("на своей странице, первым кодом"),
}


class SigningMode(models.Model):
    """One decision of a school on how papers are signed, and the order behind it.

    Append-only (database guards): a change of mind is another row. Which row holds on a day is
    ``intake.domain.modes``'s to say; a school without rows signs consents by code and agreements
    on paper.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="signing_modes"
    )
    mode = models.CharField(_("порядок"), max_length=20, choices=MODES)
    from_day = models.DateField(_("с какого дня"))
    order_number = models.CharField(_("номер приказа"), max_length=50)
    order_date = models.DateField(_("дата приказа"))
    decided_by = models.CharField(_("кто решил (должность, фамилия)"), max_length=200)
    is_clause_amended = models.BooleanField(
        _("пункт о бумаге «в двух экземплярах» изменён"), default=False
    )
    joining = models.CharField(
        _("как присоединяются к соглашению о подписи кодом"),
        max_length=20,
        choices=JOININGS,
        default="first_code",
    )
    check_first = models.BooleanField(
        _("представитель подписывает только после сверки полномочий"), default=False
    )
    recorded_by_key = models.CharField(_("кто записал"), max_length=40)
    recorded_at = models.DateTimeField(_("когда записано"))

    class Meta:
        verbose_name = _("порядок подписания")
        verbose_name_plural = _("порядок подписания")
        ordering = ["-from_day", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}"
