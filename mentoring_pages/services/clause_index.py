"""Keeping the search index true: what a published act or glossary says today, and nothing else."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.alphabet import anchor
from mentoring_pages.domain.passages import Definition, Passage, passages_of_glossary
from mentoring_pages.models import Edition, GlossaryPage, RegulationMixin, School
from mentoring_pages.models.clause_index import (
    EXPLAINED,
    LONGEST_LEMMA,
    IndexedDocument,
    IndexedLemma,
    IndexedPassage,
)
from mentoring_pages.rendering.act_passages import passages_of_tree
from mentoring_pages.services.edition import tree_of
from mentoring_pages.services.shown_edition import shown_edition
from mentoring_pages.services.timeline import timeline_of

ROWS_AT_ONCE = 2_000


def is_searched(page: Any) -> bool:
    """Search takes in acts and glossaries; news, people and articles have no clauses."""
    return isinstance(page, RegulationMixin | GlossaryPage)


@transaction.atomic
def index_page(*, page: Any, day: date) -> int:
    """Take in what ``page`` says on ``day`` anew; an unpublished page leaves. Answers the number of
    passages. ``page`` is a page of its own class.
    """
    IndexedDocument.objects.filter(page_id=page.pk).delete()
    school = _school_of(page)
    if not page.live or school is None:
        return 0
    if isinstance(page, GlossaryPage):
        document = IndexedDocument(title=page.title, state=EXPLAINED)
        passages = passages_of_glossary(
            Definition(term.term, term.definition, anchor(term.term), term.variants)
            for term in page.terms.all()
        )
    else:
        state, edition = shown_edition(timeline_of(page_key=page.translation_key), day)
        tree = _tree(edition) if edition else tree_of(page)
        document = IndexedDocument(
            heading=tree.get("heading", ""),
            title=(tree.get("title") or page.title)[:500],
            state=state,
            edition_number=edition.number if edition else None,
            since=edition.in_force_from if edition else None,
        )
        passages = passages_of_tree(tree)
    document.page_id, document.school = page.pk, school
    document.save()
    write_passages(document, passages)
    return len(passages)


def follow_page(*, page: Any, now: datetime) -> None:
    """Take in what became of a page that was published or unpublished at ``now``."""
    if not is_searched(page):
        return
    school = _school_of(page)
    if school is None:
        forget_page(page=page)
    else:
        index_page(page=page, day=now.astimezone(school.zone).date())


def forget_page(*, page: Any) -> None:
    """Nothing of ``page`` is found any more."""
    IndexedDocument.objects.filter(page_id=page.pk).delete()


def follow_pages_under(*, page: Any, now: datetime) -> None:
    """The same for a whole branch, wherever it stands now."""
    for moved in Page.objects.descendant_of(page, inclusive=True).specific():
        follow_page(page=moved, now=now)


def follow_act(*, page_key: UUID, now: datetime) -> None:
    """The same for the act of this key, whose editions hold otherwise than before."""
    for page in Page.objects.filter(translation_key=page_key).specific():
        follow_page(page=page, now=now)


def due_reindexing(*, school: School, day: date, now: datetime) -> Iterator[ports.DueWork]:
    """Work of a tick: acts of which another edition holds on ``day`` than search knows."""
    for page in stale_pages(school=school, day=day):
        yield ports.DueWork("search index", partial(_reindex, page, day))


def _reindex(page: Any, day: date) -> None:
    index_page(page=page, day=day)


def stale_pages(*, school: School, day: date) -> list[Page]:
    """The published acts and glossaries whose index says something else than ``day`` does."""
    pages = Page.objects.descendant_of(school.site.root_page).live().specific()
    known = {
        document.page_id: (document.state, document.edition_number)
        for document in IndexedDocument.objects.filter(school=school)
    }
    return [
        page for page in pages if is_searched(page) and known.get(page.pk) != _expected(page, day)
    ]


def _school_of(page: Any) -> School | None:
    found: School | None = School.objects.filter(
        site__root_page__in=page.get_ancestors(inclusive=True)
    ).first()
    return found


def _expected(page: Any, day: date) -> tuple[str, int | None]:
    if isinstance(page, GlossaryPage):
        return EXPLAINED, None
    state, edition = shown_edition(timeline_of(page_key=page.translation_key), day)
    return state, edition.number if edition else None


def _tree(edition: Edition) -> dict[str, Any]:
    tree: dict[str, Any] = Edition.objects.values_list("tree", flat=True).get(pk=edition.pk)
    return tree


def write_passages(document: IndexedDocument, passages: list[Passage]) -> None:
    """Store the passages with their words, in few statements however many there are."""
    words = [passage.lemmas() for passage in passages]
    rows = IndexedPassage.objects.bulk_create(
        [
            IndexedPassage(
                document=document,
                kind=passage.kind,
                in_appendix=passage.in_appendix,
                key=passage.key,
                name=passage.name[:300],
                heading=passage.heading[:300],
                context=passage.context[:500],
                text=passage.text,
                position=position,
            )
            for position, passage in enumerate(passages)
        ],
        batch_size=ROWS_AT_ONCE,
    )
    IndexedLemma.objects.bulk_create(
        [
            IndexedLemma(passage=row, lemma=lemma[:LONGEST_LEMMA], weight=weight)
            for row, lemmas in zip(rows, words, strict=True)
            for lemma, weight in sorted(lemmas.items())
        ],
        batch_size=ROWS_AT_ONCE,
    )
    document.words = sorted({lemma[:LONGEST_LEMMA] for lemmas in words for lemma in lemmas})
    document.save(update_fields=["words"])
