"""Whether the employee who notes a receipt is the one the school named for personal data."""

from enum import StrEnum


class NotedAs(StrEnum):
    """In what capacity a receipt is noted. Words for people are in ``intake.paper_labels``."""

    OFFICER = "officer"
    FOR_OFFICER = "for_officer"
    NOBODY_NAMED = "nobody_named"


def noted_as(*, officer: str, family_name: str, given_name: str) -> NotedAs:
    """How an account with these names stands to the ``officer`` of the school's profile.

    The officer is typed in one line, whole or with initials («Лаптева В. И.»); an account without
    both names is nobody's. Case and «ё» tell nothing apart.
    """
    words = _folded(officer).replace(".", " ").split()
    if not words:
        return NotedAs.NOBODY_NAMED
    family, given = _folded(family_name).split(), _folded(given_name).split()
    if not family or not given or not set(family) <= set(words):
        return NotedAs.FOR_OFFICER
    # What follows the family name, or stands before it: the given name or its first letter.
    initials = [word for word in words if word not in family]
    is_theirs = bool(initials) and initials[0] in (given[0], given[0][0])
    return NotedAs.OFFICER if is_theirs else NotedAs.FOR_OFFICER


def _folded(text: str) -> str:
    return text.strip().casefold().replace("ё", "е")
