"""The catalogue of places: what a wording may leave open, where, and when it becomes known."""

from dataclasses import dataclass
from enum import StrEnum

from mentoring_pages.domain.wording import CATALOGUE as KINDS_OF_WORDINGS
from mentoring_pages.domain.wording import OWN, PROCESSING_KINDS, REPRESENTATIVE, SIDES

ALL = tuple(kind.key for kind in KINDS_OF_WORDINGS)
AGREEMENT = ("agreement",)
ABOUT_A_PERSON = tuple(key for key in ALL if key != "agreement")
FULL = ("processing-full",)
ANYBODY = (REPRESENTATIVE, OWN, SIDES)


class PlaceType(StrEnum):
    """What a value is. A secret is kept encrypted, masked on screens and may be left as a blank."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    TERM = "term"
    CONTACT = "contact"
    REQUISITE = "requisite"
    LIST = "list"
    SECRET = "secret"  # noqa: S105 - a type, not a password


class Moment(StrEnum):
    """When the value is known."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One place: its key, its Russian name for editors, who knows it and when.

    ``example`` is what a preview shows. Several values of a ``LIST`` stand one a line; such a place
    stands alone in its paragraph. An ``optional`` place without a value takes its paragraph away.
    """

    key: str
    label: str
    type: PlaceType
    example: str
    kinds: tuple[str, ...] = ALL
    variants: tuple[str, ...] = ANYBODY
    moment: Moment = Moment.BEFORE
    optional: bool = False

    def known_for(self, kind: str, variant: str) -> bool:
        """Whether a wording of this kind and variant can have the value; empty means any."""
        return (not kind or kind in self.kinds) and (not variant or variant in self.variants)


TEXT, NAME, DATE, TERM = PlaceType.TEXT, PlaceType.NAME, PlaceType.DATE, PlaceType.TERM
CONTACT, REQUISITE = PlaceType.CONTACT, PlaceType.REQUISITE
LIST, SECRET = PlaceType.LIST, PlaceType.SECRET

CATALOGUE = (
    Placeholder(
        "operator.full_name",
        "полное наименование школы",
        TEXT,
        "муниципальное бюджетное общеобразовательное учреждение «Школа № 3»",
    ),
    Placeholder(
        "operator.full_name_genitive",
        "полное наименование школы в родительном падеже",
        TEXT,
        "муниципального бюджетного общеобразовательного учреждения «Школа № 3»",
    ),
    Placeholder("operator.short_name", "краткое наименование школы", TEXT, "МБОУ «Школа № 3»"),
    Placeholder("operator.address", "адрес школы", TEXT, "г. Заречный, ул. Садовая, д. 1"),
    Placeholder("operator.inn", "ИНН школы", REQUISITE, "0000000000"),
    Placeholder("operator.ogrn", "ОГРН школы", REQUISITE, "0000000000000"),
    Placeholder("operator.email", "электронная почта школы", CONTACT, "school@example.org"),
    Placeholder("operator.phone", "телефон школы", CONTACT, "8 (000) 000-00-00"),
    Placeholder("operator.director", "руководитель школы", NAME, "директор Орлова Нина Павловна"),
    Placeholder(
        "privacy_officer",
        "ответственный за персональные данные",
        NAME,
        "Лаптева Вера Ильинична, 8 (000) 000-00-00",
    ),
    Placeholder(
        "processors",
        "кто обрабатывает данные по поручению школы",
        TEXT,
        "общество с ограниченной ответственностью «Пример-Хостинг», г. Тверь, ул. Тихая, д. 2",
        kinds=PROCESSING_KINDS,
        optional=True,
    ),
    Placeholder(
        "participant.full_name",
        "фамилия, имя, отчество участника",
        NAME,
        "Ветров Пётр Ильич",
        kinds=ABOUT_A_PERSON,
    ),
    Placeholder(
        "participant.birth_date",
        "дата рождения участника",
        DATE,
        "5 сентября 2014 г.",
        kinds=ABOUT_A_PERSON,
    ),
    Placeholder("participant.school_class", "класс участника", TEXT, "5А", kinds=ABOUT_A_PERSON),
    Placeholder(
        "participant.address",
        "адрес участника",
        SECRET,
        "г. Заречный, ул. Лесная, д. 7, кв. 12",
        kinds=FULL,
        variants=(REPRESENTATIVE,),
    ),
    Placeholder(
        "participant.identity",
        "документ участника, удостоверяющий личность",
        SECRET,
        "свидетельство о рождении I-АА № 000000, выдано 12.09.2014 отделом ЗАГС г. Заречного",
        kinds=FULL,
        variants=(REPRESENTATIVE,),
    ),
    Placeholder(
        "signer.full_name",
        "фамилия, имя, отчество того, кто подписывает",
        NAME,
        "Ветрова Анна Сергеевна",
        kinds=ABOUT_A_PERSON,
    ),
    Placeholder(
        "signer.capacity",
        "кем приходится участнику тот, кто подписывает",
        TEXT,
        "законный представитель (родитель)",
        kinds=ABOUT_A_PERSON,
    ),
    Placeholder(
        "signer.contact",
        "контакт того, кто подписывает",
        CONTACT,
        "vetrova@example.org",
        kinds=ABOUT_A_PERSON,
    ),
    Placeholder(
        "signer.address",
        "адрес того, кто подписывает",
        SECRET,
        "г. Заречный, ул. Лесная, д. 7, кв. 12",
        kinds=FULL,
    ),
    Placeholder(
        "signer.identity",
        "документ того, кто подписывает, удостоверяющий личность",
        SECRET,
        "паспорт 00 00 № 000000, выдан 01.02.2015 отделом внутренних дел г. Заречного",
        kinds=FULL,
    ),
    Placeholder(
        "signer.authority",
        "документ о полномочиях представителя",
        SECRET,
        "свидетельство о рождении I-АА № 000000, выдано 12.09.2014 отделом ЗАГС г. Заречного",
        kinds=FULL,
        variants=(REPRESENTATIVE,),
    ),
    Placeholder(
        "resources",
        "где школа публикует: адреса",
        TEXT,
        "Сайт школы (https://school.example.org)",
        kinds=("publication",),
    ),
    Placeholder(
        "regulation.citation",
        "как сослаться на Положение",
        TEXT,
        "Положение, утверждённое приказом № 41-од от 28 августа 2026 г.",
    ),
    Placeholder(
        "withdrawn.title",
        "какое согласие отзывают",
        TEXT,
        "Согласие на обработку персональных данных",
        kinds=("withdrawal",),
    ),
    Placeholder(
        "withdrawn.number",
        "номер согласия, которое отзывают",
        REQUISITE,
        "С-2026-000017",
        kinds=("withdrawal",),
    ),
    Placeholder(
        "withdrawn.date",
        "дата согласия, которое отзывают",
        DATE,
        "7 сентября 2026 г.",
        kinds=("withdrawal",),
    ),
    Placeholder("code.life", "сколько действует код", TERM, "20 минут", kinds=("pep-agreement",)),
    Placeholder(
        "code.attempts",
        "сколько раз можно ошибиться в коде",
        TERM,
        "5",
        kinds=("pep-agreement",),
    ),
    Placeholder(
        "mentor.side",
        "наставник, а за несовершеннолетнего – его представитель",
        NAME,
        "Рощина Вера Андреевна",
        kinds=AGREEMENT,
    ),
    Placeholder(
        "mentee.side",
        "наставляемый, а за несовершеннолетнего – его представитель",
        NAME,
        "Ветрова Анна Сергеевна, законный представитель наставляемого (Ветров Пётр Ильич)",
        kinds=AGREEMENT,
    ),
    Placeholder("agreement.form", "форма наставничества", TEXT, "ученик – ученик", kinds=AGREEMENT),
    Placeholder("agreement.place", "место заключения", TEXT, "г. Заречный", kinds=AGREEMENT),
    Placeholder(
        "agreement.base_organisation",
        "организация, на базе которой идёт работа",
        TEXT,
        "МБОУ «Школа № 3»",
        kinds=AGREEMENT,
    ),
    Placeholder("agreement.term", "срок соглашения", TERM, "9 месяцев", kinds=AGREEMENT),
    Placeholder(
        "agreement.notice",
        "за сколько дней предупреждают о выходе",
        TERM,
        "10 дней",
        kinds=AGREEMENT,
    ),
    Placeholder(
        "agreement.tasks",
        "задачи: отмеченные и добавленные",
        LIST,
        "помочь разобраться в трудных темах\nпомочь освоиться в новом коллективе",
        kinds=AGREEMENT,
    ),
    Placeholder("mentor.duties", "обязанности наставника", LIST, "составить план", kinds=AGREEMENT),
    Placeholder("mentor.rights", "права наставника", LIST, "выбрать форму встреч", kinds=AGREEMENT),
    Placeholder(
        "mentee.duties", "обязанности наставляемого", LIST, "приходить на встречи", kinds=AGREEMENT
    ),
    Placeholder(
        "mentee.rights",
        "права наставляемого",
        LIST,
        "попросить другого наставника",
        kinds=AGREEMENT,
    ),
    Placeholder("made.date", "дата, когда сделан документ", DATE, "7 сентября 2026 г."),
    Placeholder("document.number", "номер документа", REQUISITE, "С-2026-000017"),
    Placeholder("signed.at", "когда подписано", DATE, "", moment=Moment.AFTER),
    Placeholder("in_force.from", "с какого дня действует", DATE, "", moment=Moment.AFTER),
    Placeholder(
        "agreement.until",
        "до какого дня действует соглашение",
        DATE,
        "",
        kinds=AGREEMENT,
        moment=Moment.AFTER,
    ),
    Placeholder("code.sent_to", "куда отправлен код", CONTACT, "", moment=Moment.AFTER),
)

KNOWN = {placeholder.key: placeholder for placeholder in CATALOGUE}
