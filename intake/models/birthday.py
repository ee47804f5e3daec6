import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.domain.birthdays import ANSWER_DAYS, MOST_ANSWER_DAYS
from intake.models.person import Person
from mentoring_pages.models import School

BIRTHDAY_TURNS = {
    "both": _("в день рождения спрашиваем по обоим порядкам, со следующего дня по новому"),
    "birthday": _("с 00:00 дня рождения"),
    "next_day": _("с 00:00 следующего дня"),
}

TOLD_BEFORE_WORDS = {60: _("за 60 дней"), 14: _("за 14 дней"), 0: _("в день смены порядка")}


class AgeRule(models.Model):
    """One decision of a school: on which day a 14th or 18th birthday changes who signs.

    Append-only (database guards): a change of mind is another row. Which row holds on a day is
    ``intake.domain.birthdays``'s to say; a school without rows asks both ways on the birthday and
    waits 30 days for the answer of a participant who turned 18.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="age_rules"
    )
    turn = models.CharField(
        _("когда день рождения меняет, кто подписывает"),
        max_length=10,
        choices=BIRTHDAY_TURNS,
        default="both",
    )
    answer_days = models.PositiveSmallIntegerField(
        _("сколько дней ждать ответа того, кому исполнилось 18"),
        default=ANSWER_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ANSWER_DAYS)],
    )
    from_day = models.DateField(_("с какого дня"))
    decided_by = models.CharField(_("чем установлено (приказ, номер, дата)"), max_length=200)
    recorded_by_key = models.CharField(_("кто записал"), max_length=40)
    recorded_at = models.DateTimeField(_("когда записано"))

    class Meta:
        verbose_name = _("правило дня рождения")
        verbose_name_plural = _("правила дня рождения")
        ordering = ["-from_day", "-pk"]

    def __str__(self) -> str:
        return str(self.get_turn_display())


class BirthdayNotice(models.Model):
    """That a family was told of a birthday: once per person, birthday and threshold.

    ``letters`` counts those that went out; 0 means that nobody of the family has a contact.
    ``counts_from`` is 00:00 of the day of the change by the school's clock: what is signed from
    then on answers it. ``answer_until`` is set where an answer has a last day.
    """

    person = models.ForeignKey(
        Person,
        verbose_name=_("о ком"),
        on_delete=models.CASCADE,
        related_name="birthday_notices",
    )
    age = models.PositiveSmallIntegerField(_("сколько лет исполняется"))
    birthday = models.DateField(_("день рождения"))
    days_before = models.PositiveSmallIntegerField(
        _("за сколько дней"), choices=list(TOLD_BEFORE_WORDS.items())
    )
    counts_from = models.DateTimeField(_("меняется с"))
    answer_until = models.DateField(_("ждём ответа до"), null=True, blank=True)
    letters = models.PositiveSmallIntegerField(_("писем"), default=0)
    made_at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("напоминание о дне рождения")
        verbose_name_plural = _("напоминания о дне рождения")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "birthday", "days_before"], name="intake_birthday_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.age}, {self.get_days_before_display()}"
