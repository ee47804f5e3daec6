from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School


class OrderTemplate(models.Model):
    """A school's own Word template of the order «О внесении изменений».

    The bytes lie in the row and are given back to staff of the school alone, as a file to keep:
    nothing serves them as a page. A school without a row uses the template that is shipped.
    """

    school = models.OneToOneField(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="order_template"
    )
    name = models.CharField(_("имя файла"), max_length=255)
    data = models.BinaryField(_("файл"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто загрузил"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("загружен"))

    class Meta:
        verbose_name = _("шаблон приказа")
        verbose_name_plural = _("шаблоны приказов")

    def __str__(self) -> str:
        return self.name
