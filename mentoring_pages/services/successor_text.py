"""The body of a page after a text read anew: what hung on its clauses hangs on them still."""

from typing import Any

from mentoring_pages.domain.clauses import TABLE, Block
from mentoring_pages.domain.succession import Successor, meanings_after, successors
from mentoring_pages.rendering.act_page import pieces_of_tree
from mentoring_pages.services.act_draft import new_keys, stream_of
from mentoring_pages.services.edition import Act, tree_of

OF_THE_PAGE = ("table_caption", "first_row_is_table_header", "table_header_choice")
"""What editors say of a table and no file does."""


def successor_text(page: Act, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """``blocks`` as the body of ``page``: a clause it has keeps its key and its tags.

    A page without any tag takes those its clauses are recognised by.
    """
    old = tree_of(page)["blocks"]
    values = {block["key"]: block["value"] for block in old}
    is_tagged = any(block["value"].get("meaning") for block in old if block["type"] != TABLE)
    found = successors(list(pieces_of_tree(old)), blocks)
    keys = [
        found[place].key if place in found else key for place, key in enumerate(new_keys(blocks))
    ]
    stream = stream_of(blocks, keys)
    for place, successor in found.items():
        _take_over(stream[place], values[successor.key], successor, is_tagged=is_tagged)
    return stream


def _take_over(block: dict[str, Any], old: Any, successor: Successor, *, is_tagged: bool) -> None:
    value = block["value"]
    if block["type"] == TABLE:
        if isinstance(old, dict):
            value.update({name: old[name] for name in OF_THE_PAGE if name in old})
    elif is_tagged:
        value["meaning"] = list(
            meanings_after(old.get("meaning") or (), successor.meant, value["meaning"])
        )


def same_keys(rows: list[dict[str, Any]], old: list[dict[str, Any]]) -> None:
    """Rows of a list that says the same keep their keys, and results how they are measured."""
    known = {_said(row): row for row in old}
    for row in rows:
        if (before := known.pop(_said(row), None)) is not None:
            row["id"], row["value"] = before["id"], before["value"]


def _said(row: dict[str, Any]) -> str:
    value = row["value"]
    return str(value["text"] if isinstance(value, dict) else value).strip()
