"""What a mail server says became of a letter of ours: reports of RFC 3464 and RFC 5965.

Anybody can write such a report. It is believed only when it names a letter by the Message-ID we
gave it, whose 122 random bits went to that letter's reader alone, and the address it went to; the
caller compares the second. A report is bytes from a stranger: nothing here trusts its size, depth
or encoding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum

LONGEST_REPORT = 262_144
MOST_PARTS = 30
MOST_RECIPIENTS = 20
OUR_ID = re.compile(
    r"<([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"
    r"@([^<>@\s]{1,253})>",
    re.IGNORECASE,
)
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPLY = re.compile(r"(?<![\d.])([45]\d\d)(?![\d.])")
ADDRESS = re.compile(r"[^\s<>;,]{1,190}@[^\s<>;,]{1,190}")

NO_SUCH_PLACE = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
"""Statuses (RFC 3463, RFC 7505) that say of the address itself that nothing arrives there."""
UNCLEAR = frozenset({"5.0.0", "5.1.0", "5.5.0", ""})
"""Statuses that mean what the reply of SMTP beside them means."""
ABOUT_THE_LETTER = re.compile(
    r"spam|policy|block|reputation|limit|quota|content|спам", re.IGNORECASE
)
"""A reply 550 with such a word refuses this letter and says nothing of the address."""
ABOUT_THE_SENDER = re.compile(r"relay|sender|auth|permi|prohibit|access|verif", re.IGNORECASE)
"""A reply 550 with such a word refuses the school's own server: every address would look dead."""
ABOUT_THE_PLACE = re.compile(
    r"user|mailbox|recipient|account|address|unknown|not found|no such|does not exist"
    r"|ящик|адресат|получател",
    re.IGNORECASE,
)
"""Only such a word in a reply without a status says that nobody lives there."""


class Outcome(StrEnum):
    """What became of a letter that was handed over. Kept with the message."""

    DELIVERED = "delivered"
    DELAYED = "delayed"
    SOFT = "soft"
    """Not delivered, and the address may be good: a full mailbox, a server that was away."""
    HARD = "hard"
    COMPLAINED = "complained"
    """The reader pressed «Спам»: to go on writing would be against their word."""


@dataclass(frozen=True, slots=True)
class Report:
    """One recipient of one letter. ``key`` is the UUID in the Message-ID, ``domain`` its end."""

    key: str
    domain: str
    recipient: str
    outcome: Outcome
    status: str = ""


def is_report(content_type: str) -> bool:
    """Whether a header «Content-Type» promises a report; everything else is people's own mail."""
    folded = " ".join(content_type.lower().split())
    return folded.startswith("multipart/report") and (
        "delivery-status" in folded or "feedback-report" in folded or "report-type" not in folded
    )


def read_reports(data: bytes) -> list[Report]:
    """What ``data`` says of letters of ours; empty where it is no report or names none."""
    if len(data) > LONGEST_REPORT:
        return []
    try:
        letter = message_from_bytes(data, policy=policy.compat32)
        if letter.get_content_type() != "multipart/report":
            return []
        leaves = list(_leaves(letter))
        named = _our_id(leaves)
        if named is None:
            return []
        found = [*_of_statuses(leaves, named), *_of_feedback(leaves, named)]
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError):
        return []
    return found[:MOST_RECIPIENTS]


def _leaves(letter: Message) -> Iterator[Message]:
    """The parts in their order, a nested letter not walked into: its parts are not the server's."""
    yield from _inside(letter)[:MOST_PARTS]


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [one for one in payload if isinstance(one, Message)]


def _our_id(leaves: list[Message]) -> tuple[str, str] | None:
    """The Message-ID of the letter the report returns, from its copy or its headers alone."""
    for part in leaves:
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/rfc822-headers"):
            said = "".join(str(one.get("Message-ID", "")) for one in _inside(part)[:1])
        elif kind in ("text/rfc822-headers", "message/global-headers"):
            said = _header_in(_text(part), "message-id")
        else:
            continue
        found = OUR_ID.search(said)
        if found:
            return found[1].lower(), found[2].lower()
    return None


def _of_statuses(leaves: list[Message], named: tuple[str, str]) -> Iterator[Report]:
    for part in leaves:
        if part.get_content_type() not in (
            "message/delivery-status",
            "message/global-delivery-status",
        ):
            continue
        for block in _inside(part)[: MOST_RECIPIENTS + 1]:
            action = str(block.get("Action", "")).split()[:1]
            if not action:
                continue
            status, outcome = _judged(action[0].lower(), block)
            if outcome is None:
                continue
            for name in ("Original-Recipient", "Final-Recipient"):
                address = ADDRESS.search(str(block.get(name, "")).partition(";")[2])
                if address:
                    yield Report(*named, address[0], outcome, status)


def _judged(action: str, block: Message) -> tuple[str, Outcome | None]:
    found = STATUS.search(str(block.get("Status", "")))
    status = found[0] if found else ""
    if action in ("delivered", "relayed", "expanded"):
        return status, Outcome.DELIVERED if action == "delivered" else None
    if action == "delayed":
        return status, Outcome.DELAYED
    if action != "failed":
        return status, None
    diagnostic = str(block.get("Diagnostic-Code", ""))[:500]
    if status in UNCLEAR:
        better = STATUS.search(diagnostic)
        status = better[0] if better else status
    is_hard = says_no_such_place(f"{status} {diagnostic}")
    return status, Outcome.HARD if is_hard else Outcome.SOFT


def says_no_such_place(words: str) -> bool:
    """Whether a reply («550 5.1.1 user unknown») says that the address itself does not exist.

    Refusals for what a letter is like, for a full mailbox or for who sends it say no such thing.
    """
    found = STATUS.search(words)
    status = found[0] if found else ""
    if status not in UNCLEAR:
        return status in NO_SUCH_PLACE
    reply = REPLY.search(words)
    return (
        reply is not None
        and reply[1] in ("550", "551", "553")
        and ABOUT_THE_PLACE.search(words) is not None
        and not ABOUT_THE_LETTER.search(words)
        and not ABOUT_THE_SENDER.search(words)
    )


def _of_feedback(leaves: list[Message], named: tuple[str, str]) -> Iterator[Report]:
    """A complaint by way of the reader's provider (ARF)."""
    for part in leaves:
        if part.get_content_type() != "message/feedback-report":
            continue
        text = _text(part)
        if _header_in(text, "feedback-type").strip().lower() not in ("abuse", "fraud", "opt-out"):
            continue
        said = [_header_in(text, "original-rcpt-to"), *_of_the_original(leaves)]
        for one in said:
            address = ADDRESS.search(one)
            if address:
                yield Report(*named, address[0], Outcome.COMPLAINED)


def _of_the_original(leaves: list[Message]) -> Iterator[str]:
    for part in leaves:
        if part.get_content_type() == "message/rfc822":
            yield from (str(one.get("To", "")) for one in _inside(part)[:1])
        elif part.get_content_type() == "text/rfc822-headers":
            yield _header_in(_text(part), "to")


def _text(part: Message) -> str:
    """A part as text; the library keeps ``message/*`` as letters, whose headers are the text."""
    inner = _inside(part)[:3]
    if inner:
        heads = [f"{name}: {value}" for one in inner for name, value in one.items()]
        bodies = [str(one.get_payload()) for one in inner if not one.is_multipart()]
        return "\n".join([*heads, *bodies])
    raw = part.get_payload(decode=True)
    return raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else ""


def _header_in(text: str, name: str) -> str:
    """The first header of this name in a text of headers; a folded one is joined."""
    lines = iter(text[:LONGEST_REPORT].splitlines())
    for line in lines:
        head, colon, value = line.partition(":")
        if not colon or head.strip().lower() != name:
            continue
        for more in lines:
            if not more.startswith((" ", "\t")):
                break
            value += more
        return value
    return ""
