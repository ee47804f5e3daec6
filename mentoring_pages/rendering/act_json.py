"""An edition as JSON. The schema is ``act.schema.json`` beside this file, told in docs/act-json.md.

``tree`` is what was frozen, word for word: whoever writes it in canonical form (keys sorted, no
spaces, UTF-8, letters unescaped) and takes SHA-256 gets ``digest``.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mentoring_pages.domain.contents import Approval, Chapter, Line, chapters, citation
from mentoring_pages.rendering.act_page import pieces_of_tree

FORMAT = "nastavnik-act/1"


def act_json(
    tree: Mapping[str, Any],
    *,
    address: str,
    kind: str,
    publisher: str,
    state: str,
    digest: str,
    number: int | None = None,
    order_number: str = "",
    order_date: date | None = None,
    in_force_from: date | None = None,
    in_force_until: date | None = None,
    repeal: Mapping[str, str] | None = None,
) -> bytes:
    """The edition of ``tree``, or the draft where ``number`` is ``None``.

    ``in_force_until`` is the first day on which it does not hold, ``None`` where none is known.
    """
    act = Approval(tree.get("heading", ""), tree.get("title", ""), order_number, order_date)
    document = {
        "format": FORMAT,
        "kind": kind,
        "heading": act.heading,
        "title": act.title,
        "publisher": publisher,
        "address": address,
        "state": state,
        "edition": None
        if number is None
        else {
            "number": number,
            "order_number": order_number,
            "order_date": order_date and order_date.isoformat(),
            "in_force_from": in_force_from and in_force_from.isoformat(),
            "in_force_until": in_force_until and in_force_until.isoformat(),
        },
        "repeal": dict(repeal) if repeal else None,
        "digest": {"algorithm": "SHA-256", "of": "tree", "value": digest},
        "contents": list(_contents(tree, act, address)),
        "tree": tree,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _contents(tree: Mapping[str, Any], act: Approval, address: str) -> Iterator[dict[str, Any]]:
    """Chapters with their lines, each with its permanent key, its address and how it is cited."""
    for chapter in chapters(pieces_of_tree(tree.get("blocks", ()))):
        yield {
            **_entry(chapter, act, address),
            "title": chapter.title,
            "lines": [
                {**_entry(line, act, address), "level": line.indent + 1} for line in chapter.lines
            ],
        }


def _entry(piece: Chapter | Line, act: Approval, address: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": piece.key,
        "kind": piece.kind,
        "number": piece.mark,
        "text": piece.text,
        "address": f"{address}#c-{piece.key}",
        "citation": citation(piece.name, act) if piece.name else "",
    }
    if isinstance(piece, Line) and piece.rows:
        entry["rows"] = [list(row) for row in piece.rows]
    return entry
