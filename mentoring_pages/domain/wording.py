"""Kinds of wordings: which paper each becomes, and who may stand under it as its variant."""

from collections.abc import Mapping
from dataclasses import dataclass

REPRESENTATIVE, OWN, SIDES = "representative", "own", "sides"

SUMMARY_LINES = 10
"""«Простыми словами» is at most this many thoughts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of wording. ``paper`` is the kind of document it becomes: two kinds may share one."""

    key: str
    paper: str
    variants: tuple[str, ...]
    is_consent: bool = False


CATALOGUE = (
    Kind("processing", "processing", (REPRESENTATIVE, OWN), is_consent=True),
    Kind("processing-full", "processing", (REPRESENTATIVE, OWN), is_consent=True),
    Kind("publication", "publication", (REPRESENTATIVE, OWN), is_consent=True),
    Kind("policy", "policy", (REPRESENTATIVE, OWN)),
    Kind("withdrawal", "withdrawal", (REPRESENTATIVE, OWN)),
    Kind("pep-agreement", "pep-agreement", (REPRESENTATIVE, OWN)),
    Kind("agreement", "agreement", (SIDES,)),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in CATALOGUE}

PROCESSING_KINDS = tuple(kind.key for kind in CATALOGUE if kind.paper == "processing")
"""Wordings of one and the same consent, from which a school chooses one: ст. 9 ч. 1 and ч. 4."""


def months_words(months: int) -> str:
    """«1 месяц», «9 месяцев»."""
    return _counted(months, "месяц", "месяца", "месяцев")


def days_words(days: int) -> str:
    """«1 день», «10 дней»."""
    return _counted(days, "день", "дня", "дней")


def _counted(number: int, one: str, few: str, many: str) -> str:
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        word = one
    elif 2 <= ones <= 4 and not 12 <= tens <= 14:
        word = few
    else:
        word = many
    return f"{number}\N{NO-BREAK SPACE}{word}"
