import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

DRAFT_NUMBER = 0
"""In place of the number of an edition: the file shows the page as it stands."""


class ActFile(models.Model):
    """A file of an act that was made once: PDF or Word of one edition, or of the draft.

    ``digest`` is of everything that is printed and of the version of the printer; a file whose
    digest is another than today's is made anew in its place.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page_key = models.UUIDField(_("страница"), help_text=_("translation_key страницы"))
    edition_number = models.PositiveIntegerField(_("номер редакции"), default=DRAFT_NUMBER)
    format = models.CharField(_("формат"), max_length=10)
    digest = models.CharField(_("SHA-256 того, что напечатано"), max_length=64)
    content = models.BinaryField(_("файл"))
    made_at = models.DateTimeField(_("сделан"))

    class Meta:
        verbose_name = _("файл документа")
        verbose_name_plural = _("файлы документов")
        constraints = [
            models.UniqueConstraint(
                fields=["page_key", "edition_number", "format"],
                name="mentoring_pages_act_file_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_key} {self.edition_number} {self.format}"
