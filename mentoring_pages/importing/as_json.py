"""An imported act as plain JSON values, for other programs and for reading against the original."""

from collections.abc import Sequence
from typing import Any

from mentoring_pages.domain.clauses import (
    APPENDIX,
    CLAUSE,
    ITEM,
    PARAGRAPH,
    SECTION,
    TABLE,
    Node,
    title_of,
    tree,
)
from mentoring_pages.importing.act import ImportedAct
from mentoring_pages.importing.titles import KINDS_BY_STEM, stem_of

KINDS = {"положение": "regulation", "программа": "programme", "порядок": "service-rules"}
OTHER = "other"


def act_as_json(act: ImportedAct) -> dict[str, Any]:
    """The act: dates are ISO 8601, numbers as printed without the closing dot.

    ``paragraphs`` are texts without a number that stand before the first clause of their section.
    """
    roots = tree(act.blocks)
    main = [node for node in roots if node.block.kind != APPENDIX]
    appendices = [node for node in roots if node.block.kind == APPENDIX]
    approval = act.approval
    return {
        "kind": KINDS.get(act.title.lower(), OTHER),
        "title": act.name,
        "approval": [
            {
                "role": approval.heading,
                "post": approval.post,
                "name": approval.name,
                "order_number": approval.order_number,
                "order_date": approval.order_date.isoformat() if approval.order_date else None,
            }
        ]
        if approval.heading
        else [],
        "paragraphs": [_text(node) for node in main if node.block.kind in (PARAGRAPH, ITEM)],
        "sections": _sections(main),
        "terms": [
            {
                "term": term.term,
                "definition": term.definition,
                "source": term.source,
                "clause": term.clause_number,
            }
            for term in act.terms
        ],
        "appendices": [
            {
                "number": node.block.number,
                "title": title_of(node),
                "kind": KINDS_BY_STEM.get(stem_of(title_of(node)), OTHER),
                "head": node.block.text,
                "paragraphs": [
                    _text(child) for child in node.children if child.block.kind in (PARAGRAPH, ITEM)
                ],
                "sections": _sections(node.children),
                "tables": _tables([node]),
            }
            for node in appendices
        ],
        "tables": _tables(roots),
        "meanings": [
            {"clause": block.number, "meanings": list(block.meanings)}
            for block in act.blocks
            if block.meanings
        ],
        "doubts": list(act.doubts),
        "dropped": list(act.dropped),
        "coverage": round(act.coverage, 4),
    }


def _sections(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    """Sections; clauses of an act without sections stand in one section without a number."""
    sections: list[dict[str, Any]] = []
    for node in nodes:
        if node.block.kind == SECTION:
            sections.append(
                {
                    "number": node.block.number,
                    "title": node.block.text,
                    "paragraphs": _texts(node, PARAGRAPH),
                    "items": _texts(node, ITEM),
                    "clauses": _clauses(node),
                }
            )
        elif node.block.kind == CLAUSE:
            if not sections or sections[-1]["number"] or sections[-1]["title"]:
                empty: list[str] = []
                sections.append(
                    {"number": "", "title": "", "paragraphs": empty, "items": [], "clauses": []}
                )
            sections[-1]["clauses"].append(_clause(node))
    return sections


def _clauses(node: Node) -> list[dict[str, Any]]:
    return [_clause(child) for child in node.children if child.block.kind == CLAUSE]


def _clause(node: Node) -> dict[str, Any]:
    return {
        "number": node.block.number,
        "text": "\n".join([node.block.text, *_texts(node, PARAGRAPH)]),
        "items": _texts(node, ITEM),
        "clauses": _clauses(node),
    }


def _texts(node: Node, kind: str) -> list[str]:
    """The texts of one kind under a node, those of lists within lists included."""
    return [
        _text(child)
        for direct in node.children
        if direct.block.kind in (PARAGRAPH, ITEM)
        for child in direct.walk()
        if child.block.kind == kind
    ]


def _text(node: Node) -> str:
    return f"{node.block.number} {node.block.text}".strip()


def _tables(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    return [
        {
            "appendix": root.block.number if root.block.kind == APPENDIX else "",
            "rows": [list(row) for row in node.block.rows],
        }
        for root in nodes
        for node in root.walk()
        if node.block.kind == TABLE
    ]
