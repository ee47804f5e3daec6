"""The cell of a telephone in a class list: which numbers it holds and which of them take an SMS.

People write what they have at hand: a number of the flat or of work, with an extension, without the
code of the town, two numbers in one cell. A code can be sent to a mobile one only.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.contacts import RUSSIAN_MOBILE, normalise_phone

EXTENSION = re.compile(
    r"[,;]?\s*\(?\s*(?:доб(?:авочн\w*)?|внутр\w*|вн|ext)\b\.?\s*:?\s*[№#]?\s*\d{1,6}\s*\)?"
    r"|[#*]\s*\d{1,6}",
    re.IGNORECASE,
)
"""«доб. 12», «вн. 305», «#12»: telephones behind a switchboard."""

SEVERAL = re.compile(r"[,;/\n]|\s(?:или|и)\s", re.IGNORECASE)
NOT_OF_A_NUMBER = re.compile(r"[^\d+\s()\-‐‑–—.]")

DIGITS_WITHOUT_TOWN = range(5, 8)
"""A number inside a town, without its code. Source: the numbering plan of Russia."""

RUSSIAN_FIXED = ("+73", "+74", "+78")
"""Codes of towns (3xx, 4xx, 8xx) and of services (800). Source: the numbering plan of Russia."""


@dataclass(frozen=True, slots=True)
class ListPhone:
    """``said`` is how the cell writes it; ``number`` is empty without the code of the town."""

    said: str
    number: str

    @property
    def is_fixed(self) -> bool:
        """A number of a flat, an office or a service: no SMS arrives there."""
        return not self.number or self.number.startswith(RUSSIAN_FIXED)

    def takes_sms(self, beginnings: Sequence[str] = (RUSSIAN_MOBILE,)) -> bool:
        """``beginnings`` are those of the numbers that this installation sends to."""
        return not self.is_fixed and self.number.startswith(tuple(beginnings))


def read_phones(text: str) -> tuple[ListPhone, ...]:
    """Every number of the cell, in its order; empty for what is no number."""
    folded = EXTENSION.sub(" ", unicodedata.normalize("NFKC", text))
    found = (_read_one(part) for part in SEVERAL.split(folded))
    return tuple(one for one in found if one is not None)


def _read_one(part: str) -> ListPhone | None:
    bare = NOT_OF_A_NUMBER.sub(" ", part).strip(" .-‐‑–—")
    said = " ".join(bare.split())
    if number := normalise_phone(bare):
        return ListPhone(said, number)
    digits = sum(one.isdecimal() for one in bare)
    return ListPhone(said, "") if digits in DIGITS_WITHOUT_TOWN and "+" not in bare else None
