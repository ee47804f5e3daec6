from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person


class SamePersonAnswer(models.Model):
    """What staff found of two people of one name: recorded twice, or namesakes.

    ``person`` is the card that stays where they are one; ``other`` is kept beside it, with what it
    signed and when, and acts for nobody any more.
    """

    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, related_name="other_cards"
    )
    other = models.ForeignKey(
        Person, verbose_name=_("вторая запись"), on_delete=models.CASCADE, related_name="kept_cards"
    )
    is_one = models.BooleanField(_("один человек"))
    decided_by_key = models.CharField(_("кто решил"), max_length=40)
    decided_at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("ответ о двух записях")
        verbose_name_plural = _("ответы о двух записях")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="intake_same_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.other_id}"
