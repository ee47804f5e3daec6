import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from mentoring_pages.models import MentoringForm, School

PARTICIPATION_ROLES = {
    "mentor": _("наставник"),
    "mentee": _("наставляемый"),
    "curator": _("куратор"),
}

CATEGORIES = {
    "pupil": _("обучающийся"),
    "teacher": _("педагог или специалист школы"),
    "graduate": _("выпускник"),
    "parent": _("родитель"),
    "employer": _("работодатель или специалист организации"),
    "student": _("студент"),
    "other": _("иное"),
}

TEAM_KINDS = {"pair": _("пара"), "group": _("группа")}

ENDINGS = {
    "completed": _("программа завершена"),
    "left_early": _("выбыл досрочно"),
    "replaced": _("заменён наставник"),
}


class Participation(models.Model):
    """One person in one role in one form of mentoring, with dates: the only fact reports count.

    Erasing a person leaves an anonymous form of the row: ``person`` becomes empty, ``person_key``
    stays a random key, the birth date shrinks to ``birth_year``.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="participations"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("человек"),
        on_delete=models.PROTECT,
        related_name="participations",
        null=True,
        blank=True,
    )
    person_key = models.UUIDField(_("ключ человека"), editable=False, db_index=True)
    birth_year = models.PositiveSmallIntegerField(_("год рождения"), null=True, editable=False)
    role = models.CharField(_("роль"), max_length=10, choices=PARTICIPATION_ROLES)
    form = models.ForeignKey(
        MentoringForm,
        verbose_name=_("форма наставничества"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    category = models.CharField(
        _("основная категория"),
        max_length=10,
        choices=CATEGORIES,
        help_text=_("Если подходит несколько, выберите одну главную: человек считается один раз."),
    )
    young_specialist = models.BooleanField(
        _("молодой специалист"), default=False, help_text=_("Педагог со стажем до 3 лет.")
    )
    trained = models.BooleanField(_("прошёл обучение наставников"), default=False)
    team_kind = models.CharField(
        _("пара или группа"), max_length=10, choices=TEAM_KINDS, default="pair"
    )
    team = models.CharField(
        _("номер пары или группы"), max_length=40, help_text=_("Как в приказе, например «Пара 3».")
    )
    started_on = models.DateField(_("с"))
    ended_on = models.DateField(_("по"), null=True, blank=True)
    ended_how = models.CharField(_("как закончилось"), max_length=12, choices=ENDINGS, blank=True)
    order_number = models.CharField(_("номер приказа о закреплении"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)
    made_at = models.DateTimeField(_("внесено"), auto_now_add=True)

    class Meta:
        verbose_name = _("участие")
        verbose_name_plural = _("участия")
        ordering = ["-started_on", "-pk"]
        indexes = [
            models.Index(
                fields=["school", "role", "form", "started_on"], name="intake_participation_counted"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="intake_participation_dates_in_order",
                violation_error_message=_(
                    "Участие не может закончиться раньше, чем началось. Проверьте даты."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(ended_on__isnull=True, ended_how="")
                    | (models.Q(ended_on__isnull=False) & ~models.Q(ended_how=""))
                ),
                name="intake_participation_ending_whole",
                violation_error_message=_(
                    "Укажите и дату окончания, и как закончилось, или оставьте оба поля пустыми."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.form}"

    def save(self, *args, **kwargs) -> None:
        if self.person is not None:
            self.person_key = self.person.key
            self.birth_year = self.person.birth_date.year if self.person.birth_date else None
        super().save(*args, **kwargs)

    def clean(self) -> None:
        problems = {}
        if bool(self.order_number) != bool(self.order_date):
            missing = "order_date" if self.order_number else "order_number"
            problems[missing] = _("Укажите и номер, и дату приказа, или оставьте оба поля пустыми.")
        if self.person and self.school_id and self.person.school_id != self.school_id:
            problems["person"] = _("Этот человек из другой школы. Выберите человека своей школы.")
        if self.form_id and self.school_id and self.form.school_id != self.school_id:
            problems["form"] = _("Эта форма наставничества из другой школы. Выберите свою.")
        if self.young_specialist and self.category != "teacher":
            problems["young_specialist"] = _(
                "Молодой специалист — это педагог. Проверьте категорию."
            )
        if problems:
            raise ValidationError(problems)

    @property
    def is_confirmed(self) -> bool:
        """An order with a number and a date stands behind the participation."""
        return bool(self.order_number and self.order_date)
