from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

STAFF_ROLES = {
    "editor": _("редактор"),
    "curator": _("куратор"),
    "director": _("директор"),
    "class_teacher": _("классный руководитель"),
}

RESOURCE_KINDS = {
    "site": _("сайт организации"),
    "social": _("группа в социальной сети"),
}

CONSENT_WORDINGS = {
    "processing": _("краткое (ч. 1 ст. 9 152-ФЗ)"),
    "processing-full": _("полная письменная форма (ч. 4 ст. 9 152-ФЗ)"),
}


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("Такого часового пояса нет. Напишите, например, Europe/Moscow или Asia/Omsk.")
        )


class School(ClusterableModel):
    """An organisation that runs the programme: one Wagtail Site, one tree, one register.

    Names stand in the cases documents need because no library declines the names of
    organisations reliably; the editor writes them once. ``key`` never changes: addresses,
    commands and files use it.
    """

    key = models.SlugField(_("ключ"), max_length=40, unique=True)
    site = models.OneToOneField(
        "wagtailcore.Site",
        verbose_name=_("сайт"),
        on_delete=models.PROTECT,
        related_name="school",
    )
    full_name = models.CharField(_("полное наименование"), max_length=500)
    short_name = models.CharField(_("краткое наименование"), max_length=200)
    full_name_genitive = models.CharField(
        _("полное наименование в родительном падеже"),
        max_length=500,
        help_text=_("Кого, чего? Например: «муниципального бюджетного учреждения «Школа № 1»»."),
    )
    short_name_prepositional = models.CharField(
        _("краткое наименование в предложном падеже"),
        max_length=200,
        help_text=_("О ком, о чём? Например: «(в) МБОУ «Школа № 1»»."),
    )
    address = models.CharField(_("адрес по ЕГРЮЛ"), max_length=300)
    locality = models.CharField(
        _("населённый пункт"), max_length=100, help_text=_("Как пишут в документах: «г. Тверь».")
    )
    phone = models.CharField(_("телефон"), max_length=50, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)
    inn = models.CharField(
        _("ИНН"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"\A\d{10}(\d{2})?\Z", _("В ИНН 10 или 12 цифр."))],
    )
    ogrn = models.CharField(
        _("ОГРН"),
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"\A\d{13}(\d{2})?\Z", _("В ОГРН 13 или 15 цифр."))],
    )
    okpo = models.CharField(
        _("ОКПО"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"\A\d{8}(\d{6})?\Z", _("В ОКПО 8 или 14 цифр."))],
    )

    director_post = models.CharField(_("должность руководителя"), max_length=150)
    director_post_dative = models.CharField(
        _("должность руководителя в дательном падеже"),
        max_length=150,
        help_text=_("Кому? Например: «Директору»."),
    )
    director_name = models.CharField(_("фамилия, имя, отчество руководителя"), max_length=150)
    director_name_dative = models.CharField(
        _("фамилия и инициалы руководителя в дательном падеже"), max_length=150
    )
    curator_name = models.CharField(_("фамилия, имя, отчество куратора"), max_length=150)
    curator_post = models.CharField(_("должность куратора"), max_length=150, blank=True)
    curator_phone = models.CharField(_("телефон куратора"), max_length=50, blank=True)
    curator_email = models.EmailField(_("электронная почта куратора"), blank=True)
    privacy_officer_name = models.CharField(
        _("ответственный за персональные данные: фамилия, имя, отчество"), max_length=150
    )
    privacy_officer_post = models.CharField(
        _("ответственный за персональные данные: должность"), max_length=150, blank=True
    )
    privacy_officer_contact = models.CharField(
        _("ответственный за персональные данные: телефон или почта"), max_length=150, blank=True
    )
    policy_url = models.CharField(
        _("адрес политики обработки персональных данных"), max_length=300, blank=True
    )
    processors = models.TextField(
        _("кто обрабатывает данные по поручению школы"),
        blank=True,
        help_text=_(
            "По одному на строке: наименование и адрес, например хостинг или оператор СМС. "
            "Они будут названы в согласии. Оставьте пустым, если никто."
        ),
    )
    consent_wording = models.CharField(
        _("какое согласие на обработку подписывают"),
        max_length=20,
        choices=CONSENT_WORDINGS,
        default="processing",
        help_text=_(
            "Для программы достаточно краткого. Полная письменная форма спрашивает у семьи адрес "
            "и документы; выбрать её можно, когда её текст утверждён приказом."
        ),
    )
    principal_act_key = models.UUIDField(
        _("Положение программы"),
        null=True,
        blank=True,
        help_text=_(
            "На него ссылаются согласия и соглашения, из него календарь. Выберите сами, если в "
            "названии ничего нет о наставничестве или таких документов несколько. Когда выбранный "
            "документ не действует, его место занимает тот, что подходит по названию."
        ),
    )
    regional_centre = models.CharField(_("региональный наставнический центр"), max_length=300)

    time_zone = models.CharField(
        _("часовой пояс"), max_length=50, default="Europe/Moscow", validators=[validate_time_zone]
    )
    usual_age_from = models.PositiveSmallIntegerField(
        _("обычный возраст участников: от"),
        default=10,
        validators=[MinValueValidator(3), MaxValueValidator(99)],
        help_text=_(
            "Полных лет. Младше этого возраста заявку принимают, но спрашивают сотрудника."
        ),
    )
    usual_age_to = models.PositiveSmallIntegerField(
        _("обычный возраст участников: до"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Оставьте пустым, если верхней границы нет."),
    )

    class Meta:
        verbose_name = _("школа")
        verbose_name_plural = _("школы")
        ordering = ["short_name"]

    def __str__(self) -> str:
        return self.short_name

    def clean(self) -> None:
        if self.usual_age_to is not None and self.usual_age_to < self.usual_age_from:
            raise ValidationError(
                {
                    "usual_age_to": _(
                        "Верхняя граница возраста меньше нижней. Исправьте одну из них."
                    )
                }
            )
        if self.consent_wording != "processing" and not self._has_editions(self.consent_wording):
            raise ValidationError(
                {
                    "consent_wording": _(
                        "Текст полной формы ещё не утверждён: нужны оба, для представителя и для "
                        "участника. Откройте их в «Страницах», укажите номер и дату приказа, "
                        "опубликуйте и выберите полную форму снова."
                    )
                }
            )

    def _has_editions(self, kind: str) -> bool:
        """Whether whoever may have to sign, the representative or the participant, has a text."""
        variants = set(self.editions.filter(kind=kind).values_list("variant", flat=True))
        return {"representative", "own"} <= variants

    @property
    def processor_lines(self) -> list[str]:
        """Who processes data on the school's behalf, one a line; nobody is a normal answer."""
        return [line.strip() for line in self.processors.splitlines() if line.strip()]

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this school's days begin and end."""
        return ZoneInfo(self.time_zone)

    @property
    def base_url(self) -> str:
        return self.site.root_url


class InformationResource(models.Model):
    """A place where the school publishes: each is listed in a publication consent by address.

    Source: ч. 1 ст. 10.1 152-ФЗ, приказ Роскомнадзора 24.02.2021 № 18.
    """

    school = ParentalKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="resources"
    )
    kind = models.CharField(_("вид"), max_length=10, choices=RESOURCE_KINDS)
    title = models.CharField(_("название"), max_length=200)
    address = models.URLField(_("полный адрес"), max_length=300)
    sort_order = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("информационный ресурс")
        verbose_name_plural = _("информационные ресурсы")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title


class StaffMembership(models.Model):
    """Who works where and as what. Groups give model rights, membership gives reach."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("сотрудник"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("роль"), max_length=20, choices=STAFF_ROLES)
    school_classes = models.CharField(
        _("классы"),
        max_length=200,
        blank=True,
        help_text=_("Для классного руководителя: через запятую, например «7А, 7Б»."),
    )

    class Meta:
        verbose_name = _("сотрудник школы")
        verbose_name_plural = _("сотрудники школы")
        ordering = ["school", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                name="mentoring_pages_membership_once",
                violation_error_message=_("У этого сотрудника уже есть такая роль в этой школе."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def class_names(self) -> list[str]:
        """The classes this class teacher answers for, as written on the class list."""
        return [name.strip() for name in self.school_classes.split(",") if name.strip()]
