"""Where a text uses defined terms, in every inflected form.

A term is found when all its words stand side by side in its order, each by its dictionary form.
The longest term wins: «наставническая группа» is never marked as «группа».
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mentoring_pages.domain.lemmas import PART, Token, lemmas_of, tokens

Word = tuple[frozenset[str], ...]
"""The dictionary forms of each part of a word: one part, or several around hyphens."""

Pattern = tuple[tuple[Word, ...], str]
"""The words of one name of a term, and the key of the term."""

BETWEEN_WORDS = re.compile(r"[ \t\n\u00a0\u202f]{1,3}\Z")
"""What may stand between two words of one term; a comma or a full stop parts them."""

BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*")
LIST_OF_NAMES = re.compile(r"[;,\n]")

LONGEST_TERM = 8
"""Words of the longest term that is looked for: a longer one is a sentence, not a name."""

SHORTEST_NAME = 2
"""Letters of the shortest name that is looked for: «и» defines nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` uses the term called ``term``."""

    start: int
    end: int
    term: str


def names_of(term: str, variants: str = "") -> tuple[str, ...]:
    """How a term is called: itself, what it gives in brackets, and its other names.

    ``variants`` are divided by commas, semicolons or lines. «Наставляемый (подопечный)» is called
    both.
    """
    bracketed = [name for found in BRACKETED.findall(term) for name in LIST_OF_NAMES.split(found)]
    others = LIST_OF_NAMES.split(variants)
    names = [BRACKETED.sub(" ", term), *bracketed, *others]
    kept = dict.fromkeys(name.strip(' «»"“”.:–—-') for name in names)
    return tuple(name for name in kept if len(name) >= SHORTEST_NAME)


@dataclass(slots=True)
class TermFinder:
    """Finds terms in texts; made once for an act, of pairs (key of the term, one of its names)."""

    names: Iterable[tuple[str, str]]
    _by_form: dict[str, list[tuple[int, Pattern]]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_form = {}
        for number, (key, name) in enumerate(self.names):
            words = tuple(_word(token) for token in tokens(name))
            if not 0 < len(words) <= LONGEST_TERM:
                continue
            for form in words[0][0]:
                self._by_form.setdefault(form, []).append((number, (words, key)))

    def marks(self, text: str, *, leave: Collection[str] = ()) -> list[Mark]:
        """The uses of terms in ``text`` in order, each term once; those in ``leave`` not at all.

        A term that is left still covers its words, so that no shorter one is found inside it.
        """
        found: list[Mark] = []
        seen = set(leave)
        at = 0
        words = tokens(text)
        while at < len(words):
            length, key = self._longest(text, words, at)
            if key and key not in seen:
                seen.add(key)
                found.append(Mark(words[at].start, words[at + length - 1].end, key))
            at += length
        return found

    def _longest(self, text: str, words: Sequence[Token], at: int) -> tuple[int, str]:
        """How many words the longest term at place ``at`` has and which it is; (1, «») for none."""
        first = _word(words[at])
        for pattern, key in self._begun_by(first):
            if _matches(text, words, at, pattern):
                return len(pattern), key
        return 1, ""

    def _begun_by(self, first: Word) -> list[Pattern]:
        """The patterns that may begin with a word, longest first; older ones before later ones."""
        found = {
            number: pattern
            for form in (first[0] if first else ())
            for number, pattern in self._by_form.get(form, ())
        }
        return [found[number] for number in sorted(found, key=lambda n: (-len(found[n][0]), n))]


def _word(token: Token) -> Word:
    return tuple(lemmas_of(part) for part in PART.findall(token.word))


def _matches(text: str, words: Sequence[Token], at: int, pattern: Sequence[Word]) -> bool:
    if at + len(pattern) > len(words):
        return False
    used = words[at : at + len(pattern)]
    for before, after in pairwise(used):
        if not BETWEEN_WORDS.match(text[before.end : after.start]):
            return False
    return all(_is(wanted, _word(token)) for wanted, token in zip(pattern, used, strict=True))


def _is(wanted: Word, given: Word) -> bool:
    """The same word: as many parts, and each part has a dictionary form in common."""
    return len(wanted) == len(given) and all(
        form & other for form, other in zip(wanted, given, strict=True)
    )
