"""Rules found by words: outdated law, what consents and agreements must not say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from mentoring_pages.linting.catalogue import Rule, fold
from mentoring_pages.linting.finding import Context, Finding
from mentoring_pages.linting.text import Act, Part, text_of

LONGEST_QUOTE = 160
LONGEST_TAIL = 60
"""Characters a quote may grow by to close its bracket."""

PAIRS = (("(", ")"), ("«", "»"))


def by_words(act: Act, rules: Iterable[Rule], context: Context) -> Iterator[Finding]:
    """What the patterns of ``rules`` find in ``act``."""
    lines = [fold(text_of(block)) for block in act.blocks]
    whole = "\n".join([act.title, *lines])
    for rule in rules:
        if rule.is_computed or not rule.holds(context):
            continue
        if not _all(rule.also_in_act, whole) or _any(rule.unless_in_act, whole):
            continue
        most = 1 if rule.scope == "act" else None
        yield from islice(_one_rule(act, rule, lines, whole), most)


def made(act: Act, rule: Rule, index: int, quote: str = "", /, **values: str) -> Finding:
    """A finding of ``rule`` at block ``index`` (-1: the whole text), its words filled in."""
    return Finding(
        rule=rule.key,
        degree=rule.degree,
        key=act.keys[index] if index >= 0 else "",
        place=act.place(index),
        quote=quote,
        what=_filled(rule.what, values),
        why=_filled(rule.why, values),
        advice=_filled(rule.advice, values),
        law=rule.law,
        index=index,
    )


def _one_rule(act: Act, rule: Rule, lines: Sequence[str], whole: str) -> Iterator[Finding]:
    parts = [part for part in act.parts if not rule.parts or part.kind in rule.parts]
    if rule.scope == "act" and rule.absent:
        if parts and not _any(rule.absent, whole):
            yield made(act, rule, -1)
        return
    if rule.in_title:
        yield from _named(act, rule)
    for part in parts:
        text = "\n".join(lines[part.start : part.end])
        if not _all(rule.also_in_part, text) or _any(rule.unless_in_part, text):
            continue
        found = _absent(act, rule, part, text) if rule.absent else _present(act, rule, part, lines)
        hits = list(found)
        yield from (_together(hits) if rule.scope == "part" else hits)


def _named(act: Act, rule: Rule) -> Iterator[Finding]:
    """What the patterns find in the name of the document."""
    for name in (act.heading, act.title):
        hit = next((match for pattern in rule.find if (match := pattern.search(fold(name)))), None)
        if hit:
            quote = name[hit.start() : hit.end()]
            yield made(act, rule, -1, quote, quote=quote)


def _together(hits: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for a part, at its first place, with the words of all places."""
    if hits:
        quotes = "», «".join(dict.fromkeys(hit.quote for hit in hits))
        first = hits[0]
        yield replace(first, quote=quotes, what=first.what.replace(first.quote, quotes, 1))


def _absent(act: Act, rule: Rule, part: Part, text: str) -> Iterator[Finding]:
    if text.strip() and not _any(rule.absent, text):
        yield made(act, rule, part.start)


def _present(act: Act, rule: Rule, part: Part, lines: Sequence[str]) -> Iterator[Finding]:
    for index in range(part.start, part.end):
        line = lines[index]
        if not _all(rule.also, line) or _any(rule.unless, line):
            continue
        hit = next((match for pattern in rule.find if (match := pattern.search(line))), None)
        if hit:
            quote = whole_quote(text_of(act.blocks[index]), hit.start(), hit.end())
            yield made(act, rule, index, quote, quote=quote)


def whole_quote(text: str, start: int, end: int) -> str:
    """``text[start:end]`` as people quote: whole words, and no bracket or «ёлочка» left open."""
    while end < len(text) and end > start and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    for opened, closed in PAIRS:
        piece = text[start:end]
        if piece.count(opened) > piece.count(closed):
            close = text.find(closed, end, end + LONGEST_TAIL)
            before = start + piece.rindex(opened)
            end = close + 1 if close >= 0 else before if before > start else end
    quote = re.sub(r"\s+", " ", text[start:end]).strip(" ,;:")
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _any(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _all(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return all(pattern.search(text) for pattern in patterns)
