import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import DataKey, Person
from mentoring_pages.models import School

REQUEST_ORIGINS = {
    "invited": _("по приглашению школы"),
    "open": _("без приглашения"),
}

REQUEST_STATES = {
    "filling": _("заполняется"),
    "awaiting_check": _("ждёт сверки"),
    "checked": _("сверена"),
    "refused": _("не принята"),
}

IDENTIFICATION_WAYS = {
    "passport": _("лично, по паспорту"),
    "known": _("лично известен сотруднику"),
    "school_record": _("по личному делу ученика"),
    "meeting": _("на родительском собрании, по документу"),
}

LINK_PURPOSES = {
    "sign": _("прочитать и подписать"),
    "status": _("посмотреть, что подписано"),
    "agreement": _("прочитать и подписать соглашения"),
}


class IntakeRequest(models.Model):
    """One family's coming to the programme for one participant.

    Invited people are on the school's list, so their request is ``checked`` from the start. Whoever
    comes without an invitation waits: nothing counts until a named employee records how the person
    was identified and that the contact is theirs.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="requests"
    )
    number = models.CharField(_("номер"), max_length=20)
    origin = models.CharField(_("как пришла"), max_length=10, choices=REQUEST_ORIGINS)
    state = models.CharField(
        _("состояние"), max_length=20, choices=REQUEST_STATES, default="filling"
    )
    participant = models.ForeignKey(
        Person,
        verbose_name=_("участник"),
        on_delete=models.PROTECT,
        related_name="requests",
        null=True,
        blank=True,
    )
    guardian = models.ForeignKey(
        Person,
        verbose_name=_("представитель"),
        on_delete=models.PROTECT,
        related_name="requests_as_guardian",
        null=True,
        blank=True,
    )
    data_key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="request")
    answers_encrypted = models.BinaryField(_("черновик ответов"), null=True, editable=False)
    outside_usual_ages = models.BooleanField(_("возраст вне обычного"), default=False)
    made_at = models.DateTimeField(_("начата"))
    sent_at = models.DateTimeField(_("отправлена"), null=True, blank=True)
    checked_at = models.DateTimeField(_("сверена"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто сверил"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    identified_how = models.CharField(
        _("как установлена личность"), max_length=20, choices=IDENTIFICATION_WAYS, blank=True
    )
    contact_is_theirs = models.BooleanField(_("контакт принадлежит этому человеку"), default=False)
    refusal_reason = models.CharField(_("почему не принята"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("заявка")
        verbose_name_plural = _("заявки")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="intake_request_number_once"),
        ]

    def __str__(self) -> str:
        return self.number


class PersonalLink(models.Model):
    """A secret address for one signer of one request. Only its digest is stored.

    Looking at it proves nothing and spends nothing; it expires and can be revoked. Staff can send
    another to the contact on file, never see one.
    """

    request = models.ForeignKey(
        IntakeRequest, verbose_name=_("заявка"), on_delete=models.CASCADE, related_name="links"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("кому"),
        on_delete=models.PROTECT,
        related_name="links",
        null=True,
        blank=True,
    )
    purpose = models.CharField(_("зачем"), max_length=10, choices=LINK_PURPOSES)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("создана"))
    expires_at = models.DateTimeField(_("действует до"))
    revoked_at = models.DateTimeField(_("отозвана"), null=True, blank=True)
    opened_at = models.DateTimeField(_("впервые открыта"), null=True, blank=True)

    class Meta:
        verbose_name = _("личная ссылка")
        verbose_name_plural = _("личные ссылки")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"
