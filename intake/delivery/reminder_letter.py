"""A kind word to a family that has not answered yet: one letter, for however many children."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def reminder_letter(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    """Subject and paragraphs; neither names anybody. ``children`` says how many wait."""
    paragraphs = [
        _(
            "Школа приглашала вас в программу наставничества и ждёт ответа. Любой ответ "
            "хорош: согласиться или отказаться можно за несколько минут."
        ),
        _("Ваша личная страница:") + "\n" + values["address"],
    ]
    if int(values["children"]) > 1:
        paragraphs.append(
            _(
                "Ответа ждут документы нескольких ваших детей: %(count)s. Писать отдельно о каждом "
                "мы не будем: эта страница одна, и после первого ребёнка она сама предложит "
                "следующего. Каждый документ подписывают отдельно."
            )
            % {"count": values["children"]}
        )
    paragraphs += [
        _("Если удобнее подписать на бумаге, скажите куратору: он всё напечатает."),
        _("Не пересылайте эту ссылку: она только для вас."),
    ]
    return _("Школа ждёт вашего ответа"), paragraphs
