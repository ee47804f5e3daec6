"""The head of an act: letterhead, approval blocks, title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing import approval_doubts
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_blocks import opens_block, read_blocks
from mentoring_pages.importing.approval_signs import check, compare
from mentoring_pages.importing.approval_text import read_approval
from mentoring_pages.importing.approval_words import DAY, NAME, NUMBERS, POST, ROLE
from mentoring_pages.importing.letterhead import (
    LONGEST_TITLE,
    split_order_head,
    split_text,
    text_of,
    title_of_letterhead,
)
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import Paragraph, join_lines
from mentoring_pages.importing.titles import is_heading, is_paper_title

ACT_KIND = re.compile(
    r"(?P<kind>(?:(?:примерн|типов)(?:ое|ый|ые|ая)\s+)?(?:положение|порядок|правила|программа"
    r"|регламент|инструкция|кодекс|концепция|стандарт|модель|устав))\b[\s:]*(?P<about>.*)",
    re.IGNORECASE | re.DOTALL,
)
PLAN = re.compile(r"(?P<kind>план)\b\s*(?P<about>.*)", re.IGNORECASE | re.DOTALL)
PLACE_AND_YEAR = re.compile(
    r"(?:(?:г|с|п|пос|дер|д|ст|р\.\s?п|рп|пгт|сл|х|а|нп)\.\s*[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?,?\s*)?"
    r"(?:(?:19|20)\d{2}\s*(?:г\.?|год)?)?"
    r"|[А-ЯЁ][\w-]+(?:\s[А-ЯЁ][\w-]+)?,?\s+(?:19|20)\d{2}\s*(?:г\.?|год)?"
)
IN_BRACKETS = re.compile(
    r"\(?\s*(?P<block>(?:утвержд|принят|введ[её]н|одобрен|согласован|рассмотрен).*)",
    re.IGNORECASE,
)
GLUED_APPROVAL = re.compile(
    r"(?P<about>.*?)\s*(?P<approval>\(\s*(?:утвержд|принят|введ[её]н)[^()]{10,400}\))\.?",
    re.IGNORECASE | re.DOTALL,
)
NEXT_APPROVAL = re.compile(
    r"[,;]\s*(?=(?:утвержд|принят|согласован|рассмотрен|одобрен)\w*\s)", re.IGNORECASE
)
PAPER_WITH_DAY = re.compile(
    rf"(?:приказ|протокол|распоряжени|постановлени)\w*[^.;]{{0,40}}?{DAY.pattern}", re.IGNORECASE
)
SCHOOL_AND_NUMBER = re.compile(
    r"(?<!\w)(?:[А-ЯЁ]{2,10}\s)*(?:СОШ|ООШ|СШ|(?i:школ|гимнази|лице|детск\w+\s+сад|сад|колледж)\w*)\s№?\s?\d{1,4}"
    r"(?!\w)"
)
"""«МБОУ Школа 8»: what is left of a school's name."""

REGISTERED = re.compile(rf"(?:от\s)?{DAY.pattern}\s*(?:№\s*[\w./-]{{1,20}})?", re.IGNORECASE)
"""The line of a form between «ПОЛОЖЕНИЕ» and its subject: «30.08.2025 № 02-17»."""

LONGEST_BLOCK = 60
"""Lines of all approval blocks."""

SCRAP = re.compile(r"(?:[А-ЯЁA-Z]{1,3}\s?){1,3}")
"""What a seal left between «ПРАВИЛА» and their subject."""

LONGEST_SUBTITLE = 500
"""Characters: what the fields of a page hold. Longer lines are no title."""

GOES_ON = re.compile(
    r"(?i:о|об|обо|в|во|на|по|для|и|при|с|со|из|к|от|за|среди|между|под|далее|имени|им\.)\s"
    r"|[«\"(а-яё]|[А-ЯЁ]{3,8}(?:\s[А-ЯЁ]{2,4})?\s*[«\"№]"
)
CAPITALS = re.compile(r"[А-ЯЁ]{4,}\s[А-ЯЁ]{4,}\s")
STARTS_A_PART = re.compile(
    r"(?:общи|основны|актуальн|цел[ьи]|задач|прав[аи]|обязанност|порядок|термин|понят|введение|преамбула"
    r"|организаци[яи]\s|пояснительн|форм[аы]|заключит|предмет|назначени|содержани|участник"
    r"|куратор|наставник|наставляем|ответственн|настоящ|раздел|глава|статья|механизм|срок|этап)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first section. ``preamble`` is text of the act itself."""

    title: str
    subtitle: str
    approvals: tuple[Approval, ...]
    preamble: tuple[Paragraph, ...]
    dropped: tuple[str, ...]
    doubts: tuple[str, ...]
    used: str
    """The source text that was read into title and approvals."""

    left: tuple[str, ...]
    """What of ``used`` was not understood; it stands in ``dropped`` too."""


def split_head(lines: Sequence[Line]) -> int:
    """Where the body begins: at the first line with the first number of a numbering."""
    for index, line in enumerate(lines):
        number = None if line.cells else split_number(line.text)
        if number and set(number.value) == {1} and not number.bracket:
            return index
    approval = next((i for i, line in enumerate(lines) if ROLE.match(line.text)), -1)
    for index in range(approval + 1, len(lines)):
        if ACT_KIND.match(lines[index].text) or (
            approval >= 0 and is_paper_title(lines[index].text)
        ):
            following = range(index + 1, len(lines))
            return next((i for i in following if _ends_title(lines[i])), len(lines))
    return 1 if lines[0].strong else 0


def _ends_title(line: Line) -> bool:
    """Whether a line below the act's name, in a text without numbers, is no more of its title."""
    if not line.after_blank or _is_place_or_year(line):
        return False
    return not (line.strong and GOES_ON.match(line.text) and line.text[-1] not in ".;:")


def read_head(lines: Sequence[Line]) -> Head:
    """Title, approvals and letterhead of the lines before the body."""
    start = next((i for i, line in enumerate(lines) if opens_block(line)), len(lines))
    title = _title_start(lines, start if start < len(lines) else 0)
    if start < len(lines):
        title = min(title, start + LONGEST_BLOCK)
    if title == len(lines) and start < len(lines):
        earlier = _title_start(lines[:start], 0)
        if earlier < start:
            return _read_parts(lines[:earlier], lines[start:], lines[earlier:start])
        papers = (i for i in range(start + 1, len(lines)) if is_paper_title(lines[i].text))
        title = next(papers, _block_end(lines, start))
    first = min(start, title)
    return _read_parts(lines[:first], lines[first:title], lines[title:])


def _read_parts(letterhead: Sequence[Line], block: Sequence[Line], about: Sequence[Line]) -> Head:
    doubts: list[str] = []
    lost: list[str] = []
    approvals: list[Approval] = []
    used: list[str] = []
    dropped: list[str] = []
    if block:
        found = read_blocks(block)
        approvals, used, dropped = list(found.approvals), [found.used], list(found.left)
        lost += found.lost
        doubts += [approval_doubts.mixed_approvals()] if found.is_mixed else []
        doubts += found.doubts
    letters, order = split_order_head(letterhead)
    letters, early = split_text(letters)
    place = [line.text for line in about if _is_place_or_year(line)]
    about = [line for line in about if not _is_place_or_year(line)]
    about, scraps = _without_scraps(about)
    title, subtitle, preamble, repeated = _read_title(join_lines(about))
    if not title and letters:
        letters, title = title_of_letterhead(letters)
    preamble = [*early, *preamble]
    below = [paragraph for paragraph in preamble[:3] if _is_approval_below(paragraph.text)]
    for paragraph in below:
        for part in NEXT_APPROVAL.split(paragraph.text.strip(" ()")):
            found_below, left = read_approval(part)
            approvals.append(found_below)
            dropped += left
            doubts += check(part, found_below, left)
        used.append(paragraph.text)
        preamble.remove(paragraph)
    if order and not any(approval.approves for approval in approvals):
        text = re.sub(r"^.*?(?=приказ|распоряжени)", "", order, flags=re.I | re.DOTALL)
        by_order, left = read_approval(f"УТВЕРЖДЕНО {text}")
        approvals.append(by_order)
        dropped += left
        used.append(order)
        doubts.append(approval_doubts.approval_of_order(order))
    elif order:
        approvals, is_used = _completed(approvals, order)
        doubts += [approval_doubts.number_of_order(order)] if is_used else []
        (used if is_used else dropped).append(order)
    unread = [piece for piece in lost if _may_decide(piece)]
    unread += [line.text for line in letters if PAPER_WITH_DAY.search(line.text)]
    doubts += [approval_doubts.unread_approval(unread)] if unread else []
    return Head(
        title=title,
        subtitle=subtitle,
        approvals=tuple(approvals),
        preamble=tuple(preamble),
        dropped=(*(text_of(line) for line in letters), *dropped, *place, *scraps, *repeated),
        doubts=(
            *doubts,
            *compare(approvals),
            *approval_doubts.about_head(approvals),
            *_bare_title(title, subtitle),
        ),
        used=" ".join([*used, title, subtitle]),
        left=tuple(dropped) if not (order and order in dropped) else (),
    )


def _completed(approvals: Sequence[Approval], order: str) -> tuple[list[Approval], bool]:
    """The approvals, the one in force with the number of the order where its own is not printed."""
    text = re.sub(r"^.*?(?=приказ|распоряжени)", "", order, flags=re.I | re.DOTALL)
    found, _ = read_approval(f"УТВЕРЖДЕНО {text}")
    place = next((i for i, entry in enumerate(approvals) if entry.approves), None)
    entry = approvals[place] if place is not None else Approval()
    fits = entry.order_date in (None, found.order_date) and not entry.order_number
    if place is None or not fits or not found.order_number:
        return list(approvals), False
    whole = replace(entry, order_number=found.order_number, order_date=found.order_date)
    return [*approvals[:place], whole, *approvals[place + 1 :]], True


def _may_decide(piece: str) -> bool:
    """Whether words left of an approval may be another decision, or say who made it.

    The number of a school is none.
    """
    is_post = re.match(POST, piece, re.IGNORECASE)
    return bool(is_post or re.search(r"\d", SCHOOL_AND_NUMBER.sub(" ", piece)))


def _title_start(lines: Sequence[Line], start: int) -> int:
    return next((i for i in range(start, len(lines)) if ACT_KIND.match(lines[i].text)), len(lines))


def _block_end(lines: Sequence[Line], start: int) -> int:
    """The end of approval blocks that no act's name follows: the last date, number or name."""
    end = start + 1
    for index in range(start, len(lines)):
        text = text_of(lines[index])
        if DAY.search(text) or NAME.search(text) or any(p.search(text) for p in NUMBERS):
            end = index + 1
    return end


def _is_approval_below(text: str) -> bool:
    """Whether a paragraph below the title says by what paper the act was approved."""
    return bool(
        len(text) < LONGEST_SUBTITLE
        and IN_BRACKETS.match(text)
        and re.search(r"приказ|протокол|распоряжени", text, re.IGNORECASE)
        and DAY.search(text)
    )


def _is_place_or_year(line: Line) -> bool:
    """Whether the line is the foot of a cover: «г. Тверь», «2024 год»."""
    text = line.text
    return bool(text and (PLACE_AND_YEAR.fullmatch(text) or REGISTERED.fullmatch(text)))


def _read_title(paragraphs: Sequence[Paragraph]) -> tuple[str, str, list[Paragraph], list[str]]:
    """The word for the act, its subject, what follows them, and the title printed once more."""
    rest = list(paragraphs)
    if not rest or rest[0].rows:
        return "", "", rest, []
    whole = rest.pop(0).text
    match = ACT_KIND.fullmatch(whole) or PLAN.fullmatch(whole)
    title, subtitle = (match["kind"], match["about"]) if match else (whole, "")
    if len(title) > LONGEST_TITLE or len(subtitle) > LONGEST_SUBTITLE:
        return "", "", [Paragraph(whole), *rest], []
    while rest and rest[0].text and _belongs_to_title(title, subtitle, rest[0]):
        subtitle = f"{subtitle} {rest.pop(0).text}".strip()
    subtitle, repeated = _without_repeat(title, subtitle)
    while rest and _same(rest[0].text, f"{title} {subtitle}"):
        repeated.append(rest.pop(0).text)
    if glued := GLUED_APPROVAL.fullmatch(subtitle):
        subtitle = glued["about"]
        rest.insert(0, Paragraph(glued["approval"]))
    return title, subtitle, rest, repeated


def _without_scraps(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The title without what a seal left between the word for the act and its subject."""
    scraps = [
        index
        for index in range(1, len(lines) - 1)
        if SCRAP.fullmatch(lines[index].text)
        and (kind := ACT_KIND.fullmatch(lines[index - 1].text))
        and not kind["about"]
        and lines[index + 1].text[:1].islower()
    ]
    kept = [line for index, line in enumerate(lines) if index not in scraps]
    return kept, [lines[index].text for index in scraps]


def _bare_title(title: str, subtitle: str) -> list[str]:
    if not title:
        return [doubt.no_title()]
    kind = ACT_KIND.fullmatch(title)
    is_bare = kind is not None and not kind["about"] and not subtitle
    return [doubt.bare_title(title)] if is_bare else []


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold().split() == other.casefold().split()


def _without_repeat(title: str, subtitle: str) -> tuple[str, list[str]]:
    """The subtitle without the whole title printed once more, as a cover makes it."""
    words = subtitle.split()
    half = len(words) // 2
    name = [title.casefold(), *(word.casefold() for word in words[:half])]
    if half and len(words) % 2 and [word.casefold() for word in words[half:]] == name:
        return " ".join(words[:half]), [" ".join(words[half:])]
    return subtitle, []


def _belongs_to_title(title: str, subtitle: str, paragraph: Paragraph) -> bool:
    text = paragraph.text
    if is_heading(text) or _is_approval_below(text) or split_number(text):
        return False
    if not paragraph.after_blank and f"{title}{subtitle}".isupper() and CAPITALS.match(text):
        return len(f"{subtitle} {text}") <= LONGEST_SUBTITLE
    if paragraph.is_ended and not GOES_ON.match(text):
        return not subtitle and len(text.split()) <= 30 and not STARTS_A_PART.match(text)
    if len(f"{subtitle} {text}") > LONGEST_SUBTITLE:
        return False
    if GOES_ON.match(text):
        return not paragraph.is_ended or not subtitle
    return (not subtitle or paragraph.strong or text.isupper()) and not STARTS_A_PART.match(text)
