"""A glossary read against itself and against the acts beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mentoring_pages.domain.wiki_links import LINK, same_name
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Finding
from mentoring_pages.linting.terms import share_of_words

SEE = re.compile(r"\b[Сс]м\.\s*(?:также\s+)?«([^«»]{2,80})»")
SAME_WORDS = 0.5
"""Two explanations that share this part of their words say one thing twice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the glossary, its other names, and what it says."""

    term: str
    definition: str
    variants: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(same_name(name) for name in (self.term, *self.variants) if name.strip())


@dataclass(frozen=True, slots=True)
class Normative:
    """A definition of an act in force: ``act`` is how a person calls that act."""

    term: str
    definition: str
    act: str


def by_glossary(
    entries: Iterable[Entry], normative: Iterable[Normative], rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    """Terms without words, terms explained twice, links to terms that are not there."""
    listed, acts = list(entries), list(normative)
    names = {name for entry in listed for name in entry.names}
    names |= {same_name(one.term) for one in acts}
    first: dict[str, Entry] = {}
    for entry in listed:
        if not entry.definition.strip():
            yield _made(rules["glossary-empty"], entry, term=entry.term)
        other = next((first[name] for name in entry.names if name in first), None)
        if other is not None:
            yield _made(rules["glossary-twice"], entry, term=entry.term, other=other.term)
        for name in entry.names:
            first.setdefault(name, entry)
        for one in acts:
            if same_name(one.term) in entry.names and _differ(entry.definition, one.definition):
                yield _made(rules["glossary-against-act"], entry, term=entry.term, act=one.act)
        for target in (*_linked(entry.definition), *SEE.findall(entry.definition)):
            if same_name(target) not in names:
                yield _made(
                    rules["glossary-dead-link"], entry, quote=target, term=entry.term, target=target
                )


def _linked(text: str) -> Iterator[str]:
    for found in LINK.finditer(text):
        yield found.group(1).strip()


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine.strip()) and share_of_words(mine, theirs) < SAME_WORDS


def _made(rule: Rule, entry: Entry, quote: str = "", **fields: str) -> Finding:
    def said(text: str) -> str:
        for name, value in fields.items():
            text = text.replace("{" + name + "}", value)
        return text

    return Finding(
        rule=rule.key,
        degree=rule.degree,
        key="",
        place=f"Термин «{entry.term}»",
        quote=f"{entry.term}: {quote}" if quote else entry.term,
        what=said(rule.what),
        why=rule.why,
        advice=said(rule.advice),
        law=rule.law,
    )
