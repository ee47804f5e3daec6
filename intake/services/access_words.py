"""The words in which records of access are read, by staff and by the person they are about."""

from django.utils.translation import gettext_lazy as _

SUBJECT_WORDS = {
    "intakerequest": _("заявка"),
    "person": _("человек"),
    "classlist": _("список класса"),
    "invite_many": _("приглашение многих"),
    "document": _("документ"),
    "participation": _("участие"),
    "signingallowance": _("исключение"),
    "outboundmessage": _("сообщение"),
    "publication": _("публикация"),
    "guardianship": _("полномочия представителя"),
    "guardianobjection": _("разногласие"),
    "signatureagreement": _("соглашение о подписи кодом"),
    "legalstatus": _("особое состояние"),
    "signingmode": _("порядок подписания"),
    "subjectrequest": _("запрос о данных"),
    "legalhold": _("запрет уничтожать сведения"),
    "destructionact": _("акт об уничтожении"),
    "matrix": _("«Кто подписал»"),
    "reminder": _("напоминания"),
}

ACTION_WORDS = {
    "inspect": _("посмотрел"),
    "edit": _("открыл для правки"),
    "add_saved": _("добавил"),
    "change_saved": _("изменил"),
    "delete": _("удалил"),
    "export": _("выгрузил"),
    "act": _("открыл действие"),
    "print": _("напечатал документы"),
    "pdf": _("открыл PDF"),
    "choose": _("открыл список людей на странице"),
    "list": _("открыл «Кого можно снимать»"),
    "answer": _("отдал ответ"),
    "sent": _("отправил"),
    "columns": _("открыл столбцы"),
    "check": _("открыл проверку строк"),
    "undo": _("открыл отмену"),
    "send": _("пригласил"),
    "soon": _("открыл «Скоро будут уничтожены»"),
}


def access_words(action: str) -> str:
    """``person.inspect`` → «человек: посмотрел»; what is not known stays as it is recorded."""
    subject, _dot, act = action.partition(".")
    if subject not in SUBJECT_WORDS or act not in ACTION_WORDS:
        return action
    return f"{SUBJECT_WORDS[subject]}: {ACTION_WORDS[act]}"
