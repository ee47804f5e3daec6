"""A kind word to a family that has not answered yet: one letter, for however many children."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def several_children(count: str) -> list[str]:
    """The paragraph of a letter about several children, none for one; nobody is named."""
    if int(count) < 2:
        return []
    return [
        _(
            "Это письмо — о документах нескольких ваших детей: %(count)s. Отдельных писем о каждом "
            "не будет: страница одна, и после первого ребёнка она сама предложит следующего. "
            "Каждый документ подписывают отдельно."
        )
        % {"count": count}
    ]


def reminder_letter(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    """Subject and paragraphs; neither names anybody. ``children`` says how many wait."""
    return _("Школа ждёт вашего ответа"), [
        _(
            "Школа приглашала вас в программу наставничества и ждёт ответа. Любой ответ хорош: "
            "согласиться или отказаться можно за несколько минут."
        ),
        _("Ваша личная страница:") + "\n" + values["address"],
        *several_children(values["children"]),
        _("Если удобнее подписать на бумаге, скажите куратору: он всё напечатает."),
        _("Не пересылайте эту ссылку: она только для вас."),
    ]
