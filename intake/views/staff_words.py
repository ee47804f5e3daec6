"""The words in which staff read the journal and the records of access."""

from django.utils.translation import gettext_lazy as _

JOURNAL_WORDS = {
    "request_invited": _("участник приглашён"),
    "request_started": _("заявка начата"),
    "request_sent": _("заявка отправлена"),
    "request_checked": _("заявка сверена"),
    "request_refused": _("заявка не принята"),
    "policy_read": _("ознакомление с политикой"),
    "link_sent": _("ссылка отправлена ещё раз"),
    "document_made": _("документ подготовлен"),
    "document_voided": _("документ заменён до подписания"),
    "code_sent": _("код отправлен"),
    "code_refused": _("код не подошёл"),
    "signed": _("подписано"),
    "declined": _("отказ"),
    "decline_undone": _("отказ отменён"),
    "withdrawn": _("согласие отозвано"),
    "superseded": _("документ заменён новой подписью"),
    "sealed": _("поставлена печать сервиса"),
    "paper_finished": _("лист подписания готов"),
    "contact_changed": _("контакт изменён"),
    "allowance_recorded": _("исключение записано"),
    "allowance_ended": _("исключение отменено"),
    "guardian_recorded": _("представитель записан"),
    "guardian_checked": _("полномочия представителя проверены"),
    "guardian_ended": _("полномочия представителя прекращены"),
    "objection_raised": _("второй представитель возразил"),
    "objection_lifted": _("разногласие снято решением"),
    "status_recorded": _("особое состояние записано"),
    "status_ended": _("особое состояние отменено"),
    "mode_recorded": _("порядок подписания установлен"),
    "pep_joined": _("присоединился к соглашению о подписи кодом"),
    "pep_left": _("вышел из соглашения о подписи кодом"),
    "participation_recorded": _("участие записано"),
    "participation_ended": _("участие закончено"),
    "person_erased": _("сведения о человеке удалены"),
}
"""By ``intake.domain.journal.JournalKind``."""

SUBJECT_WORDS = {
    "intakerequest": _("заявка"),
    "person": _("человек"),
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
}

ACTION_WORDS = {
    "inspect": _("посмотрел"),
    "edit": _("открыл для правки"),
    "add_saved": _("добавил"),
    "change_saved": _("изменил"),
    "delete": _("удалил"),
    "export": _("выгрузил"),
    "act": _("открыл действие"),
    "pdf": _("открыл PDF"),
    "choose": _("открыл список людей на странице"),
    "list": _("открыл «Кого можно снимать»"),
}


def access_words(action: str) -> str:
    """``person.inspect`` → «человек: посмотрел»; what is not known stays as it is recorded."""
    subject, _dot, act = action.partition(".")
    if subject not in SUBJECT_WORDS or act not in ACTION_WORDS:
        return action
    return f"{SUBJECT_WORDS[subject]}: {ACTION_WORDS[act]}"
