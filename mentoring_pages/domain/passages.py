"""An act cut into what search answers with: a clause with the lines under it, a heading, a term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mentoring_pages.domain.clauses import APPENDIX, SECTION, TABLE, owner_of
from mentoring_pages.domain.contents import Chapter, Line, Piece, chapters
from mentoring_pages.domain.lemmas import lemmas_of, tokens

TERM = "term"
HEADING = "heading"
CLAUSE = "clause"

NUMBER_WEIGHT = 12
TERM_WEIGHT = 9
HEADING_WEIGHT = 6
DEFINITION_WEIGHT = 3
TEXT_WEIGHT = 1
"""How much a word says about its passage: a defined term most, then headings."""

MOSTLY = 0.7
"""A clause of which a definition is this much says nothing besides it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with its definition and the key of the place it stands in, if any.

    ``variants`` are its other names, divided by commas.
    """

    term: str
    definition: str
    key: str = ""
    variants: str = ""


@dataclass(slots=True)
class Passage:
    """One answer of a search; ``key`` is its place on the page, ``name`` its name («п. 3.4»)."""

    kind: str
    key: str
    name: str = ""
    number: str = ""
    heading: str = ""
    context: str = ""
    in_appendix: bool = False
    parts: list[str] = field(default_factory=list)
    variants: str = ""

    @property
    def text(self) -> str:
        """As the reader sees it: the lines of the passage, one under another."""
        return "\n".join(part for part in self.parts if part.strip())

    def lemmas(self) -> dict[str, int]:
        """Every dictionary form of the passage with its weight; the number is a word too."""
        found: dict[str, int] = {}
        body = DEFINITION_WEIGHT if self.kind == TERM else TEXT_WEIGHT
        head = TERM_WEIGHT if self.kind == TERM else HEADING_WEIGHT
        for text, weight in ((self.text, body), (self.variants, head), (self.heading, head)):
            for token in tokens(text):
                for lemma in token.lemmas:
                    found[lemma] = max(weight, found.get(lemma, 0))
        if self.number:
            found[self.number.casefold()] = NUMBER_WEIGHT
        return found


def passages_of_act(
    pieces: Sequence[Piece], definitions: Iterable[Definition] = ()
) -> list[Passage]:
    """The passages of an act in reading order; each definition stands before its clause.

    Everything printed in the act is in at least one passage. Lines without a number belong to the
    numbered clause above them, where there is one.
    """
    blocks = [piece.block for piece in pieces]
    place = {piece.key: index for index, piece in enumerate(pieces)}
    made: list[Passage] = []
    by_key: dict[str, Passage] = {}
    for chapter in chapters(pieces):
        if chapter.kind:
            head = _head(chapter, blocks[place[chapter.key]].number)
            made.append(head)
            by_key[chapter.key] = head
        for line in chapter.lines:
            owner = owner_of(blocks, place[line.key])
            owner_key = pieces[owner].key if owner is not None else ""
            passage = by_key.get(owner_key) if owner_key != line.key else None
            if passage is None:
                passage = _line(chapter, line, blocks[place[line.key]].number)
                made.append(passage)
                by_key[line.key] = passage
            else:
                passage.parts.append(_words(line))
    return _with_definitions(made, by_key, pieces, definitions)


def passages_of_glossary(definitions: Iterable[Definition]) -> list[Passage]:
    """A passage for each explanation."""
    return [_definition(entry) for entry in definitions]


def _head(chapter: Chapter, number: str) -> Passage:
    appendix = chapter.kind == APPENDIX
    return Passage(
        kind=HEADING,
        key=chapter.key,
        name=chapter.name,
        # An appendix «3» is not what somebody means who looks for section 3.
        number="" if appendix else number.strip(),
        heading=chapter.title,
        in_appendix=appendix,
        parts=[chapter.note] if chapter.note else [],
    )


def _line(chapter: Chapter, line: Line, number: str) -> Passage:
    is_heading = line.kind == SECTION
    return Passage(
        kind=HEADING if is_heading else CLAUSE,
        key=line.key,
        name=line.name or (chapter.name if chapter.kind == APPENDIX else ""),
        number=number.strip() if line.name else "",
        heading=line.text if is_heading else "",
        context=chapter.title,
        in_appendix=chapter.kind == APPENDIX,
        parts=[] if is_heading else [_words(line)],
    )


def _words(line: Line) -> str:
    if line.kind != TABLE:
        return f"{line.mark} {line.text}" if line.mark and not line.name else line.text
    rows = (" · ".join(cell.strip() for cell in row if cell.strip()) for row in line.rows)
    return "\n".join([line.caption, *rows] if line.caption else rows)


def _definition(entry: Definition, clause: Passage | None = None) -> Passage:
    return Passage(
        kind=TERM,
        key=entry.key,
        name=clause.name if clause else "",
        heading=entry.term,
        context=clause.context if clause else "",
        in_appendix=clause.in_appendix if clause else False,
        parts=[entry.definition],
        variants=entry.variants,
    )


def _with_definitions(
    made: list[Passage],
    by_key: Mapping[str, Passage],
    pieces: Sequence[Piece],
    definitions: Iterable[Definition],
) -> list[Passage]:
    blocks = [piece.block for piece in pieces]
    place = {piece.key: index for index, piece in enumerate(pieces)}
    before: dict[str, list[Passage]] = {}
    for entry in definitions:
        clause = by_key.get(entry.key)
        if clause is None and entry.key in place:
            owner = owner_of(blocks, place[entry.key])
            clause = by_key.get(pieces[owner].key) if owner is not None else None
        before.setdefault(clause.key if clause else "", []).append(_definition(entry, clause))
    ordered = before.pop("", [])
    for passage in made:
        own = before.get(passage.key, [])
        ordered += own
        if not own or not _is_only(passage, own):
            ordered.append(passage)
        else:
            own[0].number = passage.number
    return ordered


def _is_only(passage: Passage, own: Sequence[Passage]) -> bool:
    said = sum(len(entry.heading) + len(entry.text) for entry in own)
    return len(own) == 1 and passage.kind == CLAUSE and said >= MOSTLY * len(passage.text)


def asks_for_number(query: str) -> str:
    """The number of a clause where the query is nothing else: «п. 3.4», «пункт 3.4», «3.4.»."""
    words = query.replace("\N{NO-BREAK SPACE}", " ").strip().rstrip(".").casefold().split()
    if len(words) == 2 and (words[0] in {"п.", "раздел"} or "пункт" in lemmas_of(words[0])):
        words = words[1:]
    elif len(words) == 1:
        words = [words[0].removeprefix("п.")]
    if len(words) != 1 or "." not in words[0] or not words[0].replace(".", "").isdecimal():
        return ""
    return words[0]
