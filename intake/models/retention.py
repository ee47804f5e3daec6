import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from mentoring_pages.models import School


class LegalHold(models.Model):
    """A reason not to destroy a person's data yet: a dispute, a check, a court.

    ``basis`` names the paper («запрос прокуратуры № 12 от 03.09.2026»), never the person.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="legal_holds"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("о ком"), on_delete=models.PROTECT, related_name="legal_holds"
    )
    basis = models.CharField(_("основание"), max_length=200)
    placed_at = models.DateTimeField(_("установлен"))
    placed_by_key = models.CharField(_("кто установил"), max_length=40)
    lifted_at = models.DateTimeField(_("снят"), null=True, blank=True)
    lifted_by_key = models.CharField(_("кто снял"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("запрет уничтожать сведения")
        verbose_name_plural = _("запреты уничтожать сведения")
        ordering = ["lifted_at", "-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(lifted_at__isnull=True),
                name="intake_legal_hold_once",
            ),
        ]

    def __str__(self) -> str:
        return self.basis


class DestructionAct(models.Model):
    """The act of a day on which data were destroyed. Source: приказ РКН от 28.10.2022 № 179.

    People stand in it by their random keys: naming them would keep what was destroyed.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="destruction_acts"
    )
    day = models.DateField(_("день"))
    made_at = models.DateTimeField(_("составлен"))

    class Meta:
        verbose_name = _("акт об уничтожении")
        verbose_name_plural = _("акты об уничтожении")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "day"], name="intake_destruction_act_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


DESTRUCTION_REASONS = {
    "term": _("истёк срок хранения"),
    "unanswered": _("семья не ответила, срок ожидания истёк"),
    "asked": _("по требованию, других оснований хранить нет"),
}


class DestroyedPerson(models.Model):
    """One line of an act: whose data, by the random key, why and when."""

    act = models.ForeignKey(
        DestructionAct, verbose_name=_("акт"), on_delete=models.PROTECT, related_name="lines"
    )
    person_key = models.UUIDField(_("ключ человека"), unique=True)
    reason = models.CharField(_("почему"), max_length=10, choices=DESTRUCTION_REASONS)
    kept_until = models.DateField(_("хранились до"), null=True)
    papers = models.PositiveIntegerField(_("уничтожено файлов"), default=0)
    destroyed_at = models.DateTimeField(_("уничтожены"))
    destroyed_by_key = models.CharField(_("кто уничтожил"), max_length=40)

    class Meta:
        verbose_name = _("строка акта об уничтожении")
        verbose_name_plural = _("строки актов об уничтожении")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.person_key)
