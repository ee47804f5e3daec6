"""An imported act as plain JSON values, for other programs and for reading against the original."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from mentoring_pages.domain.clauses import (
    APPENDIX,
    CLAUSE,
    ITEM,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
    Node,
    owner_of,
    title_of,
    tree,
)
from mentoring_pages.domain.deadlines import find_deadlines
from mentoring_pages.domain.references import Resolver, find_references
from mentoring_pages.importing.act import Approval, ImportedAct
from mentoring_pages.importing.definitions import aliases_in
from mentoring_pages.importing.forms import kind_of_table

Json = dict[str, Any]


def act_as_json(act: ImportedAct) -> Json:
    """The act: dates are ISO 8601, numbers as printed without the closing dot.

    ``paragraphs`` are texts without a number that stand before the first clause of their section;
    the parts of another kind of document stand under ``programme``, ``services`` and ``article``.
    """
    roots = tree(act.blocks)
    main = [node for node in roots if node.block.kind != APPENDIX]
    appendices = {node.index: node for node in roots if node.block.kind == APPENDIX}
    return {
        "kind": act.kind,
        "title": act.name,
        "approval": [_approval(approval) for approval in act.approvals],
        "paragraphs": _texts_of(main),
        "sections": _sections(main),
        "terms": [
            {
                "term": term.term,
                "definition": term.definition,
                "source": term.source,
                "clause": term.clause_number,
                "alias": term.alias,
            }
            for term in act.terms
        ],
        "aliases": list(_aliases(act.blocks)),
        "appendices": [
            {
                "number": appendix.number,
                "title": appendix.title,
                "kind": appendix.kind,
                "head": appendix.head,
                "paragraphs": _texts_of(appendices[appendix.start].children),
                "sections": _sections(appendices[appendix.start].children),
                "tables": _tables([appendices[appendix.start]]),
            }
            for appendix in act.appendices
        ],
        "tables": _tables(roots),
        "deadlines": list(_deadlines(act.blocks)),
        "references": list(_references(act.blocks)),
        "forms": [
            {
                "kind": form.kind,
                "title": form.title,
                "appendix": form.appendix,
                "blanks": [blank.label for blank in form.blanks],
            }
            for form in act.forms
        ],
        "signatures": [
            {"text": entry.text, "post": entry.post, "name": entry.name} for entry in act.signatures
        ],
        "roadmap": [asdict(stage) for stage in act.stages],
        "programme": asdict(act.programme) if act.programme else None,
        "services": [asdict(service) for service in act.services],
        "article": _article(act),
        "meanings": [
            {"clause": block.number, "meanings": list(block.meanings)}
            for block in act.blocks
            if block.meanings
        ],
        "doubts": list(act.doubts),
        "dropped": list(act.dropped),
        "coverage": round(act.coverage, 4),
    }


def _approval(approval: Approval) -> Json:
    return {
        "role": approval.heading,
        "post": approval.post,
        "name": approval.name,
        "order_number": approval.order_number,
        "order_date": approval.order_date.isoformat() if approval.order_date else None,
        "body": approval.body,
        "paper": "protocol" if approval.is_protocol else "order",
    }


def _article(act: ImportedAct) -> Json | None:
    if act.article is None:
        return None
    return {
        "aliases": list(act.article.aliases),
        "tags": list(act.article.tags),
        "links": [{"target": link.target, "label": link.label} for link in act.article.links],
        "properties": dict(act.article.properties),
    }


def _sections(nodes: Sequence[Node]) -> list[Json]:
    """Sections; clauses of an act without sections stand in one section without a number."""
    sections: list[Json] = []
    for node in nodes:
        if node.block.kind == SECTION:
            sections.append(
                _section(node.block.number, node.block.text)
                | {
                    "paragraphs": _texts(node, PARAGRAPH),
                    "items": _texts(node, ITEM),
                    "clauses": [_clause(child) for child in _numbered(node)],
                }
            )
            continue
        for clause in [node] if node.block.kind == CLAUSE else list(_numbered(node)):
            if not sections or sections[-1]["number"] or sections[-1]["title"]:
                sections.append(_section("", ""))
            sections[-1]["clauses"].append(_clause(clause))
    return sections


def _section(number: str, title: str) -> Json:
    return {"number": number, "title": title, "paragraphs": [], "items": [], "clauses": []}


def _clause(node: Node) -> Json:
    return {
        "number": node.block.number,
        "text": "\n".join([node.block.text, *_texts(node, PARAGRAPH)]).strip(),
        "items": _texts(node, ITEM),
        "clauses": [_clause(child) for child in _numbered(node)],
    }


def _numbered(node: Node) -> Iterator[Node]:
    """The clauses right under a node, those under a paragraph or a list's line included."""
    for child in node.children:
        if child.block.kind in (CLAUSE, SECTION):
            yield child
        else:
            yield from _numbered(child)


def _texts(node: Node, kind: str) -> list[str]:
    """The texts of one kind under a node, those of lists within lists included."""
    return [
        _text(part.block)
        for direct in node.children
        for part in _own(direct)
        if part.block.kind == kind
    ]


def _texts_of(nodes: Sequence[Node]) -> list[str]:
    """Paragraphs and list lines that stand under no section and no clause."""
    return [
        _text(part.block)
        for node in nodes
        for part in _own(node)
        if part.block.kind in (PARAGRAPH, ITEM)
    ]


def _own(node: Node) -> Iterator[Node]:
    """A paragraph, a list's line or a table with what stands under it, clauses left out."""
    if node.block.kind in (CLAUSE, SECTION, APPENDIX):
        return
    yield node
    for child in node.children:
        yield from _own(child)


def _text(block: Block) -> str:
    return f"{block.number} {block.text}".strip()


def _tables(roots: Sequence[Node]) -> list[Json]:
    """Every table with the place it stands at and what it is."""
    found = []
    for root in roots:
        appendix = root.block if root.block.kind == APPENDIX else None
        clause = ""
        for node in root.walk():
            if node.block.kind in (SECTION, CLAUSE) and node.block.number:
                clause = node.block.number
            if node.block.kind == TABLE:
                found.append(
                    {
                        "appendix": appendix.number if appendix else "",
                        "clause": clause,
                        "kind": kind_of_table(node.block.rows, title_of(root) if appendix else ""),
                        "rows": [list(row) for row in node.block.rows],
                    }
                )
    return found


def _aliases(blocks: Sequence[Block]) -> Iterator[Json]:
    """The short names that «(далее – …)» gives, with the clause that gives them."""
    for index, appendix, block in _with_appendix(blocks):
        for alias in aliases_in(block.text):
            yield {"alias": alias, "clause": _owner(blocks, index), "appendix": appendix}


def _deadlines(blocks: Sequence[Block]) -> Iterator[Json]:
    for index, appendix, block in _with_appendix(blocks):
        for deadline in find_deadlines(block.text):
            yield {
                "clause": _owner(blocks, index),
                "text": deadline.text,
                "rule": deadline.rule,
                "appendix": appendix,
            }


def _references(blocks: Sequence[Block]) -> Iterator[Json]:
    """References with whether their place is found; a law is found by its canonical key."""
    resolver = Resolver(blocks)
    for index, appendix, block in _with_appendix(blocks):
        for reference in find_references(block.text):
            yield {
                "from": _owner(blocks, index),
                "to": reference.target,
                "resolved": reference.kind == "law"
                or resolver.resolve(reference, index) is not None,
                "kind": reference.kind,
                "text": reference.text,
                "appendix": appendix,
            }


def _with_appendix(blocks: Sequence[Block]) -> Iterator[tuple[int, str, Block]]:
    """The blocks with their places and the number of the appendix they stand in."""
    appendix = ""
    for index, block in enumerate(blocks):
        if block.kind == APPENDIX:
            appendix = block.number or block.text
        yield index, appendix, block


def _owner(blocks: Sequence[Block], index: int) -> str:
    place = owner_of(blocks, index)
    return "" if place is None else blocks[place].number
