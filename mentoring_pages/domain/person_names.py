"""How a person is called in a text: in every case, by short and pet names, in Latin letters.

The forms of a name are data, ``person_names.json``, with their source. Cyrillic is written in Latin
by ``anyascii``, as Wagtail does for addresses and files; the spellings of passports and of habit
are folded to one.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from typing import Any
from uuid import UUID

from anyascii import anyascii

from mentoring_pages.domain.lemmas import Token, fold, lemmas_of, readings, tokens

NEAR = 2
"""How many words may stand between a family name and a given name that belong together."""

HUMP = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
LATIN = re.compile(r"[a-z]+")
BESIDE = re.compile(r"[\s.\u00a0]*")
SENTENCE_END = re.compile(r"(?:\A(?!\s)|[.!?…\n]\s*[«\"(–—-]*\s*)\Z")
FEW = 12
"""Characters before a word in which the end of the sentence before it stands."""

NAMES = frozenset({"Name", "Surn", "Patr"})

VOWELS = "аяьй"
"""Letters at the end of a short name that a pet name puts its own ending in the place of."""


@dataclass(frozen=True, slots=True)
class _Forms:
    short: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]
    latin: tuple[tuple[str, str], ...]


@cache
def _data() -> _Forms:
    raw: dict[str, Any] = json.loads(
        resources.files("mentoring_pages.domain").joinpath("person_names.json").read_text("utf-8")
    )
    return _Forms(
        short={fold(name): frozenset(map(fold, forms)) for name, forms in raw["names"].items()},
        endings=tuple(raw["endings"]),
        latin=tuple((written, same) for written, same in raw["latin"]),
    )


@lru_cache(maxsize=20_000)
def given_lemmas(given: str) -> frozenset[str]:
    """The dictionary forms of a given name, of its short names and of their pet names."""
    data = _data()
    short = data.short.get(fold(given), frozenset())
    pet = {
        name.rstrip(VOWELS) + ending
        for name in {fold(given), *short}
        for ending in data.endings
        if len(name.rstrip(VOWELS)) > 1
    }
    found = lemmas_of(given) | pet | short
    return found.union(*(lemmas_of(name) for name in short)) if short else found


def names_in(text: str, people: Iterable[tuple[UUID, str, str]]) -> frozenset[UUID]:
    """Which of ``people`` (key, family name, given name) the text names, in any case of Russian.

    A family name counts with the given name, a short form of it or its initial beside it: «Ветрова
    Петра», «Петя Ветров», «П. Ветров».
    """
    words = tokens(text)
    found: set[UUID] = set()
    places = _places(words)
    for key, family, given in people:
        for index in {i for lemma in lemmas_of(family) for i in places.get(lemma, ())}:
            if any(
                words[other].lemmas & given_lemmas(given) or is_initial(words[other].word, given)
                for other in _around(index, len(words))
            ):
                found.add(key)
                break
    return frozenset(found)


def named_in_label(label: str, people: Iterable[tuple[UUID, str, str]]) -> frozenset[UUID]:
    """The same for the name of a file or the last part of an address: «petya-vetrov_7a.jpg»,
    «Ветров_Пётр», «VetrovPetr»."""
    apart = HUMP.sub(" ", label)
    apart = re.sub(r"[\W_]+", " ", apart)
    listed = list(people)
    found = set(names_in(apart, listed))
    words = [folded_latin(word) for word in LATIN.findall(apart.casefold())]
    if not words:
        return frozenset(found)
    first = {word[:1] for word in words}
    for key, family, given in listed:
        if key in found or folded_latin(family)[:1] not in first:
            continue
        families = latin_forms(family)
        places = [index for index, word in enumerate(words) if word in families]
        if any(
            _is_given_in_latin(words[i], given) for at in places for i in _around(at, len(words))
        ):
            found.add(key)
    return frozenset(found)


def alone_in(text: str, given_names: Iterable[str]) -> tuple[str, ...]:
    """Words of ``text`` that may be one of ``given_names`` with no other name beside: «Петя».

    «Нина Павловна» and «Петя Сидоров» are somebody in full. A word that means something else too
    («Вера», «Коли») is left out where its capital letter only begins a sentence.
    """
    wanted: set[str] = set().union(*(given_lemmas(given) for given in set(given_names)), ())
    words = tokens(text)
    found: dict[str, None] = {}
    for index, word in enumerate(words):
        if not word.word[:1].isupper() or not word.lemmas & wanted:
            continue
        if _has_name_beside(text, words, index):
            continue
        if _begins(text, word) or not _is_a_name(word.word):
            continue
        found[word.word] = None
    return tuple(found)


def is_initial(word: str, name: str) -> bool:
    """«П» for «Пётр»: a single capital letter that begins the name."""
    return len(word) == 1 and word.isupper() and name[:1].upper() == word


@lru_cache(maxsize=20_000)
def latin_forms(name: str) -> frozenset[str]:
    """A Russian name in all its cases, in folded Latin letters."""
    forms = {fold(name)}
    for reading in readings(name):
        if reading.normal_form and fold(reading.normal_form) in lemmas_of(name):
            forms |= {fold(form.word) for form in reading.lexeme if "plur" not in form.tag}
    return frozenset(folded_latin(form) for form in forms)


@lru_cache(maxsize=50_000)
def folded_latin(word: str) -> str:
    """Latin spellings of one Russian word made equal: «Shchukin», «Schukin», «Щукин»."""
    folded = re.sub(r"[^a-z]", "", anyascii(fold(word)).casefold())
    for written, same in _data().latin:
        folded = folded.replace(written, same)
    return "".join(letter for letter, _run in groupby(folded))


def _is_given_in_latin(word: str, given: str) -> bool:
    if len(word) == 1:
        return folded_latin(given)[:1] == word
    return any(
        word in latin_forms(form)
        for form in {fold(given), *_data().short.get(fold(given), frozenset())}
    )


def _around(index: int, count: int) -> list[int]:
    near = range(max(0, index - NEAR), min(count, index + NEAR + 1))
    return [other for other in near if other != index]


def _places(words: Sequence[Token]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        for lemma in word.lemmas:
            places.setdefault(lemma, []).append(index)
    return places


def _has_name_beside(text: str, words: Sequence[Token], index: int) -> bool:
    """A capital letter right before or after, with nothing but blanks and dots of initials between:
    a family name, a patronymic, an initial. The word before may only begin the sentence."""
    if index + 1 < len(words):
        after = words[index + 1]
        between = text[words[index].end : after.start]
        if after.word[:1].isupper() and between.isspace():
            return True
    if index:
        before = words[index - 1]
        between = text[before.end : words[index].start]
        if before.word[:1].isupper() and BESIDE.fullmatch(between):
            short = len(before.word) == 1
            return short or ("." not in between and not _begins(text, before))
    return False


def _begins(text: str, word: Token) -> bool:
    """A word that has its capital letter from the sentence: its likeliest reading is no name."""
    named = NAMES & _grammemes(readings(word.word)[0])
    return begins_sentence(text, word.start) and not named


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line begins with the word at ``start``."""
    return bool(SENTENCE_END.search(text[max(0, start - FEW) : start]))


def _is_a_name(word: str) -> bool:
    """The dictionary has the word as a name, or does not have it at all."""
    found = readings(word)
    return not found[0].is_known or any(NAMES & _grammemes(one) for one in found)


def _grammemes(reading: Any) -> frozenset[str]:
    return frozenset(reading.tag.grammemes)
