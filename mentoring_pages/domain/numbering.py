"""The printed numbers of an act («1.», «1.1.», «2.1.1.», «I.») and which may follow which."""

import re
from dataclasses import dataclass

Number = tuple[int, ...]

ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LARGEST_GAP = 3
"""So many missing numbers in a row are still a gap in one numbering, not another numbering."""

PRINTED = re.compile(
    r"""
    (?:(?P<word>Часть|Раздел|Глава|Статья|Параграф|ЧАСТЬ|РАЗДЕЛ|ГЛАВА|СТАТЬЯ|ПАРАГРАФ)\s+
      |(?P<sign>§)\s*)?
    (?:
        (?P<arabic>\d{1,3}(?:\s?\.\s?\d{1,3}){0,5})
      | (?P<roman>[IVXL]{1,7})(?P<below>(?:\.\d{1,3}){1,4})?
    )
    (?P<inserted>(?<=\d)(?:[¹²³⁴⁵⁶⁷⁸⁹]|-\d(?=\.\s?\D)))?
    (?P<close>\s?[.)](?:\s?\))?|(?<=\.\d)\s?[-–—](?=\s+[А-ЯЁ«])|(?<=\.\d\d)\s?[-–—](?=\s+[А-ЯЁ«]))?
    (?P<space>\s*)
    (?!\d)
    (?P<rest>.*)
    """,
    re.VERBOSE | re.DOTALL,
)
SPELLED = re.compile(
    r"(?P<word>Часть|Раздел|Глава|Статья|ЧАСТЬ|РАЗДЕЛ|ГЛАВА|СТАТЬЯ)\s+(?P<spelled>[а-яё]+|[А-ЯЁ]+)"
    r"(?:\s?[.:–—-]\s*|\s+(?=[А-ЯЁ«])|$)(?P<rest>.*)",
    re.DOTALL,
)
ORDINAL = re.compile(
    r"(?:(перв)|(втор)|(трет)|(четв[её]рт)|(пят)|(шест)|(седьм)|(восьм)|(девят)|(десят)"
    r"|(одиннадцат)|(двенадцат)|(тринадцат)|(четырнадцат)|(пятнадцат))(?:ый|ой|ий|ая|ья)",
    re.IGNORECASE,
)
"""The number of the group that matches is the number the word says."""

LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
"""The letters that count: without Ё, Й, Ъ, Ы and Ь."""

MARK = "\N{WORD JOINER}"
"""Stands before a number that only the whole text proves to be one: «А.», «А.1», «(1)»."""

UNUSUAL = re.compile(
    rf"{MARK}(?:(?P<letter>[{LETTERS}])(?:(?P<below>(?:\.\d{{1,3}}){{1,4}})[.)]?|[.)])|(?P<round>\((?P<inside>\d{{1,3}})\))"
    r"|(?P<named>(?:п\.|[Пп]ункт)\s*(?P<clause>\d{1,3}(?:\.\d{1,3}){0,4})[.)]?))\s*(?P<rest>\S.*)",
    re.DOTALL,
)
LOOKALIKES = str.maketrans(
    {"І": "I", "Х": "X", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V"}
)
DAY_AND_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d{2}(?!\d)|\d{2}\s*г(?:ода|\.))")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number found at the head of a line.

    ``value`` is the number as integers, ``text`` as printed without the closing dot, ``rest`` what
    stands after it. ``bracket`` says «1)», the usual mark of a line in a list; ``word`` is the word
    before the number («глава», «статья», «§»). ``spelled`` is how the number is printed where it is
    not told by figures alone («первый», «(1)», «п. 1»). ``is_inserted`` says «3.2¹», «3.2-1»: put
    in later after the number of the same value.
    """

    value: Number
    text: str
    rest: str
    roman: bool = False
    bracket: bool = False
    word: str = ""
    spelled: str = ""
    is_inserted: bool = False

    @property
    def depth(self) -> int:
        return len(self.value)


def roman_value(letters: str) -> int | None:
    """The value of a roman numeral written in the usual way, or ``None``."""
    total = 0
    for position, letter in enumerate(letters):
        value = ROMAN_DIGITS[letter]
        following = ROMAN_DIGITS.get(letters[position + 1 : position + 2], 0)
        total += -value if value < following else value
    return total if roman_letters(total) == letters else None


def roman_letters(value: int) -> str:
    letters = ""
    for sign, worth in (
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ):
        while value >= worth:
            letters, value = letters + sign, value - worth
    return letters


def printed_text(value: Number) -> str:
    """A number as an act prints it, without the closing dot."""
    return ".".join(str(part) for part in value)


def split_number(line: str) -> Printed | None:
    """The clause number a line begins with, or ``None``.

    A single number needs its dot or bracket («14 лет» is no clause); a date is no number. Glued and
    torn numbers are read too: «1.1.Настоящее», «1 .Общие», «3. 1. Куратор», «3.1)».
    """
    if line.startswith(MARK):
        return _split_unusual(line)
    if DAY_AND_YEAR.match(line):
        return None
    if spelled := _split_spelled(line):
        return spelled
    match = PRINTED.fullmatch(line.translate(LOOKALIKES) if line[:1] in "ІХⅠⅡⅢⅣⅤIVX" else line)
    if match is None:
        return None
    close = (match["close"] or "").replace(" ", "")
    rest = (
        line[match.start("rest") :].strip() if len(line) == match.end() else match["rest"].strip()
    )
    if match["roman"]:
        value = roman_value(match["roman"])
        word = match["word"] or match["sign"] or ""
        if value is None or not (close or word or match["below"]):
            return None
        roman = match["roman"]
        if match["below"]:
            below = tuple(int(part) for part in match["below"][1:].split("."))
            is_closed = 0 not in below and _is_closed((value, *below), close, match, rest)
            text = f"{roman}{match['below']}{match['inserted'] or ''}"
            inserted = bool(match["inserted"])
            number = Printed((value, *below), text, rest, word=word.lower(), is_inserted=inserted)
            return number if is_closed else None
        return Printed((value,), roman, rest, roman=True, bracket=")" in close, word=word.lower())
    parts = tuple(int(part) for part in match["arabic"].split("."))
    if 0 in parts or not _is_closed(parts, close, match, rest):
        return None
    word = (match["word"] or match["sign"] or "").lower()
    text = f"{printed_text(parts)}{match['inserted'] or ''}"
    is_inserted = bool(match["inserted"])
    return Printed(parts, text, rest, bracket=")" in close, word=word, is_inserted=is_inserted)


def _split_spelled(line: str) -> Printed | None:
    """«Раздел первый. Общие положения»."""
    match = SPELLED.match(line)
    ordinal = ORDINAL.fullmatch(match["spelled"]) if match else None
    if match is None or ordinal is None or ordinal.lastindex is None:
        return None
    value, word = ordinal.lastindex, match["word"].lower()
    return Printed((value,), str(value), match["rest"].strip(), word=word, spelled=match["spelled"])


def _split_unusual(line: str) -> Printed | None:
    match = UNUSUAL.fullmatch(line)
    if match is None:
        return None
    if match["letter"]:
        value = (LETTERS.index(match["letter"]) + 1,)
        if match["below"]:
            below = tuple(int(part) for part in match["below"][1:].split("."))
            return Printed((*value, *below), f"{match['letter']}{match['below']}", match["rest"])
        return Printed(value, match["letter"], match["rest"], roman=True)
    if match["inside"]:
        number = (int(match["inside"]),)
        text = match["inside"]
        return Printed(number, text, match["rest"], bracket=True, spelled=match["round"])
    parts = tuple(int(part) for part in match["clause"].split("."))
    return Printed(parts, printed_text(parts), match["rest"], spelled=match["named"].rstrip(".)"))


def _is_closed(parts: Number, close: str, match: re.Match[str], rest: str) -> bool:
    if match["word"] or match["sign"] or not rest:
        return True
    if len(parts) == 1:
        return bool(close) and (bool(match["space"]) or rest[0].isalpha() or rest[0] in '«"')
    return bool(close) or (bool(match["space"]) and not rest[0].islower()) or rest[0].isupper()


def follows(previous: Number | None, candidate: Number) -> bool:
    """Whether ``candidate`` may stand after ``previous`` with no number missing between them.

    That is: its first child, or the next sibling of it or of what contains it.
    """
    if previous is None:
        return all(part == 1 for part in candidate)
    if candidate[: len(previous)] == previous:
        return all(part == 1 for part in candidate[len(previous) :]) and candidate != previous
    shared = _shared(previous, candidate)
    if shared >= len(candidate):
        return False
    return candidate[shared] == previous[shared] + 1 and all(
        part == 1 for part in candidate[shared + 1 :]
    )


def follows_with_gap(previous: Number | None, candidate: Number) -> bool:
    """Whether ``candidate`` belongs to the same numbering though a few numbers are missing.

    The gap stands at one place: «3.2» then «3.4», or «4» then «4.2», never «2.1» then «7.5».
    """
    if previous is None:
        return sum(part - 1 for part in candidate) <= LARGEST_GAP - 1
    if candidate[: len(previous)] == previous:
        below = candidate[len(previous) :]
        return bool(below) and sum(part - 1 for part in below) <= LARGEST_GAP
    shared = _shared(previous, candidate)
    if shared >= len(candidate):
        return False
    step = candidate[shared] - previous[shared]
    return 1 <= step <= LARGEST_GAP + 1 and all(part <= 2 for part in candidate[shared + 1 :])


def missing_between(previous: Number | None, candidate: Number) -> tuple[Number, ...]:
    """The numbers that ``follows_with_gap`` stepped over; empty when nothing is missing."""
    if follows(previous, candidate):
        return ()
    base = previous or ()
    shared = _shared(base, candidate)
    missing = []
    for depth in range(shared, len(candidate)):
        start = base[depth] + 1 if depth == shared and depth < len(base) else 1
        missing += [(*candidate[:depth], part) for part in range(start, candidate[depth])]
    return tuple(missing)


def _shared(one: Number, other: Number) -> int:
    """How many leading parts two numbers have in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
