"""The blocks of an act: one flat list, from which ``domain`` derives the tree.

A block's id is the clause's permanent key: it survives renumbering and is the anchor of the page.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from mentoring_pages.domain.meanings import MEANINGS

LEVELS = [(level, str(level)) for level in range(1, 7)]


class ClauseBlock(blocks.StructBlock):
    """One numbered or unnumbered piece of an act. ``level`` 1 is a section of the act."""

    level = blocks.ChoiceBlock(label=_("Уровень"), choices=LEVELS, default=2)
    number = blocks.CharBlock(
        label=_("Номер"),
        required=False,
        max_length=30,
        help_text=_("Как напечатан, без точки в конце."),
    )
    text = blocks.TextBlock(label=_("Текст"), rows=2)
    meaning = blocks.MultipleChoiceBlock(
        label=_("Что этот пункт значит для программы"),
        choices=list(MEANINGS.items()),
        required=False,
        help_text=_("Один пункт может значить несколько вещей сразу."),
    )

    class Meta:
        label = _("Пункт")
        icon = "list-ol"


class AppendixBlock(ClauseBlock):
    """The head of an appendix. An appendix printed without its head has a number and no text."""

    text = blocks.TextBlock(label=_("Текст"), rows=2, required=False)

    class Meta:
        label = _("Приложение")
        icon = "doc-full"


class AgreedBlock(blocks.StructBlock):
    """An approval block beside the director's: who considered, agreed or adopted the act."""

    heading = blocks.CharBlock(label=_("Гриф"), default="СОГЛАСОВАНО", max_length=50)
    body = blocks.CharBlock(
        label=_("Орган"),
        required=False,
        max_length=200,
        help_text=_("Например, «педагогический совет»."),
    )
    post = blocks.CharBlock(label=_("Должность"), required=False, max_length=200)
    name = blocks.CharBlock(label=_("Фамилия и инициалы"), required=False, max_length=150)
    is_protocol = blocks.BooleanBlock(
        label=_("Это протокол, а не приказ"), required=False, default=True
    )
    order_number = blocks.CharBlock(
        label=_("Номер протокола или приказа"), required=False, max_length=50
    )
    order_date = blocks.DateBlock(label=_("Дата"), required=False)

    class Meta:
        label = _("Гриф")
        icon = "check"


class ActBlock(blocks.StreamBlock):
    section = ClauseBlock(label=_("Раздел"), icon="title")
    clause = ClauseBlock(label=_("Пункт"), icon="list-ol")
    item = ClauseBlock(label=_("Строка перечня"), icon="list-ul")
    paragraph = ClauseBlock(label=_("Абзац"), icon="pilcrow")
    appendix = AppendixBlock(label=_("Приложение"), icon="doc-full")
    table = TableBlock(label=_("Таблица"), icon="table")

    class Meta:
        label = _("Текст документа")
