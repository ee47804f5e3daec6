import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import Person
from intake.models.request import IntakeRequest
from mentoring_pages.models import Edition, School

DOCUMENT_KINDS = {
    "processing": _("согласие на обработку персональных данных"),
    "publication": _("согласие на распространение персональных данных"),
    "withdrawal": _("отзыв согласия"),
    "agreement": _("соглашение наставника и наставляемого"),
    "extension": _("продление соглашения"),
    "termination": _("прекращение соглашения"),
    "refusal": _("отказ от подписания"),
    "refusal_end": _("отказ взят назад"),
}

SIDED_KINDS = ("agreement", "extension", "termination")
"""Papers of two sides: signed by everybody they name, in force with the last signature."""

REFUSAL_KINDS = ("refusal", "refusal_end")
"""Papers that say somebody's no, or that it is taken back: nobody signs them, the school seals."""

DOCUMENT_STATES = {
    "prepared": _("подготовлен"),
    "signed": _("подписан"),
    "declined": _("не согласились"),
    "withdrawn": _("отозван"),
    "void": _("заменён до подписания"),
    "superseded": _("заменён новой подписью"),
    "recorded": _("записан, не подписывается"),
    "taken_back": _("взят назад"),
}

PARTY_ROLES = {
    "representative": _("представитель"),
    "participant": _("участник"),
}

DOCUMENT_VARIANTS = {**PARTY_ROLES, "sides": _("стороны")}

SIDES = {"mentor": _("наставник"), "mentee": _("наставляемый")}

COPY_KINDS = {
    "shown": _("показанный документ"),
    "signed": _("с листом подписания"),
    "sealed": _("с печатью сервиса"),
    "scan": _("скан подписанной бумаги"),
}


class Document(models.Model):
    """One paper: its wording as approved, its parties, its bytes as shown, what became of it.

    For a participant of 14–17 a consent is two documents, the representative's and the
    participant's own (Приложение № 2); whether the consent is in force is computed by
    ``intake.domain.papers`` from both. A paper of ``REFUSAL_KINDS`` is in its register with the
    press; its bytes are made by a task, and until then digest and pages are empty.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("номер"), max_length=30)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="documents"
    )
    request = models.ForeignKey(
        IntakeRequest,
        verbose_name=_("заявка"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
    )
    kind = models.CharField(_("вид"), max_length=20, choices=DOCUMENT_KINDS)
    variant = models.CharField(_("вариант"), max_length=20, choices=DOCUMENT_VARIANTS)
    participant = models.ForeignKey(
        Person,
        verbose_name=_("об участнике"),
        on_delete=models.PROTECT,
        related_name="documents_about",
    )
    edition = models.ForeignKey(
        Edition, verbose_name=_("редакция текста"), on_delete=models.PROTECT, related_name="+"
    )
    wording = models.JSONField(
        _("текст редакции"), help_text=_("Копия с местами для подстановки, без данных людей.")
    )
    choices = models.JSONField(_("выбрано по пунктам"), default=dict, blank=True)
    resources = models.JSONField(
        _("где можно публиковать"),
        default=list,
        blank=True,
        help_text=_("Адреса, которые назвал текст согласия на публикацию."),
    )
    state = models.CharField(
        _("состояние"), max_length=20, choices=DOCUMENT_STATES, default="prepared"
    )
    shown_digest = models.CharField(_("SHA-256 показанного файла"), max_length=64, blank=True)
    page_count = models.PositiveSmallIntegerField(_("страниц"), default=0)
    inputs_index = models.CharField(max_length=64, editable=False)
    rule_version = models.CharField(_("версия правила о подписи"), max_length=20)
    rule_key = models.CharField(_("какой ответ дало правило"), max_length=40, blank=True)
    explanation = models.TextField(
        _("кто подписывает и почему"), help_text=_("Без имён."), blank=True
    )
    age_on_making = models.PositiveSmallIntegerField(_("полных лет"), null=True)
    made_at = models.DateTimeField(_("сделан"))
    signed_at = models.DateTimeField(_("подписан"), null=True, blank=True)
    ended_at = models.DateTimeField(_("перестал действовать"), null=True, blank=True)
    points_to = models.ForeignKey(
        "self",
        verbose_name=_("о каком документе"),
        on_delete=models.PROTECT,
        related_name="later_acts",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("документ")
        verbose_name_plural = _("документы")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], name="intake_document_number_once"
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "variant"],
                condition=models.Q(state="prepared") & ~models.Q(kind="withdrawal"),
                name="intake_one_prepared_paper_per_kind",
            ),
            models.UniqueConstraint(
                fields=["points_to", "variant"],
                condition=models.Q(state="prepared", kind="withdrawal"),
                name="intake_one_prepared_withdrawal",
            ),
            models.UniqueConstraint(
                fields=["participant", "kind", "variant"],
                condition=models.Q(state="signed", kind__in=["processing", "publication"]),
                name="intake_one_paper_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_refusal(self) -> bool:
        return self.kind in REFUSAL_KINDS

    @property
    def is_provable(self) -> bool:
        """Whether there is a bundle of evidence: it was signed, or a refusal whose file is made."""
        return bool(self.shown_digest) if self.is_refusal else self.signed_at is not None


class DocumentParty(models.Model):
    """Who has to sign a document, as whom, and on whose side where a paper has two.

    ``for_person`` is whom a representative signs for. ``signed_on`` is the school's day of the
    signature: the day on paper where it is one.
    """

    document = models.ForeignKey(
        Document, verbose_name=_("документ"), on_delete=models.CASCADE, related_name="parties"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.PROTECT, related_name="parties"
    )
    role = models.CharField(_("роль"), max_length=20, choices=PARTY_ROLES)
    side = models.CharField(_("сторона"), max_length=10, choices=SIDES, blank=True)
    for_person = models.ForeignKey(
        Person,
        verbose_name=_("за кого"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    signed_at = models.DateTimeField(_("подписал"), null=True, blank=True)
    signed_on = models.DateField(_("день подписи"), null=True, blank=True)
    declined_at = models.DateTimeField(_("не согласился"), null=True, blank=True)

    class Meta:
        verbose_name = _("сторона документа")
        verbose_name_plural = _("стороны документа")
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="intake_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_role_display()}"


def papers_storage():
    """Papers and scans live apart from media; only a checked view serves them."""
    return storages["papers"]


class PaperCopy(models.Model):
    """The bytes of a paper, encrypted with the data key of the person entitled to this copy."""

    document = models.ForeignKey(
        Document, verbose_name=_("документ"), on_delete=models.PROTECT, related_name="copies"
    )
    holder = models.ForeignKey(
        Person,
        verbose_name=_("чей экземпляр"),
        on_delete=models.PROTECT,
        related_name="paper_copies",
    )
    kind = models.CharField(_("вид"), max_length=10, choices=COPY_KINDS)
    file = models.FileField(_("файл"), storage=papers_storage, max_length=200)
    digest = models.CharField(_("SHA-256 открытого файла"), max_length=64)
    size = models.PositiveIntegerField(_("размер, байт"))
    made_at = models.DateTimeField(_("сделан"))

    class Meta:
        verbose_name = _("экземпляр документа")
        verbose_name_plural = _("экземпляры документов")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "holder", "kind"], name="intake_paper_copy_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_kind_display()}"
