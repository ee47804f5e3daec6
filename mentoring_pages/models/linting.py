from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from mentoring_pages.models.school import School

DEGREE_LABELS = {
    "violation": _("нарушение"),
    "disputed": _("спорно"),
    "advice": _("совет"),
}


class DismissedFinding(models.Model):
    """A finding of the check that an editor set aside, with the reason.

    It stays set aside while the words it is about stay the same: ``fingerprint`` is made of them.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="+"
    )
    page_key = models.UUIDField(_("страница"), help_text=_("translation_key страницы"))
    fingerprint = models.CharField(_("отпечаток"), max_length=32)
    rule = models.CharField(_("правило"), max_length=60)
    reason = models.CharField(_("почему"), max_length=500)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    dismissed_at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("отложенное замечание")
        verbose_name_plural = _("отложенные замечания")
        ordering = ["-dismissed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_key", "fingerprint"], name="mentoring_pages_finding_set_aside_once"
            ),
        ]

    def __str__(self) -> str:
        return self.rule


class TextCheckPanel(Panel):
    """«Проверка текста» in the editor: what the saved draft says against itself and the law."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Проверка текста"))
        kwargs.setdefault("icon", "tasks")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "mentoring_pages/staff/text_check_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance and self.instance.pk)
