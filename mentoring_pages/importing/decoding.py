"""Bytes of a text as text, or the reason why they cannot be."""

import codecs
import re

from mentoring_pages.importing.refusals import SENTENCES, Unreadable, UnreadableFile

__all__ = ["LARGEST_FILE", "LARGEST_TEXT", "SENTENCES", "Unreadable", "UnreadableFile", "decode"]

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file with its pictures."""

LARGEST_TEXT = 5 * 1024 * 1024
"""Bytes of text. The longest act of a school is under 1 MB of text."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
ANY_LETTER = re.compile(r"[^\W\d_]")
# «о», «е», «а» and «и» make about a third of any Russian text in any style.
FREQUENT = re.compile(r"[оеаи]", re.IGNORECASE)
LEAST_FREQUENT_SHARE = 0.2
# Signs that cp1251 has for other languages; a Russian text has hardly any, a misread one many.
FOREIGN = re.compile(r"[ЂЃѓЊЋЏђњќћџЎўЈ¤ҐЄ¬®±ІіЅѕґµ¶єјЇїЌљЉ‰‡†]")
LARGEST_FOREIGN_SHARE = 0.05
LEAST_RUSSIAN_SHARE = 0.5
# A word with a capital inside («пОЛОЖЕНИЕ», «шКОЛа») is what another Russian encoding leaves.
TURNED = re.compile(r"[а-яё][А-ЯЁ]")
LARGEST_TURNED_SHARE = 0.02
# The pairs of letters that stand most often in Russian words.
USUAL_PAIR = re.compile(
    r"ст|но|то|на|ен|ов|ни|ра|во|ко|по|пр|ро|ре|го|ос|ер|ал|ор|ли", re.IGNORECASE
)
FEWEST_LETTERS = 40
"""So many Russian letters are needed to be sure of an encoding other than the two usual ones."""

CYRILLIC_PAGE = 0x04
"""The upper byte of a Russian letter in UTF-16."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, cp1251 or, where there is no doubt, KOI8-R.

    Raises ``UnreadableFile``: the file is empty, longer than ``LARGEST_TEXT``, not a text, or a
    text in an encoding that cannot be told for sure. All these encodings decode each other without
    an error, so the letters are looked at.
    """
    if not data.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    if len(data) > LARGEST_TEXT:
        raise UnreadableFile(Unreadable.BIG_TEXT)
    text = _decoded(data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise UnreadableFile(Unreadable.EMPTY)
    if len(CONTROLS.findall(text)) > len(text) // 1000:
        raise UnreadableFile(Unreadable.BINARY)
    return text


def _decoded(data: bytes) -> str:
    if wide := _wide(data):
        return wide
    if b"\x00" in data:
        raise UnreadableFile(Unreadable.BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        if CONTROLS.search(data.decode("latin-1")):
            raise UnreadableFile(Unreadable.BINARY) from error
        text = ""
    if CONTROLS.search(text):
        raise UnreadableFile(Unreadable.BINARY)
    koi8 = data.decode("koi8-r")
    if len(RUSSIAN.findall(koi8)) >= FEWEST_LETTERS and _pairs(koi8) > 2 * _pairs(text):
        text = koi8
    if text and _reads_as_russian(text):
        return text
    raise UnreadableFile(Unreadable.ENCODING)


def _wide(data: bytes) -> str:
    """The text of UTF-16 bytes, with a mark at their head or with every other byte Cyrillic."""
    name = ""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        for order, first in (("utf-16-le", 1), ("utf-16-be", 0)):
            upper = data[first::2][:2000]
            letters = upper.count(CYRILLIC_PAGE)
            if letters * 2 > len(upper) and letters + upper.count(0) > len(upper) * 0.9:
                name = order
    if not name:
        return ""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(Unreadable.ENCODING) from error


def _pairs(text: str) -> int:
    return len(USUAL_PAIR.findall(text))


def _reads_as_russian(text: str) -> bool:
    letters = len(ANY_LETTER.findall(text))
    russian = RUSSIAN.findall(text)
    frequent = len(FREQUENT.findall(text))
    lower = sum(letter.islower() for letter in russian)
    return (
        bool(russian)
        and len(russian) >= letters * LEAST_RUSSIAN_SHARE
        and len(FOREIGN.findall(text)) <= letters * LARGEST_FOREIGN_SHARE
        and frequent >= len(russian) * LEAST_FREQUENT_SHARE
        and len(TURNED.findall(text)) <= len(russian) * LARGEST_TURNED_SHARE
        and (lower >= len(russian) / 2 or text.upper() == text)
    )
