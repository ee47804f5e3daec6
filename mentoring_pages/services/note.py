"""Plain words beside clauses: writing them, and finding those whose clause has changed since."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mentoring_pages.domain.contents import NBSP, Approval, Piece, chapters, reference_to
from mentoring_pages.models import ClauseNote, RegulationPage, School
from mentoring_pages.rendering.act_page import pieces_of

CHANGED = "changed"
GONE = "gone"

BEGINNING = 70
"""Characters of a clause by which an editor knows it in a list."""


@dataclass(frozen=True, slots=True)
class NotedClause:
    """A clause that may be explained: its act, its name for a list, and a digest of its text."""

    page_key: UUID
    key: str
    label: str
    digest: str
    school_id: int | None = None


def clauses_of(*, page: RegulationPage, school_id: int | None = None) -> list[NotedClause]:
    """The sections, clauses and appendices of the published text, in reading order."""
    pieces = pieces_of(page)
    digests = {piece.key: _digest(piece) for piece in pieces}
    act = Approval(page.act_heading, "")
    found = []
    for chapter in chapters(pieces):
        parts = [(chapter.key, chapter.name, chapter.title if chapter.kind else "")]
        parts += [(line.key, line.name, line.text) for line in chapter.lines]
        found += [
            NotedClause(
                page.translation_key,
                key,
                _label(reference_to(name, act), text),
                digests[key],
                school_id,
            )
            for key, name, text in parts
            if name
        ]
    return found


def acts_of(*, schools: Iterable[School]) -> list[RegulationPage]:
    """The published acts of the schools, in the order of their trees."""
    acts: list[RegulationPage] = []
    for school in schools:
        home = school.site.root_page
        acts += RegulationPage.objects.descendant_of(home).live().order_by("path")
    return acts


@transaction.atomic
def write_note(*, note: ClauseNote, clause: NotedClause, by: Any, now: datetime) -> ClauseNote:
    """Keep ``note`` beside ``clause`` as it reads now."""
    note.page_key, note.clause_key = clause.page_key, clause.key
    note.clause_digest = clause.digest
    note.author, note.written_at = by, now
    note.full_clean(exclude=["author"])
    note.save()
    return note


def changed_since(*, note: ClauseNote, clauses: Iterable[NotedClause]) -> str:
    """What has happened to the clause since the note: «», ``CHANGED`` or ``GONE``."""
    for clause in clauses:
        if (clause.page_key, clause.key) == (note.page_key, note.clause_key):
            return "" if clause.digest == note.clause_digest else CHANGED
    return GONE


def _digest(piece: Piece) -> str:
    said = "\n".join((piece.block.text, *("\t".join(row) for row in piece.block.rows)))
    return hashlib.sha256(" ".join(said.split()).encode()).hexdigest()


def _label(reference: str, text: str) -> str:
    return f"{reference}: {text[:BEGINNING]}".replace(NBSP, " ").replace("\n", " ")
