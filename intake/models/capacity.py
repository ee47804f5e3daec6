from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person

LEGAL_STATUSES = {
    "emancipated": _("объявлен полностью дееспособным (эмансипация)"),
    "married": _("вступил в брак до 18 лет"),
    "minor_parent": _("несовершеннолетний родитель"),
}


class LegalStatus(models.Model):
    """What changes who signs for a minor, as staff saw it in a document.

    ``emancipated`` and ``married``: the person signs alone (ст. 27, п. 2 ст. 21 ГК РФ);
    ``minor_parent``: from 16 the person acts for an own child (п. 2 ст. 62 СК РФ). The document's
    kind, number, date and issuer are encrypted with the person's data key.
    """

    person = models.ForeignKey(
        Person,
        verbose_name=_("человек"),
        on_delete=models.PROTECT,
        related_name="legal_statuses",
    )
    kind = models.CharField(_("состояние"), max_length=20, choices=LEGAL_STATUSES)
    from_day = models.DateField(_("с какого дня"))
    basis_encrypted = models.BinaryField(_("документ-основание"), null=True, editable=False)
    checked_by_key = models.CharField(_("кто проверил"), max_length=40)
    checked_at = models.DateTimeField(_("проверено"))
    ended_at = models.DateTimeField(_("отменено"), null=True, blank=True)
    ended_by_key = models.CharField(_("кто отменил"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("особое состояние")
        verbose_name_plural = _("особые состояния")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="intake_legal_status_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
