"""What a duty of an act is called in a list, in a calendar program and in a reminder."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring_pages.domain.calendar import Duty
from mentoring_pages.domain.meanings import (
    ANNUAL_RETURN,
    MEDIA_RELEASES,
    MONITORING_DEADLINES,
    WEEKLY_NEWS,
)
from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.services.calendar import DueDay, NewsClock
from mentoring_pages.services.duties import Cited

TITLES = {
    MONITORING_DEADLINES: gettext_lazy("Мониторинг программы"),
    ANNUAL_RETURN: gettext_lazy("Сведения о числе участников"),
    MEDIA_RELEASES: gettext_lazy("Пресс-релиз и пост-релиз"),
    WEEKLY_NEWS: gettext_lazy("Новость программы"),
}

LONGEST_TITLE = 90

SENTENCE_END = re.compile(r"(?<=\w{3})\.\s+(?=[А-ЯЁ])")
"""Not the dot of «п. 3.4» or «г. Тверь»."""


def title_of(cited: Cited) -> str:
    """The name of a known duty; the first sentence of the act for any other."""
    known = TITLES.get(cited.duty.meaning)
    if known:
        return str(known)
    first = SENTENCE_END.split(cited.duty.sentence, maxsplit=1)[0]
    return whole_words(first.rstrip(".;"), LONGEST_TITLE)


def words_below(cited: Cited) -> str:
    """What the act says of it, without what the title has said already."""
    sentence, title = cited.duty.sentence, title_of(cited)
    if not sentence.startswith(title):
        return sentence
    return sentence[len(title) :].lstrip(". ;")


def left_words(due: DueDay) -> str:
    """«осталось 12 дней», «сегодня последний день», «срок прошёл 2 дня назад»."""
    if due.left < 0:
        return _("срок прошёл %(days)s назад") % {"days": days_in_words(-due.left)}
    if due.left == 0:
        return _("сегодня последний день")
    return _("осталось %(days)s") % {"days": days_in_words(due.left)}


def clock_words(clock: NewsClock) -> str:
    """«С последней новости прошло 9 дней. По п. 3.6 Положения – не реже 1 раза в неделю.»"""
    rule = ""
    if clock.cited:
        rule = _("По %(clause)s – %(words)s.") % {
            "clause": clock.cited.short,
            "words": clock.cited.duty.words,
        }
    if clock.rests:
        return _("Сейчас каникулы: новости не ждут до %(day)s. %(rule)s") % {
            "day": f"{clock.next_by:%d.%m.%Y}",
            "rule": rule,
        }
    if clock.days is None:
        return _("Новостей ещё не было. %(rule)s") % {"rule": rule}
    if clock.days <= 0:
        return _("Последняя новость вышла сегодня. %(rule)s") % {"rule": rule}
    return _("С последней новости прошло %(days)s. %(rule)s") % {
        "days": days_in_words(clock.days),
        "rule": rule,
    }


def period_words(duty: Duty) -> str:
    """How often a regular duty is done: «раз в четверть», «2 раза в неделю»; empty for others."""
    match = re.fullmatch(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?", duty.rule)
    if match is None:
        return ""
    every = _every(match[1], int(match[2] or 1), duty.words.lower())
    if duty.times == 1:
        return _("раз %(every)s") % {"every": every}
    few = duty.times % 10 in (2, 3, 4) and duty.times % 100 not in (12, 13, 14)
    word = _("раза") if few else _("раз")
    return f"{duty.times}\N{NO-BREAK SPACE}{word} {every}"


def _every(frequency: str, interval: int, words: str) -> str:
    """«в неделю», «в 2 недели»; a school quarter is a quarter of the school year, not months."""
    if frequency == "MONTHLY" and interval == 3:
        return _("в четверть") if "четверт" in words else _("в квартал")
    if frequency == "MONTHLY" and interval == 6:
        return _("в полгода")
    one, few, many = {
        "DAILY": (_("день"), _("дня"), _("дней")),
        "WEEKLY": (_("неделю"), _("недели"), _("недель")),
        "MONTHLY": (_("месяц"), _("месяца"), _("месяцев")),
        "YEARLY": (_("год"), _("года"), _("лет")),
    }[frequency]
    if interval == 1:
        return _("в %(unit)s") % {"unit": one}
    unit = few if interval % 10 in (2, 3, 4) and interval % 100 not in (12, 13, 14) else many
    return _("в %(count)d %(unit)s") % {"count": interval, "unit": unit}


def days_in_words(count: int) -> str:
    """«1 день», «2 дня», «9 дней»."""
    if count % 100 in (11, 12, 13, 14):
        word = "дней"
    else:
        word = {1: "день", 2: "дня", 3: "дня", 4: "дня"}.get(count % 10, "дней")
    return f"{count}\N{NO-BREAK SPACE}{word}"
