import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from intake.models.request import IDENTIFICATION_WAYS
from mentoring_pages.models import Edition, School

JOINED_HOW = {
    "at_school": _("в школе, личность установил сотрудник"),
    "first_code": _("на своей странице, подтверждено первым кодом"),
}


class SignatureAgreement(models.Model):
    """A person's agreement that a code is their signature: once, for all children and years.

    Source: ч. 2 ст. 6 and ст. 9 63-ФЗ. Between ``stated_at`` and ``joined_at`` the person has
    agreed on their page and not entered a code yet. Leaving ends it for what comes after; what was
    signed before stays signed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("номер"), max_length=30)
    school = models.ForeignKey(
        School,
        verbose_name=_("школа"),
        on_delete=models.PROTECT,
        related_name="signature_agreements",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("кто присоединился"),
        on_delete=models.PROTECT,
        related_name="signature_agreements",
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("редакция текста"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    how = models.CharField(_("как"), max_length=20, choices=JOINED_HOW)
    stated_at = models.DateTimeField(_("согласился"))
    joined_at = models.DateTimeField(_("присоединился"), null=True, blank=True)
    identified_how = models.CharField(
        _("как установлена личность"), max_length=20, choices=IDENTIFICATION_WAYS, blank=True
    )
    identified_by_key = models.CharField(_("кто установил"), max_length=40, blank=True)
    left_at = models.DateTimeField(_("вышел"), null=True, blank=True)

    class Meta:
        verbose_name = _("соглашение о подписи кодом")
        verbose_name_plural = _("соглашения о подписи кодом")
        ordering = ["-stated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="intake_pep_number_once"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(left_at__isnull=True),
                name="intake_pep_agreement_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number
