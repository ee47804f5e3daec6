"""A term as its dictionary entry would begin: «наставничеством» becomes «наставничество»."""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from mentoring_pages.domain.lemmas import is_function_word, readings

BEFORE_NOUN = {"ADJF", "PRTF", "NUMR"}
CASE = "ablt"
OBLIQUE = {"ablt", "loct", "gent"}
FEW_READINGS = 3
LONGEST_ATTRIBUTE = 3
"""Words: «любое событие», «электронная общая таблица»."""

IN_BRACKETS = re.compile(r"\s\([^()]*\)")

PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка"})
BEFORE_HYPHEN = frozenset(
    {"кое", "кой", "учебно", "воспитательно", "научно", "социально", "психолого", "культурно"}
    | {"физкультурно", "спортивно", "организационно", "информационно", "материально", "духовно"}
    | {"нормативно", "художественно", "военно"}
)
"""First parts that keep their hyphen though the dictionary may know the whole written as one."""


PERSONS = frozenset({"лицо", "звено", "сторона", "субъект", "член", "персона"})
"""Words without a soul in the dictionary that explain who somebody is."""

SURNAME_ENDINGS = (
    *((f"{stem}ой", f"{stem}а") for stem in ("ов", "ев", "ёв", "ин", "ын")),
    *((f"{stem}ой", f"{stem}ая") for stem in ("ск", "цк")),
    *((f"{stem}ого", f"{stem}ий") for stem in ("ск", "цк")),
)
"""Endings of a surname in the genitive that leave no choice, for surnames no dictionary has."""

LONGEST_COMPOUND = 50
"""Letters. What is longer is no word, and a dictionary would search long for it."""


def nominative(phrase: str) -> str:
    """The phrase after «под» in the nominative: up to its noun, what the noun governs is kept.

    A participle may stand for a noun: «под наставляемым». Empty where a word has no such form; then
    nobody guesses.
    """
    words = phrase.split()
    noun = next((i for i, word in enumerate(words) if _reading(word, {"NOUN"}) is not None), None)
    kind = {"NOUN"}
    if noun is None:
        noun, kind = len(words) - 1, BEFORE_NOUN
    head = _reading(words[noun], kind) if words else None
    if head is None:
        return ""
    number = head.tag.number
    if "Fixd" in head.tag and noun:
        return _with_unchanged(words, noun)
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


def _with_unchanged(words: Sequence[str], noun: int) -> str:
    """«Школьным медиа»: the noun never changes, so its adjectives say number and gender."""
    changed = []
    for word in words[:noun]:
        reading = _reading(word, BEFORE_NOUN)
        if reading is None:
            return ""
        gender = "neut" if reading.tag.gender == "masc" else reading.tag.gender
        form = reading.inflect({"nomn", reading.tag.number} | ({gender} if gender else set()))
        if form is None:
            return ""
        changed.append(_cased(form.word, word))
    return " ".join([*changed, *words[noun:]])


def called_plainly(body: str) -> str:
    """A body as it is called: «Советом гимназистов», «на совете …» is «Совет гимназистов»."""
    words = body.split()
    for place, word in enumerate(words[:LONGEST_ATTRIBUTE]):
        likely = [one for one in readings(word) if one.is_known]
        if any("NOUN" in one.tag for one in likely):
            noun = next((one for one in likely if _is_oblique(one)), None)
            plain = any("NOUN" in one.tag and one.tag.case == "nomn" for one in likely)
            if plain or noun is None:
                return body
            return _called(words, place, noun) or body
    return body


def _is_oblique(reading: Any) -> bool:
    return "NOUN" in reading.tag and reading.tag.case in OBLIQUE and reading.tag.number == "sing"


def _called(words: Sequence[str], place: int, noun: Any) -> str:
    grammemes = {"nomn", "sing", noun.tag.gender}
    changed = [noun.inflect({"nomn", "sing"})]
    for word in reversed(words[:place]):
        adjective = next((one for one in readings(word) if one.tag.POS in BEFORE_NOUN), None)
        changed.insert(0, adjective.inflect(grammemes) if adjective else None)
    if any(form is None for form in changed):
        return ""
    said = [_cased(form.word, old) for form, old in zip(changed, words, strict=False)]
    return " ".join([*said, *words[place + 1 :]])


def begins_with_noun(phrase: str) -> bool:
    """Whether a phrase begins with a noun in the nominative that does nothing, adjectives aside."""
    words = IN_BRACKETS.sub(" ", phrase).split()
    for word, after in itertools.islice(itertools.pairwise(words), LONGEST_ATTRIBUTE):
        likely = readings(word.strip('«»",;.()'))
        if likely[0].tag.POS == "ADVB" and readings(after)[0].tag.POS in BEFORE_NOUN:
            continue
        nominative_ones = [reading.tag for reading in likely if "nomn" in reading.tag]
        if "NOUN" in likely[0].tag:
            is_subject = any("NOUN" in tag for tag in nominative_ones)
            return is_subject and "VERB" not in readings(after)[0].tag
        if not any(tag.POS in {"ADJF", "PRTF"} for tag in nominative_ones):
            return False
        if word[-1] == "," or is_function_word(after):
            return True
    return False


def tells_apart(phrase: str) -> bool:
    """Whether a phrase says which of its kind is meant: «который …», «закреплённый за …»."""
    return any(
        word.startswith("котор") or any("PRTF" in one.tag for one in readings(word)[:FEW_READINGS])
        for word in re.findall(r"[а-яё]{6,}", phrase.lower())
    )


def subject_of(phrase: str) -> Any:
    """The reading of the noun a phrase is about, adjectives before it aside; ``None`` without it.

    «Опытный наставник» is about «наставник»; «по приказу» is about nothing.
    """
    for word in phrase.split()[:LONGEST_ATTRIBUTE]:
        likely = readings(word.strip('«»",;.()'))
        if "NOUN" in likely[0].tag:
            return next((one for one in likely if "nomn" in one.tag), None)
        if not any(one.tag.POS in BEFORE_NOUN or one.tag.POS == "ADVB" for one in likely):
            return None
    return None


def may_be_one(term: str, explained: str) -> bool:
    """Whether what explains a term may be the same thing: a person is a person or «лицо».

    «Наставник – опытный педагог» may be, «Наставник – организация встреч» may not.
    """
    head = subject_of(term)
    kind = subject_of(IN_BRACKETS.sub(" ", explained))
    if head is None or kind is None:
        return False
    is_person = "anim" in kind.tag or kind.normal_form in PERSONS
    return is_person if "anim" in head.tag else "anim" not in kind.tag


def counts(phrase: str) -> bool:
    """Whether a phrase counts: «Первый этап», «2 четверть»."""
    return any(
        "Anum" in reading.tag or "NUMB" in reading.tag
        for word in phrase.split()
        for reading in readings(word)[:1]
    )


def in_nominative(name: str) -> str:
    """A surname with initials after «приказом директора …» as its holder is called.

    Empty where the surname has no such form.
    """
    surname = re.search(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", name)
    if surname is None:
        return ""
    changed = [_surname(part) for part in surname.group(0).split("-")]
    if not all(changed):
        return ""
    return name[: surname.start()] + "-".join(changed) + name[surname.end() :]


def _surname(word: str) -> str:
    cases = ("gent", "ablt")
    known = [one for one in readings(word) if "Surn" in one.tag and one.tag.case in cases]
    form = known[0].inflect({"nomn", "sing"}) if known else None
    if form:
        return str(form.word).capitalize()
    endings = ((ending, end) for ending, end in SURNAME_ENDINGS if word.endswith(ending))
    return next((word.removesuffix(ending) + end for ending, end in endings), "")


def is_governed(word: str) -> bool:
    """Whether a noun stands in the genitive and can stand in no other case that begins a sentence.

    «Лицея» goes on with the words before it, «Школы», «Директору» may begin.
    """
    if len(word) > LONGEST_COMPOUND:
        return False
    cases = {reading.tag.case for reading in readings(word.strip(".,;:»")) if reading.is_known}
    return bool(cases) and cases <= {"gent", "accs", "gen2"} and "gent" in cases


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
