"""Definitions: normative ones of a clause «термины и понятия», explanatory ones of a glossary."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mentoring_pages.domain.clauses import (
    APPENDIX,
    CLAUSE,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
    Rows,
)
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import FROM_CLAUSE, FROM_GLOSSARY, Term
from mentoring_pages.importing.definitions import (
    BEFORE_EXPLANATION,
    DEFINITION,
    NEXT_CAPITAL,
    WITH_COLON,
    any_definition,
    definitions_in,
    inline_definitions,
    is_short,
    is_short_term,
    loose_term,
    maybe_definition,
    names_its_kind,
    split_alias,
    states,
)
from mentoring_pages.importing.paragraphs import Paragraph, marker_of
from mentoring_pages.importing.phrases import may_be_one, tells_apart

TERMS_CLAUSE = re.compile(
    r"\b(?:термин\w*|поняти[яей]\w*|определени[яе]\w*|тезаурус\w*|сокращени\w+)\b", re.IGNORECASE
)
NOT_TERMS = re.compile(r"определени[еяю]\s+(?:цел|порядк|услови|состав|срок)\w*", re.IGNORECASE)
IN_THIS_ACT = re.compile(
    r"(?:В|Для\s+целей|В\s+целях|В\s+рамках|В\s+тексте)\s+(?:(?:настоящ|данн)\w+\s+)?"
    r"(?:положени|порядк|порядок|правил|программ|регламент|документ|акт)\w*[^.;:]{0,80}:",
    re.IGNORECASE,
)
GLOSSARY_SECTION = re.compile(r"(?:глоссарий|словарь|тезаурус)(?:\s[а-яё-]+){0,3}", re.IGNORECASE)
WORDS_MEAN = re.compile(r"\bслова\b[^.;:]{0,120}\b(?:означа|понима|име)\w+", re.IGNORECASE)
"""«Слова, которые встречаются в Положении, означают:»"""

FIRST_WORD = re.compile(r"^\W*(?:(?:основны|используемы|применяемы)[ех]\s)?", re.IGNORECASE)
LONGEST_TERMS_TITLE = 14
"""Words of a heading «Основные термины и понятия …»."""

TITLED = re.compile(r"(?P<title>[А-ЯЁ][^.:;–—]{2,80})\.\s+(?P<said>[А-ЯЁ«].*)", re.DOTALL)
"""«Понятия программы. Наставник – …»: a clause that names its subject first."""

LONGEST_SUBJECT = 5
"""Words."""

LONGEST_HEADER = 3
"""Words."""

HEADER_CELL = re.compile(r"(?:термин|понятие|определение|форма(?:\s+работы)?|№.*)", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """Terms with the doubts about them."""

    terms: tuple[Term, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Where in the act the reader of definitions stands."""

    terms: list[Term] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    announcers: list[Block] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)
    alike_clause: str = ""
    loose: list[tuple[str, str]] = field(default_factory=list)
    in_rows: list[str] = field(default_factory=list)
    with_colons: bool = False
    known: list[int] = field(default_factory=list)
    lists_at: int = 0
    """The level of a definition that ends with a colon: what stands deeper belongs to it."""

    def keep(self, parts: Sequence[tuple[str, str]], source: str, clause: str) -> None:
        for term, text in parts:
            plain, alias = split_alias(term)
            self.terms.append(Term(plain, text, source, clause, alias))

    def enter(self, announcer: Block) -> None:
        self.announcers.append(announcer)
        self.known.append(len(self.terms))

    def leave(self) -> None:
        """Doubt a section of terms in which none was read."""
        announcer, known = self.announcers.pop(), self.known.pop()
        is_part = announcer.kind == SECTION and len(self.terms) == known
        if is_part and not any(entry.kind == SECTION for entry in self.announcers):
            self.doubts.append(doubt.no_terms(announcer.text))

    def end_of_likeness(self) -> None:
        """Several lines «X – …» in a row under a clause that announces no terms may be terms."""
        if len(self.alike) > 1:
            self.doubts.append(doubt.maybe_terms(self.alike_clause, self.alike))
        self.alike = []


def terms_of_act(
    blocks: Sequence[Block], glossary: Sequence[Paragraph], *, with_appendices: bool = False
) -> list[Found]:
    """The terms of the act's clauses, then those of each table and of the lines of its glossary.

    ``with_appendices`` takes those of acts in its appendices too, as an order has them: their
    clause numbers are not the order's and are left out.
    """
    tables = [terms_of_table(entry.rows) for entry in glossary if entry.rows]
    lines = terms_of_lines([entry.text for entry in glossary if not entry.rows])
    heads = [index for index, block in enumerate(blocks) if block.kind == APPENDIX]
    parts = [terms_of_clauses(blocks[start + 1 :]) for start in heads] if with_appendices else []
    for part in parts:
        part.terms = tuple(replace(term, clause_number="") for term in part.terms)
    return [terms_of_clauses(blocks), *parts, *tables, lines]


def terms_of_clauses(blocks: Sequence[Block]) -> Found:
    """The definitions of the act itself: those announced, and those that say what a word means."""
    reader = _Reader()
    in_rows = _definitions_in_rows(blocks)
    clause = ""
    for index, block in enumerate(blocks):
        if block.kind == APPENDIX:
            break
        while reader.announcers and reader.announcers[-1].level >= block.level:
            reader.leave()
        if block.kind in (CLAUSE, SECTION):
            reader.end_of_likeness()
            clause = block.number
        if _announces_terms(block) or _holds_terms(blocks, index):
            reader.enter(block)
            reader.with_colons = _are_with_colons(blocks, index)
            reader.keep(inline_definitions(block.text), _source_of(block), block.number)
        elif reader.announcers:
            _read_announced(reader, block)
        elif block.kind in (CLAUSE, PARAGRAPH):
            said = any_definition(block.text) or _titled_definitions(block)
            if not said and index in in_rows:
                said = [in_rows[index]]
                reader.in_rows.append(in_rows[index][0])
            said = said or names_its_kind(block.text)
            reader.keep(said, FROM_CLAUSE, clause)
            if not said and (loose := loose_term(block.text, alone=block.kind == CLAUSE)):
                reader.loose.append((clause, loose))
            if block.kind == PARAGRAPH and not said and (parts := definitions_in(block.text)):
                reader.alike += [term for term, _ in parts]
                reader.alike_clause = clause
    reader.end_of_likeness()
    while reader.announcers:
        reader.leave()
    reader.doubts += doubt.terms_in_a_row(reader.in_rows)
    reader.doubts += doubt.loose_terms(reader.loose)
    return Found(tuple(reader.terms), tuple(reader.doubts))


def _definitions_in_rows(blocks: Sequence[Block]) -> dict[int, tuple[str, str]]:
    """Clauses or paragraphs in a row that each say which of a kind is meant, by their places."""
    rows: list[list[tuple[int, tuple[str, str]]]] = []
    for index, block in enumerate(blocks):
        if block.kind == APPENDIX:
            break
        found = maybe_definition(block.text) if block.kind in (CLAUSE, PARAGRAPH) else None
        if found is None:
            continue
        if not tells_apart(found[1]) and not (block.kind == CLAUSE and may_be_one(*found)):
            continue
        before = rows[-1][-1][0] if rows else -1
        if before == index - 1 and rows and _is_in_row(blocks[before], block):
            rows[-1].append((index, found))
        else:
            rows.append([(index, found)])
    return {index: found for row in rows if len(row) > 1 for index, found in row}


def _is_in_row(before: Block, block: Block) -> bool:
    """Whether a paragraph goes on a row of definitions that its clause may begin."""
    if before.level == block.level:
        return True
    return before.kind == CLAUSE and block.kind == PARAGRAPH and block.level == before.level + 1


def _announces_terms(block: Block) -> bool:
    if block.kind not in (CLAUSE, SECTION) or NOT_TERMS.search(block.text):
        return False
    if _titled_definitions(block):
        return False
    words = len(block.text.split())
    if words <= LONGEST_TERMS_TITLE and not any_definition(block.text):
        if TERMS_CLAUSE.match(FIRST_WORD.sub("", block.text)):
            return True
        named = re.search(r"термин|поняти", block.text, re.IGNORECASE)
        if block.kind == SECTION and (named or GLOSSARY_SECTION.fullmatch(block.text.strip(" ."))):
            return True
    if block.text.endswith(":") and GLOSSARY_SECTION.fullmatch(block.text.strip(" :")):
        return True
    colon = block.text.find(":")
    if colon > 0 and WORDS_MEAN.search(block.text[:colon]):
        return True
    return colon > 0 and bool(TERMS_CLAUSE.search(block.text[:colon]))


def _titled_definitions(block: Block) -> list[tuple[str, str]]:
    """The definitions of one clause «Понятия. X – …. Y – …», all in its own paragraph."""
    match = TITLED.fullmatch(block.text) if block.kind == CLAUSE else None
    if match is None or len(match["title"].split()) > LONGEST_SUBJECT:
        return []
    if NOT_TERMS.search(match["title"]) or not TERMS_CLAUSE.match(
        FIRST_WORD.sub("", match["title"])
    ):
        return []
    return definitions_in(match["said"])


def _holds_terms(blocks: Sequence[Block], index: int) -> bool:
    """Whether «В настоящем Положении:» stands over two definitions at least and nothing else."""
    block = blocks[index]
    if block.kind not in (CLAUSE, SECTION) or not IN_THIS_ACT.fullmatch(block.text):
        return False
    lines = list(
        itertools.takewhile(
            lambda below: below.level > block.level, itertools.islice(blocks, index + 1, None)
        )
    )
    return len(lines) > 1 and all(definitions_in(line.text, any_case=True) for line in lines)


def _are_with_colons(blocks: Sequence[Block], index: int) -> bool:
    """Whether all lines under the clause that announces terms are «Термин: объяснение»."""
    below = itertools.islice(blocks, index + 1, None)
    lines = [*itertools.takewhile(lambda line: line.level > blocks[index].level, below)]
    said = [WITH_COLON.fullmatch(line.text) for line in lines]
    return len(said) > 1 and all(
        match is not None and is_short_term(match["term"]) and not states(match["term"])
        for match in said
    )


def _source_of(announcer: Block) -> str:
    return FROM_GLOSSARY if GLOSSARY_SECTION.match(announcer.text) else FROM_CLAUSE


def _read_announced(reader: _Reader, block: Block) -> None:
    """A block under a clause or section that announces terms."""
    announcer = reader.announcers[-1]
    number = block.number if block.kind == CLAUSE else announcer.number
    if block.kind == TABLE:
        found = terms_of_table(block.rows)
        pairs = [(term.term, term.definition) for term in found.terms]
        reader.keep(pairs, _source_of(announcer), number)
        reader.doubts += found.doubts
        return
    said = any_definition(block.text)
    is_small = block.kind != PARAGRAPH or block.text[:1].islower() or reader.with_colons
    parts = said or definitions_in(block.text, any_case=is_small)
    if not parts and TERMS_CLAUSE.search(block.text.partition(":")[0]):
        parts = inline_definitions(block.text)
    reader.keep(parts, _source_of(announcer), number)
    is_deeper = 0 < reader.lists_at < block.level
    if not is_deeper:
        reader.lists_at = block.level if parts and block.text.endswith(":") else 0
    if len(parts) > 1 and block.kind == PARAGRAPH:
        reader.doubts.append(doubt.two_definitions(term for term, _ in parts))
    elif not (parts or is_deeper) and block.kind != SECTION and announcer.text.endswith(":"):
        reader.doubts.append(doubt.no_definition(block.text))


def split_definitions(paragraph: str) -> list[tuple[str, str]]:
    """The definitions of a paragraph: none, one, or several where paragraphs ran together."""
    return definitions_in(paragraph)


def terms_of_table(rows: Rows) -> Found:
    """The terms of a glossary printed as a table; a numbering column is left out."""
    terms: list[Term] = []
    doubts = []
    for row in rows:
        cells = [cell for cell in row if cell and not re.fullmatch(r"\d{1,3}\.?", cell)]
        if all(HEADER_CELL.fullmatch(cell) for cell in cells) or _is_header(cells, terms):
            continue
        if len(cells) == 2 and is_short(cells[0]):
            term, alias = split_alias(cells[0])
            terms.append(Term(term, cells[1], FROM_GLOSSARY, alias=alias))
        else:
            doubts.append(doubt.unreadable_term(" ".join(cells)))
    return Found(tuple(terms), tuple(doubts))


def _is_header(cells: Sequence[str], terms: Sequence[Term]) -> bool:
    """Whether the first row says what the columns are: «Понятие | Что означает»."""
    named = bool(cells) and bool(HEADER_CELL.fullmatch(cells[0]))
    return named and not terms and all(len(cell.split()) <= LONGEST_HEADER for cell in cells)


def terms_of_lines(paragraphs: Sequence[str]) -> Found:
    """The terms of a glossary printed as lines «Термин – объяснение» or «Термин Объяснение»."""
    terms: list[Term] = []
    doubts: list[str] = []
    guessed: list[str] = []
    for paragraph in paragraphs:
        text = re.sub(r"^\d{1,3}\s*[.)]\s*(?=\S)", "", marker_of(paragraph)[1])
        match, is_guess = _glossary_line(text)
        if match is None:
            doubts.append(doubt.unreadable_term(text))
            continue
        term, alias = split_alias(match["term"].strip(' «»"'))
        explained = re.sub(r"^это\s+(?!не\s)", "", match["text"])
        terms.append(Term(term, explained, FROM_GLOSSARY, alias=alias))
        if is_guess:
            guessed.append(match["term"])
    if guessed:
        doubts.append(doubt.guessed_terms(guessed))
    return Found(tuple(terms), tuple(doubts))


def _glossary_line(text: str) -> tuple[re.Match[str] | None, bool]:
    origin = BEFORE_EXPLANATION.fullmatch(text)
    if origin and is_short(origin["term"]):
        return origin, False
    definition = DEFINITION.fullmatch(text)
    if definition and is_short_term(definition["term"]):
        return definition, False
    return NEXT_CAPITAL.fullmatch(text), True


def terms_in_both(terms: Sequence[Term]) -> list[str]:
    """Terms explained by a clause and again by the glossary."""
    normative = {term.term.casefold() for term in terms if term.source == FROM_CLAUSE}
    return [
        term.term
        for term in terms
        if term.source == FROM_GLOSSARY and term.term.casefold() in normative
    ]
