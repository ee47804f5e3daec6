import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.person import DataKey, Person
from mentoring_pages.models import School

LIST_STATES = {
    "open": _("ждёт проверки"),
    "accepted": _("загружен"),
    "undone": _("отменён"),
    "dropped": _("не загружен"),
}

LIST_ACTS = {
    "made": _("внесён этим списком"),
    "met": _("уже был в школе"),
    "moved": _("переведён в другой класс"),
    "guardian": _("внесён как представитель"),
    "tied": _("был в школе, записан представителем"),
}


class ClassList(models.Model):
    """A class list that staff brought as a file: read, checked, accepted, perhaps undone.

    The file is not kept. What it says rests in ``rows_encrypted`` under a key of its own until the
    list is accepted or its time is over; then the key is destroyed. ``columns`` and ``answers``
    hold numbers and words of ours, nothing of the people.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="class_lists"
    )
    data_key = models.OneToOneField(DataKey, on_delete=models.PROTECT, related_name="class_list")
    rows_encrypted = models.BinaryField(_("строки"), null=True, editable=False)
    columns = models.JSONField(_("что в каких столбцах"), default=dict, blank=True)
    answers = models.JSONField(_("решения по сомнениям"), default=dict, blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=LIST_STATES, default="open")
    row_count = models.PositiveIntegerField(_("строк в файле"))
    people_made = models.PositiveIntegerField(_("внесено людей"), default=0)
    guardians_made = models.PositiveIntegerField(_("внесено представителей"), default=0)
    people_met = models.PositiveIntegerField(_("уже были в школе"), default=0)
    rows_left = models.PositiveIntegerField(_("строк не взято"), default=0)
    made_at = models.DateTimeField(_("загружен файл"))
    made_by_key = models.CharField(_("кто загрузил файл"), max_length=40)
    accepted_at = models.DateTimeField(_("принят"), null=True, blank=True)
    accepted_by_key = models.CharField(_("кто принял"), max_length=40, blank=True)
    undone_at = models.DateTimeField(_("отменён"), null=True, blank=True)
    undone_by_key = models.CharField(_("кто отменил"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("список класса")
        verbose_name_plural = _("списки классов")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%d.%m.%Y %H:%M}"


class ClassListRow(models.Model):
    """What a list did with one person: the ground on which it can be undone.

    ``fingerprint`` is keyed and tells whether the person was changed since; ``class_before`` is
    where a moved pupil came from.
    """

    class_list = models.ForeignKey(
        ClassList, verbose_name=_("список"), on_delete=models.CASCADE, related_name="people"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, related_name="list_rows"
    )
    ward = models.ForeignKey(
        Person,
        verbose_name=_("чей представитель"),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    row = models.PositiveIntegerField(_("строка"))
    act = models.CharField(_("что сделано"), max_length=10, choices=LIST_ACTS)
    class_before = models.CharField(_("прежний класс"), max_length=20, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False, blank=True)

    class Meta:
        verbose_name = _("человек из списка")
        verbose_name_plural = _("люди из списка")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["class_list", "person", "ward", "act"], name="intake_person_once_in_a_list"
            ),
        ]

    def __str__(self) -> str:
        return f"ClassListRow {self.pk}"


class ClassListColumns(models.Model):
    """What a school's lists look like: keyed prints of headings, never the headings themselves.

    The row is also what accepting a list locks, so that two lists of one school go one by one.
    """

    school = models.OneToOneField(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="list_columns"
    )
    prints = models.JSONField(_("отпечатки заголовков"), default=dict, blank=True)

    class Meta:
        verbose_name = _("столбцы списков")
        verbose_name_plural = _("столбцы списков")

    def __str__(self) -> str:
        return f"ClassListColumns {self.pk}"


class EarlierPaper(models.Model):
    """A consent signed on paper before this program, on a form of the school's own.

    It is not a ``Document``: nobody here made its text, so nothing is said of its force. It is
    kept as found, with where the sheet lies, until the family signs the present wording.
    ``kept_where_encrypted`` is under the data key of the person.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="earlier_papers"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, related_name="earlier_papers"
    )
    kind = models.CharField(
        _("вид"),
        max_length=20,
        choices={
            "processing": _("согласие на обработку персональных данных"),
            "publication": _("согласие на распространение персональных данных"),
        },
    )
    signed_on = models.DateField(_("подписано на бумаге"))
    kept_where_encrypted = models.BinaryField(_("где хранится"), editable=False)
    class_list = models.ForeignKey(
        ClassList,
        verbose_name=_("из списка"),
        on_delete=models.SET_NULL,
        related_name="papers",
        null=True,
        blank=True,
    )
    recorded_by_key = models.CharField(_("кто записал"), max_length=40)
    recorded_at = models.DateTimeField(_("записано"))

    class Meta:
        verbose_name = _("прежнее согласие на бумаге")
        verbose_name_plural = _("прежние согласия на бумаге")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "signed_on"], name="intake_earlier_paper_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.signed_on:%d.%m.%Y}"
