"""The stamp of an electronic signature, which a site or a PDF prints into the text of an act."""

import re
from collections.abc import Sequence

STAMP = re.compile(
    r"(?:электронный\s+)?документ\s+подписан\s.{0,60}(?:подпис\w+|ЭП|ЭЦП).{0,60}", re.IGNORECASE
)
INSIDE = re.compile(
    r"(?:сертификат|владелец|действител|подписано|дата\s+подпис|серийный|подписант).{0,150}",
    re.IGNORECASE,
)
OWNER = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё]+){2}(?:,\s[а-яё][^.;:]{2,80})?")
LONGEST_STAMP = 6
"""Lines, empty ones aside."""

LINES_OF_A_TITLE = 3
"""«ДОКУМЕНТ ПОДПИСАН / ЭЛЕКТРОННОЙ ПОДПИСЬЮ»"""

READER = re.compile(
    r"подписано?(?:\s+цифровой(?:\s+подписью.{0,80})?)?|подписан:.{0,200}|DN:.*", re.IGNORECASE
)
"""How a reader of PDF files begins what it prints of a signature."""

SIGNED_AT = re.compile(
    r".*[+-]\d{2}'\d{2}'"
    r"|(?:дата:\s*\d{4}[-.]\d{2}[-.]\d{2}\s+)?\d{1,2}:\d{2}:\d{2}(?!\d|\s*[+-])",
    re.IGNORECASE,
)
"""«Дата: 2023.05.02 09:14:43 +05'00'», «Дата: 2024-01-29 11:57:18»: how it ends."""

AFTER_READER = re.compile(
    r"[+-]\d{2}'\d{2}'|(?:Версия\s)?(?:Foxit|Adobe|PDF).{0,80}|\d+(?:\.\d+){1,3}", re.IGNORECASE
)
PLACE_TO_SIGN = re.compile(r"\s*_{2,}.{0,60}")
OF_THE_ACT = re.compile(
    r"\s*(?:[«\"(]?(?:приказ|протокол|утвержд|согласован|принят|рассмотрен)|\d{1,2}\.(?!\d+(?:\.\d+){3,}=)(?:\d|\s))",
    re.IGNORECASE,
)
"""Lines of the act that a column beside the stamp mixed into it."""

LONGEST_OF_READER = 30
"""Lines."""


def stamp_lines(raw: Sequence[str]) -> set[int]:
    """The places of the lines of every stamp: its title and what it says of the certificate."""
    found: set[int] = set()
    for start, line in enumerate(raw):
        if start in found:
            continue
        if title := _title_at(raw, start):
            found |= {*title, *_inside(raw, title[-1])}
        elif READER.fullmatch(line.strip()):
            found |= _of_reader(raw, start)
    return found


def _title_at(raw: Sequence[str], start: int) -> list[int]:
    """The places of a stamp's title that begins in a line; it may be broken into a few."""
    if not raw[start].strip(" \t*").casefold().startswith(("документ", "электронный")):
        return []
    places = _written(raw, start, LINES_OF_A_TITLE)
    for end in range(1, len(places) + 1):
        if STAMP.fullmatch(" ".join(raw[at].strip(" \t*") for at in places[:end])):
            return places[:end]
    return []


def _written(raw: Sequence[str], start: int, most: int) -> list[int]:
    window = range(start, min(start + 3 * most, len(raw)))
    return [at for at in window if raw[at].strip()][:most]


def _inside(raw: Sequence[str], title: int) -> set[int]:
    found = set()
    for at in _written(raw, title, LONGEST_STAMP)[1:]:
        text = raw[at].strip(" \t*")
        if not (INSIDE.fullmatch(text) or OWNER.fullmatch(text)):
            break
        found.add(at)
    return found


def _of_reader(raw: Sequence[str], start: int) -> set[int]:
    """What a reader of PDF files printed of a signature, up to the moment of signing.

    The owner's name set large above it, a word a line, belongs to it.
    """
    window = range(start, min(start + LONGEST_OF_READER, len(raw)))
    end = next((at for at in window if SIGNED_AT.match(raw[at])), None)
    if end is None:
        return set()
    rest = SIGNED_AT.sub("", raw[end].strip())
    found = {at for at in range(start, end if rest else end + 1) if not OF_THE_ACT.match(raw[at])}
    found |= {at for at in _written(raw, end, 3)[1:] if AFTER_READER.fullmatch(raw[at].strip())}
    return found | _large_name(raw, start, "".join(raw[start : end + 1]))


def _large_name(raw: Sequence[str], start: int, stamp: str) -> set[int]:
    """The lines of the owner's name set large above a stamp; other lines may stand among them."""
    letters = re.sub(r"\W", "", stamp)
    found: set[int] = set()
    run: list[int] = []
    for at in [*range(max(0, start - 2 * LONGEST_STAMP), start), None]:
        if at is not None and (not raw[at].strip() or PLACE_TO_SIGN.fullmatch(raw[at])):
            continue
        whole = "".join(raw[line].strip() for line in (*run, at) if line is not None)
        if at is not None and whole.isalpha() and whole in letters:
            run.append(at)
            continue
        found |= set(run) if len(run) > 1 else set()
        alone = raw[at].strip() if at is not None else ""
        run = [at] if at is not None and alone.isalpha() and alone in letters else []
    return found | _name_of_a_school(raw, start, letters)


def _name_of_a_school(raw: Sequence[str], start: int, letters: str) -> set[int]:
    """The lines right above a stamp that together are a name in it: «МБОУ «ЛИПОВСКАЯ / СОШ»»."""
    run: list[int] = []
    for at in range(start - 1, max(-1, start - 1 - LONGEST_OF_READER), -1):
        text = raw[at].strip()
        if not text:
            continue
        whole = "".join(re.sub(r"\W", "", raw[line]) for line in (at, *run))
        if OF_THE_ACT.match(text) or not text.isupper() or whole not in letters:
            break
        run.insert(0, at)
    return set(run) if len(run) > 1 else set()
