"""Searching what a school has published: clauses, headings and terms, by dictionary forms."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, Sum, When
from wagtail.models import Page

from mentoring_pages.domain.contents import Approval, reference_to
from mentoring_pages.domain.excerpts import Piece, excerpt, marked
from mentoring_pages.domain.lemmas import wanted
from mentoring_pages.domain.passages import NUMBER_WEIGHT, asks_for_number
from mentoring_pages.domain.suggestions import nearest
from mentoring_pages.models import IndexedDocument, IndexedLemma, IndexedPassage, School
from mentoring_pages.models.clause_index import EXPLAINED, IN_FORCE, REPEALED, TERM

LONGEST_QUERY = 200
MOST_WORDS = 10
"""What is searched for of a longer text; the rest is left out and the page says so."""

ON_A_PAGE = 20
MOST_SUGGESTIONS = 5

TERMS = "terms"
APPENDICES = "appendices"
CURRENT = "current"
FILTERS = (TERMS, APPENDICES, CURRENT)


@dataclass(frozen=True, slots=True)
class Found:
    """One answer. ``name`` is a ready reference («п. 3.4 Положения …»), empty for a term.

    ``page_id`` and ``key`` say where it stands; ``state`` is one of ``DOCUMENT_STATES``.
    """

    kind: str
    state: str
    page_id: int
    key: str
    name: str
    heading: tuple[Piece, ...]
    context: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query and how many passages it finds."""

    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found; ``asked`` is the text that was searched for, ``is_cut`` that it is not
    all that was typed. Suggestions are made only where nothing was found.
    """

    asked: str
    is_cut: bool = False
    total: int = 0
    found: tuple[Found, ...] = ()
    page: int = 1
    pages: int = 1
    suggestions: tuple[Suggestion, ...] = ()
    elsewhere: int = 0
    """How many passages there are without the filters."""

    @property
    def is_empty(self) -> bool:
        return not self.asked


def search(*, school: School, query: str, filters: Collection[str] = (), page: int = 1) -> Answer:
    """The passages in which every word of ``query`` stands in some form, the likeliest first.

    Drafts and repealed acts are found too, after what is in force, and say what they are. Whatever
    is typed is words: there are no operators. The number of queries does not depend on the answer.
    """
    asked = " ".join(query[: LONGEST_QUERY + 1].replace("\0", " ").split())
    is_cut = len(query) > LONGEST_QUERY
    asked = asked[:LONGEST_QUERY]
    number = asks_for_number(asked)
    sets: Sequence[frozenset[str]] = (frozenset({number}),) if number else wanted(asked)
    is_cut = is_cut or len(sets) > MOST_WORDS
    sets = sets[:MOST_WORDS]
    if not sets:
        return Answer(asked=asked, is_cut=is_cut)
    documents = _readable(school)
    everywhere = _matching(documents, sets, number)
    chosen = _filtered(everywhere, filters)
    total = chosen.count()
    elsewhere = everywhere.count() if filters and not total else 0
    lemmas = frozenset().union(*sets)
    pages = max(1, -(-total // ON_A_PAGE))
    page = min(max(page, 1), pages)
    return Answer(
        asked=asked,
        is_cut=is_cut,
        total=total,
        found=tuple(_best(chosen, lemmas, page)) if total else (),
        page=page,
        pages=pages,
        suggestions=() if total or elsewhere else _suggestions(documents, sets),
        elsewhere=elsewhere,
    )


def _readable(school: School) -> list[int]:
    """Documents whose pages anybody may open now, whatever the index was told before."""
    pages = Page.objects.live().public().order_by().values("pk")
    found = IndexedDocument.objects.filter(school=school, page__in=pages)
    return list(found.values_list("pk", flat=True))


def _matching(
    documents: list[int], sets: Sequence[frozenset[str]], number: str
) -> QuerySet[IndexedPassage]:
    passages = IndexedPassage.objects.filter(document__in=documents)
    for lemmas in sets:
        standing = IndexedLemma.objects.filter(lemma__in=lemmas)
        if number:
            standing = standing.filter(weight=NUMBER_WEIGHT)
        passages = passages.filter(pk__in=standing.values("passage"))
    return passages


def _filtered(
    passages: QuerySet[IndexedPassage], filters: Collection[str]
) -> QuerySet[IndexedPassage]:
    """«В терминах» and «в приложениях» widen each other, «в действующих» narrows both."""
    where = Q()
    if TERMS in filters:
        where |= Q(kind=TERM)
    if APPENDICES in filters:
        where |= Q(in_appendix=True)
    passages = passages.filter(where)
    if CURRENT in filters:
        passages = passages.filter(document__state__in=(IN_FORCE, EXPLAINED))
    return passages


def _best(passages: QuerySet[IndexedPassage], lemmas: frozenset[str], page: int) -> Iterator[Found]:
    """What is in force first, repealed last; then by how much a passage is about the words."""
    scored = (
        IndexedLemma.objects.filter(lemma__in=lemmas, passage__in=passages.order_by().values("pk"))
        .values(
            "passage",
            rank=Case(
                When(passage__document__state__in=(IN_FORCE, EXPLAINED), then=0),
                When(passage__document__state=REPEALED, then=2),
                default=1,
            ),
        )
        .annotate(score=Sum("weight"))
        .order_by("rank", "-score", "passage")
    )
    keys = [row["passage"] for row in scored[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    rows = IndexedPassage.objects.select_related("document").defer("document__words").in_bulk(keys)
    for key in keys:
        yield _found(rows[key], lemmas)


def _found(row: IndexedPassage, lemmas: frozenset[str]) -> Found:
    document = row.document
    act = Approval(document.heading, document.title)
    name = reference_to(row.name, act) if row.name else ""
    return Found(
        kind=row.kind,
        state=document.state,
        page_id=document.page_id,
        key=row.key,
        name=name or f"{document.heading} {document.title}".strip(),
        heading=marked(row.heading, lemmas) if row.heading else (),
        context=row.context,
        pieces=excerpt(row.text, lemmas),
    )


def _suggestions(documents: list[int], sets: Sequence[frozenset[str]]) -> tuple[Suggestion, ...]:
    """The words of the query that are known each, and for one that is not, the nearest known."""
    vocabularies = IndexedDocument.objects.filter(pk__in=documents).values_list("words", flat=True)
    known: set[str] = set().union(*vocabularies)
    mended = [min(lemmas & known, default="") or _nearest(lemmas, known) for lemmas in sets]
    words = list(dict.fromkeys(word for word in mended if word))
    if not words:
        return ()
    made = []
    if len(words) > 1 and any(not lemmas & known for lemmas in sets):
        together = _matching(documents, [frozenset({word}) for word in words], "").count()
        if together:
            made.append(Suggestion(" ".join(words), together))
    counts = dict(
        IndexedLemma.objects.filter(passage__document__in=documents, lemma__in=words)
        .order_by()
        .values_list("lemma")
        .annotate(Count("passage"))
    )
    made += [Suggestion(word, counts[word]) for word in words]
    return tuple(made[:MOST_SUGGESTIONS])


def _nearest(lemmas: frozenset[str], known: Collection[str]) -> str:
    return next((found for lemma in sorted(lemmas) if (found := nearest(lemma, known))), "")
