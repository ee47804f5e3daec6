import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School

WRONG_YEAR = _("Такого года у приказа быть не может. Проверьте год.")

CHANGES = {
    "major": _("существенное: нужны новые подписи"),
    "minor": _("несущественное: прежние подписи остаются"),
}


class Edition(models.Model):
    """What an order approved, frozen: the text as a JSON tree and its SHA-256.

    Written once. The row names its page by key and keeps its own copy of the text, so that moving,
    revising or deleting the page changes nothing that was approved or signed.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="editions"
    )
    page_key = models.UUIDField(
        _("страница"), help_text=_("translation_key страницы"), db_index=True
    )
    kind = models.CharField(_("вид"), max_length=20)
    variant = models.CharField(_("вариант"), max_length=60, blank=True)
    number = models.PositiveIntegerField(_("номер редакции"))
    title = models.CharField(_("заголовок"), max_length=500)
    tree = models.JSONField(_("текст"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    order_number = models.CharField(_("номер приказа"), max_length=50)
    order_date = models.DateField(_("дата приказа"))
    in_force_from = models.DateField(_("действует с"))
    change = models.CharField(_("изменение"), max_length=10, choices=CHANGES, default="major")
    frozen_at = models.DateTimeField(_("зафиксирована"))

    class Meta:
        verbose_name = _("редакция")
        verbose_name_plural = _("редакции")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_key", "number"], name="mentoring_pages_edition_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, ред. {self.number}"
