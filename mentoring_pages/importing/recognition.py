"""A text becomes an act: the steps in their order."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.meanings import recognise
from mentoring_pages.importing import approval_doubts
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import (
    ARTICLE,
    AUTO,
    PROGRAMME,
    SERVICE_RULES,
    Approval,
    ImportedAct,
    Programme,
    Term,
)
from mentoring_pages.importing.approval_signs import check, unread_heads
from mentoring_pages.importing.approval_text import is_closing_approval, read_approval
from mentoring_pages.importing.article import (
    doubts_of,
    plain_emphasis,
    read_article,
    read_front_matter,
    take_links,
)
from mentoring_pages.importing.body import read_body
from mentoring_pages.importing.columns import find_tables
from mentoring_pages.importing.coverage import share, texts_of
from mentoring_pages.importing.footnotes import put_footnotes, take_footnotes
from mentoring_pages.importing.forms import appendices_of, forms_of, signatures_of
from mentoring_pages.importing.heading import read_head, split_head
from mentoring_pages.importing.kinds import kind_of
from mentoring_pages.importing.lines import clean_lines
from mentoring_pages.importing.mending import mend_lines
from mentoring_pages.importing.orders import (
    approval_of,
    approvals_of_parts,
    block_of,
    read_order,
    split_order,
)
from mentoring_pages.importing.paragraphs import Paragraph, join_lines
from mentoring_pages.importing.parting import part_clauses
from mentoring_pages.importing.programme import headings_of, read_programme
from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.roadmap import read_stages
from mentoring_pages.importing.service_rules import read_services
from mentoring_pages.importing.terms import Found, terms_in_both, terms_of_act
from mentoring_pages.importing.titles import appendix_head, mentioned_appendices
from mentoring_pages.importing.torn_words import whole_words
from mentoring_pages.importing.unusual_numbers import mark_unusual_numbers


def recognise_act(text: str, kind: str = AUTO) -> ImportedAct:
    """The act in a text, read as ``kind`` or as the kind it looks like.

    Raises ``UnreadableFile`` where there is no text of an act at all.
    """
    text, joined = whole_words(text)
    clean = clean_lines(text)
    if not clean.lines:
        raise UnreadableFile(Unreadable.EMPTY)
    front = read_front_matter(clean.front_matter)
    mended = mend_lines(clean.lines)
    order, lines = split_order(mark_unusual_numbers(mended.lines))
    own = None if order else read_order(lines)
    start = own[1] if own else split_head(lines)
    head = own[0] if own else read_head(lines[:start])
    approvals = head.approvals
    if order and not any(approval.approves for approval in approvals):
        approvals = (*approvals, approval_of(order))
    text_lines, notes = take_footnotes(lines[start:])
    paragraphs = put_footnotes(join_lines(find_tables(text_lines)), notes)
    closing, closing_doubts = _closing_approvals(paragraphs)
    approvals = (*approvals, *closing)
    lost = unread_heads(lines[: start or None], is_any_read=bool(approvals))
    parted = part_clauses([*head.preamble, *paragraphs])
    body = read_body(parted.paragraphs, is_order=own is not None)
    if own:
        approvals = tuple(approvals_of_parts(head, body.blocks))
    blocks, links = take_links([*body.blocks, *block_of(order)])
    title = head.title or front.title
    kind = kind_of(title, head.subtitle, blocks, approvals, front) if kind == AUTO else kind
    if kind == ARTICLE:
        blocks = [replace(block, text=plain_emphasis(block.text)) for block in blocks]
    if kind == PROGRAMME:
        blocks = headings_of(blocks)
    blocks = _tag_meanings(blocks)
    found = terms_of_act(blocks, body.glossary, with_appendices=own is not None)
    appendices = appendices_of(blocks)
    name = f"{title} {head.subtitle}".strip()
    programme = read_programme(blocks, name) if kind == PROGRAMME else None
    register = read_services(blocks) if kind == SERVICE_RULES else None
    article = read_article(front, blocks, links) if kind == ARTICLE or links else None
    terms = tuple(term for part in found for term in part.terms)
    return ImportedAct(
        title=title,
        subtitle=head.subtitle,
        blocks=tuple(blocks),
        terms=terms,
        doubts=(
            *doubts_of(front),
            *mended.doubts,
            *doubt.joined_words(joined),
            *([doubt.footnotes_moved(len(notes))] if notes else []),
            *parted.doubts,
            *([doubt.order_before_act()] if order else []),
            *([doubt.order_itself()] if own and appendices else []),
            *closing_doubts,
            *([approval_doubts.unread_heads(lost)] if lost else []),
            *_doubts_of_head(kind, head.doubts, (*approvals, *lost), title),
            *(body.doubts if _is_numbered(blocks) else []),
            *doubt.part_words(body.words),
            *map(doubt.numbers_without_text, _bare_runs(blocks)),
            *([] if _is_numbered(blocks) or kind in (PROGRAMME, ARTICLE) else [doubt.no_clauses()]),
            *_doubts_of_terms(found, terms, blocks),
            *(register.doubts if register else []),
            *(_doubts_of_programme(programme) if programme else []),
        ),
        dropped=(
            *([clean.front_matter] if clean.front_matter and not front.is_read else []),
            *clean.dropped,
            *mended.dropped,
            *filter(None, head.dropped),
            *body.repeated,
            *body.words,
        ),
        coverage=share(
            text,
            [
                head.used,
                *texts_of(blocks),
                *(f"{link.target} [[|]]" for link in links),
                clean.front_matter if front.is_read else "",
            ],
            head.left,
        ),
        kind=kind,
        approvals=tuple(approvals),
        appendices=appendices,
        forms=forms_of(blocks, appendices),
        signatures=signatures_of(blocks),
        stages=read_stages(blocks),
        programme=programme,
        services=register.services if register else (),
        article=article,
    )


def _closing_approvals(paragraphs: Sequence[Paragraph]) -> tuple[list[Approval], list[str]]:
    """The approvals printed after the text of the act, before its appendices; their doubts."""
    act = itertools.takewhile(lambda one: appendix_head(one.text) is None, paragraphs)
    found: list[Approval] = []
    doubts: list[str] = []
    for text in (one.text for one in act if is_closing_approval(one.text)):
        approval, left = read_approval(text)
        found.append(approval)
        doubts += check(text, approval, left)
    return found, doubts


def _is_numbered(blocks: Sequence[Block]) -> bool:
    return any(block.number for block in blocks)


def _bare_runs(blocks: Sequence[Block]) -> list[list[str]]:
    """The numbers of sections and clauses in a row that have no text of their own."""
    runs: list[list[str]] = [[]]
    for block in blocks:
        if block.kind in (SECTION, CLAUSE) and block.number and not block.text:
            runs[-1].append(block.number)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _doubts_of_head(
    kind: str, doubts: Sequence[str], approvals: Sequence[object], title: str
) -> list[str]:
    """What is to be checked in the head; an article needs no approval, only a title."""
    if kind == ARTICLE and not approvals:
        return [] if title else [doubt.no_title()]
    return list(doubts)


def _doubts_of_programme(programme: Programme) -> list[str]:
    return [
        *([] if programme.goal else [doubt.no_goal()]),
        *([] if programme.tasks else [doubt.no_tasks()]),
        *([] if programme.expected or programme.measured else [doubt.no_results()]),
    ]


def _doubts_of_terms(
    found: Sequence[Found], terms: Sequence[Term], blocks: Sequence[Block]
) -> list[str]:
    text = "\n".join(texts_of(block for block in blocks if block.kind != APPENDIX))
    present = {block.number for block in blocks if block.kind == APPENDIX}
    absent = sorted(mentioned_appendices(text) - present, key=int)
    return [
        *(sentence for part in found for sentence in part.doubts),
        *(doubt.term_twice(term) for term in terms_in_both(terms)),
        *doubt.absent_appendices(absent),
    ]


def _tag_meanings(blocks: Sequence[Block]) -> list[Block]:
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
