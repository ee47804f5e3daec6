"""Russian words by their dictionary forms, so that a search and a term know all forms of a word.

The dictionary is OpenCorpora's, read by pymorphy3. «Ё» is folded to «е» before and after, because
people write both.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
STRESS = "\N{COMBINING ACUTE ACCENT}"
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"

LETTERS = rf"[^\W_](?:[^\W_]|[\u0300-\u036f{SOFT_HYPHEN}])*"
WORD = re.compile(rf"{LETTERS}(?:[{HYPHENS}]{LETTERS})*")
PART = re.compile(LETTERS)
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)

LONGEST_WORD = 60
"""Letters of the longest word that is looked up; Russian dictionaries stop near forty."""

LONGEST_ABBREVIATION = 6
"""Letters of a word in capitals that the dictionary does not know and nobody inflects: МБОУ."""

RARE = 0.02
"""A reading this much rarer than the likeliest one is left out: «дела» is not from «деть»."""

RARE_GUESS = 0.2
"""The same for a word that the dictionary lacks and the library guesses by its ending."""

FUNCTION_PARTS = frozenset({"PREP", "CONJ", "PRCL", "INTJ", "NPRO"})
"""Parts of speech that join words and name nothing: a search that has other words leaves them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands: ``text[start:end]`` is ``word``; ``lemmas`` are its dictionary forms.

    A homonym has several; a word with hyphens has those of the whole and of its parts. Numbers are
    words too, their form is themselves.
    """

    start: int
    end: int
    word: str
    lemmas: frozenset[str]


def tokens(text: str) -> tuple[Token, ...]:
    """The words of ``text`` in order."""
    return tuple(
        Token(found.start(), found.end(), found.group(), lemmas_of(found.group()))
        for found in WORD.finditer(text)
    )


@lru_cache(maxsize=50_000)
def lemmas_of(word: str) -> frozenset[str]:
    """The dictionary forms of one word, lower-case, with «е» for «ё».

    A participle is its own masculine form, not its verb: «наставляемых» is «наставляемый».
    """
    whole = _forms(word)
    parts = PART.findall(word)
    if len(parts) < 2:
        return whole
    return whole.union(*(_forms(part) for part in parts if not is_function_word(part)))


def wanted(text: str) -> tuple[frozenset[str], ...]:
    """What a search for ``text`` asks for: from each set at least one form must be there.

    A word with hyphens asks for all its parts. Words like «на» ask for nothing unless nothing else
    was written. Each set stands once, in the order of writing.
    """
    asked: dict[frozenset[str], bool] = {}
    for word in (found.group() for found in WORD.finditer(text)):
        parts = PART.findall(word)
        named = [part for part in parts if not is_function_word(part)]
        for part in named or parts:
            asked.setdefault(_forms(part), bool(named))
    some_name = any(asked.values())
    return tuple(forms for forms, names in asked.items() if names or not some_name)


def fold(word: str) -> str:
    """``word`` as it is compared: lower-case, «е» for «ё», no stress marks, one kind of hyphen."""
    plain = unicodedata.normalize("NFC", word.replace(SOFT_HYPHEN, "").replace(STRESS, ""))
    return re.sub(f"[{HYPHENS}]", "-", plain.casefold()).replace("ё", "е")


@lru_cache(maxsize=10_000)
def is_function_word(word: str) -> bool:
    """The likeliest reading of the word is a preposition, a conjunction, a particle, a pronoun."""
    folded = fold(word)
    if len(folded) > LONGEST_WORD or not CYRILLIC.search(folded) or _is_abbreviation(word):
        return False
    return str(_morph().parse(folded)[0].tag.POS) in FUNCTION_PARTS


def _forms(word: str) -> frozenset[str]:
    folded = fold(word)
    if len(folded) > LONGEST_WORD or not CYRILLIC.search(folded) or _is_abbreviation(word):
        return frozenset({folded[:LONGEST_WORD]})
    readings = _morph().parse(folded)
    likely = _likely(readings)
    if not readings[0].is_known:
        # A guess may miss: the word as written is always found by itself.
        likely.add(folded)
    return frozenset(likely)


def _is_abbreviation(word: str) -> bool:
    return (
        2 <= len(word) <= LONGEST_ABBREVIATION
        and word.isupper()
        and not _morph().word_is_known(word.casefold())
    )


def _likely(readings: list[Any]) -> set[str]:
    """The dictionary forms of the likely readings; guesses count singly, many agree in nothing."""
    known = readings[0].is_known
    scores: dict[str, float] = {}
    for reading in readings:
        for form in _names_of(reading):
            before = scores.get(form, 0.0)
            scores[form] = before + reading.score if known else max(before, reading.score)
    limit = max(scores.values()) * (RARE if known else RARE_GUESS)
    return {form for form, score in scores.items() if score >= limit}


def _names_of(reading: Any) -> Iterator[str]:
    """What a reading is called: a participle by itself, a short one by its verb too."""
    part = str(reading.tag.POS)
    if part in {"PRTF", "PRTS"}:
        full = reading.inflect({"PRTF", "masc", "sing", "nomn"})
        if full is not None:
            yield fold(full.word)
        if part == "PRTF" and full is not None:
            return
    yield fold(reading.normal_form)


@cache
def _morph() -> Any:
    """The dictionary, read once in a process (about 0.1 s, 20 MB)."""
    return MorphAnalyzer(lang="ru")


def readings(word: str) -> list[Any]:
    """All readings of a word, the likeliest first, as pymorphy3 gives them."""
    return list(_morph().parse(fold(word)))
