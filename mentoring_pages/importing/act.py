"""What the importer makes of a file: plain values, no database."""

from dataclasses import dataclass
from datetime import date

from mentoring_pages.domain.clauses import Block

FROM_CLAUSE = "clause"
FROM_GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval block. An empty string or ``None`` means it is not printed or not readable."""

    heading: str = ""
    post: str = ""
    name: str = ""
    order_number: str = ""
    order_date: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A definition: normative (it stands in clause ``clause_number``) or from the glossary."""

    term: str
    definition: str
    source: str
    clause_number: str = ""


@dataclass(frozen=True, slots=True)
class ImportedAct:
    """A recognised act.

    ``doubts`` are sentences for the editor: what the importer decided and a person should check.
    ``dropped`` is what was left out as no part of the act (letterhead, page numbers, running
    heads). ``coverage`` is the share of the source's characters that stand in the result; blanks
    and mark-up of the extraction (tags, bold marks, list marks, table rules) are no text.
    """

    title: str
    subtitle: str
    approval: Approval
    blocks: tuple[Block, ...]
    terms: tuple[Term, ...]
    doubts: tuple[str, ...]
    dropped: tuple[str, ...]
    coverage: float

    @property
    def name(self) -> str:
        """What the act is called in a sentence: «Положение о наставничестве в …»."""
        heading = self.title.capitalize() if self.title.isupper() else self.title
        return f"{heading} {self.subtitle}".strip()
