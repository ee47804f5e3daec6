"""Turning an imported act into draft pages of a school."""

import uuid
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction
from wagtail.models import Page

from mentoring_pages.domain.clauses import APPENDIX, TABLE, Block
from mentoring_pages.importing.act import FROM_CLAUSE, FROM_GLOSSARY, ImportedAct, Term
from mentoring_pages.importing.doubts import already_explained
from mentoring_pages.importing.terms import HEADER_CELL
from mentoring_pages.models import (
    GlossaryPage,
    GlossaryTerm,
    RegulationPage,
    RegulationTerm,
    School,
)

LONGEST_PAGE_TITLE = 255
SLUGS = {"положение": "polozhenie", "порядок": "poryadok", "правила": "pravila"}
GLOSSARY_TITLE = "Глоссарий"
GLOSSARY_SLUG = "glossariy"


@transaction.atomic
def import_regulation(
    *, act: ImportedAct, school: School, owner: Any, now: datetime
) -> RegulationPage:
    """Make a draft page of ``act`` under the school's home page, and add its glossary to the draft.

    Nothing is published and nothing that the school has is changed. Blocks get permanent keys.
    """
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    home = school.site.root_page
    title = act.name or "Документ без названия"
    keys = [str(uuid.uuid4()) for _ in act.blocks]
    page = RegulationPage(
        title=title[:LONGEST_PAGE_TITLE],
        slug=_free_slug(home, SLUGS.get(act.title.lower(), "dokument")),
        act_heading=act.title.capitalize() if act.title.isupper() else act.title or "Положение",
        act_title=act.subtitle,
        approval_heading=act.approval.heading or "УТВЕРЖДАЮ",
        approval_post=act.approval.post,
        approval_name=act.approval.name,
        body=stream_of(act.blocks, keys),
        owner=owner,
        live=False,
    )
    if act.approval.order_number and act.approval.order_date:
        page.order_number = act.approval.order_number
        page.order_date = act.approval.order_date
    clause_keys = _clause_keys(act.blocks, keys)
    for term in act.terms:
        if term.source == FROM_CLAUSE:
            page.terms.add(
                RegulationTerm(
                    term=term.term,
                    definition=term.definition,
                    clause_key=clause_keys.get(term.clause_number, ""),
                )
            )
    home.add_child(instance=page)
    _keep_draft(page, owner=owner, now=now)
    _extend_glossary(home=home, terms=_explained_terms(act), owner=owner, now=now)
    return page


def glossary_doubts(*, act: ImportedAct, school: School) -> tuple[str, ...]:
    """What the editor should know about terms the school's glossary explains already."""
    glossary = _glossary_draft(school.site.root_page)
    known = _known_terms(glossary) if glossary else frozenset()
    return tuple(
        already_explained(term.term)
        for term in _explained_terms(act)
        if term.term.casefold() in known
    )


def stream_of(blocks: tuple[Block, ...], keys: list[str]) -> list[dict[str, Any]]:
    """The blocks as the body of a page holds them; a key is the permanent name of its clause."""
    return [
        {"type": block.kind, "id": key, "value": _value_of(block)}
        for block, key in zip(blocks, keys, strict=True)
    ]


def _value_of(block: Block) -> dict[str, Any]:
    if block.kind == TABLE:
        has_header = len(block.rows) > 1 and _looks_like_header(block)
        return {
            "data": [list(row) for row in block.rows],
            "first_row_is_table_header": has_header,
            "first_col_is_header": False,
            "table_header_choice": "row" if has_header else "neither",
            "table_caption": "",
            "cell": [],
            "mergeCells": [],
            "hidden": [],
        }
    return {
        "level": block.level,
        "number": block.number,
        "text": block.text,
        "meaning": list(block.meanings),
    }


def _looks_like_header(block: Block) -> bool:
    """A table of two columns is a list of pairs unless its first row names the columns."""
    first = block.rows[0]
    if len(first) == 2 and len(block.rows) > 2:
        return all(HEADER_CELL.fullmatch(cell) for cell in first)
    return all(first)


def _clause_keys(blocks: tuple[Block, ...], keys: list[str]) -> dict[str, str]:
    """The key of each numbered clause of the act itself, appendices left out."""
    found: dict[str, str] = {}
    for block, key in zip(blocks, keys, strict=True):
        if block.kind == APPENDIX:
            break
        if block.number and block.kind != "item":
            found.setdefault(block.number, key)
    return found


def _free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _keep_draft(page: RegulationPage | GlossaryPage, *, owner: Any, now: datetime) -> None:
    revision = page.save_revision(user=owner)
    revision.created_at = page.latest_revision_created_at = now
    revision.save(update_fields=["created_at"])
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=now)


def _explained_terms(act: ImportedAct) -> list[Term]:
    return [term for term in act.terms if term.source == FROM_GLOSSARY]


def _glossary_draft(home: Page) -> GlossaryPage | None:
    """The school's glossary as its editors last left it."""
    page = GlossaryPage.objects.child_of(home).order_by("path").first()
    return page.get_latest_revision_as_object() if page else None


def _known_terms(glossary: GlossaryPage) -> frozenset[str]:
    return frozenset(term.term.casefold() for term in glossary.terms.all())


def _extend_glossary(*, home: Page, terms: list[Term], owner: Any, now: datetime) -> None:
    """Add terms the glossary does not have; one that it has stays as the school wrote it."""
    if not terms:
        return
    glossary = _glossary_draft(home)
    if glossary is None:
        home.refresh_from_db()
        glossary = GlossaryPage(
            title=GLOSSARY_TITLE, slug=_free_slug(home, GLOSSARY_SLUG), owner=owner, live=False
        )
        home.add_child(instance=glossary)
    known = set(_known_terms(glossary))
    added = False
    for term in terms:
        if term.term.casefold() not in known:
            known.add(term.term.casefold())
            glossary.terms.add(GlossaryTerm(term=term.term, definition=term.definition))
            added = True
    if added:
        _keep_draft(glossary, owner=owner, now=now)
