"""What the family reads: headings of pages, verdicts on codes and links. One place for it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.age import plural
from intake.domain.code import SendVerdict, Verdict
from intake.domain.steps import Step
from intake.labels import CODE_VERDICTS, SEND_VERDICTS
from intake.people_labels import trouble_words
from intake.services.link import LinkTrouble
from intake.services.link_renewal import Renewal

STEP_HEADINGS = {
    Step.WHO_COMES: gettext_lazy("За кого вы подаёте заявку?"),
    Step.CHILD_NAME: gettext_lazy("Как зовут ребёнка?"),
    Step.BIRTH_DATE: gettext_lazy("Когда родился ребёнок?"),
    Step.SCHOOL_CLASS: gettext_lazy("В каком классе учится ребёнок?"),
    Step.OWN_NAME: gettext_lazy("Как вас зовут?"),
    Step.GUARDIAN_NAME: gettext_lazy("Кто ваш родитель или другой представитель?"),
    Step.CONTACT: gettext_lazy("Куда прислать код для подписи?"),
    Step.TOO_YOUNG: gettext_lazy("Заявку подаёт родитель или опекун"),
    Step.GROWN_UP: gettext_lazy("Взрослый участник подаёт заявку сам"),
    Step.WHO_SIGNS: gettext_lazy("Кто подписывает и почему"),
    Step.POLICY: gettext_lazy("Как школа обращается с вашими данными"),
    Step.ADDRESS: gettext_lazy("Где вы живёте?"),
    Step.IDENTITY: gettext_lazy("Какой у вас документ?"),
    Step.CHILD_IDENTITY: gettext_lazy("Какой документ у ребёнка?"),
    Step.AUTHORITY: gettext_lazy("Чем подтверждается, что вы представитель?"),
    Step.CONSENT: gettext_lazy("Согласие на обработку персональных данных"),
    Step.DECLINED: gettext_lazy("Вы не согласились на обработку данных"),
    Step.PUBLICATION: gettext_lazy("Что школе можно публиковать?"),
    Step.CHECK: gettext_lazy("Проверьте, прежде чем подписать"),
    Step.CODE: gettext_lazy("Введите код, чтобы подписать согласие"),
    Step.PUBLICATION_CODE: gettext_lazy("Введите код, чтобы разрешить публикацию"),
    Step.OTHER_SIGNER: gettext_lazy("Нужна ещё одна подпись"),
    Step.DONE: gettext_lazy("Готово"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A heading and what to do."""

    heading: str
    text: str


PRESSED_TWICE = Explained(
    gettext_lazy("Код, скорее всего, уже принят"),
    gettext_lazy(
        "Так бывает, когда кнопку нажали два раза подряд: первое нажатие записано, второе ничего "
        "не меняет. Откройте ещё раз ссылку из сообщения школы: там видно, что уже подписано и "
        "что осталось. Подписи не пропадают и дважды не ставятся."
    ),
)
"""To whoever sends a code from a browser in which no link is open any more."""

LINK_WORDS = {
    None: Explained(
        gettext_lazy("Откройте свою ссылку ещё раз"),
        gettext_lazy(
            "Эта страница открывается по личной ссылке из сообщения школы. Найдите его и "
            "нажмите на ссылку. Всё, что вы успели написать, сохранилось. Если эта страница "
            "открывается снова, разрешите сайту сохранять файлы cookie."
        ),
    ),
    LinkTrouble.UNKNOWN: Explained(
        gettext_lazy("Такой ссылки нет"),
        gettext_lazy(
            "Возможно, адрес скопирован не целиком. Откройте сообщение школы и нажмите на ссылку "
            "в нём. Если не получится, попросите школу прислать новую."
        ),
    ),
    LinkTrouble.EXPIRED: Explained(
        gettext_lazy("Срок ссылки закончился"),
        gettext_lazy(
            "Ссылка действует ограниченное время, чтобы чужой человек не открыл её потом. "
            "Попросите школу прислать новую: то, что вы уже подписали, остаётся в силе."
        ),
    ),
    LinkTrouble.REVOKED: Explained(
        gettext_lazy("Эта ссылка больше не действует"),
        gettext_lazy(
            "Скорее всего, школа прислала вам более новое письмо: откройте ссылку из него. "
            "Если такого письма нет, попросите школу прислать ссылку ещё раз."
        ),
    ),
}


def renewal_words(came_of_it: Renewal, address: str) -> Explained:
    """The page after «Прислать новую ссылку»."""
    if came_of_it is Renewal.SENT:
        return Explained(
            _("Мы отправили вам новую ссылку"),
            _(
                "Она придёт на %(address)s. Прежняя ссылка закрыта для всех, у кого она есть. "
                "То, что вы успели написать и подписать, сохранилось."
            )
            % {"address": address},
        )
    if came_of_it is Renewal.TOO_MANY_TODAY:
        return Explained(
            _("Новых ссылок сегодня было достаточно"),
            _(
                "Откройте самое новое письмо школы и нажмите на ссылку в нём. Если не получится, "
                "позвоните в школу: она пришлёт ссылку или даст документ на бумаге."
            ),
        )
    return Explained(_("Ссылку некуда прислать"), str(NOT_SENT["no_contact"]))


def verdict_words(verdict: Verdict, attempts_left: int) -> str:
    """The sentence at the field after a code that was not accepted."""
    if verdict is Verdict.WRONG:
        return _("Код не подошёл. %(left)s. Проверьте, что это код из последнего сообщения.") % {
            "left": attempts_words(attempts_left)
        }
    return str(CODE_VERDICTS[verdict])


def attempts_words(left: int) -> str:
    """«Осталась 1 попытка», «Осталось 3 попытки»."""
    verb = plural(left, _("Осталась"), _("Осталось"), _("Осталось"))
    noun = plural(left, _("попытка"), _("попытки"), _("попыток"))
    return f"{verb} {left}\N{NO-BREAK SPACE}{noun}"


NOT_SENT = {
    "no_contact": gettext_lazy(
        "У школы нет контакта, на который можно прислать код, или сообщения на него не доходят. "
        "Подпишите на бумаге или сообщите школе другой контакт."
    ),
    "shared_contact": gettext_lazy(
        "Этот контакт указан и у второго подписанта, а код должен прийти каждому отдельно. "
        "Укажите другой или подпишите на бумаге."
    ),
    "not_open": gettext_lazy("Этот документ уже не ждёт подписи. Обновите страницу."),
}


def not_sent_words(reason: str, next_at: datetime | None, zone: ZoneInfo) -> str:
    """Why no code was sent and what to do."""
    at = clock_words(next_at, zone) if next_at else ""
    if reason == SendVerdict.TOO_SOON and at:
        return _(
            "Код уже отправлен, подождите немного. Попросить ещё один можно в %(at)s. "
            "Посмотрите и в папке «Спам»."
        ) % {"at": at}
    if reason in set(SendVerdict):
        return str(SEND_VERDICTS[SendVerdict(reason)])
    return trouble_words(reason) or str(NOT_SENT.get(reason, NOT_SENT["not_open"]))


def clock_words(at: datetime, zone: ZoneInfo) -> str:
    """«14:05» by the school's clock."""
    return f"{at.astimezone(zone):%H:%M}"


def day_words(at: datetime, zone: ZoneInfo) -> str:
    """«21 ноября 2026 года в 14:05» by the school's clock."""
    local = at.astimezone(zone)
    return _("%(day)s %(year)s года в %(time)s") % {
        "day": date_format(local, "j E").lower(),
        "year": local.year,
        "time": f"{local:%H:%M}",
    }


def too_many_letters_words() -> str:
    """The other signer's link went out often enough today."""
    return _(
        "Сегодня эту ссылку уже отправляли несколько раз, больше за день нельзя. Отправьте завтра, "
        "выберите бумагу или позвоните в школу."
    )


def shared_contact_words() -> str:
    """Two signers on one address: what can be done about it."""
    return _(
        "На этот адрес уже приходит код другого подписанта, и система не отличит одного "
        "от другого. Укажите другой адрес, выберите бумагу или попросите школу разрешить "
        "общий адрес."
    )
