"""What scanning and typing do to letters and numbers, mended where the text itself proves it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentoring_pages.domain.numbering import (
    LOOKALIKES as ROMAN_LOOKALIKES,
)
from mentoring_pages.domain.numbering import (
    Number,
    follows,
    roman_value,
    split_number,
)
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.parting import REFERS
from mentoring_pages.importing.scanned_numbers import mend_scanned_numbers

LATIN = "ABCEHKMOPTXYaceopxyu"
CYRILLIC = "АВСЕНКМОРТХУасеорхуи"
LOOKALIKES = str.maketrans(LATIN, CYRILLIC)
"""Latin letters that look like Russian ones."""

MIXED_WORD = re.compile(r"\b(?=\w*[А-Яа-яЁё])(?=\w*[A-Za-z])[A-Za-zА-Яа-яЁё]+\b")
LONE_LETTER = re.compile(r"(?<![\w.])[ABCKO](?=\s[а-яё]{2})|(?<=[а-яё,]\s)[aco](?=\s[а-яё]{2})")
TORN_NUMBER = re.compile(
    r"(?P<number>[\dЗзOОоl]{1,2}(?:\s?[.,]\s?[\dЗзOОоl]{1,2}(?![А-Яа-яё])){0,4})"
    r"(?P<end>[.)]|,(?=\s?[А-Яа-яЁё«])|[-–—](?=\s)|)\s*(?=\S)"
)
MISREAD = str.maketrans({"З": "3", "з": "3", "О": "0", "о": "0", "l": "1", ",": "."})
LETTERS_FOR_FIGURES = str.maketrans({"З": "3", "О": "0", "O": "0", "l": "1"})
FIGURES = re.compile(
    r"(?<![\w.-])(?:[\dЗОOl]{1,2}[.:][\dЗОOl]{2}(?:\.[\dЗОOl]{2,4})?|[\dЗОOl]{2}(?=\s+"
    r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)))"
    r"(?![\dЗОOl])"
)
"""A day or an hour, some of its figures read as letters: «З0 августа», «3l.08.2021», «2О.00»."""

STAINS = frozenset("~^`'’°|¦.,:;·_-–— ")
SURE_STAINS = frozenset("~^`°¦")
"""What a scanner makes of a stain: a line of such signs, one of them sure, is no text."""

SECOND_OF_A_LIST = re.compile(r"6(?=\)\s)")
MARKED_LINE = re.compile(r"(?P<letter>[а-яё])\)\s|\d")
BARE_SECTION = re.compile(r"(?P<number>\d{1,2}|[IVXІХ]{1,5})\s+(?P<title>[А-ЯЁ].*)")
SMALL_CLAUSE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\s+(?P<text>[а-яё].*)", re.DOTALL)
"""A number without its dot before a small letter: «3.2.1 приходит …», but «2.5 часа» too."""

SHORT_LINE = 60
LONGEST_TITLE = 20
"""Words."""

TITLE_WORD = re.compile(r"\W*(?:положение|порядок|правила|программа|регламент)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mended:
    lines: tuple[Line, ...]
    doubts: tuple[str, ...]
    dropped: tuple[str, ...] = ()


def russian(text: str) -> str:
    """A text with Latin letters inside Russian words made Russian."""
    if not re.search(r"[A-Za-z]", text):
        return text
    text = MIXED_WORD.sub(_russian_word, text)
    return LONE_LETTER.sub(lambda found: found.group(0).translate(LOOKALIKES), text)


def figures(text: str) -> str:
    """A text with the letters inside its days and hours made the figures they stand for."""
    return FIGURES.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    said = found.group(0)
    if not re.search(r"\d", said) or said.isdigit():
        return said
    return said.translate(LETTERS_FOR_FIGURES)


def _is_stain(line: Line) -> bool:
    signs = set(line.text)
    return not line.cells and bool(signs & SURE_STAINS) and signs <= STAINS


def _russian_word(found: re.Match[str]) -> str:
    word = found.group(0)
    latin = re.findall("[A-Za-z]", word)
    return word.translate(LOOKALIKES) if all(letter in LATIN for letter in latin) else word


def mend_lines(lines: Sequence[Line]) -> Mended:
    """The lines with their letters and numbers mended, and what a person should check of it."""
    words: list[str] = []
    mended: list[Line] = []
    stains = [line.text for line in lines if _is_stain(line)]
    lines = _without_stains(lines)
    for index, line in enumerate(lines):
        text = figures(russian(line.text))
        if SECOND_OF_A_LIST.match(text) and _marks_around(lines, index) == ("а", "в"):
            text = f"б{text[1:]}"
        if text.startswith("o ") and mended and TITLE_WORD.fullmatch(mended[-1].text):
            text = f"о{text[1:]}"
        if text != line.text:
            words += [
                old for old, new in zip(line.text.split(), text.split(), strict=False) if old != new
            ]
            line = replace(
                line,
                text=text,
                raw=figures(russian(line.raw)),
                columns=tuple(figures(russian(column)) for column in line.columns),
            )
        mended.append(line)
    mended, romans = mend_scanned_numbers(mended)
    mended, numbers = _mend_numbers(mended)
    numbers = [*romans, *numbers]
    counted = [word for word in words if re.search(r"\d", word)]
    spelled = [word for word in words if word not in counted]
    found = [doubt.latin_letters(dict.fromkeys(spelled))] if spelled else []
    found += [doubt.letters_for_figures(dict.fromkeys(counted))] if counted else []
    return Mended(tuple(mended), (*found, *map(doubt.misread_number, numbers)), tuple(stains))


def _without_stains(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    after_blank = False
    for line in lines:
        if _is_stain(line):
            after_blank = True
            continue
        kept.append(replace(line, after_blank=True) if after_blank else line)
        after_blank = False
    return kept


def _marks_around(lines: Sequence[Line], index: int) -> tuple[str, str]:
    """The letters of the marked lines nearest above and below a line, "" where a number stands."""
    above = (MARKED_LINE.match(lines[place].text) for place in range(index - 1, -1, -1))
    below = (MARKED_LINE.match(lines[place].text) for place in range(index + 1, len(lines)))
    nearest = [next((match for match in around if match), None) for around in (above, below)]
    before, after = ((match["letter"] or "") if match else "" for match in nearest)
    return before, after


def _mend_numbers(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """«1,2.» and «1.З.» where they are the next number, «1 Общие» where «1.1» follows."""
    following = _numbers_below(lines)
    numbers: list[str] = []
    last: Number | None = None
    for index, line in enumerate(lines):
        if line.cells:
            continue
        printed = split_number(line.text)
        fits = printed and follows(last, printed.value)
        if not fits:
            changed = (
                _torn(line.text, last, following[index], apart=_is_apart(lines, index))
                or _bare(line.text, following[index])
                or _small(lines, index, last)
            )
            if changed:
                if changed.split()[0].rstrip(".") not in line.text.translate(ROMAN_LOOKALIKES):
                    numbers.append(line.text.split()[0])
                lines[index] = replace(line, text=changed)
                printed = split_number(changed)
        if printed and not (printed.bracket and printed.depth == 1) and not printed.roman:
            last = printed.value
        elif not printed and _is_lost_heading(lines, index, last):
            lines[index] = replace(line, strong=True)
    return lines, numbers


def _is_lost_heading(lines: Sequence[Line], index: int, last: Number | None) -> bool:
    """Whether a short line stands before «2.1» while no «2» is printed: its heading."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    printed = split_number(following.text) if following and not following.cells else None
    if printed is None or printed.depth != 2 or printed.value[1] != 1:
        return False
    part = printed.value[0]
    is_new = part == (last[0] + 1 if last else 1)
    before = lines[index - 1].text if index else ""
    ended = line.after_blank or not before or before[-1] in ".;:!?»"
    return (
        is_new
        and ended
        and line.text[:1].isupper()
        and line.text[-1] not in ".;:,"
        and len(line.text.split()) <= LONGEST_TITLE
        and "_" not in line.text
    )


def _numbers_below(lines: Sequence[Line]) -> list[Number | None]:
    """For each line the first number printed below it."""
    below: list[Number | None] = [None] * len(lines)
    following: Number | None = None
    for index in range(len(lines) - 1, -1, -1):
        below[index] = following
        if lines[index].cells:
            continue
        printed = split_number(lines[index].text)
        if printed and not printed.bracket and not printed.roman:
            following = printed.value
        elif small := SMALL_CLAUSE.fullmatch(lines[index].text):
            following = _value(small["number"])
        elif torn := TORN_NUMBER.match(lines[index].text):
            value = _misread(torn["number"])
            if torn["end"] in (".", ")") and len(value) > 1 and 0 not in value:
                following = value
    return below


def _misread(number: str) -> Number:
    plain = re.sub(r"\s", "", number).translate(MISREAD)
    return tuple(int(part) for part in plain.split(".") if part)


def _is_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether a line does not go on with the sentence of the line before."""
    before = lines[index - 1].text if index else ""
    return lines[index].after_blank or not before or before[-1] in ".;:!?"


def _torn(text: str, last: Number | None, below: Number | None, *, apart: bool) -> str:
    """The line with its misread number put right, or nothing."""
    match = TORN_NUMBER.match(text)
    if match is None or (match["end"] == "," and not apart):
        return ""
    if not re.search("[ЗзОоl,]", match["number"]) and match["end"] != ",":
        return ""
    value = _misread(match["number"])
    plain = ".".join(map(str, value))
    opens = len(value) > 1 and text[match.end() :][:1].isupper()
    if not (match["end"] or opens) or not value or 0 in value:
        return ""
    is_next = last is not None and follows(last, value) and len(value) > 1
    if is_next or below == (*value, 1):
        return f"{plain}. {text[match.end() :]}"
    return ""


def _small(lines: Sequence[Line], index: int, last: Number | None) -> str:
    """«3.2.1 приходит …» with its dot where that number comes next and nothing refers to it."""
    match = SMALL_CLAUSE.fullmatch(lines[index].text)
    if match is None or not follows(last, _value(match["number"])):
        return ""
    before = lines[index - 1].text if index else ""
    if REFERS.search(before):
        return ""
    apart = _is_apart(lines, index)
    return f"{match['number']}. {match['text']}" if apart or len(before) < SHORT_LINE else ""


def _value(number: str) -> Number:
    return tuple(int(part) for part in number.split("."))


def _bare(text: str, below: Number | None) -> str:
    """«1 Общие положения» with its dot where «1.1» is the next number below."""
    match = BARE_SECTION.fullmatch(text)
    if match is None or below is None or len(match["title"].split()) > LONGEST_TITLE:
        return ""
    ended = match["title"][-1] in ".;:,"
    if not match["number"].isdigit():
        letters = match["number"].translate(ROMAN_LOOKALIKES)
        value = roman_value(letters)
        is_first = value is not None and below in ((value, 1), (1, 1), (1,))
        return f"{letters}. {match['title']}" if is_first and not ended else ""
    is_head = below == (int(match["number"]), 1) and not ended
    return f"{match['number']}. {match['title']}" if is_head else ""
