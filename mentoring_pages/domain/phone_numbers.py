"""Phone numbers inside a contact that somebody typed: «секретарь, +7 813 000-00-02, доб. 5»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = r"[\s\u00a0-]?"
PHONE = re.compile(
    rf"(?<![\w+])(?:\+7|8){GAP}\(?\d{{3,5}}\)?{GAP}\d{{1,3}}(?:{GAP}\d{{2}}){{2}}(?!\w)"
)
"""Numbers of Russia, in full: +7 or 8 and ten digits however they are set apart."""

DIGITS = 11


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """Where a number stands, how it is written, and its digits for a call («+78130000002»)."""

    start: int
    end: int
    text: str
    digits: str


def phone_numbers(text: str) -> Iterator[PhoneNumber]:
    """The numbers in ``text`` in reading order; anything that is not surely one is left out."""
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) == DIGITS:
            yield PhoneNumber(match.start(), match.end(), match[0], f"+7{digits[1:]}")
