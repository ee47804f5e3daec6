"""A gateway of short messages as data: how it is asked and how its answer is understood.

No two Russian gateways speak alike and some answer 200 to everything, so success is a rule and
never the status of HTTP alone. Where a message may go is said by the settings, never by a person.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

BODIES = ("form", "json", "query")
METHODS = ("GET", "POST", "PUT")
PLACES = frozenset({"phone", "digits", "text", "key", "secret", "login"})
PLACE = re.compile(r"\{([a-z]+)\}")
LONGEST_ANSWER = 65_536
"""Bytes of an answer that are read; whatever follows is nobody's to wait for."""
LONGEST_REFERENCE = 100
REFERENCE = re.compile(r"[\w.:@/+=-]+", re.ASCII)


class Fate(StrEnum):
    """What an answer means for the message."""

    TAKEN = "taken"
    REFUSED = "refused"
    """Not taken, and said so: another try may help."""
    UNSEEN = "unseen"
    """Perhaps taken."""
    NEVER = "never"
    """Not taken and will not be: the account or the request is wrong."""
    DEAD = "dead"
    """The number does not exist."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``reference`` is the gateway's own number of the message, ``reason`` a word for staff."""

    fate: Fate
    reason: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to the gateway. ``repr`` shows nothing: it holds a secret and a number."""

    method: str = field(repr=False)
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gateway:
    """What the installation says about its gateway; ``gateway_reading`` makes one of the settings.

    ``taken_path`` with ``taken_pattern`` looks at one value of a JSON answer, ``taken_pattern``
    alone at the whole answer. ``refused_pattern`` tells an answer that surely took nothing, and
    ``dead_pattern`` a number that does not exist; both look at the whole answer.
    """

    url: str
    method: str = "POST"
    body: str = "form"
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)
    login: str = field(default="", repr=False)
    taken_statuses: tuple[int, ...] = (200, 201, 202)
    taken_path: str = ""
    taken_pattern: str = ""
    reference_path: str = ""
    reference_pattern: str = ""
    refused_pattern: str = ""
    dead_pattern: str = ""
    seconds: int = 15


def ask(gateway: Gateway, *, phone: str, text: str, key: str) -> Asked:
    """The request that sends ``text``; ``key`` lets a gateway know a second copy as such."""
    values = {
        "phone": phone,
        "digits": phone.lstrip("+"),
        "text": text,
        "key": key,
        "secret": gateway.secret,
        "login": gateway.login,
    }
    fields = _filled(gateway.fields, values)
    headers = {name: str(_filled(one, values)) for name, one in gateway.headers.items()}
    address, body = gateway.url, None
    if gateway.body == "json":
        body = json.dumps(fields, ensure_ascii=False).encode()
        headers.setdefault("Content-Type", "application/json")
    elif gateway.body == "form":
        body = urlencode(fields).encode()
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    else:
        parts = urlsplit(address)
        query = "&".join(one for one in (parts.query, urlencode(fields)) if one)
        address = urlunsplit(parts._replace(query=query))
    return Asked(gateway.method, address, headers, body)


def _filled(template: Any, values: Mapping[str, str]) -> Any:
    """``template`` with its places filled in one pass: a value is never a template itself."""
    if isinstance(template, str):
        return PLACE.sub(lambda place: values[place[1]], template)
    if isinstance(template, Mapping):
        return {_filled(name, values): _filled(one, values) for name, one in template.items()}
    if isinstance(template, list | tuple):
        return [_filled(one, values) for one in template]
    return template


def judge(gateway: Gateway, *, status: int, body: bytes) -> Answer:
    """What the gateway's answer says of the message.

    An answer not understood is no success and no refusal either: the message may be on its way.
    """
    text = body[:LONGEST_ANSWER].decode("utf-8", errors="replace")
    if gateway.dead_pattern and re.search(gateway.dead_pattern, text):
        return Answer(Fate.DEAD, "WrongNumber")
    if status in gateway.taken_statuses:
        if _is_taken(gateway, text):
            return Answer(Fate.TAKEN, reference=_reference(gateway, text))
        if gateway.refused_pattern and re.search(gateway.refused_pattern, text):
            return Answer(Fate.REFUSED, "RefusedByGateway")
        return Answer(Fate.UNSEEN, "NotUnderstood")
    if status >= 500:
        return Answer(Fate.UNSEEN, f"Http{status}")
    if status in (408, 425, 429):
        return Answer(Fate.REFUSED, f"Http{status}")
    return Answer(Fate.NEVER, f"Http{status}")


def _is_taken(gateway: Gateway, text: str) -> bool:
    seen = _at(text, gateway.taken_path) if gateway.taken_path else text
    return seen is not None and re.search(gateway.taken_pattern, seen) is not None


def _reference(gateway: Gateway, text: str) -> str:
    """The gateway's number of the message; what does not look like a number is left out."""
    seen = _at(text, gateway.reference_path) if gateway.reference_path else text
    if gateway.reference_pattern and seen is not None:
        found = re.search(gateway.reference_pattern, seen)
        seen = (found[1] if found.re.groups else found[0]) if found else None
    elif not gateway.reference_path:
        seen = None
    if not seen or len(seen) > LONGEST_REFERENCE or not REFERENCE.fullmatch(seen):
        return ""
    return seen


def _at(text: str, path: str) -> str | None:
    """The value at «messages.0.id» of a JSON text; «*» is the first of an object or a list."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = next(iter(value.values()), None) if step == "*" else value.get(step)
        elif isinstance(value, list):
            position = 0 if step == "*" else int(step) if step.isdecimal() else len(value)
            value = value[position] if position < len(value) else None
        else:
            return None
    if isinstance(value, Mapping | list) or value is None:
        return None
    return json.dumps(value) if isinstance(value, bool) else str(value)
