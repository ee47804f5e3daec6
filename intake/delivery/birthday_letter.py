"""What families are written about a 14th and an 18th birthday. No name: the day tells which child.

Each letter says what changes, what stays, who signs now. ``day`` is the birthday in words.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class BirthdayNews(StrEnum):
    """Which letter: the age, and to whom it goes. The values rest in queued messages."""

    SOON_14_GUARDIAN = "soon_14_guardian"
    SOON_14_OWN = "soon_14_own"
    SOON_18_GUARDIAN = "soon_18_guardian"
    SOON_18_OWN = "soon_18_own"
    NOW_14_GUARDIAN = "now_14_guardian"
    NOW_14_THROUGH_GUARDIAN = "now_14_through_guardian"
    NOW_14_OWN = "now_14_own"
    NOW_18_GUARDIAN = "now_18_guardian"
    NOW_18_OWN = "now_18_own"


SUBJECTS = {
    BirthdayNews.NOW_14_OWN: gettext_lazy("Нужна ваша подпись"),
    BirthdayNews.NOW_14_THROUGH_GUARDIAN: gettext_lazy("Нужна ещё одна подпись"),
    BirthdayNews.NOW_18_OWN: gettext_lazy("Теперь документы подписываете вы"),
}
USUAL_SUBJECT = gettext_lazy("Документы программы: скоро изменится, кто подписывает")
CHANGED_SUBJECT = gettext_lazy("Документы программы: изменилось, кто подписывает")

TEXTS = {
    BirthdayNews.SOON_14_GUARDIAN: gettext_lazy(
        "%(day)s вашему ребёнку исполнится 14 лет. С этого возраста документы программы "
        "наставничества подписывает и сам ребёнок. То, что подписали вы, остаётся в силе. В день "
        "рождения мы напишем, как подписать; сейчас делать ничего не нужно."
    ),
    BirthdayNews.SOON_14_OWN: gettext_lazy(
        "%(day)s вам исполнится 14 лет. С этого возраста документы программы наставничества "
        "подписываете и вы сами. В день рождения мы пришлём вам ссылку; сейчас делать ничего не "
        "нужно."
    ),
    BirthdayNews.SOON_18_GUARDIAN: gettext_lazy(
        "%(day)s участнику программы из вашей семьи исполнится 18 лет. С этого дня он подписывает "
        "документы сам, а ваши полномочия представителя заканчиваются. Если на сайте "
        "есть фотографии и рассказы о нём, в этот день они уйдут и вернутся, когда он согласится "
        "сам. Если у школы ещё нет "
        "его адреса почты, попросите его сообщить адрес куратору."
    ),
    BirthdayNews.SOON_18_OWN: gettext_lazy(
        "%(day)s вам исполнится 18 лет. С этого дня документы программы подписываете только вы. "
        "Если на сайте есть фотографии и рассказы о вас, в этот день они уйдут и вернутся, когда "
        "вы согласитесь сами. В день рождения мы пришлём вам ссылку."
    ),
    BirthdayNews.NOW_14_GUARDIAN: gettext_lazy(
        "%(day)s вашему ребёнку исполнилось 14 лет. Теперь документы программы подписывает и он "
        "сам: ссылку мы отправили ему. То, что подписали вы, остаётся в силе, снова подписывать "
        "не нужно."
    ),
    BirthdayNews.NOW_14_THROUGH_GUARDIAN: gettext_lazy(
        "%(day)s вашему ребёнку исполнилось 14 лет. Теперь документы программы подписывает и он "
        "сам, а его адреса почты у школы нет. На вашей странице можно указать его адрес или "
        "напечатать документ, чтобы он подписал на бумаге. То, что подписали вы, остаётся в силе."
    ),
    BirthdayNews.NOW_14_OWN: gettext_lazy(
        "%(day)s вам исполнилось 14 лет. Теперь документы программы наставничества подписываете и "
        "вы сами. Прочитайте их и решите, согласны ли вы. Отказаться можно одним нажатием."
    ),
    BirthdayNews.NOW_18_GUARDIAN: gettext_lazy(
        "%(day)s участнику программы из вашей семьи исполнилось 18 лет. Документы теперь "
        "подписывает только он, ваши полномочия представителя закончились. Если на "
        "сайте были фотографии и рассказы о нём, они сняты, пока он не согласится сам. Делать вам "
        "ничего не нужно."
    ),
    BirthdayNews.NOW_18_OWN: gettext_lazy(
        "%(day)s вам исполнилось 18 лет. Документы программы наставничества теперь подписываете "
        "только вы. Если на сайте были фотографии и рассказы о вас, они сняты, пока вы не "
        "согласитесь сами. Прочитайте документы и решите. Отказаться можно одним нажатием."
    ),
}


def birthday_letter(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    """Subject and paragraphs; the subject says neither age nor name."""
    news = BirthdayNews(values["news"])
    usual = USUAL_SUBJECT if news.value.startswith("soon") else CHANGED_SUBJECT
    paragraphs = [str(TEXTS[news]) % {"day": values["day"]}]
    if values["address"]:
        paragraphs.append(_("Ваша личная страница:") + "\n" + values["address"])
        paragraphs.append(_("Не пересылайте эту ссылку: она только для вас."))
    return str(SUBJECTS.get(news, usual)), paragraphs
