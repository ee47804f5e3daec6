"""Definitions: one term with two meanings, terms nobody defined, terms nobody uses."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentoring_pages.domain.clauses import TABLE
from mentoring_pages.domain.lemmas import Token, tokens
from mentoring_pages.linting.by_words import made
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Finding
from mentoring_pages.linting.text import Act
from mentoring_pages.linting.words import KNOWN_ABBREVIATIONS, SHOULD_BE_DEFINED

FURTHER = re.compile(r"\((?:[Дд]алее|ДАЛЕЕ)\s*[-–—:]?\s*(?P<name>[^()]{2,80})\)")
ABBREVIATION = re.compile(r"(?<![\w«\"“-])[А-ЯЁ]{2,6}(?![\w»\"”-])")
FEWEST_USES = 2
SAME_WORDS = 0.5
"""Two definitions that share this part of their words are one definition written twice."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A term with the words that define it and the block they stand in."""

    term: str
    words: str
    index: int


def by_terms(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Only the act itself: a paper in an appendix has definitions of its own."""
    normative = _normative(act)
    further = list(_further(act))
    yield from _two_meanings(act, rules, [*further, *normative])
    if normative:
        body = [
            (index, tokens(act.blocks[index].text))
            for index in range(act.body().start, act.body().end)
            if act.blocks[index].kind != TABLE
        ]
        names = [one.term for one in normative] + [one.term for one in further]
        yield from _undefined(act, rules, body, names)
        yield from _unused(act, rules, normative)
    yield from _abbreviations(act, rules, further)


def _normative(act: Act) -> list[Defined]:
    """The definitions of the act, each at the block that says it."""
    found = []
    for term, definition, key in act.terms:
        wanted = _plain(term)
        start = act.keys.index(key) if key in act.keys else act.body().start
        for index in range(start, act.body().end):
            text = act.blocks[index].text
            if _plain(text).startswith(wanted) and definition[:40].strip() in text:
                found.append(Defined(term, definition, index))
                break
    return found


def _further(act: Act) -> Iterator[Defined]:
    """«… методология наставничества (далее – Целевая модель)»: the name and the words before."""
    for index in range(act.body().start, act.body().end):
        text = act.blocks[index].text
        for match in FURTHER.finditer(text):
            before = text[max(0, match.start() - 250) : match.start()]
            for name in re.split(r",\s*", match["name"]):
                yield Defined(name.strip(' «»"“”'), re.split(r"[.;:]\s", before)[-1], index)


def _two_meanings(
    act: Act, rules: Mapping[str, Rule], defined: Sequence[Defined]
) -> Iterator[Finding]:
    first: dict[frozenset[str], Defined] = {}
    for one in defined:
        key = _lemmas(one.term)
        if not key:
            continue
        other = first.setdefault(key, one)
        if other is one or other.index == one.index:
            continue
        if share_of_words(one.words, other.words) < SAME_WORDS:
            yield made(
                act,
                rules["term-two-meanings"],
                one.index,
                one.term,
                term=one.term,
                other=act.place(other.index) or "выше",
            )


def _undefined(
    act: Act,
    rules: Mapping[str, Rule],
    body: Sequence[tuple[int, Sequence[Token]]],
    names: Sequence[str],
) -> Iterator[Finding]:
    known = {_lemmas(name) for name in names}
    for term in SHOULD_BE_DEFINED:
        wanted = _sequence(term)
        if frozenset().union(*wanted) in known or any(_fits(name, wanted) for name in names):
            continue
        places = [index for index, words in body for _ in range(_occurrences(words, wanted, term))]
        if len(places) >= FEWEST_USES:
            yield made(
                act,
                rules["term-undefined"],
                places[0],
                term,
                term=term,
                count=_times(len(places)),
            )


def _occurrences(words: Sequence[Token], wanted: Sequence[frozenset[str]], term: str) -> int:
    """How often a term stands in a line, not counting it inside a longer term of the list."""
    wider = [_sequence(other) for other in SHOULD_BE_DEFINED if term in other and term != other]
    count = 0
    for start in range(len(words) - len(wanted) + 1):
        if not _stands(words, start, wanted):
            continue
        inside = any(
            _stands(words, start - shift, longer)
            for longer in wider
            for shift in range(len(longer))
            if start - shift >= 0
        )
        count += not inside
    return count


def _stands(words: Sequence[Token], start: int, wanted: Sequence[frozenset[str]]) -> bool:
    return start + len(wanted) <= len(words) and all(
        words[start + step].lemmas & lemmas for step, lemmas in enumerate(wanted)
    )


def _fits(name: str, wanted: Sequence[frozenset[str]]) -> bool:
    have = tokens(name)
    return any(_stands(have, start, wanted) for start in range(len(have))) and len(have) == len(
        wanted
    )


def _unused(act: Act, rules: Mapping[str, Rule], normative: Sequence[Defined]) -> Iterator[Finding]:
    lines = [
        (index, tokens("\n".join([block.text, *(cell for row in block.rows for cell in row)])))
        for index, block in enumerate(act.blocks)
    ]
    for one in normative:
        wanted = _sequence(one.term)
        if not wanted:
            continue
        if not any(
            _stands(words, start, wanted)
            for index, words in lines
            if index != one.index
            for start in range(len(words))
        ):
            yield made(act, rules["term-unused"], one.index, one.term, term=one.term)


def _abbreviations(
    act: Act, rules: Mapping[str, Rule], further: Sequence[Defined]
) -> Iterator[Finding]:
    known = {one.term for one in further} | {term for term, _, _ in act.terms}
    expanded = set(KNOWN_ABBREVIATIONS) | {word for name in known for word in name.split()}
    title = act.title
    whole = "\n".join(block.text for block in act.blocks)
    for index in range(act.body().start, act.body().end):
        text = act.blocks[index].text
        if text.isupper():
            continue
        for match in ABBREVIATION.finditer(text):
            word = match.group()
            if word in expanded or word in title or f"{word} (" in text:
                continue
            expanded.add(word)
            if re.search(rf"\(\s*{word}\s*\)", whole):
                continue
            yield made(act, rules["abbreviation-undefined"], index, word, term=word)


def _sequence(term: str) -> tuple[frozenset[str], ...]:
    return tuple(token.lemmas for token in tokens(re.sub(r"\([^)]*\)", "", term)))


def _lemmas(text: str) -> frozenset[str]:
    """The likeliest dictionary form of each word; short words say nothing."""
    return frozenset(min(token.lemmas) for token in tokens(text) if len(token.word) > 2)


def share_of_words(one: str, other: str) -> float:
    """Which part of the words of the shorter text the other has too, in any form: 0 to 1."""
    mine, theirs = _lemmas(one), _lemmas(other)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(' «»"*').casefold()


def _times(count: int) -> str:
    tail = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} раза" if tail else f"{count} раз"
