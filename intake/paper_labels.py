"""The words about papers: their scans, what a check finds about them, a no told to staff."""

from django.utils.translation import gettext_lazy

from intake.domain.agreement_story import ActTrouble, AgreementTrouble
from intake.domain.paper_story import StateTrouble
from intake.domain.receipt import NotedAs
from intake.domain.scans import MOST_BYTES, ScanProblem

SCAN_PROBLEMS = {
    ScanProblem.EMPTY: gettext_lazy("Файл пустой. Отсканируйте бумагу ещё раз."),
    ScanProblem.TOO_LARGE: gettext_lazy(
        "Файл больше %(most)s МБ. Отсканируйте бумагу чёрно-белой или с меньшим разрешением."
    )
    % {"most": MOST_BYTES // (1024 * 1024)},
    ScanProblem.NOT_A_SCAN: gettext_lazy(
        "Это не скан: подходят файлы PDF, JPEG и PNG. Сохраните скан в одном из этих видов."
    ),
}
"""Why a file is not kept as a scan, and what to do."""

NOTED_AS = {
    NotedAs.OFFICER: gettext_lazy("%(name)s, ответственный за обработку персональных данных"),
    NotedAs.FOR_OFFICER: gettext_lazy(
        "%(name)s за ответственного за обработку персональных данных (%(officer)s)"
    ),
    NotedAs.NOBODY_NAMED: gettext_lazy("%(name)s"),
}

STATE_TROUBLES = {
    StateTrouble.WITHDRAWN: gettext_lazy(
        "журнал говорит, что его отозвали, а в базе он не значится отозванным."
    ),
    StateTrouble.SUPERSEDED: gettext_lazy(
        "журнал говорит, что его заменила новая подпись, а в базе это не так."
    ),
    StateTrouble.SIGNED: gettext_lazy(
        "журнал говорит, что он подписан, а в базе его состояние изменено."
    ),
    StateTrouble.DECLINED: gettext_lazy(
        "журнал говорит, что с ним не согласились, а в базе отказа нет."
    ),
    StateTrouble.VOIDED: gettext_lazy(
        "журнал говорит, что он заменён до подписания, а в базе он снова открыт."
    ),
    StateTrouble.NOT_SIGNED: gettext_lazy("в базе он подписан, а записи о подписи в журнале нет."),
    StateTrouble.NOT_WITHDRAWN: gettext_lazy(
        "в базе он отозван, а записи об отзыве в журнале нет."
    ),
    StateTrouble.NOT_SUPERSEDED: gettext_lazy(
        "в базе он заменён новой подписью, а записи об этом в журнале нет."
    ),
    StateTrouble.NOT_DECLINED: gettext_lazy(
        "в базе значится отказ, а записи об отказе в журнале нет."
    ),
    StateTrouble.RECORDED: gettext_lazy(
        "журнал говорит, что это записанный отказ, а в базе его состояние изменено."
    ),
    StateTrouble.TAKEN_BACK: gettext_lazy(
        "журнал говорит, что отказ взяли назад, а в базе он стоит по-прежнему."
    ),
    StateTrouble.NOT_TAKEN_BACK: gettext_lazy(
        "в базе отказ взят назад, а записи об этом в журнале нет."
    ),
}
"""How the row of a document contradicts the journal, behind «Документ № …:»."""

REFUSAL_OF_ANOTHER = gettext_lazy(
    "отказ приписан не тому: по журналу его сделал другой человек или его не было."
)

FACTS_OF_PAPER = {
    "digest": gettext_lazy("контрольная сумма показанного файла"),
    "kind": gettext_lazy("вид документа"),
    "variant": gettext_lazy("кто его подписывает"),
    "edition": gettext_lazy("редакция текста"),
    "rule": gettext_lazy("версия правила о подписи"),
    "about": gettext_lazy("о каком участнике документ"),
    "points_to": gettext_lazy("на какой прежний документ он указывает"),
    "number": gettext_lazy("номер документа"),
    "order": gettext_lazy("каким приказом утверждён его текст"),
    "seal": gettext_lazy("когда и чем он запечатан"),
    "request": gettext_lazy("к какой заявке он относится"),
    "signers": gettext_lazy("сколько человек его подписывает"),
    "parties": gettext_lazy("кто, в каком качестве и за кого его подписывает"),
    "made_at": gettext_lazy("когда он сделан"),
    "signed_at": gettext_lazy("когда он подписан"),
    "ended_at": gettext_lazy("когда он перестал действовать"),
}
"""What the journal says of a document, in the words of a check."""

AGREEMENT_TROUBLES = {
    AgreementTrouble.NOT_BEGUN: gettext_lazy(
        "в базе оно началось или закончилось, а журнал не говорит, что оно вступило в силу."
    ),
    AgreementTrouble.EFFECTIVE_ON: gettext_lazy("в базе изменён день, с которого оно действует."),
    AgreementTrouble.TERM: gettext_lazy("в базе изменён его срок в месяцах."),
    AgreementTrouble.ENDS_ON: gettext_lazy("в базе изменён последний день его срока."),
    AgreementTrouble.IS_EXTENDED: gettext_lazy("в базе изменено, продлевали ли его."),
    AgreementTrouble.ENDED_ON: gettext_lazy("в базе изменён день, которым оно прекращено."),
    AgreementTrouble.ENDED_HOW: gettext_lazy("в базе изменено, как оно закончилось."),
    AgreementTrouble.NOTICE: gettext_lazy("в базе изменено, за сколько дней из него выходят."),
    AgreementTrouble.MENTOR: gettext_lazy("в базе изменено, кто наставник."),
    AgreementTrouble.MENTEE: gettext_lazy("в базе изменено, кто наставляемый."),
    AgreementTrouble.FORM: gettext_lazy("в базе изменена форма наставничества."),
    AgreementTrouble.WORDS: gettext_lazy("в базе изменены задачи, место или организация."),
    AgreementTrouble.RENEWS: gettext_lazy("в базе изменено, какое соглашение оно продолжает."),
}
"""How the row of an agreement contradicts the journal, behind «Соглашение № …:»."""

ACT_TROUBLES = {
    ActTrouble.NOT_TOLD: gettext_lazy(
        "документ № %(act)s значится подписанным, а записи о том, что он изменил соглашение, в "
        "журнале нет."
    ),
    ActTrouble.NOT_SIGNED: gettext_lazy(
        "журнал говорит, что документ № %(act)s изменил соглашение, а в базе он не подписан."
    ),
    ActTrouble.LOST: gettext_lazy(
        "журнал говорит о документе, который изменил соглашение, а в базе он с ним не связан."
    ),
    ActTrouble.OTHERWISE: gettext_lazy(
        "по журналу документ № %(act)s изменил соглашение иначе: в базе изменены его день, срок, "
        "основание или дни подписей."
    ),
    ActTrouble.BY_ANOTHER: gettext_lazy(
        "по журналу документ № %(act)s внёс не тот, кто назван в базе."
    ),
}
"""What is wrong with a later paper of an agreement, behind «Соглашение № …:»."""

TOLD_WAYS = {
    "word": gettext_lazy("устно"),
    "paper": gettext_lazy("на бумаге"),
}
"""How a person told an employee of the school that they do not agree, or that they do after all."""
