"""What the matrix and reminders are called on screen: a word and a mark for every state."""

from django.utils.translation import gettext_lazy as _

from intake.domain.matrix import CellState, Column
from intake.domain.reminders import NotReminded

COLUMNS = {
    Column.PROCESSING: _("Согласие на обработку"),
    Column.PUBLICATION: _("Согласие на публикацию"),
    Column.PEP: _("Подпись кодом (ПЭП)"),
    Column.AGREEMENT: _("Соглашение о наставничестве"),
}

STATES = {
    CellState.SIGNED: _("подписано"),
    CellState.SIGNED_ON_PAPER: _("подписано на бумаге"),
    CellState.TO_CHECK: _("подписано, ждёт сверки"),
    CellState.RENEW: _("нужна новая подпись"),
    CellState.EXPIRING: _("скоро закончится"),
    CellState.WAITING: _("ждём ответа"),
    CellState.PAPER: _("ждём бумагу"),
    CellState.NO_CONTACT: _("нет контакта"),
    CellState.UNDELIVERED: _("письмо не дошло"),
    CellState.NOT_INVITED: _("не приглашены"),
    CellState.COLLECT: _("пересобрать"),
    CellState.NOT_KNOWN: _("неизвестно, кто подписывает"),
    CellState.CONFLICT: _("разногласие"),
    CellState.DECLINED: _("отказ"),
    CellState.WITHDRAWN: _("отозвано"),
    CellState.OVER: _("закончилось"),
    CellState.NOT_ASKED: _("не требуется"),
}

NOT_OPENED = _("не открыто")


def state_words(column: Column, state: CellState) -> str:
    """What a state is called in a column: an agreement nobody has opened is not asked for yet."""
    if column is Column.AGREEMENT and state is CellState.NOT_ASKED:
        return str(NOT_OPENED)
    return str(STATES[state])


MARKS = {
    CellState.SIGNED: "check",
    CellState.SIGNED_ON_PAPER: "doc-full",
    CellState.TO_CHECK: "view",
    CellState.RENEW: "rotate",
    CellState.EXPIRING: "calendar",
    CellState.WAITING: "time",
    CellState.PAPER: "edit",
    CellState.NO_CONTACT: "mail",
    CellState.UNDELIVERED: "warning",
    CellState.NOT_INVITED: "plus",
    CellState.COLLECT: "redirect",
    CellState.NOT_KNOWN: "help",
    CellState.CONFLICT: "warning",
    CellState.DECLINED: "cross",
    CellState.WITHDRAWN: "history",
    CellState.OVER: "history",
    CellState.NOT_ASKED: "minus",
}
"""Icons of Wagtail; each stands beside its word."""

TONES = {
    CellState.SIGNED: "good",
    CellState.SIGNED_ON_PAPER: "good",
    CellState.TO_CHECK: "ask",
    CellState.RENEW: "ask",
    CellState.EXPIRING: "ask",
    CellState.WAITING: "wait",
    CellState.PAPER: "wait",
    CellState.NO_CONTACT: "ask",
    CellState.UNDELIVERED: "bad",
    CellState.NOT_INVITED: "ask",
    CellState.COLLECT: "ask",
    CellState.NOT_KNOWN: "bad",
    CellState.CONFLICT: "bad",
    CellState.DECLINED: "no",
    CellState.WITHDRAWN: "no",
    CellState.OVER: "quiet",
    CellState.NOT_ASKED: "quiet",
}

NEXT_STEPS = {
    CellState.TO_CHECK: _("сверить"),
    CellState.RENEW: _("посмотреть"),
    CellState.EXPIRING: _("продлить"),
    CellState.WAITING: _("посмотреть заявку"),
    CellState.PAPER: _("записать бумагу"),
    CellState.NO_CONTACT: _("записать контакт"),
    CellState.UNDELIVERED: _("исправить контакт"),
    CellState.NOT_INVITED: _("пригласить"),
    CellState.COLLECT: _("пригласить"),
    CellState.NOT_KNOWN: _("вписать сведения"),
    CellState.CONFLICT: _("решение директора"),
}
"""What the link of a cell does; any other state leads to the document itself."""

NOT_REMINDED = {
    NotReminded.DECLINED: _("ответили отказом или отозвали согласие: их решение не обсуждают"),
    NotReminded.PAPER: _("подписывают на бумаге: письмо не нужно, попросите принести лист"),
    NotReminded.NO_CONTACT: _("нет контакта: позвоните или передайте листок"),
    NotReminded.UNDELIVERED: _("прошлое письмо не дошло: сначала исправьте контакт"),
    NotReminded.NOT_INVITED: _("ещё не приглашены: сначала пригласите"),
    NotReminded.NOT_KNOWN: _(
        "неизвестно, кто подписывает: впишите представителя или дату рождения"
    ),
    NotReminded.CONFLICT: _("представители не согласны друг с другом: нужно решение директора"),
    NotReminded.TO_CHECK: _("заявка ждёт сверки: сначала сверьте её"),
    NotReminded.TOO_SOON: _("недавно писали: напомнить можно позже"),
    NotReminded.ENOUGH: _("напоминали столько раз, сколько можно: лучше позвонить"),
    NotReminded.DAY_IS_FULL: _("на сегодня писем достаточно: остальным напомните завтра"),
}
"""Why somebody gets no reminder, and what to do instead."""
