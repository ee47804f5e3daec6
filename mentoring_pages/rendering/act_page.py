"""The body of an act as its pieces, read from a page or from a frozen tree."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mentoring_pages.domain.clauses import TABLE, Block
from mentoring_pages.domain.contents import Approval, Piece
from mentoring_pages.models import RegulationPage

HEADED = ("row", "both")


def pieces_of(page: RegulationPage) -> list[Piece]:
    """The pieces of the page in reading order, each with its permanent key."""
    return list(_pieces((block.get("id"), block["type"], block["value"]) for block in _raw(page)))


def pieces_of_tree(blocks: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """The pieces of an edition's frozen blocks."""
    return list(_pieces((block["key"], block["type"], block["value"]) for block in blocks))


def approval_of(page: RegulationPage) -> Approval:
    return Approval(
        heading=page.act_heading,
        title=page.act_title,
        order_number=page.order_number,
        order_date=page.order_date,
    )


def _raw(page: RegulationPage) -> Iterable[Mapping[str, Any]]:
    """The stored blocks, without building them."""
    raw: Iterable[Mapping[str, Any]] = page.body.raw_data
    return raw


def _pieces(stored: Iterable[tuple[str | None, str, Any]]) -> Iterator[Piece]:
    level = 1
    for index, (given, kind, value) in enumerate(stored):
        # A block that an editor has just added and not yet saved has no key.
        key = given or f"new-{index}"
        if kind == TABLE:
            yield _table(key, value, level)
            continue
        block = Block(
            kind=kind,
            level=int(value.get("level") or 2),
            number=value.get("number") or "",
            text=value.get("text") or "",
        )
        level = block.level
        yield Piece(key, block)


def _table(key: str, value: Any, level: int) -> Piece:
    """A table belongs to the piece before it."""
    value = json.loads(value) if isinstance(value, str) else value or {}
    rows = tuple(
        tuple("" if cell is None else str(cell) for cell in row) for row in value.get("data") or ()
    )
    choice = value.get("table_header_choice")
    return Piece(
        key,
        Block(TABLE, level + 1, rows=rows),
        has_head=choice in HEADED if choice else bool(value.get("first_row_is_table_header")),
        caption=value.get("table_caption") or "",
    )
