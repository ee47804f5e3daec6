"""The words of one approval block become its parts: who, by what paper, when."""

import re

from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_words import (
    BODIES,
    BY_PAPER,
    BY_PERSON,
    DAY,
    GROUP,
    LONGEST_CLOSING,
    LONGEST_POST,
    NOISE,
    PAPER,
    POST,
    POST_ENDS,
    POSTS_OF,
    ROLE,
    SCHOOL_NAME,
    SERVICE_WORDS,
    date_of,
    day_of,
    mask_school,
    name_of,
    number_of,
)
from mentoring_pages.importing.full_names import full_name_in
from mentoring_pages.importing.phrases import called_plainly, in_nominative


def read_approval(text: str) -> tuple[Approval, list[str]]:
    """The approval block of its joined lines, and what of it was not understood."""
    text = re.sub(r"(?<=\d)от(?=[\s\d])", " от ", text)
    text = re.sub(r"(?<![_])_(?!_)|(?<=\d)(?<!20)_+|_+(?=\d)", " ", text)
    found = ROLE.match(text)
    if not found:
        return Approval(), [text] if text.strip() else []
    rest = text[found.end() :].strip()
    masked = SCHOOL_NAME.sub(lambda name: mask_school(name, rest), rest)
    name = name_of(rest) or full_name_in(rest)
    number, number_text = number_of(masked)
    day = day_of(rest)
    ends = [match.start() for match in (name, day) if match]
    ends += [match.start() for match in POST_ENDS.finditer(masked) if match.start()]
    before = rest[: min(ends, default=len(rest))].strip(" ,.;:")
    body = next((words for pattern, words in BODIES if re.search(pattern, rest, re.I)), "")
    post = _post_of(before, has_body=bool(body))
    organ = "" if post else before
    if post and name and BY_PAPER.match(before):
        beside = _post_beside(rest, masked, name.start())
        signing = rest.casefold().rfind(beside.casefold()) if beside else -1
        post = beside if signing >= len(before) and " " in beside else post
    if not post and name:
        beside = _post_beside(rest, masked, name.start())
        beside = beside or _post_behind(rest, masked, name.end())
        post = _post_of(beside, has_body=False) if beside else ""
        place = before.casefold().find(post.casefold()) if post else len(before)
        organ = before[: max(place, 0)]
    left = rest.replace(before, " ", 1) if before and (post or body) else rest
    if post and not before.startswith(post[:5]):
        left = re.sub(re.escape(post), " ", left, count=1, flags=re.IGNORECASE)
    days = [one.group(0) for one in DAY.finditer(rest) if date_of(one) == date_of(day)]
    for taken in (name.group(0) if name else "", *days, number_text):
        left = left.replace(taken, " ", 1) if taken else left
    left = re.sub(r"\s+", " ", SERVICE_WORDS.sub(" ", left)).strip()
    if not body and organ and (group := GROUP.match(BY_PAPER.sub("", organ))):
        body = called_plainly(re.sub(r"\s+", " ", group["body"]).strip(" ,.;:"))
        left = left.replace(group["body"], " ", 1).strip()
    if body:
        left = re.sub(r"\b(?:на|заседании|решением|с\s+учетом\s+мнения)\b", " ", left).strip()
    called = re.sub(r"\s+", " ", name.group(0)).strip() if name else ""
    oblique = BY_PAPER.match(before) or BY_PERSON.match(before)
    if name and post and oblique and rest[: name.start()].strip(" ,") == before:
        called = in_nominative(called) or called
    approval = Approval(
        heading=re.sub(r"\s+", " ", found["word"]),
        post=post,
        name=called,
        order_number=number_text,
        order_date=date_of(day),
        body=body if organ or not post or "протокол" in rest.lower() else "",
        is_protocol=bool(number or day) and _is_protocol(rest),
    )
    return approval, [left] if re.search(r"[А-ЯЁа-яё]{2}", left) else []


def _post_beside(rest: str, masked: str, end: int) -> str:
    """The post right before a name that ends at ``end``: «… № 7 Директор школы ____»."""
    for flags in (re.NOFLAG, re.IGNORECASE):
        posts = list(
            re.finditer(rf"(?<!\w){POST}[^_/№]{{0,120}}?(?=[\s_/]*$)", masked[:end], flags)
        )
        if posts:
            post = rest[posts[-1].start() : posts[-1].end()]
            return post[:1].upper() + post[1:]
    return ""


def _post_behind(rest: str, masked: str, start: int) -> str:
    """The post printed after a name: «Чижова Л.Л. ____ директор школы Приказ № 7»."""
    found = re.compile(rf"[\s_/,–—-]*(?P<post>{POST})", re.IGNORECASE).match(masked, start)
    if found is None:
        return ""
    ends = [DAY.search(rest, found.end()), POST_ENDS.search(masked, found.end())]
    end = min((match.start() for match in ends if match), default=len(rest))
    post = rest[found.start("post") : end].strip(" ,.;:_/(«")
    return post[:1].upper() + post[1:]


def is_closing_approval(text: str) -> bool:
    """Whether a paragraph is an approval that stands after the act: «Рассмотрено …, протокол …»."""
    return bool(
        len(text.split()) <= LONGEST_CLOSING
        and ROLE.match(text)
        and re.search(PAPER, text, re.IGNORECASE)
        and DAY.search(text)
    )


def _post_of(before: str, *, has_body: bool) -> str:
    """The post of a person, «Директор» for «приказом директора»; empty for a collegial body."""
    by_paper = BY_PAPER.match(before)
    text = BY_PAPER.sub("", NOISE.sub("", before))
    for words, post in POSTS_OF:
        if match := re.match(rf"{words}(?!\w)", text, re.IGNORECASE):
            text = f"{post}{text[match.end() :]}"
            break
    else:
        if (by_paper or has_body or GROUP.match(text)) and not re.match(POST, text):
            return ""
    text = re.sub(r"\s+", " ", NOISE.sub("", text)).strip(" ,.;:")
    return text if len(text) <= LONGEST_POST and re.search(r"[А-ЯЁа-яё]{3}", text) else ""


def _is_protocol(rest: str) -> bool:
    minutes = re.search(r"протокол|(?<!\w)прот\.", rest, re.IGNORECASE)
    order = re.search(r"приказ|распоряжени", rest, re.IGNORECASE)
    return bool(minutes) and not order
