"""Full names in a text, whoever they belong to: «Пётр Ветров», «Ветрову Петру Ильичу»."""

from mentoring_pages.domain.lemmas import Token, readings, tokens
from mentoring_pages.domain.person_names import begins_sentence

GIVEN, FAMILY, FATHER = "Name", "Surn", "Patr"
"""How OpenCorpora's dictionary marks given names, family names and patronymics."""

HONOUR = frozenset({"имени", "им", "памяти"})
"""Words before the name of whom a school, a street or a prize is called after."""


def full_names_in(text: str) -> tuple[str, ...]:
    """Given names with a family name right beside, as printed, each once.

    A patronymic may stand between or behind. Initials with a family name are left out: so signs
    who acts by office, and so is an author cited. What is called after somebody names nobody here.
    """
    words = tokens(text)
    found: dict[str, None] = {}
    for index, word in enumerate(words):
        if not _is_capital(word) or not _may_be(word, GIVEN):
            continue
        span = _with_family(text, words, index)
        if span is None:
            continue
        first, last = span
        if first and words[first - 1].word.casefold() in HONOUR:
            continue
        found[" ".join(text[words[first].start : words[last].end].split())] = None
    return tuple(found)


def _with_family(text: str, words: tuple[Token, ...], given: int) -> tuple[int, int] | None:
    """The first and the last word of the full name whose given name stands at ``given``."""
    last = given
    if _follows(text, words, given) and _may_be(words[given + 1], FATHER):
        last = given + 1
    if given and _follows(text, words, given - 1) and _is_family(text, words[given - 1]):
        return given - 1, last
    if _follows(text, words, last) and _is_capital(words[last + 1]):
        return given, last + 1
    return None


def _follows(text: str, words: tuple[Token, ...], index: int) -> bool:
    """The next word is there, with nothing but a blank of one line between."""
    if index + 1 >= len(words):
        return False
    between = text[words[index].end : words[index + 1].start]
    return between.isspace() and "\n" not in between


def _is_family(text: str, word: Token) -> bool:
    """A capital letter before a given name, but for that of a verb that begins the sentence."""
    if not _is_capital(word):
        return False
    known = readings(word.word)[0].is_known
    return _may_be(word, FAMILY) or not known or not begins_sentence(text, word.start)


def _may_be(word: Token, mark: str) -> bool:
    return any(mark in reading.tag.grammemes for reading in readings(word.word))


def _is_capital(word: Token) -> bool:
    """«Пётр», neither «ПЁТР» nor «П»."""
    return len(word.word) > 1 and word.word[0].isupper() and not word.word.isupper()
