"""Laws, codes, orders and decrees as Russian acts name them, each with one canonical key."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from mentoring_pages.domain.dates_in_words import DATE, iso_parts


@dataclass(frozen=True, slots=True)
class Span:
    """A law named in a text; ``provision`` is what of it («п. 4 ст. 14»), as printed."""

    start: int
    end: int
    key: str
    provision: str = ""


CODES = {
    "трудов": "ТК РФ",
    "гражданск": "ГК РФ",
    "семейн": "СК РФ",
    "уголовн": "УК РФ",
    "налогов": "НК РФ",
    "бюджетн": "БК РФ",
}
NOMINATIVE = {
    "приказ": "приказ",
    "распоряжени": "распоряжение",
    "постановлени": "постановление",
    "указ": "указ",
    "письм": "письмо",
}

LONGEST_PROVISION = 150
"""Letters around a law in which its articles and parts are looked for."""

FEDERAL = re.compile(
    rf"""
    (?:(?:Федеральн\w+\s+)?[Зз]акон\w*\s+
       (?:[«"“][^»"”]{{3,160}}[»"”]\s*)?
       (?:РФ\s+|Российской\s+Федерации\s+)?
       (?:от\s+{DATE}\s*)?)?
    (?:(?:№|N)\s*)?(?P<number>\d{{1,3}})\s*[-–]\s*Ф(?:К?)З(?!\w)
    (?:\s+от\s+{DATE})?
    (?:\s*[«"“][^»"”]{{3,160}}[»"”])?
    """,
    re.VERBOSE,
)
CODE = re.compile(
    r"(?<!\w)(?:(?P<stem>Трудов|Гражданск|Семейн|Уголовн|Налогов|Бюджетн)\w*\s+кодекс\w*"
    r"(?:\s+(?:РФ|Российской\s+Федерации))?"
    r"|(?P<short>ТК|ГК|СК|УК|НК|БК|КоАП)\s+(?:РФ|Российской\s+Федерации))(?!\w)",
    re.IGNORECASE,
)
ORDER = re.compile(
    rf"""
    (?<!\w)(?P<word>приказ|распоряжени|постановлени|указ|письм)\w*
    (?P<issuer>(?:(?!приказ|распоряжени|постановлени|указ\w*\s|письм)[^;:()№]){{0,160}}?)
    (?:
        от\s+(?P<day1>{DATE})\s*,?\s*(?:№|N)\s*(?P<number1>[\w/–-]*\d[\w/–-]*)
      | (?:№|N)\s*(?P<number2>[\w/–-]*\d[\w/–-]*)\s+от\s+(?P<day2>{DATE})
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_UNIT = (
    r"(?:подпункт\w{0,3}|пункт\w{0,3}|част\w{1,3}|стать\w{1,3}|абзац\w{0,3}"
    r"|п\.?\s?п\.|подп\.|п\.|ч\.|ст\.|абз\.)"
)
_WHAT = r"(?:№\s*)?[«\"“]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[а-я](?=[»\"”]))[»\"”]?"
PROVISION = rf"{_UNIT}\s*{_WHAT}(?:\s*(?:,|и|–|-)\s*{_WHAT}){{0,8}}"
PROVISIONS = rf"{PROVISION}(?:\s*,?\s*(?:и\s+)?{PROVISION}){{0,4}}"
BEFORE = re.compile(rf"(?<!\w)(?P<provision>{PROVISIONS})\s*(?:\(?\s*)$", re.IGNORECASE)
AFTER = re.compile(rf"^\s*[,(]?\s*(?P<provision>{PROVISIONS})", re.IGNORECASE)
ARTICLE = re.compile(
    rf"(?<!\w)(?:{PROVISION}\s*,?\s*){{0,4}}(?:ст\.|стать\w{{1,3}})\s*\d{{1,3}}(?:\.\d{{1,3}})?"
    rf"(?:\s*,?\s*{PROVISION}){{0,4}}",
    re.IGNORECASE,
)


def find_laws(text: str) -> tuple[Span, ...]:
    """Every law named in ``text`` with the provisions before or after it, none overlapping."""
    named: list[tuple[int, int, str]] = []
    for match in FEDERAL.finditer(text):
        named.append((_start(match), match.end(), f"{match['number']}-ФЗ"))
    for match in CODE.finditer(text):
        stem, short = match["stem"], match["short"]
        key = CODES[stem.lower()] if stem else f"{short} РФ".replace("КОАП", "КоАП")
        named.append((match.start(), match.end(), key))
    for match in ORDER.finditer(text):
        word = NOMINATIVE[match["word"].lower()]
        day = iso_parts(match["day1"] or match["day2"])
        number = (match["number1"] or match["number2"]).strip("-–")
        printed = f"{day[2]:02}.{day[1]:02}.{day[0]}" if day else ""
        named.append((match.start(), match.end(), f"{word} {printed} № {number}"))
    found: list[Span] = []
    for start, end, key in sorted(named):
        if found and start < found[-1].end:
            continue
        found.append(_with_provisions(text, start, end, key))
    starts = [span.start for span in found]
    alone = []
    for match in ARTICLE.finditer(text):
        place = bisect_left(starts, match.end())
        if not place or found[place - 1].end <= match.start():
            alone.append(Span(match.start(), match.end(), match.group().strip()))
    return tuple(sorted([*found, *alone], key=lambda span: span.start))


def _start(match: re.Match[str]) -> int:
    return match.start() + len(match.group()) - len(match.group().lstrip())


def _with_provisions(text: str, start: int, end: int, key: str) -> Span:
    first = max(0, start - LONGEST_PROVISION)
    before = BEFORE.search(text[first:start])
    if before:
        return Span(first + before.start("provision"), end, key, before["provision"].strip())
    after = AFTER.match(text[end : end + LONGEST_PROVISION])
    if after and re.search(r"ст", after["provision"], re.IGNORECASE):
        return Span(start, end + after.end("provision"), key, after["provision"].strip())
    return Span(start, end, key)
