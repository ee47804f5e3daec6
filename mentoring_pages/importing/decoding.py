"""Bytes of a file as text, or the reason why they cannot be."""

import codecs
import re
from enum import StrEnum

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes. The longest act of a school is under 1 MB of text."""

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


class Unreadable(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_BIG = "too-big"


SENTENCES = {
    Unreadable.EMPTY: "Файл пуст: в нём нет текста. Проверьте, тот ли файл выбран.",
    Unreadable.BINARY: (
        "Это не текст. Сохраните документ как обычный текст (TXT, кодировка UTF-8) и повторите."
    ),
    Unreadable.ENCODING: (
        "Кодировка файла не читается. Сохраните его в кодировке UTF-8 или Windows-1251 и повторите."
    ),
    Unreadable.TOO_BIG: "Файл больше 5 МБ. Удалите из него лишнее или разделите на части.",
}


class UnreadableFile(Exception):
    """The file cannot be read. ``reason`` says why, and the text says it to a person in Russian.

    Nothing of the file is in the message.
    """

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason


def decode(data: bytes) -> str:
    """The text of a UTF-8 or cp1251 file.

    Raises ``UnreadableFile``: the file is empty, larger than ``LARGEST_FILE``, not a text,
    or a text in another encoding (cp866, KOI8-R and the like decode as cp1251 without an error,
    so the letters are looked at).
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(Unreadable.TOO_BIG)
    if not data.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(Unreadable.ENCODING)
    if b"\x00" in data or data.startswith(
        (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
    ):
        raise UnreadableFile(Unreadable.BINARY)
    text = _decoded(data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise UnreadableFile(Unreadable.EMPTY)
    if len(CONTROLS.findall(text)) > len(text) // 1000:
        raise UnreadableFile(Unreadable.BINARY)
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            Unreadable.BINARY if CONTROLS.search(data.decode("latin-1")) else Unreadable.ENCODING
        ) from error
    if CONTROLS.search(text):
        raise UnreadableFile(Unreadable.BINARY)
    if not _reads_as_russian(text):
        raise UnreadableFile(Unreadable.ENCODING)
    return text


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
        and (lower >= len(russian) / 2 or text.upper() == text)
    )
