"""Words that a scanner parted after a wide letter: «Настоящ ее», «осущ ествляется»."""

import itertools
import re
from collections.abc import Container

from mentoring_pages.domain.lemmas import readings

PARTED = re.compile(
    r"(?<![\w-])(?P<first>[А-ЯЁа-яё][а-яё]*[щжшюы])[ ](?P<second>[а-яё]{1,14})(?![\w-])"
)
FEWEST = 4
"""So many parted words in one text show the habit of its scanner; a single one may be a slip."""

MOST = 20_000
MOST_DIFFERENT = 2_000
"""Places looked at, and different ones of them: a text has fewer."""

WORDS_OF_ONE_LETTER = frozenset("авикосуя")


def whole_words(text: str) -> tuple[str, list[str]]:
    """The text with its parted words made whole where the scanner parted words throughout.

    The words made whole come along, each once, in their order.
    """
    found = dict.fromkeys(
        (match["first"], match["second"]) for match in itertools.islice(PARTED.finditer(text), MOST)
    )
    pairs = itertools.islice(found, MOST_DIFFERENT)
    parted = {f"{first} {second}": None for first, second in pairs if _is_parted(first, second)}
    if len(parted) < FEWEST:
        return text, []
    whole = PARTED.sub(lambda match: _joined(match.group(0), parted), text)
    return whole, [words.replace(" ", "") for words in parted]


def _joined(words: str, parted: Container[str]) -> str:
    return words.replace(" ", "") if words in parted else words


def _is_parted(first: str, second: str) -> bool:
    """Whether both are one word of the dictionary and not both are words by themselves."""
    return _is_word(first + second) and not (_is_word(first) and _is_word(second))


def _is_word(word: str) -> bool:
    if len(word) == 1:
        return word.lower() in WORDS_OF_ONE_LETTER
    return any(one.is_known for one in readings(word.lower())[:1])
