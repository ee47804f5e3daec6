"""The words of an act as safe HTML: definitions set off, terms and references turned into links.

Everything else is escaped: a text that holds HTML shows it and never runs it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mentoring_pages.domain.clauses import CLAUSE, ITEM, PARAGRAPH, owner_of
from mentoring_pages.domain.contents import Piece, chapters, genitive_of
from mentoring_pages.domain.references import Resolver, find_references
from mentoring_pages.domain.term_marks import TermFinder, names_of
from mentoring_pages.rendering.definitions import split_definition
from mentoring_pages.rendering.term_cards import Card, Explained

LAW = "law"

DEFINING = (CLAUSE, ITEM, PARAGRAPH)
"""Kinds of pieces that may open with a term and define it."""


@dataclass(frozen=True, slots=True)
class Link:
    """``text[start:end]`` leads somewhere; ``card`` is the key of a term's card, if it has one."""

    start: int
    end: int
    address: str
    card: str = ""


class Words:
    """Paints the texts of one act from its first piece to its last."""

    def __init__(
        self,
        *,
        pieces: Sequence[Piece],
        heading: str,
        terms: Iterable[Mapping[str, Any]],
        explained: Iterable[Explained],
        with_links: bool = True,
    ) -> None:
        self._with_links = with_links
        self._blocks = [piece.block for piece in pieces]
        self._resolver = Resolver(self._blocks)
        self._keys = [piece.key for piece in pieces]
        self._index = {piece.key: index for index, piece in enumerate(pieces)}
        own = [(term["term"], term["definition"], term.get("clause", "")) for term in terms]
        beside = list(explained)
        self._defined = [(term, said) for term, said, _clause in own]
        self._defined += [(one.term, one.definition) for one in beside]
        self._defining = self._paragraphs_that_define()
        self._cards: dict[str, Card] = {}
        self._known: dict[str, str] = {}
        """Terms, case folded, to the keys of their cards."""
        self._homes: dict[str, set[str]] = {}
        """Per card the keys of the clauses that define its term, where it is not marked."""
        names = self._take(own, beside, _names_of_clauses(pieces, heading))
        self._finder = TermFinder(names)
        self._met: set[str] = set()
        self._used: dict[str, Card] = {}

    def begin_section(self) -> None:
        """From here on a term is marked anew at its first use."""
        self._met = set()

    def used(self) -> list[Card]:
        """The cards of the terms that were marked, in the order of their first use."""
        return list(self._used.values())

    def of(self, key: str, text: str) -> SafeString:
        """The text of the piece called ``key``."""
        block = self._blocks[self._index[key]]
        term = split_definition(text, self._defined)[0] if block.kind in DEFINING else ""
        links = self._links(key, text[len(term) :])
        rest = _with_links(text[len(term) :], links)
        return format_html("<dfn>{}</dfn>{}", term, rest) if term else rest

    def of_cell(self, key: str, text: str) -> SafeString:
        """A part of a cell of the table called ``key``. A cell that is a term alone defines it."""
        alone = self._known.get(text.strip(" .:–—-\n").casefold(), "")
        links = self._links(key, text, leave={alone})
        return mark_safe(_with_links(text, links).replace("\n", "<br>"))  # noqa: S308 - escaped

    def plain(self, text: str) -> SafeString:
        """A heading: nothing in it is a link."""
        return mark_safe(escape(text).replace("\n", "<br>"))  # noqa: S308 - escaped here

    def _links(self, key: str, text: str, leave: Collection[str] = ()) -> list[Link]:
        if not self._with_links:
            return []
        at = self._index[key]
        places = list(self._references(text, at))
        taken = [(place.start, place.end) for place in places]
        places = [place for place in places if place.address]
        left = self._met | self._defined_around(at) | set(leave)
        for mark in self._finder.marks(text, leave=left):
            if any(start < mark.end and mark.start < end for start, end in taken):
                continue
            card = self._cards[mark.term]
            self._met.add(mark.term)
            self._used.setdefault(mark.term, card)
            places.append(Link(mark.start, mark.end, card.address, card.key))
        return sorted(places, key=lambda place: place.start)

    def _references(self, text: str, at: int) -> Iterable[Link]:
        """What the text refers to; a law and a place that is not there keep an empty address."""
        end = 0
        for reference in find_references(text):
            if reference.start < end:
                continue
            end = reference.end
            found = None if reference.kind == LAW else self._resolver.resolve(reference, at)
            address = "" if found is None or found == at else f"#c-{self._keys[found]}"
            yield Link(reference.start, reference.end, address)

    def _defined_around(self, at: int) -> set[str]:
        """The terms whose definition is read right here."""
        owner = owner_of(self._blocks, at)
        here = {self._keys[at], self._keys[at if owner is None else owner]}
        return {card for card, homes in self._homes.items() if homes & here}

    def _paragraphs_that_define(self) -> dict[str, str]:
        """Term, case folded, to the key of the paragraph that opens with it and defines it."""
        found: dict[str, str] = {}
        for key, block in zip(self._keys, self._blocks, strict=True):
            if block.kind in DEFINING:
                term = split_definition(block.text, self._defined)[0]
                if term:
                    found.setdefault(term.casefold(), key)
        return found

    def _take(
        self,
        own: Iterable[tuple[str, str, str]],
        beside: Iterable[Explained],
        clauses: Mapping[str, str],
    ) -> list[tuple[str, str]]:
        """Make the cards; (key of the card, name) for every name of every term that has a place."""
        names: list[tuple[str, str]] = []
        known = self._known

        def card_of(term: str, clause: str) -> str:
            """The card of ``term``, new or known, at the clause that defines it."""
            if term.casefold() not in known:
                key = known[term.casefold()] = f"term-{len(known) + 1}"
                clause = clause if clause in self._index else ""
                home = self._defining.get(term.casefold(), clause)
                self._cards[key] = Card(key, term, f"#c-{home}" if home else "")
                self._homes[key] = {clause, home} - {""}
            return known[term.casefold()]

        for term, said, clause in own:
            key = card_of(term, clause)
            if not self._cards[key].definition:
                home = self._cards[key].address.removeprefix("#c-")
                source = self._name_around(home, clauses)
                self._cards[key] = replace(self._cards[key], definition=said, source=source)
            names += [(key, name) for name in names_of(term)]
        for one in beside:
            key = card_of(one.term, "")
            card = self._cards[key]
            self._cards[key] = replace(
                card,
                address=card.address or one.address,
                explanation="" if one.definition == card.definition else one.definition,
                explanation_address=one.address,
            )
            names += [(key, name) for name in names_of(one.term, one.variants)]
        return [(key, name) for key, name in names if self._cards[key].address]

    def _name_around(self, key: str, clauses: Mapping[str, str]) -> str:
        if not key:
            return ""
        owner = owner_of(self._blocks, self._index[key])
        return clauses.get(key) or (clauses.get(self._keys[owner], "") if owner is not None else "")


def _names_of_clauses(pieces: Sequence[Piece], heading: str) -> dict[str, str]:
    """Key to «п. 1.3 Положения» for every clause that has a number."""
    genitive = genitive_of(heading)
    named: list[tuple[str, str]] = []
    for chapter in chapters(pieces):
        named.append((chapter.key, chapter.name))
        named += [(line.key, line.name) for line in chapter.lines]
    return {
        key: name if "Приложени" in name else f"{name} {genitive}" for key, name in named if name
    }


def _with_links(text: str, links: Sequence[Link]) -> SafeString:
    made: list[str] = []
    at = 0
    for link in links:
        made += [escape(text[at : link.start]), _link(link, text[link.start : link.end])]
        at = link.end
    made.append(escape(text[at:]))
    return mark_safe("".join(made))  # noqa: S308 - every part is escaped


def _link(link: Link, said: str) -> SafeString:
    if not link.card:
        return format_html('<a class="act-reference" href="{}">{}</a>', link.address, said)
    return format_html(
        '<a class="act-term" href="{}" data-card="{}" aria-describedby="{}-says">{}</a>',
        link.address,
        link.card,
        link.card,
        said,
    )
