import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models import School


class DataKey(models.Model):
    """One person's encryption key, wrapped by the installation key. Destroying it is erasure."""

    wrapped = models.BinaryField(_("обёрнутый ключ"), null=True, editable=False)
    made_at = models.DateTimeField(_("создан"))
    destroyed_at = models.DateTimeField(_("уничтожен"), null=True, blank=True)

    class Meta:
        verbose_name = _("ключ данных")
        verbose_name_plural = _("ключи данных")

    def __str__(self) -> str:
        return f"DataKey {self.pk}"


INTENDED_ROLES = {"mentor": _("наставник"), "mentee": _("наставляемый")}


class Person(models.Model):
    """A participant, a guardian or a member of staff, as one school knows them.

    Name, class and birth date stand in plain columns, because staff search and count by them;
    erasing overwrites them. Everything else personal is encrypted with ``data_key``.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="people"
    )
    family_name = models.CharField(_("фамилия"), max_length=100)
    given_name = models.CharField(_("имя"), max_length=100)
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True)
    birth_date = models.DateField(_("дата рождения"), null=True, blank=True)
    school_class = models.CharField(_("класс"), max_length=20, blank=True)
    intended_role = models.CharField(
        _("кем будет, по списку"), max_length=10, choices=INTENDED_ROLES, blank=True, default=""
    )
    search_name = models.CharField(max_length=320, editable=False, db_index=True, default="")
    data_key = models.OneToOneField(
        DataKey, verbose_name=_("ключ данных"), on_delete=models.PROTECT, related_name="person"
    )
    made_at = models.DateTimeField(_("внесён"))
    checked_at = models.DateTimeField(_("сверен"), null=True, blank=True)
    erased_at = models.DateTimeField(_("сведения удалены"), null=True, blank=True)

    class Meta:
        verbose_name = _("человек")
        verbose_name_plural = _("люди")
        ordering = ["family_name", "given_name", "patronymic", "pk"]
        indexes = [models.Index(fields=["school", "school_class"], name="intake_person_by_class")]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        self.note_search_name()
        super().save(*args, **kwargs)

    def note_search_name(self) -> None:
        """What the person is found by; ``save`` does it, rows made many at once need it said."""
        self.search_name = self.full_name.casefold().replace("ё", "е")

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic: the order of Russian documents."""
        return " ".join(
            part for part in (self.family_name, self.given_name, self.patronymic) if part
        )


CONTACT_CHANNELS = {"email": _("электронная почта"), "phone": _("мобильный телефон")}

CONTACT_TROUBLES = {
    "hard": _("сообщения не доходят"),
    "soft": _("сообщения не доходят несколько раз подряд"),
    "complained": _("получатель просил не писать"),
}


class Contact(models.Model):
    """Where a person can be written to. The value is encrypted; ``blind_index`` finds it.

    After ``dead_at`` nothing is sent there until staff or the person give another contact.
    """

    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, related_name="contacts"
    )
    channel = models.CharField(_("канал"), max_length=10, choices=CONTACT_CHANNELS, default="email")
    value_encrypted = models.BinaryField(_("адрес"), editable=False)
    blind_index = models.CharField(max_length=64, editable=False, db_index=True)
    made_at = models.DateTimeField(_("внесён"))
    confirmed_at = models.DateTimeField(
        _("сотрудник подтвердил, что контакт этого человека"), null=True
    )
    replaced_at = models.DateTimeField(_("заменён"), null=True, blank=True)
    dead_at = models.DateTimeField(_("не доходит с"), null=True, blank=True)
    dead_why = models.CharField(
        _("почему не доходит"), max_length=10, choices=CONTACT_TROUBLES, blank=True
    )

    class Meta:
        verbose_name = _("контакт")
        verbose_name_plural = _("контакты")

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.pk}"
