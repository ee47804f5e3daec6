"""Numbers that a scanner or a typist spoils in a known way: «П. Цели», «1..2.», «1.2.а)»."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.numbering import roman_letters, roman_value, split_number
from mentoring_pages.importing.lines import Line

SCANNED_ROMAN = re.compile(r"(?P<number>[IVXІХ1lПШУ]{1,5})(?P<close>[.)])\s+(?P<title>[А-ЯЁ«].*)")
ROMAN = str.maketrans({"П": "II", "Ш": "III", "У": "V", "Х": "X", "І": "I", "1": "I", "l": "I"})
"""How the lines of roman numerals are read as letters and figures."""

LONGEST_TITLE = 20
"""Words."""

DOUBLED_DOT = re.compile(
    r"(?P<number>\d{1,2}(?:\.{1,2}\d{1,2}){0,4}\.{1,2})(?P<rest>\s*[А-ЯЁа-яё«].*)", re.DOTALL
)
LETTERED_ITEM = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s?(?P<item>[а-яё]\)\s*\S.*)", re.DOTALL
)


def mend_scanned_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines with such numbers put right, and the numbers as printed that a person checks."""
    mended: list[Line] = []
    misread: list[str] = []
    roman = 0
    clause = ""
    for line in lines:
        text = line.text
        if not line.cells:
            text = _without_doubled_dots(text)
            if changed := _roman(text, roman + 1):
                misread.append(text.split()[0])
                text = changed
            item = LETTERED_ITEM.fullmatch(text)
            if item and item["number"] == clause:
                text = item["item"]
        printed = split_number(text) if not line.cells else None
        if printed and printed.roman:
            roman = printed.value[0]
        elif printed and not (printed.bracket and printed.depth == 1):
            clause = printed.text
        mended.append(line if text == line.text else replace(line, text=text))
    return mended, misread


def _without_doubled_dots(text: str) -> str:
    match = DOUBLED_DOT.fullmatch(text)
    if match is None or ".." not in match["number"]:
        return text
    return match["number"].replace("..", ".") + match["rest"]


def _roman(text: str, following: int) -> str:
    """The line with its roman number, where the letters read for it are the next one; or nothing.

    The first number of an act proves nothing, so it must be printed well.
    """
    match = SCANNED_ROMAN.fullmatch(text)
    if match is None or following < 2 or len(match["title"].split()) > LONGEST_TITLE:
        return ""
    letters = match["number"].translate(ROMAN)
    well_printed = set(match["number"]) <= set("IVXІХ") or match["number"].isdigit()
    if well_printed or roman_value(letters) != following:
        return ""
    return f"{roman_letters(following)}{match['close']} {match['title']}"
