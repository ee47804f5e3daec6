"""The head of an act: letterhead, approval block, title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import Paragraph, join_lines

MONTHS = {
    name: number
    for number, name in enumerate(
        (
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
        ),
        start=1,
    )
}
ACT_KIND = re.compile(
    r"(?P<kind>положение|порядок|правила|программа|регламент|инструкция|кодекс|концепция)\b"
    r"[\s:]*(?P<about>.*)",
    re.IGNORECASE | re.DOTALL,
)
APPROVAL = re.compile(r"[«\"]?\s*утвержд(?:аю|ено|ена|ён|ен|ены)\b\s*[»\"]?\s*[:.]?", re.IGNORECASE)
CONSENTED = re.compile(r"[«\"]?\s*(?:согласован[оа]?|принят[оа]?|рассмотрен[оа]?)\b", re.IGNORECASE)
DAY = re.compile(
    rf"[«\"“]?\s*(?P<day>\d{{1,2}})\s*[»\"”]?\s*\.?\s*(?P<month>{'|'.join(MONTHS)}|\d{{1,2}})"
    r"\s*\.?\s*(?P<year>\d{4})\s*(?:года|г)?\.?",
    re.IGNORECASE,
)
ORDER_NUMBERS = (
    re.compile(r"\d{4}\s*(?:года|г)?\.?\s*№\s*(\S+)"),
    re.compile(r"(?:приказ|распоряжени)\w*\s*№\s*(\S+)", re.IGNORECASE),
    re.compile(r"(?:приказ|распоряжени)\w*\s+(\d[\w/-]*)(?!\.\d)", re.IGNORECASE),
    re.compile(r"(?:приказ|распоряжени)\w*[^№]*№\s*(\S+)", re.IGNORECASE),
)
POST = r"(?:Директор|Заведующ|Руководител|Ректор|Начальник|Председател|Глав)"
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
NAME = re.compile(
    rf"(?!{POST}){SURNAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
    rf"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{SURNAME}"
    rf"|{SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична)\b"
)
POST_ENDS = re.compile(
    r"_{2,}|/|(?:приказ|распоряжени)\w*\s*(?:№|от|\d)|\bот\s|№\s*\d+\s*от\b", re.I
)
SERVICE_WORDS = re.compile(
    r"(?:приказ|распоряжени)\w*|\bот\b|№|\bгода?\b|\bг\.|м\.?\s?п\.|подпись|_+|[/()«»\".,:]",
    re.IGNORECASE,
)
PLACE_AND_YEAR = re.compile(
    r"(?:(?:г|с|п|пос|дер|ст)\.\s*[А-ЯЁ][\w-]+,?\s*)?(?:(?:19|20)\d{2}\s*(?:г\.?|год)?)?"
)
RIGHT_COLUMN_INDENT = 20
LONGEST_BLOCK = 40
"""Lines of an approval block."""

LONGEST_TITLE = 100
LONGEST_SUBTITLE = 500
LONGEST_POST = 200
"""Characters: what the fields of a page hold. Longer lines are no title and no post."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first section. ``preamble`` is text of the act itself."""

    title: str
    subtitle: str
    approval: Approval
    preamble: tuple[Paragraph, ...]
    dropped: tuple[str, ...]
    doubts: tuple[str, ...]
    used: str
    """The source text that was read into title and approval."""


def split_head(lines: Sequence[Line]) -> int:
    """Where the body begins: at the first line with the first number of a numbering."""
    for index, line in enumerate(lines):
        number = None if line.cells else split_number(line.text)
        if number and set(number.value) == {1} and not number.bracket:
            return index
    approval = next((i for i, line in enumerate(lines) if APPROVAL.match(line.text)), -1)
    for index in range(approval + 1, len(lines)):
        if ACT_KIND.match(lines[index].text):
            following = range(index + 1, len(lines))
            return next((i for i in following if lines[i].after_blank), len(lines))
    return 1 if lines[0].strong else 0


def read_head(lines: Sequence[Line]) -> Head:
    """Title, approval and letterhead of the lines before the body."""
    doubts: list[str] = []
    lines, left_column = _right_column(lines)
    start = next((i for i, line in enumerate(lines) if APPROVAL.match(line.text)), None)
    title_start = _title_start(lines, start or 0)
    if start is not None:
        title_start = min(title_start, start + LONGEST_BLOCK)
    if start is None:
        letterhead, block = list(lines[:title_start]), []
    else:
        block_end = title_start if title_start > start else _block_end(lines, start)
        letterhead, block = list(lines[:start]), list(lines[start:block_end])
        title_start = block_end if title_start <= start else title_start
        earlier = _title_start(letterhead, 0)
        if title_start >= len(lines) and earlier < len(letterhead):
            letterhead, lines, title_start = [], letterhead, earlier
    approval, leftover = read_approval(" ".join(line.text for line in block))
    place = [line.text for line in lines[title_start:] if _is_place_or_year(line)]
    about = [line for line in lines[title_start:] if not _is_place_or_year(line)]
    title, subtitle, preamble = _read_title(join_lines(about))
    if left_column:
        doubts.append(doubt.two_columns(" ".join(left_column)))
    doubts += doubt.about_head(approval, title, has_block=bool(block))
    dropped = [line.text for line in letterhead] + left_column + leftover + place
    used = " ".join([*(line.text for line in block), title, subtitle])
    return Head(title, subtitle, approval, tuple(preamble), tuple(dropped), tuple(doubts), used)


def read_approval(text: str) -> tuple[Approval, list[str]]:
    """The approval block of its joined lines, and what of it was not understood."""
    found = APPROVAL.match(text)
    if not found:
        return Approval(), [text] if text else []
    rest = text[found.end() :].strip()
    names = list(NAME.finditer(rest))
    number = next((m for pattern in ORDER_NUMBERS if (m := pattern.search(rest))), None)
    number_text = number.group(1).strip('.,;_»"') if number else ""
    if not re.search(r"\d", number_text) or len(number_text) > 50:
        number_text = ""
    day = DAY.search(rest)
    ends = [match.start() for match in (names[-1] if names else None, day) if match]
    ends += [match.start() for match in POST_ENDS.finditer(rest)]
    post = rest[: min(ends, default=len(rest))].strip(" ,.;:")
    post = post if len(post) <= LONGEST_POST else ""
    left = rest.replace(post, " ", 1) if post else rest
    for taken in (names[-1].group(0) if names else "", day.group(0) if day else "", number_text):
        left = left.replace(taken, " ", 1) if taken else left
    left = re.sub(r"\s+", " ", SERVICE_WORDS.sub(" ", left)).strip()
    approval = Approval(
        heading=found.group(0).strip(' :.«»"'),
        post=re.sub(r"\s+", " ", post),
        name=names[-1].group(0) if names else "",
        order_number=number_text,
        order_date=_date_of(day),
    )
    return approval, [left] if left else []


def _date_of(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    month = match["month"].lower()
    try:
        return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


def _right_column(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without a left column («СОГЛАСОВАНО») beside the approval block."""
    start = None
    for index, line in enumerate(lines):
        parts = line.cells or line.columns
        if len(parts) > 1 and APPROVAL.match(parts[-1]) and CONSENTED.match(parts[0]):
            start = index
    if start is None:
        return list(lines), []
    kept, left = list(lines[:start]), []
    end = _title_start(lines, start)
    for line in lines[start:end]:
        parts = line.cells or line.columns
        if len(parts) > 1:
            left += list(parts[:-1])
            kept.append(Line(parts[-1], line.after_blank))
        elif line.indent >= RIGHT_COLUMN_INDENT:
            kept.append(line)
        else:
            left.append(line.text)
    return [*kept, *lines[end:]], [part for part in left if part]


def _title_start(lines: Sequence[Line], start: int) -> int:
    return next((i for i in range(start, len(lines)) if ACT_KIND.match(lines[i].text)), len(lines))


def _block_end(lines: Sequence[Line], start: int) -> int:
    """The end of an approval block that no act's name follows: its last date, number or name."""
    end = start + 1
    for index in range(start, len(lines)):
        text = lines[index].text
        if DAY.search(text) or NAME.search(text) or any(p.search(text) for p in ORDER_NUMBERS):
            end = index + 1
    return end


def _is_place_or_year(line: Line) -> bool:
    """Whether the line is the foot of a cover: «г. Тверь», «2024 год»."""
    return bool(line.text and PLACE_AND_YEAR.fullmatch(line.text))


def _read_title(paragraphs: Sequence[Paragraph]) -> tuple[str, str, list[Paragraph]]:
    """The word for the act, its subject, and what follows them."""
    rest = list(paragraphs)
    if not rest:
        return "", "", []
    whole = rest.pop(0).text
    match = ACT_KIND.fullmatch(whole)
    title, subtitle = (match["kind"], match["about"]) if match else (whole, "")
    if len(title) > LONGEST_TITLE or len(subtitle) > LONGEST_SUBTITLE:
        return "", "", [Paragraph(whole), *rest]
    while rest and rest[0].text and _belongs_to_title(title, subtitle, rest[0]):
        subtitle = f"{subtitle} {rest.pop(0).text}".strip()
    return title, subtitle, rest


def _belongs_to_title(title: str, subtitle: str, paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.is_ended:
        return not subtitle and len(text.split()) <= 30
    return (
        not subtitle or paragraph.strong or text.isupper() or text[0].islower() or text[0] in "«("
    )
