"""The blocks of a wording: its lines, and the tasks, rights and duties of an agreement."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

SIDES = [("mentor", _("наставник")), ("mentee", _("наставляемый"))]

NATURES = [("duty", _("обязанность")), ("right", _("право"))]


class WordingBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Подзаголовок"), max_length=200, icon="title")
    paragraph = blocks.TextBlock(label=_("Абзац"), rows=3, icon="pilcrow")
    item = blocks.TextBlock(label=_("Строка перечня"), rows=2, icon="list-ul")

    class Meta:
        label = _("Текст")


class TaskBlock(blocks.StructBlock):
    """One task of an agreement. The sides tick, untick and add tasks of their own."""

    text = blocks.CharBlock(
        label=_("Задача"), max_length=300, help_text=_("С маленькой буквы, без точки в конце.")
    )
    ticked = blocks.BooleanBlock(
        label=_("Отмечена сразу"),
        required=False,
        default=True,
        help_text=_("Стороны смогут снять отметку и добавить свои задачи."),
    )

    class Meta:
        label = _("Задача")
        icon = "tick"


class TasksBlock(blocks.StreamBlock):
    task = TaskBlock()


class TermBlock(blocks.StructBlock):
    """A right or a duty of one side; what may not be changed is in every agreement."""

    side = blocks.ChoiceBlock(label=_("Чья"), choices=SIDES, default="mentor")
    nature = blocks.ChoiceBlock(label=_("Что это"), choices=NATURES, default="duty")
    text = blocks.CharBlock(
        label=_("Текст"), max_length=400, help_text=_("С маленькой буквы, без точки в конце.")
    )
    may_change = blocks.BooleanBlock(
        label=_("Можно изменить под форму наставничества"),
        required=False,
        default=True,
        help_text=_("Снимите отметку, если это право или обязанность есть в каждом соглашении."),
    )

    class Meta:
        label = _("Право или обязанность")
        icon = "list-ul"


class TermsBlock(blocks.StreamBlock):
    term = TermBlock()
