"""The printed numbers of an act («1.», «1.1.», «2.1.1.», «I.») and which may follow which."""

import re
from dataclasses import dataclass

Number = tuple[int, ...]

ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LARGEST_GAP = 3
"""So many missing numbers in a row are still a gap in one numbering, not another numbering."""

PRINTED = re.compile(
    r"""
    (?:(?P<word>Раздел|Глава|Статья|РАЗДЕЛ|ГЛАВА|СТАТЬЯ)\s+|(?P<sign>§)\s*)?
    (?:
        (?P<arabic>\d{1,3}(?:\s?\.\s?\d{1,3}){0,5})
      | (?P<roman>[IVXL]{1,7})
    )
    (?P<close>\s?[.)](?:\s?\))?|(?<=\.\d)\s?[-–—](?=\s+[А-ЯЁ«])|(?<=\.\d\d)\s?[-–—](?=\s+[А-ЯЁ«]))?
    (?P<space>\s*)
    (?!\d)
    (?P<rest>.*)
    """,
    re.VERBOSE | re.DOTALL,
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
    before the number («глава», «статья», «§»).
    """

    value: Number
    text: str
    rest: str
    roman: bool = False
    bracket: bool = False
    word: str = ""

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
    if DAY_AND_YEAR.match(line):
        return None
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
        if value is None or not (close or word):
            return None
        roman = match["roman"]
        return Printed((value,), roman, rest, roman=True, bracket=")" in close, word=word.lower())
    parts = tuple(int(part) for part in match["arabic"].split("."))
    if 0 in parts or not _is_closed(parts, close, match, rest):
        return None
    word = (match["word"] or match["sign"] or "").lower()
    return Printed(parts, printed_text(parts), rest, bracket=")" in close, word=word)


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
