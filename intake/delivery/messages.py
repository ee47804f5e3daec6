"""What messages say. Subjects are neutral: they show on locked screens and in logs of relays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.delivery.birthday_letter import birthday_letter
from intake.delivery.reminder_letter import reminder_letter, several_children


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to go. ``repr`` shows neither address nor text, so no log ever can."""

    key: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    sender_name: str = field(repr=False, default="")
    reply_to: str = field(repr=False, default="")
    short: str = field(repr=False, default="")
    """The same for a telephone; empty where it cannot be said in two parts."""


class AgreementNews(StrEnum):
    """What the people of an agreement are told."""

    IN_FORCE = "in_force"
    EXTENDED = "extended"
    ENDED = "ended"
    EXPIRED = "expired"
    DECLINED = "declined"


class MissingValue(KeyError):
    """A message of this kind needs a value that was not given."""


NEEDS: Mapping[str, frozenset[str]] = {
    "code": frozenset({"code", "number", "title", "digest", "minutes"}),
    "invitation": frozenset({"address"}),
    "second_signer": frozenset({"address"}),
    "copies": frozenset({"address"}),
    "onlooker": frozenset({"address"}),
    "receipt": frozenset({"number", "title"}),
    "contact_changed": frozenset(),
    "agreement": frozenset({"address"}),
    "agreement_news": frozenset({"address", "news"}),
    "birthday": frozenset({"address", "news", "day"}),
    "reminder": frozenset({"address", "children"}),
}

MADE_WHEN_SENT: Mapping[str, frozenset[str]] = {"code": frozenset({"code"})}
"""Values that exist in no queue: they are made at the moment the message leaves."""


def require_values(*, kind: str, values: Mapping[str, str]) -> None:
    """Raises MissingValue when a message of ``kind`` could not be written later."""
    missing = NEEDS[kind] - MADE_WHEN_SENT.get(kind, frozenset()) - values.keys()
    if missing:
        raise MissingValue(", ".join(sorted(missing)))


def compose(*, kind: str, act: str, values: Mapping[str, str], school_name: str) -> tuple[str, str]:
    """Subject and body of a message. Raises MissingValue.

    The code's message names the document and its short digest: whoever enters the code knows what
    it signs.
    """
    missing = NEEDS[kind] - values.keys()
    if missing:
        raise MissingValue(", ".join(sorted(missing)))
    subject, paragraphs = _COMPOSERS[kind](values, act)
    body = "\n\n".join([_("Здравствуйте!"), *paragraphs, school_name])
    return subject, f"{body}\n"


def _code(values: Mapping[str, str], act: str) -> tuple[str, list[str]]:
    named = {
        "title": values["title"],
        "number": values["number"],
        "minutes": values["minutes"],
        "digest": values["digest"],
    }
    if act == "withdraw":
        subject = _("Код для отзыва")
        purpose = _("Этим кодом вы подписываете отзыв: «%(title)s» № %(number)s.")
    else:
        subject = _("Код для подписания документа")
        purpose = _("Этим кодом вы подписываете документ: «%(title)s» № %(number)s.")
    return subject, [
        _("Ваш код: %(code)s") % {"code": values["code"]},
        purpose % named,
        _(
            "Контрольные знаки документа: %(digest)s. Такие же знаки стоят на странице, где вы "
            "вводите код. Если они другие, не вводите его и позвоните в школу."
        )
        % named,
        _("Код действует %(minutes)s мин. и подходит только к этому документу.") % named,
        _("Никому не сообщайте код. Сотрудники школы никогда его не спрашивают."),
        _("Если вы ничего не подписываете, удалите это письмо: без кода ничего не произойдёт."),
    ]


def _invitation(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    """``children``, where given: how many of the family this one letter is about."""
    return _("Приглашение в программу наставничества"), [
        _(
            "Школа приглашает вашу семью в программу наставничества. Прочитайте документы и "
            "решите, согласны ли вы. Отказаться можно одним нажатием."
        ),
        _("Ваша личная страница:") + "\n" + values["address"],
        *several_children(values.get("children", "1")),
        _("Не пересылайте эту ссылку: она только для вас."),
    ]


def _second_signer(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    return _("Нужна и ваша подпись"), [
        _(
            "Один из подписывающих уже прошёл свою часть. По правилам школы документ о той же "
            "программе подписываете и вы: отдельно и своим кодом."
        ),
        _("Ваша личная страница:") + "\n" + values["address"],
        _("Не пересылайте эту ссылку: она только для вас."),
    ]


def _copies(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    return _("Ваши документы"), [
        _("На этой странице видно, что подписано, здесь же копии документов и отзыв согласия:")
        + "\n"
        + values["address"],
        _("Сохраните это письмо и не пересылайте ссылку: она только для вас."),
    ]


def _onlooker(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    return _("О программе наставничества в школе"), [
        _(
            "Школа пишет вам как представителю ученика. На вашей личной странице видно, какие "
            "согласия за него уже дал другой представитель."
        )
        + "\n"
        + values["address"],
        _(
            "Подписывать ничего не нужно. Если вы против, скажите об этом на той же странице: "
            "школа сразу остановит публикации, и директор поговорит с вами обоими."
        ),
        _("Не пересылайте эту ссылку: она только для вас."),
    ]


WITHDRAWN_BY = {
    "participant": gettext_lazy(
        "Участник программы, о котором это согласие, отозвал его: «%(title)s» № %(number)s. С 14 "
        "лет он вправе сделать это сам."
    ),
    "representative": gettext_lazy(
        "Законный представитель отозвал согласие: «%(title)s» № %(number)s. Он вправе сделать это "
        "один, без вашей подписи."
    ),
}
"""Who withdrew, said to another signer. Nobody is named: a letter may be read by others."""


def _withdrawn_by_another(values: Mapping[str, str]) -> tuple[str, list[str]]:
    named = {"title": values["title"], "number": values["number"]}
    return _("Согласие отозвано"), [
        str(WITHDRAWN_BY[values["by"]]) % named,
        _(
            "Согласие больше не действует с минуты отзыва: если оно было о публикации, страницы и "
            "снимки уже сняты с сайта. Вам ничего подписывать не нужно."
        ),
        _(
            "Подробности на вашей личной странице (ссылка в прежних письмах школы) или у куратора. "
            "Снова согласие начнёт действовать, только если подпишет и тот, кто его отозвал."
        ),
    ]


def _receipt(values: Mapping[str, str], act: str) -> tuple[str, list[str]]:
    """``by``, where given: in what role another signer withdrew; that is told and not confirmed."""
    if values.get("by"):
        return _withdrawn_by_another(values)
    words = (
        _("Мы получили отзыв: «%(title)s» № %(number)s. Он действует с этой минуты.")
        if act == "withdraw"
        else _("Документ подписан: «%(title)s» № %(number)s.")
    )
    return _("Подтверждение"), [
        words % {"title": values["title"], "number": values["number"]},
        _("Если это были не вы, сразу позвоните в школу."),
    ]


def _contact_changed(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    if values.get("by") == "family":
        return _("Ваш адрес в школе заменён"), [
            _(
                "На странице вашей семьи вместо этого адреса указали другой: коды и письма идут "
                "теперь туда. То, что вы уже подписали, остаётся в силе."
            ),
            _("Если это сделали не вы и вы об этом не знаете, сразу позвоните в школу."),
        ]
    return _("Ваш адрес в школе заменён"), [
        _(
            "Сотрудник школы записал вместо этого адреса другой. Прежние личные ссылки и коды "
            "больше не действуют. То, что вы уже подписали, остаётся в силе."
        ),
        _("Если вы об этом не просили, сразу позвоните в школу."),
    ]


def _agreement(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    return _("Соглашение ждёт вашей подписи"), [
        _(
            "Школа приготовила документ о наставничестве, который подписываете и вы. Прочитайте "
            "его и решите, согласны ли вы. Отказаться можно одним нажатием."
        ),
        _("Ваша личная страница:") + "\n" + values["address"],
        _("Не пересылайте эту ссылку: она только для вас."),
    ]


NEWS = {
    AgreementNews.IN_FORCE: gettext_lazy(
        "Соглашение о наставничестве подписали все. Оно действует."
    ),
    AgreementNews.EXTENDED: gettext_lazy("Соглашение о наставничестве продлено."),
    AgreementNews.ENDED: gettext_lazy("Соглашение о наставничестве прекращается."),
    AgreementNews.EXPIRED: gettext_lazy(
        "Срок соглашения о наставничестве закончился. Его можно продлить: обе стороны подписывают "
        "короткий документ."
    ),
    AgreementNews.DECLINED: gettext_lazy(
        "Один из подписывающих не согласился, поэтому документ о наставничестве не подписывают. "
        "Если он передумает, вы увидите это на своей странице."
    ),
}


def _agreement_news(values: Mapping[str, str], _act: str) -> tuple[str, list[str]]:
    return _("Новости о соглашении"), [
        str(NEWS[AgreementNews(values["news"])]),
        _("Подробности и документы на вашей личной странице:") + "\n" + values["address"],
        _("Не пересылайте эту ссылку: она только для вас."),
    ]


_COMPOSERS = {
    "birthday": birthday_letter,
    "reminder": reminder_letter,
    "agreement": _agreement,
    "agreement_news": _agreement_news,
    "code": _code,
    "invitation": _invitation,
    "second_signer": _second_signer,
    "copies": _copies,
    "onlooker": _onlooker,
    "receipt": _receipt,
    "contact_changed": _contact_changed,
}
