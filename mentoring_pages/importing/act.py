"""What the importer makes of a file: plain values, no database.

Every typed part (programme, services, stages, article, forms, signatures) is a second view of text
that also stands in ``blocks``: what a part could not be read from stays readable there.
"""

from dataclasses import dataclass
from datetime import date

from mentoring_pages.domain.clauses import Block

FROM_CLAUSE = "clause"
FROM_GLOSSARY = "glossary"

AUTO = "auto"
REGULATION = "regulation"
PROGRAMME = "programme"
SERVICE_RULES = "service-rules"
ARTICLE = "article"
KINDS = (REGULATION, PROGRAMME, SERVICE_RULES, ARTICLE)

SYNCHRONOUS = "synchronous"
ASYNCHRONOUS = "asynchronous"

CONTRACT = "contract"
JOINING = "joining"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval block. An empty string or ``None`` means it is not printed or not readable.

    ``heading`` is the word as printed («УТВЕРЖДАЮ», «Согласовано», «ПРИНЯТО»), ``body`` the
    collegial body that decided («педагогический совет»). Number and date are those of the order, or
    of the minutes when ``is_protocol``.
    """

    heading: str = ""
    post: str = ""
    name: str = ""
    order_number: str = ""
    order_date: date | None = None
    body: str = ""
    is_protocol: bool = False

    @property
    def approves(self) -> bool:
        """Whether this block puts the act in force: «Утверждаю», «Введено в действие»."""
        return self.heading.casefold().startswith(("утвер", "введ"))


@dataclass(frozen=True, slots=True)
class Term:
    """A definition: normative (it stands in clause ``clause_number``) or from the glossary.

    ``alias`` is the short name the act gives it with «далее – …».
    """

    term: str
    definition: str
    source: str
    clause_number: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A mentoring programme: what it is for and how its success is seen.

    ``form`` is the form of mentoring («обучающийся – обучающийся»). ``parts`` are headed pieces of
    other kinds in reading order: (heading, texts).
    """

    form: str = ""
    intro: tuple[str, ...] = ()
    goal: str = ""
    tasks: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    term: str = ""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the register: how it is used and on what ground.

    ``modes`` are ``SYNCHRONOUS`` and ``ASYNCHRONOUS``; ``basis`` ``CONTRACT``, ``JOINING`` (a user
    agreement) or ``OWN`` (the organisation's own). ``clause`` lists it, ``mode_clauses`` say the
    modes, ``basis_clause`` the ground. Empty means the act does not say.
    """

    name: str
    modes: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    clause: str = ""
    mode_clauses: tuple[str, ...] = ()
    basis_clause: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of a roadmap. What its table has no column for is empty."""

    number: str
    name: str
    activities: tuple[str, ...] = ()
    term: str = ""
    responsible: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A wiki or Markdown link: ``target`` as written, ``label`` as shown.

    The label stands in the text of block ``index`` from the character ``start``; -1 is unknown.
    """

    target: str
    label: str
    index: int = -1
    start: int = -1


@dataclass(frozen=True, slots=True)
class Article:
    """What a note carries beside its text; ``properties`` are the other lines of front matter."""

    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign: «Директор ______ И.И. Иванов». ``index`` is its block."""

    text: str
    post: str = ""
    name: str = ""
    index: int = -1


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in: the words that say what goes there; ``index`` is its block."""

    label: str
    index: int


@dataclass(frozen=True, slots=True)
class Form:
    """A paper with blanks (a consent, an agreement, an application) within an appendix.

    Its text is ``blocks[start:end]``; ``kind`` is «consent», «agreement», «application», … .
    """

    kind: str
    title: str
    appendix: str
    start: int
    end: int
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: ``head`` is what its head says after the number («к Положению …»).

    ``kind`` is «consent», «agreement», «roadmap», «glossary», «formats», «plan», «register»,
    «questionnaire», «application» or «other»; its text is ``blocks[start:end]``.
    """

    number: str
    title: str
    kind: str
    head: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ImportedAct:
    """A recognised act.

    ``kind`` is one of ``KINDS``. ``doubts`` are sentences for the editor: what the importer decided
    and a person should check. ``dropped`` is what was left out as no part of the act (letterhead,
    page numbers, running heads). ``coverage`` is the share of the source's characters that stand in
    the result; blanks and mark-up of the extraction (tags, bold marks, list marks, table rules) are
    no text.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    terms: tuple[Term, ...]
    doubts: tuple[str, ...]
    dropped: tuple[str, ...]
    coverage: float
    kind: str = REGULATION
    approvals: tuple[Approval, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    forms: tuple[Form, ...] = ()
    signatures: tuple[Signature, ...] = ()
    stages: tuple[Stage, ...] = ()
    programme: Programme | None = None
    services: tuple[Service, ...] = ()
    article: Article | None = None

    @property
    def approval(self) -> Approval:
        """The block that puts the act in force; an empty one when there is none."""
        in_force = [entry for entry in self.approvals if entry.approves]
        by_name = (entry for entry in in_force if entry.heading.casefold().startswith("утвержд"))
        return next(by_name, in_force[0] if in_force else Approval())

    @property
    def name(self) -> str:
        """What the act is called in a sentence: «Положение о наставничестве в …»."""
        heading = self.title.capitalize() if self.title.isupper() else self.title
        return f"{heading} {self.subtitle}".strip()
