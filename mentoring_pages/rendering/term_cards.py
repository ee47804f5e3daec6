"""What a marked term opens: its definition and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Explained:
    """A term of the glossary beside an act; ``address`` leads to it, empty where nothing does."""

    term: str
    definition: str
    variants: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A term as its card shows it.

    ``definition`` is the act's own, ``source`` the name of its clause («п. 1.3 Положения»);
    ``explanation`` is the glossary's and no part of the act. Either may be missing, not both.
    ``address`` is where a reader without scripts is led.
    """

    key: str
    term: str
    address: str
    definition: str = ""
    source: str = ""
    explanation: str = ""
    explanation_address: str = ""


def cards_of(cards: Iterable[Card]) -> SafeString:
    return render_to_string("mentoring_pages/reading/cards.html", {"cards": list(cards)})
