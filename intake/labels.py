"""What the rules' answers are called on screen. Rules name keys; the words stand here."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.age import BirthDateProblem, BirthdayTurn, years_in_words
from intake.domain.agreement import AgreementState, Side
from intake.domain.chain import ChainTrouble
from intake.domain.code import SendVerdict, Verdict
from intake.domain.names import NameProblem
from intake.domain.signing import SigningAnswer
from intake.evidence.trouble import SealTrouble

BIRTH_DATE_PROBLEMS = {
    BirthDateProblem.MISSING: gettext_lazy(
        "Напишите дату рождения: от неё зависит, кто подписывает документы."
    ),
    BirthDateProblem.IMPOSSIBLE: gettext_lazy(
        "Такой даты нет в календаре. Проверьте день, месяц и год."
    ),
    BirthDateProblem.IN_FUTURE: gettext_lazy("Эта дата ещё не наступила. Проверьте год."),
    BirthDateProblem.TOO_LONG_AGO: gettext_lazy(
        "По этой дате человеку больше 110 лет. Проверьте год."
    ),
}

NAME_PROBLEMS = {
    NameProblem.MISSING: gettext_lazy("Заполните это поле так, как в документе."),
    NameProblem.TOO_LONG: gettext_lazy(
        "Здесь помещается до 100 знаков. Напишите только эту часть имени."
    ),
    NameProblem.NO_LETTERS: gettext_lazy("Здесь нет ни одной буквы. Напишите имя буквами."),
    NameProblem.STRANGE_CHARACTER: gettext_lazy(
        "Здесь есть невидимый знак, который не попадёт на бумагу. Напишите это поле заново."
    ),
}

CODE_VERDICTS = {
    Verdict.ACCEPTED: gettext_lazy("Код принят."),
    Verdict.NOT_A_CODE: gettext_lazy("В коде шесть цифр. Введите их так, как в сообщении."),
    Verdict.WRONG: gettext_lazy("Код не подошёл. Проверьте цифры и введите их ещё раз."),
    Verdict.EXPIRED: gettext_lazy("Время этого кода вышло. Запросите новый."),
    Verdict.DEAD: gettext_lazy(
        "Попытки кончились, этот код больше не действует. Запросите новый или подпишите на бумаге."
    ),
    Verdict.REPLACED: gettext_lazy(
        "Мы отправили код новее. Введите цифры из последнего сообщения."
    ),
    Verdict.NOT_SENT: gettext_lazy("Код ещё не отправлен. Запросите его."),
    Verdict.STALE_DOCUMENT: gettext_lazy(
        "Документ с тех пор изменился. Прочитайте его ещё раз и запросите новый код."
    ),
    Verdict.OVERTAKEN: gettext_lazy(
        "Пока вы вводили код, всё уже изменил другой документ. Этот больше не подписывают: "
        "вернитесь к списку документов, там видно, что произошло."
    ),
    Verdict.OTHER_METHOD: gettext_lazy(
        "Этот документ уже начали подписывать на бумаге. Подпишите и вы бумажный экземпляр: он "
        "у куратора."
    ),
    Verdict.RULE_CHANGED: gettext_lazy(
        "Изменилось, кто подписывает этот документ. Вернитесь к первой странице: там сказано, кто."
    ),
    Verdict.NOT_ADMITTED: gettext_lazy(
        "Подписать этот документ кодом сейчас нельзя. Позвоните в школу: она объяснит почему."
    ),
    Verdict.OTHER_BROWSER: gettext_lazy(
        "Этот код запросили в другом браузере или на другом телефоне, там он и подходит. "
        "Чтобы подписать здесь, получите новый код."
    ),
    Verdict.ALREADY_SIGNED: gettext_lazy("Этот документ уже подписан. Больше ничего не нужно."),
    Verdict.LINK_CLOSED: gettext_lazy(
        "Эта ссылка больше не действует. Попросите школу прислать новую."
    ),
}

SEND_VERDICTS = {
    SendVerdict.TOO_SOON: gettext_lazy(
        "Код уже отправлен. Новый можно запросить через минуту; проверьте и папку «Спам»."
    ),
    SendVerdict.TOO_MANY_TODAY: gettext_lazy(
        "За сутки запрошено слишком много кодов для вас. Получите новую ссылку: "
        "прежняя закроется, и код снова можно будет запросить. Или подпишите на бумаге."
    ),
    SendVerdict.TOO_MANY_TO_CONTACT: gettext_lazy(
        "На этот контакт сегодня отправлено слишком много кодов. Попробуйте завтра или подпишите "
        "на бумаге."
    ),
    SendVerdict.TOO_MANY_FROM_HERE: gettext_lazy(
        "Из этой сети запрошено слишком много кодов. Попробуйте через час."
    ),
}

STANDINGS = {
    "none": gettext_lazy("Документов ещё нет."),
    "none_representative": gettext_lazy("Документов ещё нет. Подписать должен представитель."),
    "none_participant": gettext_lazy("Документов ещё нет. Подписать должен участник."),
    "none_representative_participant": gettext_lazy(
        "Документов ещё нет. Подписать должны представитель и участник."
    ),
    "waiting": gettext_lazy("Ждёт подписи."),
    "waiting_representative": gettext_lazy("Ждёт подписи представителя."),
    "waiting_participant": gettext_lazy("Ждёт подписи участника."),
    "waiting_representative_participant": gettext_lazy("Ждёт подписей представителя и участника."),
    "partial": gettext_lazy("Подписано не всеми."),
    "partial_representative": gettext_lazy("Участник подписал. Ждёт подписи представителя."),
    "partial_participant": gettext_lazy("Представитель подписал. Ждёт подписи участника."),
    "partial_representative_participant": gettext_lazy(
        "Подписано не всеми. Ждёт подписей представителя и участника."
    ),
    "awaiting_check": gettext_lazy("Подписано. Ждёт сверки: школа проверит, кто подписал."),
    "in_force": gettext_lazy("Действует."),
    "in_force_renew": gettext_lazy(
        "Действует. Текст с тех пор существенно изменился: нужна новая подпись."
    ),
    "in_force_kept": gettext_lazy(
        "Действует по прежнему тексту: с новым не согласились. Прежнее согласие можно отозвать."
    ),
    "in_force_own_asked": gettext_lazy(
        "Действует: подписал представитель, пока участнику не было 14 лет. Теперь просим и "
        "собственную подпись участника."
    ),
    "in_force_adult_asked": gettext_lazy(
        "Действует до ответа: участнику исполнилось 18 лет, и теперь решает он сам. Ждём его "
        "собственной подписи."
    ),
    "waiting_adult": gettext_lazy(
        "Участнику исполнилось 18 лет. Публикации ждут его собственного согласия."
    ),
    "in_force_disputed": gettext_lazy(
        "Действует, но второй представитель возражает. Решение записывает директор."
    ),
    "conflict": gettext_lazy(
        "Разногласие: второй представитель возражает. Ничего не публикуется, пока школа не "
        "записала решение."
    ),
    "declined": gettext_lazy("Не согласились."),
    "withdrawn": gettext_lazy("Отозвано."),
    "withdrawn_participant": gettext_lazy(
        "Отозвано участником. Снова действовать оно будет, только если подпишет и сам участник."
    ),
}

SEAL_TROUBLES = {
    SealTrouble.NOT_CONFIGURED: gettext_lazy("сертификат школы ещё не установлен"),
    SealTrouble.KEY_UNREADABLE: gettext_lazy("ключ печати не читается"),
    SealTrouble.KEY_OF_ANOTHER: gettext_lazy("ключ печати не от этого сертификата"),
    SealTrouble.EXPIRED: gettext_lazy("срок сертификата школы закончился"),
    SealTrouble.NOT_YET_VALID: gettext_lazy("срок сертификата школы ещё не начался"),
    SealTrouble.NO_TIME_STAMP: gettext_lazy("сервер меток времени не отвечает"),
    SealTrouble.NO_REVOCATION_DATA: gettext_lazy("нет сведений, что сертификат школы не отозван"),
    SealTrouble.NOT_A_PDF: gettext_lazy("файл документа не читается"),
    SealTrouble.NO_SPACE: gettext_lazy("на сервере закончилось место"),
    SealTrouble.STORAGE: gettext_lazy("файл документа не удалось прочитать или записать"),
    SealTrouble.COPY_DAMAGED: gettext_lazy("файл документа не открывается ключом установки"),
    SealTrouble.HOLDERS_ERASED: gettext_lazy(
        "сведения о людях этого документа удалены, запечатывать нечего"
    ),
    SealTrouble.UNEXPECTED: gettext_lazy(
        "сервис ошибся при запечатывании, подробности — в журнале сервера"
    ),
}

CERTIFICATE_ENDS = {
    60: gettext_lazy(
        "Сертификат печати закончится в ближайшие 60 дней: закажите новый у администратора"
    ),
    30: gettext_lazy(
        "Сертификат печати закончится в ближайшие 30 дней: узнайте у администратора о новом"
    ),
    7: gettext_lazy("Сертификат печати закончится в ближайшие 7 дней: попросите заменить его"),
    0: gettext_lazy("Сертификат печати закончился: новые документы не запечатываются"),
}
"""By the step of ``intake.services.seal.EndingCertificate``."""

CHAIN_TROUBLE = {
    ChainTrouble.CHANGED: gettext_lazy("запись № %(number)s изменена после того, как внесена."),
    ChainTrouble.REMOVED: gettext_lazy("записи № %(number)s нет: она удалена."),
    ChainTrouble.REORDERED: gettext_lazy(
        "запись № %(number)s стоит не на своём месте: записи переставлены или подменены."
    ),
    ChainTrouble.ADDED: gettext_lazy("запись № %(number)s добавлена в обход сервиса."),
    ChainTrouble.HEAD_DIFFERS: gettext_lazy(
        "конец журнала не сходится с последней записью № %(number)s."
    ),
}

WHO_SIGNS = {
    "under_14": gettext_lazy(
        "До 14 лет документ подписывает законный представитель: родитель, усыновитель или опекун"
    ),
    "minor_both": gettext_lazy(
        "От 14 до 18 лет подписывают двое, каждый свой экземпляр: законный представитель "
        "и сам участник"
    ),
    "minor_representative_only": gettext_lazy(
        "От 14 до 18 лет документ подписывает законный представитель: так установила школа"
    ),
    "minor_participant_only": gettext_lazy(
        "От 14 до 18 лет документ подписывает сам участник: так установила школа"
    ),
    "minor_after_own_no": gettext_lazy(
        "Участник однажды сам отозвал такое согласие, поэтому теперь подписывают двое, каждый свой "
        "экземпляр: законный представитель и сам участник"
    ),
    "adult": gettext_lazy("С 18 лет документ подписывает только сам участник"),
    "birthday_both": gettext_lazy(
        "В сам день рождения подписывают двое, каждый свой экземпляр: законный представитель и "
        "сам участник. Так подпись верна, как бы ни считали этот день"
    ),
    "emancipated": gettext_lazy(
        "Участник объявлен полностью дееспособным, поэтому документ подписывает он сам: школа "
        "видела решение"
    ),
    "married": gettext_lazy(
        "Участник вступил в брак и стал полностью дееспособным, поэтому документ подписывает он "
        "сам: школа видела свидетельство"
    ),
}


AGREEMENT_STATES = {
    AgreementState.DRAFT: gettext_lazy("Черновик"),
    AgreementState.SIGNING: gettext_lazy("На подписании"),
    AgreementState.SIGNED: gettext_lazy("Подписано, ещё не началось"),
    AgreementState.IN_FORCE: gettext_lazy("Действует"),
    AgreementState.EXTENDED: gettext_lazy("Действует, продлено"),
    AgreementState.ENDED_BY_AGREEMENT: gettext_lazy("Прекращено по соглашению сторон"),
    AgreementState.ENDED_BY_ONE: gettext_lazy("Прекращено одной стороной"),
    AgreementState.ENDED_BY_CURATOR: gettext_lazy("Прекращено куратором"),
    AgreementState.COMPLETED: gettext_lazy("Завершено"),
    AgreementState.EXPIRED: gettext_lazy("Срок истёк"),
    AgreementState.RENEWED: gettext_lazy("Заключено новое на следующий срок"),
    AgreementState.DECLINED: gettext_lazy("Не согласились"),
    AgreementState.CANCELLED: gettext_lazy("Отменено до подписания"),
}

SIGNED_BY = {"code": gettext_lazy("одноразовым кодом"), "paper": gettext_lazy("на бумаге")}

AGREEMENT_SIDES = {
    Side.MENTOR: gettext_lazy("За наставника"),
    Side.MENTEE: gettext_lazy("За наставляемого"),
}

WHO_SIGNS_AGREEMENT = {
    "under_14": gettext_lazy("подписывает законный представитель: до 14 лет он и есть сторона"),
    "minor_both": gettext_lazy(
        "подписывают законный представитель и сам участник: от 14 до 18 лет нужны обе подписи"
    ),
    "minor_representative_only": gettext_lazy(
        "подписывает законный представитель: так для 14–17 лет установила школа"
    ),
    "adult": gettext_lazy("подписывает сам участник: ему исполнилось 18 лет"),
    "birthday_both": gettext_lazy(
        "подписывают законный представитель и сам участник: в сам день рождения нужны обе подписи"
    ),
    "emancipated": gettext_lazy("подписывает сам участник: он объявлен полностью дееспособным"),
    "married": gettext_lazy("подписывает сам участник: он вступил в брак"),
}


def agreement_signers_and_why(answers: Mapping[Side, SigningAnswer]) -> str:
    """«За наставника подписывает сам участник … (п. 1 ст. 21 ГК РФ). За наставляемого …»"""
    return " ".join(
        f"{AGREEMENT_SIDES[side]} {WHO_SIGNS_AGREEMENT[answer.explanation_key]} "
        f"({'; '.join(answer.sources)})."
        for side, answer in answers.items()
    )


def who_signs_and_why(answer: SigningAnswer, *, given_name: str) -> str:
    """«Аня: 13 лет. До 14 лет документ подписывает … (ч. 1 ст. 9 152-ФЗ; …).»

    The given name stands as typed: no sentence here asks it to be declined. Without a name, as on
    a stored paper, only the age is said.
    """
    age = years_in_words(answer.age)
    who = f"{given_name}: {age}." if given_name else _("Участнику %(age)s.") % {"age": age}
    return f"{who} {_reason(answer)}"


def who_signs_to_participant(answer: SigningAnswer) -> str:
    """The same, said to the participant: «Вам 16 лет. …»"""
    return f"{_('Вам %(age)s.') % {'age': years_in_words(answer.age)}} {_reason(answer)}"


def _reason(answer: SigningAnswer) -> str:
    words = str(WHO_SIGNS[answer.explanation_key])
    words = f"{words} ({'; '.join(answer.sources)})." if answer.sources else f"{words}."
    if answer.is_birthday and answer.turn is BirthdayTurn.NEXT_DAY:
        tomorrow = _("Сегодня день рождения: по правилу школы порядок меняется завтра, с 00:00.")
        return f"{words} {tomorrow}"
    return words
