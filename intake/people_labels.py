"""What the rules about representatives and ways of signing answer, in words with a next step."""

from django.utils.translation import gettext_lazy

from intake.domain.guardianship import AuthorityTrouble, PrintedKind
from intake.domain.likeness import Likeness, NotJoined
from intake.domain.modes import Mode, WayTrouble
from intake.domain.withdrawal import WithdrawalTrouble

PRINTED_KINDS = {
    PrintedKind.PARENT: gettext_lazy("родитель"),
    PrintedKind.GUARDIAN: gettext_lazy("опекун"),
    PrintedKind.TRUSTEE: gettext_lazy("попечитель"),
    PrintedKind.FOSTER: gettext_lazy("приёмный родитель"),
    PrintedKind.ORGANISATION: gettext_lazy("руководитель организации для детей-сирот"),
}

AUTHORITY_TROUBLES = {
    AuthorityTrouble.NOT_RECORDED: gettext_lazy(
        "Школа ещё не записала, что вы представляете этого ребёнка. Позвоните в школу: сотрудник "
        "посмотрит документ и запишет вас."
    ),
    AuthorityTrouble.WARD_AGE_UNKNOWN: gettext_lazy(
        "Дата рождения ребёнка не записана, а от неё зависит, кто подписывает. Сообщите её школе."
    ),
    AuthorityTrouble.WARD_ADULT: gettext_lazy(
        "Ребёнку исполнилось 18 лет, теперь он подписывает сам. Школа пришлёт ему ссылку."
    ),
    AuthorityTrouble.WARD_ON_OWN: gettext_lazy(
        "Школа записала, что он уже полностью дееспособен и подписывает сам. Если это ошибка, "
        "позвоните в школу."
    ),
    AuthorityTrouble.ENDED: gettext_lazy(
        "Школа записала, что ваши полномочия прекращены. Если это ошибка, покажите школе документ."
    ),
    AuthorityTrouble.NOT_YET: gettext_lazy(
        "По документу ваши полномочия ещё не начались. Подписать можно будет с того дня, "
        "который в нём назван."
    ),
    AuthorityTrouble.EXPIRED: gettext_lazy(
        "Срок ваших полномочий по документу закончился. Покажите школе новый документ: сотрудник "
        "запишет его, и вы сможете подписать."
    ),
    AuthorityTrouble.GUARDIAN_UNDER_16: gettext_lazy(
        "До 16 лет родитель действует вместе с опекуном ребёнка, поэтому подписывает опекун. "
        "Попросите его обратиться в школу."
    ),
    AuthorityTrouble.GUARDIAN_MINOR: gettext_lazy(
        "Опекуном, попечителем и приёмным родителем бывает только взрослый. Проверьте дату "
        "рождения вместе со школой."
    ),
    AuthorityTrouble.MINOR_PARENT_UNRECORDED: gettext_lazy(
        "С 16 лет родитель действует сам, но школа должна увидеть документ. Покажите его "
        "сотруднику: он запишет, и вы сможете подписать."
    ),
    AuthorityTrouble.CONFLICT: gettext_lazy(
        "Представители ребёнка не согласны друг с другом. Пока школа не записала решение, новые "
        "документы не подписываются. Позвоните в школу."
    ),
    AuthorityTrouble.NOT_CHECKED: gettext_lazy(
        "В нашей школе представитель подписывает после сверки полномочий. Покажите сотруднику "
        "документ, и вы сможете подписать."
    ),
}

WITHDRAWAL_TROUBLES = {
    WithdrawalTrouble.STRANGER: gettext_lazy(
        "Этот человек согласия не подписывал, и оно не о нём: отозвать его он не может. Откройте "
        "согласие и выберите, кто отзывает."
    ),
    WithdrawalTrouble.TOO_YOUNG: gettext_lazy(
        "До 14 лет согласие отзывает представитель. Попросите его обратиться в школу."
    ),
    WithdrawalTrouble.ON_THEIR_OWN: gettext_lazy(
        "Участник уже подписывает сам, и согласие представителя за него больше не отвечает. "
        "Отзывают его собственное согласие, а если его нет, записывают отказ."
    ),
    WithdrawalTrouble.AGE_UNKNOWN: gettext_lazy(
        "Дата рождения участника не записана, а от неё зависит, может ли он отозвать сам. Впишите "
        "её в разделе «Люди»."
    ),
}

STAFF_TROUBLES = {
    AuthorityTrouble.NOT_RECORDED: gettext_lazy("полномочия не записаны"),
    AuthorityTrouble.WARD_AGE_UNKNOWN: gettext_lazy("нет даты рождения ребёнка"),
    AuthorityTrouble.WARD_ADULT: gettext_lazy("участнику 18 лет: подписывает сам"),
    AuthorityTrouble.WARD_ON_OWN: gettext_lazy("участник дееспособен: подписывает сам"),
    AuthorityTrouble.ENDED: gettext_lazy("полномочия прекращены"),
    AuthorityTrouble.NOT_YET: gettext_lazy("полномочия ещё не начались"),
    AuthorityTrouble.EXPIRED: gettext_lazy("срок полномочий закончился"),
    AuthorityTrouble.GUARDIAN_UNDER_16: gettext_lazy("родителю нет 16 лет: действует опекун"),
    AuthorityTrouble.GUARDIAN_MINOR: gettext_lazy("представителю нет 18 лет"),
    AuthorityTrouble.MINOR_PARENT_UNRECORDED: gettext_lazy(
        "родителю нет 18 лет: запишите его состояние"
    ),
    AuthorityTrouble.CONFLICT: gettext_lazy("разногласие представителей"),
    AuthorityTrouble.NOT_CHECKED: gettext_lazy("ждёт сверки, до неё не подписывает"),
}

WAY_TROUBLES = {
    WayTrouble.ALL_ON_PAPER: gettext_lazy(
        "В нашей школе документы подписывают на бумаге. Распечатайте документ или возьмите его в "
        "школе, подпишите ручкой и передайте сотруднику: это ничуть не хуже."
    ),
    WayTrouble.AGREEMENT_ON_PAPER: gettext_lazy(
        "В нашей школе соглашение подписывают на бумаге, в двух экземплярах. Распечатайте его или "
        "возьмите в школе."
    ),
    WayTrouble.NO_ORDER: gettext_lazy(
        "Школа ещё не записала приказ, который разрешает подпись кодом. Пока подписывают на бумаге."
    ),
    WayTrouble.CLAUSE_NOT_AMENDED: gettext_lazy(
        "По Положению школы соглашение пока подписывают на бумаге. Возьмите его в школе."
    ),
    WayTrouble.NO_PEP_WORDING: gettext_lazy(
        "Школа ещё не утвердила соглашение о подписи кодом. Пока подписывают на бумаге."
    ),
    WayTrouble.PEP_NOT_JOINED: gettext_lazy(
        "Чтобы подписывать кодом, один раз прочитайте соглашение о подписи кодом и присоединитесь "
        "к нему. Или подпишите на бумаге."
    ),
    WayTrouble.PEP_AT_SCHOOL: gettext_lazy(
        "Чтобы подписывать кодом, один раз подойдите в школу с документом: сотрудник запишет вас "
        "за минуту, и дальше код будет подходить для всех детей и всех лет. Или подпишите на "
        "бумаге."
    ),
}

MODE_WORDS = {
    Mode.PAPER: gettext_lazy(
        "В нашей школе документы подписывают на бумаге: прочитайте их здесь, распечатайте или "
        "возьмите в школе и подпишите ручкой."
    ),
    Mode.CONSENTS_BY_CODE: gettext_lazy(
        "В нашей школе согласия подписывают кодом или на бумаге, как вам удобнее, а соглашение "
        "подписывают на бумаге."
    ),
    Mode.ELECTRONIC: gettext_lazy(
        "В нашей школе все документы программы можно подписать кодом. На бумаге тоже можно."
    ),
}
"""What a family reads before it begins."""


LIKENESS = {
    Likeness.CONTACT: gettext_lazy("тот же контакт"),
    Likeness.CHILD: gettext_lazy("тот же ребёнок"),
    Likeness.BIRTH_DATE: gettext_lazy("та же дата рождения"),
}
ONLY_THE_NAME = gettext_lazy("совпадает только имя")

NOT_JOINED = {
    NotJoined.ANSWERED: gettext_lazy("Об этих записях уже ответили. Обновите карточку."),
    NotJoined.BOTH_SIGNED: gettext_lazy(
        "По обеим записям уже подписывали, а подписи не переносят: бумаги остаются каждая при "
        "своей записи и в силе. Запишите представителем остальных детей одну из них "
        "(«Записать представителя» в карточке ребёнка), чтобы дальше подписывала она."
    ),
    NotJoined.OTHER_SIGNED: gettext_lazy(
        "По той записи уже подписывали, а подписи не переносят. Откройте её карточку и объедините "
        "оттуда: останется она."
    ),
    NotJoined.OTHER_TAKES_PART: gettext_lazy(
        "Та запись — не только представитель: по ней есть участие, заявка или разногласие. "
        "Откройте её карточку и объедините оттуда, если по этой подписей нет."
    ),
    NotJoined.AUTHORITY_ENDED: gettext_lazy(
        "Полномочия этой записи за одного из детей прекращены. Сначала решите в карточке ребёнка, "
        "кто его представляет."
    ),
}


def trouble_words(trouble: str) -> str:
    """The sentence for a refusal of any of these rules, by its stored value; empty for none."""
    if trouble in set(AuthorityTrouble):
        return str(AUTHORITY_TROUBLES[AuthorityTrouble(trouble)])
    if trouble in set(WayTrouble):
        return str(WAY_TROUBLES[WayTrouble(trouble)])
    return ""
