from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from mentoring_pages.models.edition import Edition
from mentoring_pages.models.school import School


class ClauseAddress(models.Model):
    """Where the clause with this permanent key stands now, and which edition had it last."""

    key = models.CharField(_("ключ пункта"), max_length=36)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        Page, verbose_name=_("страница"), on_delete=models.CASCADE, related_name="+"
    )
    stands = models.BooleanField(_("есть в тексте на странице"), default=True)
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("последняя редакция с этим пунктом"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("адрес пункта")
        verbose_name_plural = _("адреса пунктов")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "key"], name="mentoring_pages_clause_address_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key
