"""A term as its dictionary entry would begin: «наставничеством» becomes «наставничество»."""

from functools import lru_cache
from typing import Any

from mentoring_pages.domain.lemmas import readings

BEFORE_NOUN = {"ADJF", "PRTF", "NUMR"}
CASE = "ablt"
PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка"})
BEFORE_HYPHEN = frozenset(
    {"кое", "кой", "учебно", "воспитательно", "научно", "социально", "психолого", "культурно"}
    | {"физкультурно", "спортивно", "организационно", "информационно", "материально", "духовно"}
    | {"нормативно", "художественно", "военно"}
)
"""First parts that keep their hyphen though the dictionary may know the whole written as one."""


LONGEST_COMPOUND = 50
"""Letters. What is longer is no word, and a dictionary would search long for it."""


def nominative(phrase: str) -> str:
    """The phrase after «под» in the nominative: up to its noun, what the noun governs is kept.

    Empty where a word has no such form; then nobody guesses.
    """
    words = phrase.split()
    noun = next((i for i, word in enumerate(words) if _reading(word, {"NOUN"}) is not None), None)
    if noun is None:
        return ""
    head = _reading(words[noun], {"NOUN"})
    number = head.tag.number
    changed = [head.inflect({"nomn", number})]
    for word in reversed(words[:noun]):
        reading = _reading(word, BEFORE_NOUN)
        if reading is None:
            return ""
        grammemes = {"nomn", number}
        if number == "sing" and head.tag.gender:
            grammemes.add(head.tag.gender)
        changed.insert(0, reading.inflect(grammemes))
    if any(form is None for form in changed):
        return ""
    whole = [_cased(form.word, old) for form, old in zip(changed, words, strict=False)]
    return " ".join([*whole, *words[noun + 1 :]])


def is_nominative_noun(word: str) -> bool:
    """Whether a word is most likely a noun in the nominative."""
    reading = readings(word.strip('«»",;.()'))[0]
    return bool(str(reading.tag.POS) == "NOUN" and "nomn" in reading.tag)


@lru_cache(maxsize=2_000)
def is_compound(first: str, second: str) -> bool:
    """Whether a word parted at a hyphen keeps it: «кто-то», «учебно-воспитательный»."""
    if second in PARTICLES or first in BEFORE_HYPHEN:
        return True
    if len(first) + len(second) > LONGEST_COMPOUND or readings(first + second)[0].is_known:
        return False
    return bool(
        readings(second)[0].is_known and (readings(first)[0].is_known or first[-1] in "оеи")
    )


def _reading(word: str, parts: set[str]) -> Any:
    """The likeliest reading of a word in the instrumental case as one of these parts of speech."""
    return next(
        (
            reading
            for reading in readings(word.strip('«»",'))
            if str(reading.tag.POS) in parts and reading.tag.case == CASE
        ),
        None,
    )


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
