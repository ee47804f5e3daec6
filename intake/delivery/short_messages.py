"""What a telephone is told: two parts at most, no name, the same facts as the letter."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from intake.delivery.birthday_letter import BirthdayNews
from intake.domain.sms import first_that_fits

Values = Mapping[str, str]


def compose_short(*, kind: str, act: str, values: Values) -> str:
    """The fullest wording that fits; empty where none does. ``values`` are those of the letter."""
    wordings = _COMPOSERS.get(kind, _other)(values, act)
    return first_that_fits([one.replace("\N{NO-BREAK SPACE}", " ") for one in wordings])


def _code(values: Values, act: str) -> list[str]:
    named = {name: values[name] for name in ("code", "number", "digest", "minutes")}
    what = _("отзыв документа") if act == "withdraw" else _("подпись документа")
    full = _(
        "Код %(code)s: %(what)s № %(number)s, знаки %(digest)s, действует %(minutes)s мин. "
        "Никому его не говорите."
    )
    short = _("Код %(code)s: %(what)s № %(number)s, знаки %(digest)s. Никому его не говорите.")
    return [one % {**named, "what": what} for one in (full, short)]


def _with_link(*openings: str) -> Callable[[Values, str], list[str]]:
    """Wordings around a personal link: with the warning, without it, the link alone."""

    def composed(values: Values, _act: str) -> list[str]:
        address = values.get("address", "")
        if not address:
            return []
        said = list(openings)
        alone = _("Ваша страница:")
        return [
            *(f"{one} {address} {_('Не пересылайте: ссылка только для вас.')}" for one in said),
            *(f"{one} {address}" for one in (*said, alone)),
        ]

    return composed


def _receipt(values: Values, act: str) -> list[str]:
    if values.get("by"):
        return [
            _("Согласие № %(number)s отозвано и больше не действует. Подробности в школе.")
            % {"number": values["number"]}
        ]
    words = (
        _("Отзыв документа № %(number)s получен и действует.")
        if act == "withdraw"
        else _("Документ № %(number)s подписан.")
    )
    said = words % {"number": values["number"]}
    return [f"{said} {_('Если это были не вы, сразу позвоните в школу.')}", said]


def _contact_changed(values: Values, _act: str) -> list[str]:
    if values.get("by") == "family":
        return [
            _(
                "На странице вашей семьи вместо этого номера указали другой контакт. Если это "
                "сделали не вы, сразу позвоните в школу."
            )
        ]
    return [
        _(
            "Школа записала вместо этого номера другой контакт. Если вы об этом не просили, "
            "сразу позвоните в школу."
        )
    ]


def _birthday(values: Values, act: str) -> list[str]:
    is_soon = BirthdayNews(values["news"]).value.startswith("soon")
    said = (
        _("Документы программы: скоро изменится, кто подписывает.")
        if is_soon
        else _("Документы программы: изменилось, кто подписывает.")
    )
    if values.get("address"):
        return _with_link(said, _("Изменилось, кто подписывает:"))(values, act)
    return [f"{said} {_('Подробности у куратора.')}"]


def _other(values: Values, act: str) -> list[str]:
    """A kind without a wording of its own, if it only leads to the person's page."""
    return _with_link(_("Школа написала вам:"))(values, act)


_COMPOSERS: Mapping[str, Callable[[Values, str], list[str]]] = {
    "code": _code,
    "invitation": lambda values, act: _with_link(
        _("Школа приглашает вашу семью в программу наставничества:"),
        _("Приглашение в программу наставничества:"),
    )(values, act),
    "second_signer": lambda values, act: _with_link(_("Нужна и ваша подпись:"))(values, act),
    "copies": lambda values, act: _with_link(_("Ваши документы:"))(values, act),
    "receipt": _receipt,
    "contact_changed": _contact_changed,
    "agreement": lambda values, act: _with_link(_("Соглашение ждёт вашей подписи:"))(values, act),
    "agreement_news": lambda values, act: _with_link(_("Новости о соглашении:"))(values, act),
    "birthday": _birthday,
    "reminder": lambda values, act: _with_link(_("Школа ждёт вашего ответа:"))(values, act),
}
