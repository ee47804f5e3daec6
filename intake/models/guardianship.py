from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person

NAMED_BY = {
    "school": _("школа, по своим документам"),
    "representative": _("сам представитель"),
    "participant": _("участник"),
}

GUARDIAN_KINDS = {
    "parent": _("родитель"),
    "adoptive": _("усыновитель"),
    "guardian": _("опекун"),
    "trustee": _("попечитель"),
    "foster": _("приёмный родитель"),
    "organisation": _("представитель организации для детей-сирот"),
}


class Guardianship(models.Model):
    """The authority of one person to act for another, and who in the school saw its proof.

    What it amounts to on a day is ``intake.domain.guardianship``'s to say. A representative whom
    the participant named is nobody until staff have checked: what such a one signs waits.
    """

    guardian = models.ForeignKey(
        Person, verbose_name=_("представитель"), on_delete=models.PROTECT, related_name="wards_of"
    )
    ward = models.ForeignKey(
        Person, verbose_name=_("ребёнок"), on_delete=models.PROTECT, related_name="guardians_of"
    )
    kind = models.CharField(_("кем приходится"), max_length=20, choices=GUARDIAN_KINDS)
    basis_encrypted = models.BinaryField(_("документ-основание"), null=True, editable=False)
    valid_from = models.DateField(_("с"), null=True, blank=True)
    valid_to = models.DateField(_("по"), null=True, blank=True)
    named_by = models.CharField(_("кто назвал"), max_length=20, choices=NAMED_BY, default="school")
    ended_on = models.DateField(_("прекращено, последний день"), null=True, blank=True)
    ended_why = models.CharField(_("почему прекращено"), max_length=300, blank=True)
    checked_by_key = models.CharField(_("кто проверил"), max_length=40, blank=True)
    checked_at = models.DateTimeField(_("проверено"), null=True, blank=True)

    class Meta:
        verbose_name = _("законный представитель")
        verbose_name_plural = _("законные представители")
        constraints = [
            models.UniqueConstraint(fields=["guardian", "ward"], name="intake_guardianship_once"),
            models.CheckConstraint(
                condition=~models.Q(guardian=models.F("ward")),
                name="intake_guardian_is_not_the_ward",
                violation_error_message=_(
                    "Представитель и ребёнок — один человек. Выберите другого."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} — {self.get_kind_display()}"
