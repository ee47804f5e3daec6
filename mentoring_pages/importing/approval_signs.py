"""Signs that an approval block was read wrongly or not whole: each is told, none is guessed away.

A block is a few words of four kinds (who, by what paper, on what day, signed by whom). What stands
in it twice, what stands alone, and what is of no kind shows that a line of another block came in or
that one of its own was lost.
"""

import difflib
import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from mentoring_pages.domain.lemmas import readings
from mentoring_pages.importing import approval_doubts as doubt
from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_words import (
    AFTER_NUMBER_SIGN,
    BY_PAPER,
    BY_PERSON,
    DAY,
    NUMBERS,
    PAPER,
    POST,
    ROLE,
    date_of,
    names_in,
    number_in,
    plainly_spaced,
    surname_in,
    without_schools,
)
from mentoring_pages.importing.lines import Line

ORDER = re.compile(r"(?<!\w)(?:приказ|распоряжени)", re.IGNORECASE)
MINUTES = re.compile(r"(?<!\w)(?:протокол|прот\.)", re.IGNORECASE)
COUNCIL = re.compile(
    r"(?<!\w)(?:совет(?!ск)|собрани|комитет|заседани|протокол|приказ)\w*", re.IGNORECASE
)
OF_A_COUNCIL = re.compile(
    r"(?:заместител\w+\s+)?(?:председател|пред\.|секретар|член|представител|руковод|рук\.)",
    re.IGNORECASE,
)
GARBLED = re.compile(
    r"[\^{}|\\~<>=£€¥■▼♦✓*?!]|(?<![A-Za-z])(?![IVXLC]+(?![A-Za-z]))[A-Za-z]{2,}"
    r"|[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё]|[а-яё]\d[а-яё]|(?<!\w)[а-яё]+[А-ЯЁ](?!\w)"
)
"""Signs and letters that no act prints in a block: a scanner made them of a seal or of a hand."""

CUT_POST = re.compile(r"(?:^|\s)(?:и|в|на|по|с|г|[а-яё])$|[«(][^»)]*$|^[^«]*»")
"""A post that ends within a word, a name or a bracket."""

POSTS = re.compile(rf"(?<!\w){POST}\w*")
TITLE_OF_A_POST = re.compile(POST, re.IGNORECASE)
LONGEST_BLOCK = 70
"""Words."""

FARTHEST = 366
"""Days between two decisions on the same act."""

HEADS = (
    *("утверждаю", "утверждено", "утвержден", "принято", "принята", "рассмотрено"),
    *("согласовано", "одобрено"),
)
LIKENESS = 0.72
SHORTEST_HEAD = 6
LONGEST_HEAD = 14
"""Letters."""

LINES_OF_A_HEAD = 60
MOST_WORDS = 8
"""Of a line that opens a block."""

LATIN = str.maketrans("ABCEHKMOPTXaceopxyIlr", "АВСЕНКМОРТХасеорхуИиг")


def check(text: str, approval: Approval, left: Sequence[str] = ()) -> list[str]:
    """The doubt about one block whose words are ``text``; none where nothing looks wrong."""
    found = ROLE.match(text)
    if found is None:
        return []
    rest = plainly_spaced(text[found.end() :])
    reasons = [
        *_of_days(rest, approval),
        *_of_numbers(without_schools(rest), approval),
        *_of_people(rest, approval),
        *_of_papers(rest, approval),
        *([doubt.garbled(garbled.group(0))] if (garbled := _garbled(rest)) else []),
        *([doubt.too_long()] if len(rest.split()) > LONGEST_BLOCK else []),
        *(doubt.not_taken(piece) for piece in left),
    ]
    return [doubt.check_approval(approval.heading, reasons)] if reasons else []


def _garbled(rest: str) -> re.Match[str] | None:
    return GARBLED.search(re.sub(r"№|N(?=\s*\d)", " ", rest))


def _of_days(rest: str, approval: Approval) -> Iterable[str]:
    days = [one for one in DAY.finditer(rest) if not AFTER_NUMBER_SIGN.search(rest[: one.start()])]
    for one in days:
        if date_of(one) is None:
            yield doubt.impossible_day(one.group(0).strip())
    known = dict.fromkeys(day for one in days if (day := date_of(one)))
    if len(known) > 1 and approval.order_date:
        yield doubt.several_days([f"{day:%d.%m.%Y}" for day in known], approval.order_date)


def _of_numbers(rest: str, approval: Approval) -> Iterable[str]:
    matches = (match for pattern in NUMBERS for match in pattern.finditer(rest))
    numbers = dict.fromkeys(text for match in matches if (text := number_in(match, rest)))
    if len(numbers) > 1:
        yield doubt.several_numbers([*numbers], approval.order_number)


def _of_people(rest: str, approval: Approval) -> Iterable[str]:
    names = dict.fromkeys(surname_in(one.group(0)) for one in names_in(rest))
    if len(names) > 1:
        yield doubt.several_names([*names], approval.name)
    post = approval.post
    if len([*POSTS.finditer(rest)]) > 1 + bool(POSTS.search(post[1:])):
        yield doubt.several_posts()
    if approval.name and not (post or approval.body):
        yield doubt.name_without_post(approval.name)
    is_told = approval.heading.casefold() == "утверждаю"
    if post and not (approval.name or is_told or _is_by_paper(rest)):
        yield doubt.post_without_name(post)
    is_council = COUNCIL.search(post) and not OF_A_COUNCIL.match(post)
    if post and (is_council or CUT_POST.search(post) or not TITLE_OF_A_POST.match(post)):
        yield doubt.odd_post(post)


def _is_by_paper(rest: str) -> bool:
    """«Приказом директора …»: a paper names the post, nobody signs."""
    rest = rest.strip(" :.,«»")
    return bool(BY_PAPER.match(rest) or BY_PERSON.match(rest))


def _of_papers(rest: str, approval: Approval) -> Iterable[str]:
    if approval.approves:
        is_person = approval.post and not OF_A_COUNCIL.match(approval.post)
        if is_person and MINUTES.search(rest) and not ORDER.search(rest):
            yield doubt.minutes_of_a_person()
        return
    if ORDER.search(rest):
        yield doubt.order_of_a_council()
    has_paper = re.search(PAPER + r"\W*(?:№|N|от|\d|«|_|$)", rest, re.IGNORECASE)
    if has_paper and bool(approval.order_number) != bool(approval.order_date):
        yield doubt.half_a_paper(has_number=bool(approval.order_number))


def compare(approvals: Sequence[Approval]) -> list[str]:
    """What shows only beside the other blocks: a signature in the wrong one, days far apart."""
    found = []
    in_force = [one for one in approvals if one.approves]
    others = [one for one in approvals if not one.approves]
    unsigned = any(one.post and not one.name for one in in_force)
    if unsigned and (signed := [one for one in others if one.name and not one.post]):
        found.append(doubt.signature_elsewhere(signed[0].name, signed[0].heading))
    days = sorted(one.order_date for one in approvals if one.order_date)
    for early, late in itertools.pairwise(days):
        if (late - early).days > FARTHEST:
            found.append(doubt.days_far_apart(early, late))
    return found


def days_to_come(approvals: Sequence[Approval], today: date) -> list[str]:
    """Days of decisions later than ``today``."""
    return [
        doubt.day_to_come(one.heading, one.order_date)
        for one in approvals
        if one.order_date and one.order_date > today
    ]


def unread_heads(lines: Sequence[Line], *, is_any_read: bool) -> list[str]:
    """Lines that begin with a word like «Утверждаю» which a scanner made unreadable.

    Where no block was read at all, a short line with the word itself is one too.
    """
    found = []
    for line in lines[:LINES_OF_A_HEAD]:
        words = line.text.split()
        if not words or len(words) > MOST_WORDS:
            continue
        is_lost = not is_any_read if ROLE.match(line.text) else _is_like_a_head(words[0])
        found += [" ".join(words[:3])] if is_lost else []
    return found


def _is_like_a_head(printed: str) -> bool:
    """Whether no dictionary has the word and it is nearly one that opens a block."""
    bare = re.sub(r"[^\w]", "", printed)
    word = bare.translate(LATIN).casefold()
    if not SHORTEST_HEAD <= len(word) <= LONGEST_HEAD or readings(bare)[0].is_known:
        return False
    likeness = (difflib.SequenceMatcher(None, word, head, autojunk=False) for head in HEADS)
    return any(one.ratio() >= LIKENESS for one in likeness)
