"""What a check says about a place in a text."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

VIOLATION = "violation"
DISPUTED = "disputed"
ADVICE = "advice"

DEGREES = (VIOLATION, DISPUTED, ADVICE)
"""Gravest first: the text breaks a rule; it may, opinions differ; it could be better."""

FINGERPRINT_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Context:
    """What a check knows besides the text.

    ``day`` decides which law has begun. ``electronic_signing`` says that families sign by a code.
    ``approved_forms`` are the kinds of papers the school approved apart from the act
    (``processing``, ``publication``, …).
    """

    day: date
    electronic_signing: bool = False
    approved_forms: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, a doubt or an advice.

    ``key`` is the block it stands at (empty: the whole text), ``place`` how a person calls that
    place, ``quote`` the words it is about. ``why`` says the reason, ``law`` cites it, ``advice``
    says what to do.
    """

    rule: str
    degree: str
    key: str
    place: str
    quote: str
    what: str
    why: str
    advice: str
    law: str = ""
    index: int = -1

    @property
    def fingerprint(self) -> str:
        """The same finding at the same words: what an editor set aside stays set aside until the
        words change."""
        words = re.sub(r"\s+", " ", self.quote).strip().casefold()
        source = "\n".join((self.rule, self.key, words))
        return hashlib.sha256(source.encode()).hexdigest()[:FINGERPRINT_LETTERS]
