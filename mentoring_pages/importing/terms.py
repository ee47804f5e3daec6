"""Definitions: normative ones of a clause «термины и понятия», explanatory ones of a glossary."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring_pages.domain.clauses import CLAUSE, PARAGRAPH, Block, Rows
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import FROM_CLAUSE, FROM_GLOSSARY, Term
from mentoring_pages.importing.paragraphs import marker_of

LONGEST_TERM = 8
"""Words; and in characters what the field of a term holds."""
LONGEST_TERM_LETTERS = 200

TERMS_CLAUSE = re.compile(r"\b(?:термин\w*|поняти[яей]\w*|определени[яе]\w*)\b", re.IGNORECASE)
BRACKETS = r"(?:\s\([^()]*\))?"
DEFINITION = re.compile(
    rf"(?P<term>[А-ЯЁA-Z«\"][^–—:;.()]*?{BRACKETS})\s+(?:[–—]|-(?=\s))\s*(?P<text>\S.*)", re.DOTALL
)
NO_TERM = (
    "Его|Её|Ее|Их|Он|Она|Оно|Они|Это|Эти|Этот|Эта|Такой|Такая|Такие|Все|Всё|Кто|Что|Если|При|Для|В|На"
    "|По|За|С|К|О|Об|От|До|Из|У|И|А|Но|Не|Также|Например|Главное|Здесь|Там|Тогда"
)
SECOND_DEFINITION = re.compile(
    rf"(?<=[.!?])\s+(?=(?P<term>(?!(?:{NO_TERM})\s)[А-ЯЁ][\w-]*(?:\s[а-яё][\w-]*){{0,3}}{BRACKETS})\s[–—]\s[а-яё])"
)
BEFORE_EXPLANATION = re.compile(
    r"(?P<term>[^()–—.]+?)\s+(?P<text>\((?:от\s)?[а-яё]+\.\s.*)", re.DOTALL
)
NEXT_CAPITAL = re.compile(
    r"(?P<term>\S+(?:\s[^А-ЯЁA-Z\s]\S*){0,4})\s+(?P<text>[А-ЯЁ].*)", re.DOTALL
)
HEADER_CELL = re.compile(r"(?:термин|понятие|определение|форма(?:\s+работы)?|№.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Terms with the doubts about them."""

    terms: tuple[Term, ...]
    doubts: tuple[str, ...]


def terms_of_clauses(blocks: Sequence[Block]) -> Found:
    """The definitions that stand under a clause which announces terms."""
    terms: list[Term] = []
    doubts: list[str] = []
    clause: Block | None = None
    for block in blocks:
        if block.kind in (PARAGRAPH, "item") and clause and block.level > clause.level:
            parts = split_definitions(block.text)
            terms += [Term(term, text, FROM_CLAUSE, clause.number) for term, text in parts]
            if len(parts) > 1:
                doubts.append(doubt.two_definitions(term for term, _ in parts))
            elif not parts:
                doubts.append(doubt.no_definition(block.text))
        else:
            clause = block if _announces_terms(block) else None
    return Found(tuple(terms), tuple(doubts))


def _announces_terms(block: Block) -> bool:
    return (
        block.kind == CLAUSE and block.text.endswith(":") and bool(TERMS_CLAUSE.search(block.text))
    )


def split_definitions(paragraph: str) -> list[tuple[str, str]]:
    """The definitions of a paragraph: none, one, or several where paragraphs ran together."""
    first = DEFINITION.fullmatch(paragraph)
    if first is None or not _is_short(first["term"]):
        return []
    parts = [part for part in _split_at_terms(paragraph) if part]
    matches = [DEFINITION.fullmatch(part) for part in parts]
    return [(match["term"].strip(' «»"'), match["text"]) for match in matches if match]


def _split_at_terms(paragraph: str) -> list[str]:
    cuts = [match.start() for match in SECOND_DEFINITION.finditer(paragraph)]
    edges = [0, *cuts, len(paragraph)]
    return [paragraph[start:end].strip() for start, end in itertools.pairwise(edges)]


def terms_of_table(rows: Rows) -> Found:
    """The terms of a glossary printed as a table; a numbering column is left out."""
    terms = []
    doubts = []
    for row in rows:
        cells = [cell for cell in row if cell and not re.fullmatch(r"\d{1,3}\.?", cell)]
        if all(HEADER_CELL.fullmatch(cell) for cell in cells):
            continue
        if len(cells) == 2 and _is_short(cells[0]):
            terms.append(Term(cells[0], cells[1], FROM_GLOSSARY))
        else:
            doubts.append(doubt.unreadable_term(" ".join(cells)))
    return Found(tuple(terms), tuple(doubts))


def terms_of_lines(paragraphs: Sequence[str]) -> Found:
    """The terms of a glossary printed as lines «Термин – объяснение» or «Термин Объяснение»."""
    terms: list[Term] = []
    doubts: list[str] = []
    guessed: list[str] = []
    for paragraph in paragraphs:
        text = marker_of(paragraph)[1]
        match, is_guess = _glossary_line(text)
        if match is None:
            doubts.append(doubt.unreadable_term(text))
            continue
        terms.append(Term(match["term"].strip(' «»"'), match["text"], FROM_GLOSSARY))
        if is_guess:
            guessed.append(match["term"])
    if guessed:
        doubts.append(doubt.guessed_terms(guessed))
    return Found(tuple(terms), tuple(doubts))


def _glossary_line(text: str) -> tuple[re.Match[str] | None, bool]:
    origin = BEFORE_EXPLANATION.fullmatch(text)
    if origin and _is_short(origin["term"]):
        return origin, False
    definition = DEFINITION.fullmatch(text)
    if definition and _is_short_term(definition["term"]):
        return definition, False
    return NEXT_CAPITAL.fullmatch(text), True


def _is_short_term(term: str) -> bool:
    """A term has one capital letter at most, or it has swallowed the explanation's beginning."""
    return _is_short(term) and not any(word[0].isupper() for word in term.split()[1:])


def _is_short(term: str) -> bool:
    return len(term.split()) <= LONGEST_TERM and len(term) <= LONGEST_TERM_LETTERS


def terms_in_both(terms: Sequence[Term]) -> list[str]:
    """Terms explained by a clause and again by the glossary."""
    normative = {term.term.casefold() for term in terms if term.source == FROM_CLAUSE}
    return [
        term.term
        for term in terms
        if term.source == FROM_GLOSSARY and term.term.casefold() in normative
    ]
