"""Birthdays in words: when one counts, what comes next, whom staff ask."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.age import BirthdayTurn
from intake.domain.birthdays import Turning
from intake.domain.signing import OWN_SIGNATURE_FROM

AGE_TURNS = {
    BirthdayTurn.BOTH: gettext_lazy(
        "с 00:00 дня рождения; в сам этот день подписывают и по прежнему порядку"
    ),
    BirthdayTurn.BIRTHDAY: gettext_lazy("с 00:00 дня рождения"),
    BirthdayTurn.NEXT_DAY: gettext_lazy("с 00:00 дня, следующего за днём рождения"),
}
"""From when a birthday changes who signs, by the school's clock."""

BIRTHDAY_STATES = {
    "no-contact-18": gettext_lazy("Исполнилось 18 лет, своего контакта нет: спросите лично"),
    "late-18": gettext_lazy("Исполнилось 18 лет, срок ответа прошёл: спросите лично"),
    "asked-18": gettext_lazy("Исполнилось 18 лет, ждём собственной подписи"),
    "asked-14": gettext_lazy("Исполнилось 14 лет, ждём собственной подписи"),
    "soon-18": gettext_lazy("Скоро исполнится 18 лет: документы будет подписывать сам"),
    "soon-14": gettext_lazy("Скоро исполнится 14 лет: понадобится и собственная подпись"),
}
"""By the states of ``intake.services.birthday_due``, the most pressing first."""


def next_turning_words(turning: Turning | None, *, is_reader: bool = False) -> str:
    """«С 14 лет документы подписывает и сам участник: день рождения 3 мая 2027 г.»; or nothing."""
    if turning is None:
        return ""
    if turning.age == OWN_SIGNATURE_FROM:
        words = (
            _("С 14 лет документы подписываете и вы: день рождения %(day)s")
            if is_reader
            else _("С 14 лет документы подписывает и сам участник: день рождения %(day)s")
        )
    else:
        words = (
            _("С 18 лет документы подписываете только вы: день рождения %(day)s")
            if is_reader
            else _("С 18 лет документы подписывает только сам участник: день рождения %(day)s")
        )
    words = words % {"day": birthday_words(turning.birthday)}
    if turning.asked_from != turning.birthday:
        later = _("Порядок меняется на следующий день, с 00:00: так установила школа.")
        return f"{words} {later}"
    return words


def birthday_words(day: date) -> str:
    """«3 мая 2027 г.» on one line; it ends a sentence without another full stop."""
    words = date_format(day, "j E Y").replace(" ", "\N{NO-BREAK SPACE}")
    return f"{words}\N{NO-BREAK SPACE}г."
