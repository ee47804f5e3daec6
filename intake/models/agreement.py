import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import AgreementFacts, AgreementState, Ending, agreement_state
from intake.models.document import Document
from intake.models.person import Person
from mentoring_pages.models import MentoringForm, School

ENDINGS_OF_AGREEMENT = {
    "by_agreement": _("по соглашению сторон"),
    "by_one": _("по решению одной стороны"),
    "by_curator": _("по решению куратора"),
    "completed": _("программа завершена"),
    "expired": _("срок истёк"),
    "renewed": _("заключено новое на следующий срок"),
}

GROUNDS = {
    "notice": _("сторона предупредила заранее, как сказано в соглашении"),
    "breach": _("другая сторона систематически нарушает соглашение"),
    "safety": _("речь о безопасности"),
}


class Agreement(models.Model):
    """What mentor and mentee agreed: its sides, its term, how it ended. Its papers are documents.

    The state is computed for a day by ``intake.domain.agreement``. ``document`` is the paper that
    is signed; while nobody has signed it, a paper that reads differently may take its place.
    ``renews`` is the same pair's agreement of the year before, which this one takes the place of.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="agreements"
    )
    document = models.OneToOneField(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="agreement"
    )
    form = models.ForeignKey(
        MentoringForm,
        verbose_name=_("форма наставничества"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    mentor = models.ForeignKey(
        Person,
        verbose_name=_("наставник"),
        on_delete=models.PROTECT,
        related_name="agreements_as_mentor",
    )
    mentor_guardian = models.ForeignKey(
        Person,
        verbose_name=_("представитель наставника"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    mentee = models.ForeignKey(
        Person,
        verbose_name=_("наставляемый"),
        on_delete=models.PROTECT,
        related_name="agreements_as_mentee",
    )
    mentee_guardian = models.ForeignKey(
        Person,
        verbose_name=_("представитель наставляемого"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    renews = models.ForeignKey(
        "self",
        verbose_name=_("какое соглашение продолжает"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_by",
    )
    term_months = models.PositiveSmallIntegerField(_("срок, месяцев"))
    notice_days = models.PositiveSmallIntegerField(_("предупреждение о выходе, дней"), default=0)
    place = models.CharField(_("место заключения"), max_length=100, blank=True)
    base_organisation = models.CharField(_("на базе какой организации"), max_length=300, blank=True)
    tasks_encrypted = models.BinaryField(_("задачи"), null=True, editable=False)
    opened_at = models.DateTimeField(_("открыто"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто открыл"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("отдано на подпись"), null=True, blank=True)
    effective_on = models.DateField(_("действует с"), null=True, blank=True)
    ends_on = models.DateField(_("последний день"), null=True, blank=True)
    is_extended = models.BooleanField(_("продлено"), default=False)
    ended_on = models.DateField(_("прекращено, последний день"), null=True, blank=True)
    ended_how = models.CharField(
        _("как закончилось"), max_length=12, choices=ENDINGS_OF_AGREEMENT, blank=True
    )

    class Meta:
        verbose_name = _("соглашение")
        verbose_name_plural = _("соглашения")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(mentor=models.F("mentee")),
                name="intake_agreement_of_two",
                violation_error_message=_(
                    "Наставник и наставляемый — один человек. Выберите другого."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(ended_on__isnull=True, ended_how="")
                    | (models.Q(ended_on__isnull=False) & ~models.Q(ended_how=""))
                ),
                name="intake_agreement_ending_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}"

    def facts(self) -> AgreementFacts:
        """What the rule computes the state from; parties are counted from what was loaded."""
        parties = self.document.parties.all()
        return AgreementFacts(
            paper=self.document.state,
            asked=len(parties),
            signed=sum(party.signed_at is not None for party in parties),
            is_sent=self.sent_at is not None,
            effective_on=self.effective_on,
            ends_on=self.ends_on,
            is_extended=self.is_extended,
            ended_on=self.ended_on,
            ended_how=Ending(self.ended_how) if self.ended_how else None,
        )

    def state_on(self, day: date) -> AgreementState:
        return agreement_state(self.facts(), day)


class AgreementAct(models.Model):
    """A later paper of an agreement: what it changes once it is signed.

    ``ends_on`` is the day the sides or the staff named as the last one; ``ground`` and the words
    with it belong to an end by one side or by the curator. ``recorded_by`` is the employee behind
    an act that no side signs.
    """

    document = models.OneToOneField(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="agreement_act"
    )
    agreement = models.ForeignKey(
        Agreement, verbose_name=_("соглашение"), on_delete=models.PROTECT, related_name="acts"
    )
    how = models.CharField(
        _("как заканчивается"), max_length=12, choices=ENDINGS_OF_AGREEMENT, blank=True
    )
    term_months = models.PositiveSmallIntegerField(_("продлить на, месяцев"), null=True, blank=True)
    ends_on = models.DateField(_("последний день"), null=True, blank=True)
    ground = models.CharField(_("основание"), max_length=10, choices=GROUNDS, blank=True)
    words_encrypted = models.BinaryField(_("пояснение"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто внёс"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("документ к соглашению")
        verbose_name_plural = _("документы к соглашениям")

    def __str__(self) -> str:
        return f"{self.document}"
