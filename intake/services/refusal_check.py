"""What the journal says of the papers of refusals: whose word they are, which were taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from intake.domain.journal import JournalKind
from intake.models import Document, DocumentParty
from intake.models.document import REFUSAL_KINDS
from intake.services.check_batches import facts_of, key_of
from intake.services.journal import rows_of
from mentoring_pages.models import School

WORDS = (JournalKind.DECLINED.value, JournalKind.DECLINE_UNDONE.value)


@dataclass(frozen=True, slots=True)
class RefusalsTold:
    """By the keys of the papers: who said so by the journal and by the database; which ended."""

    said_by: Mapping[UUID, tuple[str, str]]
    """The key of the person and the role."""
    parties: Mapping[UUID, frozenset[tuple[str, str]]]
    taken_back: Mapping[UUID, datetime]
    """When each ended."""

    def is_by_its_person(self, paper: UUID) -> bool:
        """Whether the one party of the paper is whose no, or end of it, the journal tells."""
        said = self.said_by.get(paper)
        return said is not None and self.parties.get(paper) == frozenset({said})


def refusals_told(school: School, rows: Sequence[Mapping[str, Any]]) -> RefusalsTold:
    """About the refusals among ``rows`` of documents; asks nothing where there are none."""
    papers = [row for row in rows if row["kind"] in REFUSAL_KINDS]
    if not papers:
        return RefusalsTold({}, {}, {})
    said_by: dict[UUID, tuple[str, str]] = {}
    taken_back: dict[UUID, datetime] = {}
    entries = rows_of(school.key).filter(subject_key__in=_refused(papers), kind__in=WORDS)
    columns = ("actor_key", "at", "facts")
    for actor, at, found in entries.order_by("sequence").values_list(*columns):
        facts = facts_of(found)
        paper, ended = (key_of(str(facts.get(name))) for name in ("paper", "takes_back"))
        if paper is not None:
            said_by[paper] = str(facts.get("person", actor)), str(facts.get("role"))
        if ended is not None:
            taken_back[ended] = at
    parties: dict[UUID, frozenset[tuple[str, str]]] = {}
    people = DocumentParty.objects.filter(document__in=[row["pk"] for row in papers])
    for paper, person, role in people.values_list("document__key", "person__key", "role"):
        parties[paper] = parties.get(paper, frozenset()) | {(str(person), role)}
    return RefusalsTold(said_by, parties, taken_back)


def _refused(papers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Keys of what was refused: a paper may point to it or to the no that is taken back."""
    found = Document.objects.filter(pk__in=[row["pk"] for row in papers]).values_list(
        "points_to__key", "points_to__points_to__key"
    )
    return list({str(key) for pair in found for key in pair if key is not None})
