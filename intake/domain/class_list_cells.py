"""One cell of a class list: a name, a date, a class, a role, an address, a kinship.

Each reader gives the value, or ``None`` for what cannot be read; an empty cell is the caller's.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from intake.domain.guardianship import GuardianKind
from intake.domain.names import FullName, clean_name, name_problem

OLDEST = 110
"""Full years: an older birth date is a slip of the keyboard."""

MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн",
    "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
DATE = re.compile(r"(?<!\d)(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?!\d)")
IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+([а-я]+)\s+(\d{4})(?!\d)")
SERIAL = re.compile(r"[1-9]\d{4}")
FIRST_SERIAL_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets."""

PATRONYMIC_TAILS = ("оглы", "оглу", "кызы", "гызы", "угли", "уулу", "оол", "зода")
LOOKALIKES = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУАВСЕНКМОРТХУ")
CLASS = re.compile(r"(1[0-2]|[1-9])[\s\-–—.«\"'(]*([А-ЯЁ]{0,3})[»\"')]*(?:\s*(?:КЛ|КЛАСС)\.?)?")

ADDRESS = re.compile(r"[^\s@,;<>()\"«»]{1,64}@(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_]{2,24}")
MAIL_DOMAINS = (
    "mail.ru", "yandex.ru", "ya.ru", "gmail.com", "bk.ru", "list.ru", "inbox.ru", "rambler.ru",
    "icloud.com", "outlook.com", "hotmail.com",
)  # fmt: skip
NOT_TYPOS = ("mai.ru", "yandex.by", "yandex.kz", "ya.com")

KINDS: tuple[tuple[str, GuardianKind], ...] = (
    (r"усынов|удочер", GuardianKind.ADOPTIVE),
    (r"попечител", GuardianKind.TRUSTEE),
    (r"опекун", GuardianKind.GUARDIAN),
    (r"приемн", GuardianKind.FOSTER),
    (r"организац|детск\w* дом|учрежден", GuardianKind.ORGANISATION),
    (
        r"родител|\bмат(ь|ери)\b|\bмам|\bот(ец|ца)\b|\bпап|^законный представитель$",
        GuardianKind.PARENT,
    ),
)
ROLES = (("mentee", r"наставляем|подопечн|менти"), ("mentor", r"наставник|ментор"))


STRANGE = re.compile(r"[\d_]|[^\w\s\u0300-\u036f.,()'’ʼ`«»\"‐‑‒–—−-]")
"""What no name in a list has."""


def read_full_name(text: str) -> FullName | None:
    """«Фамилия Имя Отчество» in one cell. Four words are told only by «оглы» and the like."""
    words = clean_name(text).split()
    if len(words) == 4 and words[3].casefold() in PATRONYMIC_TAILS:
        words = [words[0], words[1], f"{words[2]} {words[3]}"]
    if len(words) == 3:
        return words[0], words[1], words[2]
    return (words[0], words[1], "") if len(words) == 2 else None


def is_name(text: str, *, required: bool = True) -> bool:
    """Whether a cell can be a part of a name: letters and what stands between them.

    Digits and addresses mean a shifted column; «?» and other signs, letters that were lost when the
    file was saved in another encoding.
    """
    return name_problem(text, required=required) is None and not STRANGE.search(text)


def read_date(text: str, *, today: date) -> date | None:
    """A day however it is written: 04.05.2013, 2013-05-04, 4 мая 2013 г., 04.05.13, 41398.

    Two figures of a year mean the past: «13» is 2013 and «66» is 1966.
    """
    plain = " ".join(text.casefold().split())
    if SERIAL.fullmatch(plain):
        return FIRST_SERIAL_DAY + timedelta(days=int(plain))
    if found := YEAR_FIRST.search(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := DATE.search(plain):
        day, month, year = (int(part) for part in found.groups())
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
    elif found := IN_WORDS.search(plain):
        month = _month(found[2])
        day, year = int(found[1]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    for number, beginning in enumerate(MONTHS, start=1):
        if beginning != "ма" and word.startswith(beginning):
            return number
    return 5 if word in ("мая", "май") else 0


def is_possible_birth(day: date, *, today: date) -> bool:
    return day <= today and today.year - day.year <= OLDEST


def read_class(text: str) -> str | None:
    """«7 "а"», «7-А класс», «7a» with a Latin letter: all of them «7А»."""
    found = CLASS.fullmatch(text.strip().translate(LOOKALIKES).upper())
    return f"{found[1]}{found[2]}" if found else None


def read_role(text: str) -> str | None:
    folded = text.casefold()
    return next((role for role, says in ROLES if re.search(says, folded)), None)


def read_kind(text: str) -> GuardianKind | None:
    """``None`` for a kinship that gives no authority by itself: a grandmother, an aunt."""
    folded = text.casefold().replace("ё", "е").strip()
    return next((kind for says, kind in KINDS if re.search(says, folded)), None)


def read_address(text: str) -> str | None:
    """An e-mail as it is typed, without a «mailto:»; what the letters of it are, stays."""
    plain = text.strip().strip("<>;,.").removeprefix("mailto:")
    is_one = ADDRESS.fullmatch(plain) and ".." not in plain
    return plain if is_one else None


def mended_address(address: str) -> str:
    """The address with the well-known domain it nearly names; empty where it names no such one."""
    local, _at, domain = address.lower().rpartition("@")
    if domain in MAIL_DOMAINS or domain in NOT_TYPOS:
        return ""
    near = (known for known in MAIL_DOMAINS if _is_one_slip(domain, known))
    known = next(near, "")
    return f"{address[: len(local)]}@{known}" if known else ""


def _is_one_slip(a: str, b: str) -> bool:
    """One letter more, less or another, or two neighbours exchanged."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5:
        return False
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    if len(a) == len(b):
        return a[1:] == b[1:] or a[1:2] + a[:1] + a[2:] == b
    return a[1:] == b or a == b[1:]


def read_kept_where(text: str) -> str:
    """«на бумаге, подписано 12.09.2025, хранится в личном деле» → «в личном деле»."""
    found = re.search(r"хран\w*\s*:?\s*(.+)", text, re.IGNORECASE)
    return found[1].strip(" .;") if found else ""


def first_filled(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
