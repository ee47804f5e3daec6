"""System checks: what the promises of intake need from the installation.

The same findings are warnings in an ordinary run and errors under ``check --deploy``: ``migrate``
runs the database checks too, and an error would stop the very command that repairs the guards.
"""

from collections.abc import Callable, Iterable
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.utils.translation import gettext as _

from intake import conf, guards
from intake.delivery.mailbox import BadMailbox, mailbox_of
from intake.domain.gateway_reading import BadGateway

FIELDS_OF_A_LONG_ACT = 20_000
SHORTEST_KEY = 16
CODE_LIFE_MINUTES = range(5, 31)

Kind = type[Warning] | type[Error]
Finding = tuple[str, str, str]
"""Number of the check, what is wrong, what to do."""


def key_findings() -> Iterable[Finding]:
    keys = getattr(settings, "NASTAVNIK_INSTALLATION_KEYS", ())
    if not keys:
        yield (
            "001",
            _("Не задан NASTAVNIK_INSTALLATION_KEYS: сведения людей нечем шифровать."),
            _("Создайте ключ командой «Fernet.generate_key()» и храните его отдельно от базы."),
        )
    elif not all(_is_fernet_key(key) for key in keys):
        yield (
            "002",
            _("В NASTAVNIK_INSTALLATION_KEYS есть значение, которое не является ключом Fernet."),
            _("Ключ — 32 случайных байта в base64; первым стоит действующий."),
        )
    for number, name in (("003", "NASTAVNIK_CODE_KEY"), ("004", "NASTAVNIK_INDEX_KEY")):
        value = getattr(settings, name, "")
        if len(value) < SHORTEST_KEY or value == settings.SECRET_KEY:
            yield (
                number,
                _("Не задан собственный ключ %(name)s, или он короче 16 знаков.") % {"name": name},
                _("Задайте случайную строку, не равную SECRET_KEY."),
            )


def settings_findings() -> Iterable[Finding]:
    for alias, config in settings.DATABASES.items():
        if config.get("ATOMIC_REQUESTS"):
            yield (
                "005",
                _("ATOMIC_REQUESTS включён для базы %(alias)s: отказ вернул бы попытку ввода кода.")
                % {"alias": alias},
                _("Выключите ATOMIC_REQUESTS: каждое действие само знает, где кончается запись."),
            )
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is not None and limit < FIELDS_OF_A_LONG_ACT:
        yield (
            "006",
            _("DATA_UPLOAD_MAX_NUMBER_FIELDS меньше 20 000: длинное положение не сохранится."),
            _("Задайте DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000."),
        )


def code_findings() -> Iterable[Finding]:
    minutes = conf.code_life_minutes()
    if minutes not in CODE_LIFE_MINUTES:
        yield (
            "008",
            _("Код подписи живёт %(minutes)s мин., а можно от 5 до 30.") % {"minutes": minutes},
            _("Задайте NASTAVNIK_CODE_LIFE_MINUTES от 5 до 30; обычно 20."),
        )


def proxy_findings() -> Iterable[Finding]:
    """Behind a proxy that names no visitor the evidence of a signature has no network address."""
    if settings.SECURE_PROXY_SSL_HEADER and not conf.address_header():
        yield (
            "015",
            _(
                "Сайт стоит за прокси, а NASTAVNIK_ADDRESS_HEADER не задан: сетевой адрес семьи "
                "не виден, его нет на листе подписания, и коды с одного адреса не считаются."
            ),
            _("Назовите заголовок, в который прокси сам пишет адрес посетителя: X-Real-IP."),
        )


def delivery_findings() -> Iterable[Finding]:
    """What a half-written gateway or mailbox would show only when a family's turn comes."""
    described = conf.sms_description()
    if described != {}:
        try:
            conf.read_sms_gateway(described)
        except BadGateway as error:
            yield (
                "010",
                _("NASTAVNIK_SMS не подходит, СМС не уходят: %(problem)s.")
                % {"problem": error.problem},
                _("Исправьте описание по docs/operations.md и пошлите себе send_test_message."),
            )
    order = tuple(getattr(settings, "NASTAVNIK_CHANNELS", ("email", "phone")))
    if set(order) - {"email", "phone"} or len(set(order)) != len(order):
        yield (
            "011",
            _("В NASTAVNIK_CHANNELS бывают только email и phone, каждый один раз."),
            _("Напишите их в том порядке, в каком пробовать: email,phone."),
        )
    if order == ("phone",) and described == {}:
        yield (
            "012",
            _("Канал один, телефон, а NASTAVNIK_SMS не задан: написать некуда."),
            _("Опишите шлюз СМС или добавьте email. Без каналов семьи подписывают на бумаге."),
        )
    if conf.report_mailbox():
        try:
            mailbox_of(conf.report_mailbox())
        except BadMailbox:
            yield (
                "013",
                _("NASTAVNIK_REPORT_MAILBOX не похож на адрес ящика."),
                _("Он пишется так: imaps://имя:пароль@сервер/INBOX, особые знаки как %XX."),
            )
    if apps.is_installed("anymail") and not getattr(settings, "ANYMAIL", {}).get("WEBHOOK_SECRET"):
        yield (
            "014",
            _("У почтовой службы нет WEBHOOK_SECRET: её уведомления может подделать любой."),
            _("Задайте WEBHOOK_SECRET в ANYMAIL и впишите его в адрес у почтовой службы."),
        )


def guard_findings(databases: Iterable[str]) -> Iterable[Finding]:
    for alias in databases:
        missing = guards.missing_guards(alias)
        if missing:
            yield (
                "007",
                _("В базе %(alias)s нет защиты от изменения записей: %(names)s.")
                % {"alias": alias, "names": ", ".join(missing)},
                _("Выполните «manage.py migrate»: он ставит защиту заново."),
            )


ALL_FINDINGS = (
    key_findings,
    settings_findings,
    code_findings,
    proxy_findings,
    delivery_findings,
)


def register_checks() -> None:
    """Register each set of findings twice: as warnings, and as errors of a deployment."""
    for findings in ALL_FINDINGS:
        register(_check(findings, Warning), Tags.security)
        register(_check(findings, Error), Tags.security, deploy=True)
    register(_database_check(Warning), Tags.database)
    register(_database_check(Error), Tags.database, deploy=True)


def _check(
    findings: Callable[[], Iterable[Finding]], kind: Kind
) -> Callable[..., list[CheckMessage]]:
    def check(**_kwargs: Any) -> list[CheckMessage]:
        return [_message(kind, finding) for finding in findings()]

    return check


def _database_check(kind: Kind) -> Callable[..., list[CheckMessage]]:
    def check(databases: Iterable[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
        ours = [alias for alias in databases or () if alias in connections]
        return [_message(kind, finding) for finding in guard_findings(ours)]

    return check


def _message(kind: Kind, finding: Finding) -> CheckMessage:
    number, words, hint = finding
    letter = "E" if kind is Error else "W"
    return kind(words, hint=hint, id=f"intake.{letter}{number}")


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
