"""A file's bytes become an act: the steps in their order."""

from dataclasses import replace
from pathlib import Path

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.meanings import recognise
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import AUTO, REGULATION, ImportedAct, Term
from mentoring_pages.importing.body import Body, read_body
from mentoring_pages.importing.coverage import share, texts_of
from mentoring_pages.importing.decoding import LARGEST_FILE, Unreadable, UnreadableFile
from mentoring_pages.importing.heading import read_head, split_head
from mentoring_pages.importing.lines import clean_lines
from mentoring_pages.importing.paragraphs import join_lines
from mentoring_pages.importing.sources import read_source
from mentoring_pages.importing.terms import (
    Found,
    terms_in_both,
    terms_of_clauses,
    terms_of_lines,
    terms_of_table,
)
from mentoring_pages.importing.titles import mentioned_appendices


def read_bytes(data: bytes, *, name: str = "", kind: str = AUTO) -> ImportedAct:
    """The act in a file of any format that ``read_source`` knows.

    Raises ``UnreadableFile`` with one sentence for a person.
    """
    source = read_source(data, name=name)
    act = recognise_act(source.text, kind)
    return replace(
        act,
        doubts=(*source.doubts, *act.doubts),
        dropped=(*source.dropped, *act.dropped),
    )


def read_act(data: bytes) -> ImportedAct:
    """The act in a file, whatever it is called."""
    return read_bytes(data)


def read_file(path: Path, kind: str = AUTO) -> ImportedAct:
    """The act in a file, of which never more than ``LARGEST_FILE`` is read into memory.

    Raises ``UnreadableFile`` as ``read_bytes`` does, and ``OSError`` when there is no such file.
    """
    with path.open("rb") as file:
        return read_bytes(file.read(LARGEST_FILE + 1), name=path.name, kind=kind)


def recognise_act(text: str, kind: str = AUTO) -> ImportedAct:
    """The act in a text, read as ``kind`` or as the kind it looks like.

    Raises ``UnreadableFile`` where there is no text of an act at all.
    """
    clean = clean_lines(text)
    if not clean.lines:
        raise UnreadableFile(Unreadable.EMPTY)
    start = split_head(clean.lines)
    head = read_head(clean.lines[:start])
    body = read_body([*head.preamble, *join_lines(clean.lines[start:])])
    blocks = _tag_meanings(body.blocks)
    found = [terms_of_clauses(blocks), *_glossary_terms(body)]
    terms = tuple(term for part in found for term in part.terms)
    return ImportedAct(
        title=head.title,
        subtitle=head.subtitle,
        approvals=head.approvals,
        kind=REGULATION if kind == AUTO else kind,
        blocks=tuple(blocks),
        terms=terms,
        doubts=(*head.doubts, *body.doubts, *_doubts_of(found, terms, blocks)),
        dropped=(*clean.dropped, *head.dropped),
        coverage=share(text, [head.used, *texts_of(blocks)]),
    )


def _glossary_terms(body: Body) -> list[Found]:
    tables = [terms_of_table(entry.rows) for entry in body.glossary if entry.rows]
    return [*tables, terms_of_lines([entry.text for entry in body.glossary if not entry.rows])]


def _doubts_of(found: list[Found], terms: tuple[Term, ...], blocks: list[Block]) -> list[str]:
    text = "\n".join(texts_of(block for block in blocks if block.kind != APPENDIX))
    present = {block.number for block in blocks if block.kind == APPENDIX}
    absent = sorted(mentioned_appendices(text) - present, key=int)
    return [
        *(sentence for part in found for sentence in part.doubts),
        *(doubt.term_twice(term) for term in terms_in_both(terms)),
        *doubt.absent_appendices(absent),
    ]


def _tag_meanings(blocks: list[Block]) -> list[Block]:
    """Tag the clauses of the act itself, never those of its appendices, by their whole wording."""
    tagged = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind == APPENDIX:
            break
        if block.kind == CLAUSE or (block.kind == SECTION and block.number):
            wording = [block.text]
            for place in range(index + 1, len(blocks)):
                if blocks[place].kind not in (PARAGRAPH, ITEM):
                    break
                wording.append(blocks[place].text)
            tagged[index] = replace(block, meanings=recognise("\n".join(wording)))
    return tagged
