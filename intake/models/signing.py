import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import CooldownMixin, SideChannelDevice, TimestampMixin

from intake.models.document import Document
from intake.models.person import Contact, Person
from mentoring_pages.models import School

MINOR_TABLES = {
    "both": _("оба: представитель и участник"),
    "representative_only": _("только представитель"),
    "participant_only": _("только участник"),
}

SIGNING_METHODS = {
    "code": _("кодом"),
    "paper": _("на бумаге"),
}

SIGNING_ACTS = {
    "sign": _("подписать"),
    "withdraw": _("отозвать"),
}


class SigningTable(models.Model):
    """Who signs each kind of paper for a participant of 14–17, as the school has decided."""

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="signing_tables"
    )
    document_kind = models.CharField(
        _("вид документа"),
        max_length=20,
        choices={
            "processing": _("согласие на обработку персональных данных"),
            "publication": _("согласие на распространение персональных данных"),
        },
    )
    minor_table = models.CharField(
        _("кто подписывает за участника 14–17 лет"),
        max_length=20,
        choices=MINOR_TABLES,
        default="both",
    )
    decided_by = models.CharField(
        _("чем установлено (приказ, номер, дата)"), max_length=200, blank=True
    )

    class Meta:
        verbose_name = _("правило подписи 14–17")
        verbose_name_plural = _("правила подписи 14–17")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document_kind"], name="intake_signing_table_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_kind_display()}: {self.get_minor_table_display()}"


class SigningAllowance(models.Model):
    """An exception staff record, such as two signers sharing a contact; the sheet shows it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person,
        verbose_name=_("кому разрешено"),
        on_delete=models.PROTECT,
        related_name="allowances",
    )
    kind = models.CharField(
        _("что разрешено"),
        max_length=20,
        choices={"shared_contact": _("общий контакт с представителем")},
    )
    reason = models.CharField(_("почему"), max_length=300)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто разрешил"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    allowed_at = models.DateTimeField(_("когда"))
    ended_at = models.DateTimeField(_("отменено"), null=True, blank=True)

    class Meta:
        verbose_name = _("исключение")
        verbose_name_plural = _("исключения")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class SignerDevice(TimestampMixin, CooldownMixin, SideChannelDevice):
    """One live code: one person, one document, one act.

    ``token`` holds a keyed digest, never the code; it is empty until the letter leaves, because
    the code is made then. ``browser_index`` is a blind index of the browser that asked for it. The
    user of django-otp is nullable, because families have no account; the device is found through
    the signing session, never by ``django_otp.verify_token``. The rules of life and tries are
    ``intake.domain.code``'s.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signer = models.ForeignKey(
        Person, verbose_name=_("кто подписывает"), on_delete=models.PROTECT, related_name="devices"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="devices"
    )
    act = models.CharField(_("действие"), max_length=10, choices=SIGNING_ACTS, default="sign")
    contact = models.ForeignKey(
        Contact,
        verbose_name=_("куда отправлен"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    attempts_left = models.PositiveSmallIntegerField(_("осталось попыток"), default=5)
    sent_at = models.DateTimeField(_("код запрошен"), null=True)
    sent_count = models.PositiveSmallIntegerField(_("сколько раз запрошен"), default=0)
    browser_index = models.CharField(max_length=64, blank=True, editable=False)
    used_at = models.DateTimeField(_("использован"), null=True)

    class Meta:
        verbose_name = _("код подписи")
        verbose_name_plural = _("коды подписи")
        constraints = [
            models.UniqueConstraint(
                fields=["signer", "document", "act"], name="intake_one_device_per_act"
            ),
        ]

    def __str__(self) -> str:
        return f"SignerDevice {self.key}"


class Signature(models.Model):
    """One person's act under one document. Written once and never edited.

    ``facts_encrypted`` holds the evidence that is personal (contact, address, browser), encrypted
    with the signer's data key. References are random keys: nothing cascades into a guarded table.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_key = models.CharField(max_length=40)
    document_key = models.UUIDField(_("документ"), db_index=True)
    signer_key = models.UUIDField(_("кто подписал"), db_index=True)
    role = models.CharField(_("роль"), max_length=20)
    act = models.CharField(_("действие"), max_length=10, choices=SIGNING_ACTS)
    method = models.CharField(_("способ"), max_length=10, choices=SIGNING_METHODS)
    shown_digest = models.CharField(_("SHA-256 показанного файла"), max_length=64)
    rule_version = models.CharField(_("версия правила"), max_length=20)
    signed_at = models.DateTimeField(_("когда"))
    facts_encrypted = models.BinaryField(_("обстоятельства"), editable=False)

    class Meta:
        verbose_name = _("подпись")
        verbose_name_plural = _("подписи")
        constraints = [
            models.UniqueConstraint(
                fields=["document_key", "signer_key", "act"], name="intake_signature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_key}: {self.role}"
