"""Names as people type them: cleaned of accidents, never corrected."""

import unicodedata
from enum import StrEnum

NAME_LENGTH = 100

FullName = tuple[str, str, str]
"""Family name, given name, patronymic; the patronymic may be empty."""


class NameProblem(StrEnum):
    """Why a name cannot be taken. Words for people are in ``intake.labels``."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_LETTERS = "no_letters"
    STRANGE_CHARACTER = "strange_character"


def clean_name(text: str) -> str:
    """One form for one name: NFC, single spaces, no spaces at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_problem(text: str, *, required: bool = True) -> NameProblem | None:
    """What is wrong with a name as typed, or None.

    Control and invisible characters are refused, not dropped: they turn the text of a paper around
    or hide a part of it, and a paper must show what was typed. Signs such as «<» are only signs.
    """
    name = clean_name(text)
    if not name:
        return NameProblem.MISSING if required else None
    if len(name) > NAME_LENGTH:
        return NameProblem.TOO_LONG
    if any(unicodedata.category(character).startswith("C") for character in name):
        return NameProblem.STRANGE_CHARACTER
    if not any(character.isalpha() for character in name):
        return NameProblem.NO_LETTERS
    return None


def same_person(a: FullName, b: FullName) -> bool:
    """Whether two full names are one: «ё» is «е», case, spaces and kinds of dash do not count.

    A father and a son may share a full name: without a birth date of both nobody can tell, and the
    answer here is yes. Staff settle such a case on paper.
    """
    return comparable_name(a) == comparable_name(b)


def comparable_name(name: FullName) -> str:
    """One form for all spellings of a full name; only for comparing."""
    joined = clean_name(" ".join(name)).casefold().replace("ё", "е")
    for dash in "‐‑‒–—−":
        joined = joined.replace(dash, "-")
    return joined.replace(" - ", "-")
