from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models import School


class JournalHead(models.Model):
    """The end of one school's chain. Locked last in a verb, and briefly."""

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="journal_head")
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("конец журнала")
        verbose_name_plural = _("концы журналов")

    def __str__(self) -> str:
        return f"{self.school_id}: {self.sequence}"


class JournalEntry(models.Model):
    """One event. Append-only (database guards) and chained: each digest covers the one before.

    Holds no personal data: kind, time, random keys, salted commitments.
    """

    school_key = models.CharField(max_length=40)
    sequence = models.PositiveBigIntegerField(_("номер"))
    at = models.DateTimeField(_("когда"))
    kind = models.CharField(_("событие"), max_length=40)
    subject_key = models.CharField(_("о чём"), max_length=40, db_index=True)
    actor_key = models.CharField(_("кто"), max_length=40)
    facts = models.JSONField(_("обстоятельства"), default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("запись журнала")
        verbose_name_plural = _("журнал")
        ordering = ["school_key", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_key", "sequence"], name="intake_journal_sequence_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_key} {self.sequence} {self.kind}"
