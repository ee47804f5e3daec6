from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person


class IdentityDetails(models.Model):
    """A person's address and identity paper, for the full written form of a consent only.

    Encrypted with the person's data key; erasing the person makes them unreadable. What shows a
    guardian's authority stands in ``Guardianship.basis_encrypted``.
    """

    person = models.OneToOneField(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, related_name="identity"
    )
    address_encrypted = models.BinaryField(_("адрес"), null=True, editable=False)
    paper_encrypted = models.BinaryField(_("документ"), null=True, editable=False)
    changed_at = models.DateTimeField(_("записано"))

    class Meta:
        verbose_name = _("адрес и документ")
        verbose_name_plural = _("адреса и документы")

    def __str__(self) -> str:
        return f"IdentityDetails {self.pk}"
