"""Rows of registers that stand on the site at once and name nobody when they are written.

Somebody may have come into the school's list later: whoever withdraws or is erased leaves them too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from mentoring_pages.domain.person_names import names_in
from mentoring_pages.domain.publication import without_name
from mentoring_pages.models import ClauseNote, MentoringForm, PlannedEvent, School
from mentoring_pages.services.publication import is_named_by_duty

ROWS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (ClauseNote, ("text", "signed")),
    (MentoringForm, ("description",)),
    (PlannedEvent, ("title", "place", "audience")),
)
"""The registers and their texts."""


def rows_that_name(
    *, school: School, people: Mapping[UUID, Sequence[str]]
) -> dict[UUID, list[tuple[Any, str]]]:
    """(Row, field) of the texts of ``school`` that give the full name of each of ``people``.

    ``people`` are family name, given name and what else there is, by key. Three queries.
    """
    sought = [
        (key, parts[0], parts[1])
        for key, parts in people.items()
        if len(parts) > 1 and not is_named_by_duty(" ".join(parts), school=school)
    ]
    found: dict[UUID, list[tuple[Any, str]]] = {key: [] for key in people}
    for model, fields in ROWS if sought else ():
        for row in model._default_manager.filter(school=school):
            for field in fields:
                for key in names_in(getattr(row, field), sought):
                    found[key].append((row, field))
    return found


def take_name_out(*, rows: Iterable[tuple[Any, str]], parts: Sequence[str]) -> None:
    """Replace the person's name in these texts."""
    for row, field in rows:
        text = without_name(getattr(row, field), parts)
        longest: int | None = row._meta.get_field(field).max_length
        setattr(row, field, text[:longest] if longest else text)
        row.save(update_fields=[field])
