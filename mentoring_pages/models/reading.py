from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School


class StoredReading(models.Model):
    """An act painted for readers, kept so that a visitor costs no painting.

    It can be thrown away at any time: whoever asks next paints it anew. ``source`` names what was
    painted (a page or an edition), ``state`` the very text of it, ``painter`` the version of the
    painter.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="+"
    )
    source = models.CharField(_("что показано"), max_length=60)
    audience = models.CharField(_("для кого"), max_length=20, blank=True)
    state = models.CharField(_("состояние текста"), max_length=100)
    painter = models.PositiveIntegerField(_("версия вида"))
    article = models.TextField(_("текст"))
    contents = models.TextField(_("содержание"))
    cards = models.TextField(_("карточки терминов"), blank=True)
    audiences = models.JSONField(_("выборки"), default=list)
    painted_at = models.DateTimeField(_("сохранено"))

    class Meta:
        verbose_name = _("готовый вид документа")
        verbose_name_plural = _("готовые виды документов")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "audience"], name="mentoring_pages_reading_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.audience}".strip()
