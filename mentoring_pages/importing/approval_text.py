"""The words of one approval block become its parts: who, by what paper, when."""

import re
from collections.abc import Sequence

from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_words import (
    BLANK_DAY,
    BODIES,
    BY_PAPER,
    BY_PERSON,
    DAY,
    GROUP,
    INSTRUMENTAL,
    LONGEST_CLOSING,
    LONGEST_POST,
    NOISE,
    PAPER,
    POST,
    POST_ENDS,
    POSTS_OF,
    ROLE,
    SERVICE_WORDS,
    WORDS_OF_A_MEETING,
    date_of,
    day_of,
    is_same,
    name_of,
    names_in,
    number_of,
    plainly_spaced,
    without_schools,
)
from mentoring_pages.importing.full_names import full_name_in
from mentoring_pages.importing.phrases import called_plainly, in_nominative


def read_approval(text: str) -> tuple[Approval, list[str]]:
    """The approval block of its joined lines, and what of it was not understood."""
    text = plainly_spaced(text)
    found = ROLE.match(text)
    if not found:
        return Approval(), [text] if text.strip() else []
    rest = text[found.end() :].strip()
    masked = without_schools(rest)
    name = name_of(rest) or full_name_in(rest)
    number, number_text = number_of(masked)
    day = day_of(rest)
    ends = [match.start() for match in (name, day) if match]
    ends += [match.start() for match in POST_ENDS.finditer(masked) if match.start()]
    before = _from_post(rest[: min(ends, default=len(rest))].strip(" ,.;:_/"))
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
    taken = [match.span() for match in (name, *BLANK_DAY.finditer(rest)) if match]
    taken += [one.span() for one in DAY.finditer(rest) if date_of(one) == date_of(day)]
    taken += [number.span("number")] if number else []
    is_whose = post or body or BY_PAPER.match(before)
    taken += [_place(before, rest)] if is_whose else []
    taken += [_place(post, rest)] if post and not before.startswith(post[:5]) else []
    if not body and organ and (group := GROUP.match(BY_PAPER.sub("", organ))):
        body = called_plainly(re.sub(r"\s+", " ", group["body"]).strip(" ,.;:"))
        taken.append(_place(organ, rest))
    taken += [match.span() for match in names_in(rest) if name and is_same(match, name)]
    taken += [(at, at + 1) for at in range(len(rest)) if rest[at] != masked[at]]
    left = _left_of(rest, taken, of_body=bool(body))
    called = re.sub(r"\s+", " ", name.group(0)).strip() if name else ""
    oblique = BY_PAPER.match(before) or BY_PERSON.match(before)
    if name and post and oblique and _is_governed(called, rest[: name.start()], before):
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
    return approval, [left] if left else []


def _is_governed(name: str, text: str, before: str) -> bool:
    """Whether a name is in the case of the post: right behind it, or «____ / Т.С. Ольхиной /»."""
    is_beside = text.strip(" ,") == before
    by_person = BY_PERSON.match(before) and text.strip(" ,_/") == before
    return is_beside or bool(by_person and INSTRUMENTAL.search(name))


def _place(part: str, rest: str) -> tuple[int, int]:
    """Where ``part`` stands in ``rest``; nowhere is an empty place."""
    found = re.search(re.escape(part), rest, re.IGNORECASE) if part else None
    return found.span() if found else (0, 0)


def _left_of(rest: str, taken: Sequence[tuple[int, int]], *, of_body: bool) -> str:
    """The words and numbers of a block that no part of the approval took."""
    kept = list(rest)
    for start, end in taken:
        kept[start:end] = "\n" * (end - start)
    left = SERVICE_WORDS.sub(" ", "".join(kept))
    left = WORDS_OF_A_MEETING.sub(" ", left) if of_body else left
    left = re.sub(r"\s+", " ", left).strip()
    return left if re.search(r"[А-ЯЁа-яё]{2}|\d", left) else ""


def _from_post(before: str) -> str:
    """The words of the signer from the post on; what a neighbour left before it is cut off."""
    if BY_PAPER.match(before) or GROUP.match(before) or re.match(POST, before, re.IGNORECASE):
        return before
    late = re.search(rf"(?<=\s){POST}", before)
    is_body = late and any(re.search(words, before, re.IGNORECASE) for words, _ in BODIES)
    return before[late.start() :] if late and not is_body else before


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
