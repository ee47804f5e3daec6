"""From the description of a gateway to a ``Gateway``: troubles are named before a message goes.

Whatever a settings file can hold is looked at here, so that sending meets no surprise. A trouble
names the field and what to do, never a value: a value may hold the key of the gateway.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from intake.domain.gateway import BODIES, METHODS, PLACE, PLACES, Gateway

PATTERNS = ("taken_pattern", "reference_pattern", "refused_pattern", "dead_pattern")
TEXTS = ("url", "method", "body", "taken_path", "reference_path", *PATTERNS)
HERE = ("127.0.0.1", "::1", "localhost")
STATUSES = range(100, 600)
LONGEST_WAIT = 60
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
ADDRESS = re.compile(r"[\x21-\x7e]+")
NOT_SAID = ("secret", "login")
"""Fields of ``Gateway`` that stand apart from the description."""


class BadGateway(ValueError):
    """The description of a gateway cannot work. ``problem`` is for the check, without secrets."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def read_gateway(described: Any, *, secret: str, login: str = "") -> Gateway:
    """The gateway of a description. Raises BadGateway."""
    if not isinstance(described, Mapping):
        raise BadGateway("это не JSON вида {…}, проверьте кавычки, запятые и скобки")
    troubles = list(_misshapen(described))
    if troubles:
        raise BadGateway("; ".join(troubles))
    statuses = {name: tuple(value) for name, value in described.items() if name == "taken_statuses"}
    gateway = Gateway(**{**described, **statuses}, secret=secret, login=login)
    troubles = list(_senseless(gateway))
    if troubles:
        raise BadGateway("; ".join(troubles))
    return gateway


def _misshapen(described: Mapping[str, Any]) -> Iterator[str]:
    """Fields that are not what they have to be, whatever they say."""
    known = [name for name in Gateway.__dataclass_fields__ if name not in NOT_SAID]
    unknown = [str(name) for name in described if name not in known]
    if unknown:
        yield f"неизвестные поля: {', '.join(sorted(unknown))}; бывают: {', '.join(known)}"
    if "url" not in described:
        yield "нет поля url, впишите адрес шлюза"
    for name in TEXTS:
        if not isinstance(described.get(name, ""), str):
            yield f"{name}: нужна строка в кавычках"
    for name, (is_right, wanted) in SHAPES.items():
        if name in described and not is_right(described[name]):
            yield f"{name}: {wanted}"


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_statuses(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(_is_whole(one) and one in STATUSES for one in value)
    )


def _are_fields(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    try:
        json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        return False
    return all(isinstance(name, str) for name in value)


def _are_headers(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str)
        and isinstance(one, str)
        and HEADER_NAME.fullmatch(name)
        and HEADER_VALUE.fullmatch(one)
        for name, one in value.items()
    )


SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "seconds": (_is_whole, "нужно целое число без кавычек, например 15"),
    "taken_statuses": (
        _are_statuses,
        "нужен список целых чисел от 100 до 599, например [200, 201]",
    ),
    "fields": (_are_fields, 'нужны пары {"имя": "значение"}'),
    "headers": (_are_headers, 'нужны пары {"Имя": "значение"}, строки без кириллицы'),
}


def _senseless(gateway: Gateway) -> Iterator[str]:
    """What a description of the right shape says and a gateway cannot do."""
    used = _places(gateway.fields)
    in_headers = _places(dict(gateway.headers))
    troubles = {
        "method: бывает POST, GET или PUT": gateway.method not in METHODS,
        "body: бывает form, json или query": gateway.body not in BODIES,
        "body: у GET бывает только query": gateway.method == "GET" and gateway.body != "query",
        "fields: у form и query значения – строки и числа, вложенное бывает у json": (
            gateway.body != "json" and not all(map(_is_flat, gateway.fields.values()))
        ),
        "fields: нигде не стоит {text}": "text" not in used,
        "fields: нигде не стоит ни {phone}, ни {digits}": not (
            (used | in_headers) & {"phone", "digits"}
        ),
        f"fields, headers: неизвестное место, бывают: {', '.join(sorted(PLACES))}": bool(
            (used | in_headers) - PLACES
        ),
        "headers: {text} в заголовке не передать, поставьте его в fields": "text" in in_headers,
        "{secret} стоит, а NASTAVNIK_SMS_SECRET не задан": (
            "secret" in used | in_headers and not gateway.secret
        ),
        "{login} стоит, а NASTAVNIK_SMS_LOGIN не задан": (
            "login" in used | in_headers and not gateway.login
        ),
        "headers: в ключе или логине есть знаки, которых в заголовке не бывает": (
            ("secret" in in_headers and not HEADER_VALUE.fullmatch(gateway.secret))
            or ("login" in in_headers and not HEADER_VALUE.fullmatch(gateway.login))
        ),
        "taken_pattern: нет, впишите, по чему узнать принятое сообщение": (
            not gateway.taken_pattern
        ),
        f"seconds: бывает от 1 до {LONGEST_WAIT}": not 1 <= gateway.seconds <= LONGEST_WAIT,
    }
    yield from _wrong_address(gateway.url)
    yield from (trouble for trouble, is_there in troubles.items() if is_there)
    for name in PATTERNS:
        try:
            re.compile(getattr(gateway, name))
        except (re.error, OverflowError, RecursionError):
            yield f"{name}: это не регулярное выражение"


def _places(said: Any) -> set[str]:
    return set(PLACE.findall(json.dumps(said)))


def _is_flat(value: Any) -> bool:
    return isinstance(value, str | float) or _is_whole(value)


def _wrong_address(url: str) -> Iterator[str]:
    address = _split(url)
    if address is None or not address.hostname:
        yield "url: это не адрес вида https://…, проверьте имя и порт, кириллицу замените на %XX"
        return
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in HERE):
        yield "url: начинается с https://, http:// бывает только на этой же машине"
    if PLACE.search(url) or address.username is not None:
        yield "url: ни номера, ни ключа в адресе не бывает, впишите их в fields или headers"


def _split(url: str) -> SplitResult | None:
    """The parts of an address that can be asked, its port included."""
    if not ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return None
    return parts
