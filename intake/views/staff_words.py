"""The words in which staff read the journal, and who its employees are."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

JOURNAL_WORDS = {
    "list_accepted": _("загружен список класса"),
    "list_undone": _("загрузка списка отменена"),
    "request_invited": _("участник приглашён"),
    "request_started": _("заявка начата"),
    "request_sent": _("заявка отправлена"),
    "request_checked": _("заявка сверена"),
    "request_refused": _("заявка не принята"),
    "policy_read": _("ознакомление с политикой"),
    "link_sent": _("ссылка отправлена ещё раз"),
    "reminded": _("напомнили тому, кто не ответил"),
    "reminder_rule": _("решено, напоминать ли автоматически"),
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
    "paper_printed": _("документ напечатан для подписи на бумаге"),
    "paper_scanned": _("скан бумаги сохранён"),
    "paper_waits": _("бумага своей семьи ждёт второго сотрудника"),
    "paper_not_taken": _("второй сотрудник не подтвердил бумагу"),
    "family_identified": _("личность установлена на собрании"),
    "identification_undone": _("отметка о личности снята"),
    "slips_printed": _("напечатаны листки собрания"),
    "contact_changed": _("контакт изменён"),
    "message_returned": _("сообщение не дошло"),
    "allowance_recorded": _("исключение записано"),
    "allowance_ended": _("исключение отменено"),
    "agreement_began": _("соглашение вступило в силу"),
    "agreement_extended": _("соглашение продлено"),
    "agreement_ended": _("соглашение прекращено"),
    "receipt_acknowledged": _("получение согласия отмечено"),
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
    "age_rule_recorded": _("правило дня рождения установлено"),
    "birthday_told": _("семье сообщено о дне рождения"),
    "hold_placed": _("установлен запрет уничтожать сведения"),
    "hold_lifted": _("запрет уничтожать сведения снят"),
    "data_asked": _("человек спросил, что о нём хранится"),
    "data_term_extended": _("срок ответа о данных продлён"),
    "data_answered": _("запрос о данных закрыт"),
}
"""By ``intake.domain.journal.JournalKind``."""


def names_of_staff(keys: Iterable[str]) -> dict[str, str]:
    """Names by the keys under which records know members of staff («user:5»); one query."""
    numbers = [key.removeprefix("user:") for key in keys if key.startswith("user:")]
    return {
        f"user:{user.pk}": user.get_full_name() or user.get_username()
        for user in get_user_model().objects.filter(pk__in=numbers)
    }
