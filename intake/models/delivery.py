import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Contact, Person
from intake.models.request import PersonalLink
from mentoring_pages.models import School

MESSAGE_KINDS = {
    "code": _("код подписи"),
    "invitation": _("приглашение"),
    "second_signer": _("приглашение второму подписанту"),
    "copies": _("копии и ссылка"),
    "onlooker": _("ссылка второму представителю"),
    "receipt": _("подтверждение"),
    "contact_changed": _("адрес заменён"),
    "agreement": _("соглашение ждёт подписи"),
    "agreement_news": _("новости о соглашении"),
    "birthday": _("день рождения меняет, кто подписывает"),
    "reminder": _("напоминание"),
}

MESSAGE_STATES = {
    "queued": _("ждёт отправки"),
    "sent": _("отправлено"),
    "failed": _("не отправлено"),
}

OUTCOMES = {
    "delivered": _("доставлено"),
    "delayed": _("задерживается в пути"),
    "soft": _("не дошло, адрес может быть верным"),
    "hard": _("не дошло: такого адреса нет"),
    "complained": _("получатель пожаловался на спам"),
}


class OutboundMessage(models.Model):
    """A message on its way. The queue carries only its key; the content is dropped once sent.

    A code is in no row at all: it is made when the letter with it leaves. ``link`` is the personal
    link through which a code was asked for, ``request_key`` the request whose link the letter
    carries. It never leaves before ``not_before``; a try that failed sets it to the next one.
    ``state`` is ours, ``outcome`` is what others said after the message was handed over.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(_("о чём"), max_length=20, choices=MESSAGE_KINDS)
    document_key = models.UUIDField(_("документ"), null=True, blank=True)
    act = models.CharField(_("действие"), max_length=10, blank=True)
    origin_index = models.CharField(max_length=64, blank=True, editable=False)
    link = models.ForeignKey(
        PersonalLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    content_encrypted = models.BinaryField(null=True, editable=False)
    state = models.CharField(
        _("состояние"), max_length=10, choices=MESSAGE_STATES, default="queued"
    )
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    queued_at = models.DateTimeField(_("поставлено"))
    not_before = models.DateTimeField(_("не раньше"), null=True, blank=True)
    sent_at = models.DateTimeField(_("отправлено"), null=True, blank=True)
    failure = models.CharField(_("почему не отправлено"), max_length=200, blank=True)
    unseen = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Tries whose end nobody saw; at most two."
    )
    gateway_id = models.CharField(_("номер у шлюза"), max_length=200, blank=True, db_index=True)
    outcome = models.CharField(_("что стало"), max_length=10, choices=OUTCOMES, blank=True)
    outcome_at = models.DateTimeField(_("когда стало известно"), null=True, blank=True)
    request_key = models.UUIDField(null=True, blank=True, editable=False)
    instead_key = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        db_index=True,
        help_text="The message that went in its place.",
    )

    class Meta:
        verbose_name = _("сообщение")
        verbose_name_plural = _("сообщения")
        ordering = ["-queued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"
