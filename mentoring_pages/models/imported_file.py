import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School

IMPORT_KINDS = {
    "auto": _("определить самим"),
    "regulation": _("положение, порядок или другой локальный акт"),
    "programme": _("программа наставничества"),
    "service-rules": _("порядок применения сервисов"),
    "article": _("статья или инициатива"),
}


class ImportedFile(models.Model):
    """A document somebody uploaded to make a draft page of: its text and what was answered so far.

    It belongs to who uploaded it and is removed some days later. The bytes of the file are not
    kept. ``source`` holds what the reader of the file said: ``kind``, ``doubts``, ``dropped``.
    ``answers`` holds corrections by field (``fields``), the doubts looked at (``checked``), the key
    of the page it is the next edition of (``edition_of``) and of the draft that may be lost
    (``replaces``).
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто загрузил"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    name = models.CharField(_("имя файла"), max_length=255)
    kind = models.CharField(_("вид документа"), max_length=20, choices=IMPORT_KINDS, default="auto")
    text = models.TextField(_("текст"))
    source = models.JSONField(_("о файле"), default=dict)
    answers = models.JSONField(_("ответы"), default=dict)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("черновик"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("загружен"))

    class Meta:
        verbose_name = _("загруженный документ")
        verbose_name_plural = _("загруженные документы")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)
