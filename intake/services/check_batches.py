"""Walking tables that grow without end for a check, and reading entries that may be spoilt."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

AT_ONCE = 500
"""Rows in memory at a time."""

Row = TypeVar("Row")


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, as many at a time as may stand in memory."""
    walk = iter(rows)
    while batch := list(islice(walk, AT_ONCE)):
        yield batch


def facts_of(value: Any) -> Mapping[str, Any]:
    """The facts of an entry; none where somebody put something else in their place."""
    return value if isinstance(value, dict) else {}


def key_of(subject: str) -> UUID | None:
    """The key an entry names; ``None`` where it is none."""
    try:
        return UUID(subject)
    except ValueError:
        return None
