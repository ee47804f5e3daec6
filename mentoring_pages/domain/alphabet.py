"""Terms from А to Я."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")

OTHER = "#"
"""Where terms stand that begin with no letter."""


def letter_of(word: str) -> str:
    """The letter a word stands under: Ё under Е, quotation marks left out."""
    first = next((sign for sign in word if sign.isalnum()), "")
    return first.upper().replace("Ё", "Е") if first.isalpha() else OTHER


def sort_key(word: str) -> str:
    return "".join(sign for sign in word.lower().replace("ё", "е") if sign.isalnum() or sign == " ")


def anchor(word: str) -> str:
    """The place of a term on the page of terms, the same after every publication."""
    return "t-" + re.sub(r"[^\w]+", "-", word.casefold().replace("ё", "е")).strip("-")


def by_letter(items: Iterable[Item], word: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """The items in alphabetical order under their letters; ``word`` says what an item is called."""
    groups: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: sort_key(word(item))):
        groups.setdefault(letter_of(word(item)), []).append(item)
    return sorted(groups.items(), key=lambda group: (group[0] == OTHER, group[0]))
