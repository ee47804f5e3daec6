"""Dates and small numbers as Russian acts write them: «20» декабря, 25.12.2019г., трёх."""

import re

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY = r"[«\"“„]?\s?\d{1,2}(?:-?го)?\s?[»\"”]?"
YEAR = r"(?:19|20)\d{2}"
DATE = (
    rf"(?:{DAY}\s+{MONTH}(?:\s+{YEAR})?|\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:{YEAR}|\d{{2}}))"
    r"(?:\s*г(?:ода|\.)?(?!\w))?"
)

_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:-?го)?\s?[»\"”]?\s+(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_DOTS = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})")

COUNTS = (
    (r"одн(?:ого|ой|у|ом)|один", 1),
    (r"дв(?:ух|а|е)", 2),
    (r"тр[её]х|три", 3),
    (r"четыр[её]х|четыре", 4),
    (r"пят(?:и|ь)", 5),
    (r"шест(?:и|ь)", 6),
    (r"сем(?:и|ь)", 7),
    (r"восьм(?:и)|восемь", 8),
    (r"девят(?:и|ь)", 9),
    (r"десят(?:и|ь)", 10),
    (r"четырнадцат(?:и|ь)", 14),
    (r"пятнадцат(?:и|ь)", 15),
    (r"двадцат(?:и|ь)", 20),
    (r"тридцат(?:и|ь)", 30),
)
COUNT = rf"(?:\d{{1,3}}(?:\s*\([^)]{{3,20}}\))?|{'|'.join(words for words, _ in COUNTS)})"


def count_of(text: str) -> int | None:
    """The number «3», «трёх» or «3 (трёх)»; ``None`` for anything else."""
    text = text.strip().lower()
    if digits := re.match(r"\d{1,3}", text):
        return int(digits.group())
    return next((value for words, value in COUNTS if re.fullmatch(words, text)), None)


def iso_parts(text: str) -> tuple[int, int, int] | None:
    """Year (0 where none is named), month and day of a written date; ``None`` for no date."""
    if match := _WORDS.search(text):
        year = int(match["year"] or 0)
        return year, MONTHS.index(match["month"].lower()) + 1, int(match["day"])
    if match := _DOTS.search(text):
        year = int(match["year"])
        return (year if year > 99 else 2000 + year), int(match["month"]), int(match["day"])
    return None
