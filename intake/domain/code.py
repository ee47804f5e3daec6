"""Life of a one-time code: one code, one person, one document, one act.

The arithmetic: a code has 10^6 values and 5 tries, and at most 10 codes are live for one person
through all the links they hold in any 24 hours, so whoever holds them and guesses succeeds with a
chance of at most 10 × 5 / 10^6 = 0.005 % a day. A link that takes the place of another goes only to
the contact on file and counts anew, so burning the tries costs a family the time of one letter.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LENGTH = 6
ATTEMPTS = 5
CODE_LIFE = timedelta(minutes=20)
COOLDOWN = timedelta(seconds=60)
CODES_A_DAY = 10
"""For one person through all links of one budget, over all documents and acts."""

CODES_A_DAY_TO_ONE_CONTACT = 40
"""Through all links together: nobody's letter box is flooded."""

LINKS_A_DAY = 3
"""How many fresh links a person may have sent by their own press."""

CODES_AN_HOUR_FROM_ONE_ADDRESS = 600
"""For one network address: a whole school on a parents' evening may stand behind one."""

DIGEST_BYTES = 12
SEPARATORS = frozenset(" \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}-‐‑‒–—−.·")


class Verdict(StrEnum):
    """What came of a submitted code. Words for people are in ``intake.labels``."""

    ACCEPTED = "accepted"
    NOT_A_CODE = "not_a_code"
    WRONG = "wrong"
    EXPIRED = "expired"
    DEAD = "dead"
    REPLACED = "replaced"
    NOT_SENT = "not_sent"
    STALE_DOCUMENT = "stale_document"
    NOT_ADMITTED = "not_admitted"
    """This person may not sign this paper this way today; the reason is named beside."""
    OVERTAKEN = "overtaken"
    """Another act came first: there is nothing left to sign here."""
    OTHER_METHOD = "other_method"
    """Somebody signed this very paper with a pen: all its signers go one way."""
    RULE_CHANGED = "rule_changed"
    OTHER_BROWSER = "other_browser"
    ALREADY_SIGNED = "already_signed"
    LINK_CLOSED = "link_closed"


class SendVerdict(StrEnum):
    """Whether another code may be sent now."""

    ALLOWED = "allowed"
    TOO_SOON = "too_soon"
    TOO_MANY_TODAY = "too_many_today"
    TOO_MANY_TO_CONTACT = "too_many_to_contact"
    TOO_MANY_FROM_HERE = "too_many_from_here"


@dataclass(frozen=True, slots=True)
class CodeState:
    """What is kept of a code: never the code. ``digest`` is empty when none is live."""

    digest: str
    valid_until: datetime | None
    attempts_left: int
    used: bool = False


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """``next_at`` is the first instant at which asking again makes sense; None when allowed."""

    verdict: SendVerdict
    next_at: datetime | None = None

    @property
    def is_allowed(self) -> bool:
        return self.verdict is SendVerdict.ALLOWED


def new_code() -> str:
    """Six random digits; leading zeros count."""
    return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}d}"


def normalise_code(text: str) -> str | None:
    """The six digits a person meant, or None when these are not six digits.

    Spaces, dashes and digits of other alphabets (full-width, Arabic) are understood; anything else
    is not a code and costs no try.
    """
    digits = []
    for character in text:
        if character in SEPARATORS:
            continue
        if not character.isdecimal():
            return None
        digits.append(str(int(character)))
    return "".join(digits) if len(digits) == CODE_LENGTH else None


def code_digest(
    *, key: bytes, device: str, contact: str, document_digest: str, act: str, code: str
) -> str:
    """Keyed digest of a code together with everything it is good for: 16 base64 characters.

    A code sent for one document, contact or act has another digest under any other. Each part goes
    in with its length, so no two different sets of parts look alike.
    """
    parts = (part.encode() for part in (device, contact, document_digest, act, code))
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    digest = hmac.new(key, message, hashlib.sha256).digest()
    return base64.b64encode(digest[:DIGEST_BYTES]).decode()


def fresh_state(*, digest: str, now: datetime, life: timedelta = CODE_LIFE) -> CodeState:
    """The state of a code just made; whatever was live before is replaced by it."""
    return CodeState(digest=digest, valid_until=now + life, attempts_left=ATTEMPTS)


def check(state: CodeState, submitted_digest: str, *, now: datetime) -> tuple[Verdict, CodeState]:
    """The verdict on a submitted code and the state to store with it.

    Only a wrong code spends a try. The fifth wrong one answers DEAD: nothing more may be tried.
    An accepted code is spent. The comparison takes constant time.
    """
    if state.used:
        return Verdict.ALREADY_SIGNED, state
    if state.attempts_left <= 0:
        return Verdict.DEAD, state
    if not state.digest or state.valid_until is None:
        return Verdict.NOT_SENT, state
    if now >= state.valid_until:
        return Verdict.EXPIRED, state
    if hmac.compare_digest(state.digest.encode(), submitted_digest.encode()):
        return Verdict.ACCEPTED, replace(state, digest="", used=True)
    left = state.attempts_left - 1
    verdict = Verdict.WRONG if left else Verdict.DEAD
    return verdict, replace(state, attempts_left=left, digest=state.digest if left else "")


def one_budget(
    made_at: datetime, closed_at: Iterable[datetime]
) -> tuple[datetime | None, datetime | None]:
    """From when and before when a person's links were made that share one budget of codes with
    the link made at ``made_at``; ``None``: without an end there.

    ``closed_at``: when links of this person were closed. A link that takes the place of a closed
    one is made at that very instant and begins a new budget: whoever held the ones before does
    not hold it. So several links in one hand give no more codes than one of them.
    """
    closings = list(closed_at)
    since = max((at for at in closings if at <= made_at), default=None)
    until = min((at for at in closings if at > made_at), default=None)
    return since, until


def may_send(
    *,
    of_this_code: Sequence[datetime] = (),
    through_link: Sequence[datetime],
    to_contact: Sequence[datetime],
    from_address: Sequence[datetime] = (),
    now: datetime,
    life: timedelta = CODE_LIFE,
) -> SendAnswer:
    """Whether another code may be sent, given when earlier ones were.

    ``of_this_code`` holds the sendings for the same document and act: only they wait for the
    cooldown, so that a second paper need not wait for the first. ``through_link`` and
    ``from_address`` hold one instant an asking: a code that one channel would not take and another
    took has the tries of one. The day is any 24 hours and the
    life of a code: a code sent just before still takes tries within them. Order of the instants
    does not matter.
    """
    latest = max(of_this_code, default=None)
    if latest is not None and now < latest + COOLDOWN:
        return SendAnswer(SendVerdict.TOO_SOON, latest + COOLDOWN)
    window = timedelta(days=1) + life
    for sent, limit, verdict in (
        (through_link, CODES_A_DAY, SendVerdict.TOO_MANY_TODAY),
        (to_contact, CODES_A_DAY_TO_ONE_CONTACT, SendVerdict.TOO_MANY_TO_CONTACT),
    ):
        next_at = _next_free(sent, limit=limit, window=window, now=now)
        if next_at is not None:
            return SendAnswer(verdict, next_at)
    next_at = _next_free(
        from_address, limit=CODES_AN_HOUR_FROM_ONE_ADDRESS, window=timedelta(hours=1), now=now
    )
    if next_at is not None:
        return SendAnswer(SendVerdict.TOO_MANY_FROM_HERE, next_at)
    return SendAnswer(SendVerdict.ALLOWED)


def _next_free(
    sent: Sequence[datetime], *, limit: int, window: timedelta, now: datetime
) -> datetime | None:
    """None when there is room now, else the instant at which the window has room again."""
    recent = sorted(instant for instant in sent if instant > now - window)
    return recent[-limit] + window if len(recent) >= limit else None
