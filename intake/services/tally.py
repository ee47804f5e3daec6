"""Many counts in one query: the first page of staff counts everything each time it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, Min, QuerySet, Value
from django.db.models.functions import Cast


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows to be counted: each ``of`` once. ``first`` names a day whose earliest is wanted too."""

    rows: QuerySet[Any]
    of: str = "pk"
    first: str = ""


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many there are, and the earliest day where one was asked for."""

    count: int = 0
    first: date | None = None


def count_all(wanted: Mapping[str, Counted]) -> dict[str, Tallied]:
    """Every count by its name, in one query however many are wanted; what has no rows is there."""
    found = {name: Tallied() for name in wanted}
    parts = [_part(name, one) for name, one in wanted.items()]
    if not parts:
        return found
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    for name, count, first in rows:
        found[name] = Tallied(count, first)
    return found


def _part(name: str, one: Counted) -> QuerySet[Any, Any]:
    """One row: the name, how many, the earliest day. PostgreSQL wants the type of a missing day."""
    nothing = Cast(Value(None), DateField())
    rows: QuerySet[Any, Any] = (
        one.rows.order_by()
        .annotate(tallied_as=Value(name, CharField()))
        .values("tallied_as")
        .annotate(
            tallied=Count(one.of, distinct=True),
            tallied_first=Min(one.first) if one.first else Min(nothing),
        )
        .values_list("tallied_as", "tallied", "tallied_first")
    )
    return rows
