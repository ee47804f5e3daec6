import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from mentoring_pages.models import School

OBJECTION_WAYS = {
    "staff": _("записал сотрудник"),
    "own_page": _("на своей странице"),
}

OBJECTION_DECISIONS = {
    "agreed": _("представители договорились"),
    "withdrawn": _("возражение взято назад"),
    "order": _("решение директора"),
    "court": _("решение суда или органа опеки"),
}


class GuardianObjection(models.Model):
    """A representative objects to what another one signed for the child: «разногласие».

    While one is open, nothing about the child is published and no representative signs anything
    new. It ends only by a recorded decision. The words are encrypted with the objector's data key.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="objections"
    )
    ward = models.ForeignKey(
        Person,
        verbose_name=_("ребёнок"),
        on_delete=models.PROTECT,
        related_name="objections_about",
    )
    objector = models.ForeignKey(
        Person, verbose_name=_("кто возражает"), on_delete=models.PROTECT, related_name="objections"
    )
    how = models.CharField(_("как получено"), max_length=10, choices=OBJECTION_WAYS)
    words_encrypted = models.BinaryField(_("чем не согласен"), null=True, editable=False)
    raised_at = models.DateTimeField(_("когда"))
    recorded_by_key = models.CharField(_("кто записал"), max_length=40, blank=True)
    decision = models.CharField(
        _("чем закончилось"), max_length=10, choices=OBJECTION_DECISIONS, blank=True
    )
    decision_number = models.CharField(_("номер решения"), max_length=50, blank=True)
    decision_date = models.DateField(_("дата решения"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("снято"), null=True, blank=True)
    lifted_by_key = models.CharField(_("кто снял"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("разногласие")
        verbose_name_plural = _("разногласия")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "objector"],
                condition=models.Q(lifted_at__isnull=True),
                name="intake_objection_once",
            ),
        ]

    def __str__(self) -> str:
        return str(_("возражение от %(day)s") % {"day": f"{self.raised_at:%d.%m.%Y}"})
