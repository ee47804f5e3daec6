"""The body of a page as pieces of an act, read from the stored text without building blocks."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mentoring_pages.domain.clauses import TABLE, Block
from mentoring_pages.domain.contents import Approval, Piece
from mentoring_pages.models import RegulationPage

HEADED = ("row", "both")


def pieces_of(page: RegulationPage) -> list[Piece]:
    """The pieces of the page in reading order, each with its permanent key."""
    return list(_pieces(page.body.raw_data))


def approval_of(page: RegulationPage) -> Approval:
    return Approval(
        heading=page.act_heading,
        title=page.act_title,
        order_number=page.order_number,
        order_date=page.order_date,
    )


def _pieces(raw: Any) -> Iterator[Piece]:
    level = 1
    for index, stored in enumerate(raw):
        # A block that an editor has just added and not yet saved has no key.
        key = stored.get("id") or f"new-{index}"
        if stored["type"] == TABLE:
            yield _table(key, stored["value"], level)
            continue
        value: Mapping[str, Any] = stored["value"]
        block = Block(
            kind=stored["type"],
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
