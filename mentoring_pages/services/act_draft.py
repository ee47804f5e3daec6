"""What every import does: blocks with permanent keys, a free address, a draft, the glossary."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from wagtail.models import Page

from mentoring_pages.domain.clauses import APPENDIX, TABLE, Block
from mentoring_pages.importing.act import FROM_CLAUSE, FROM_GLOSSARY, ImportedAct, Term
from mentoring_pages.importing.terms import HEADER_CELL
from mentoring_pages.models import GlossaryPage, GlossaryTerm
from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.regulation import NormativeTerm

LONGEST_PAGE_TITLE = 255
GLOSSARY_TITLE = "Глоссарий"
GLOSSARY_SLUG = "glossariy"


def new_keys(blocks: tuple[Block, ...]) -> list[str]:
    """A permanent key for each block."""
    return [str(uuid.uuid4()) for _ in blocks]


def approval_fields(act: ImportedAct) -> dict[str, Any]:
    """The heading and the approval block as a page of an act holds them; half an order is none."""
    fields: dict[str, Any] = {
        "act_heading": act.title.capitalize() if act.title.isupper() else act.title or "Положение",
        "act_title": act.subtitle,
        "approval_heading": act.approval.heading or "УТВЕРЖДАЮ",
        "approval_post": act.approval.post,
        "approval_name": act.approval.name,
    }
    if act.approval.order_number and act.approval.order_date:
        fields["order_number"] = act.approval.order_number
        fields["order_date"] = act.approval.order_date
    fields["approvals"] = [
        {
            "type": "approval",
            "value": {
                "heading": other.heading,
                "body": other.body,
                "post": other.post,
                "name": other.name,
                "is_protocol": other.is_protocol,
                "order_number": other.order_number,
                "order_date": other.order_date,
            },
        }
        for other in act.approvals
        if other != act.approval
    ]
    return fields


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


def clause_keys(blocks: tuple[Block, ...], keys: list[str]) -> dict[str, str]:
    """The key of each numbered clause of the act itself, appendices left out."""
    found: dict[str, str] = {}
    for block, key in zip(blocks, keys, strict=True):
        if block.kind == APPENDIX:
            break
        if block.number and block.kind != "item":
            found.setdefault(block.number, key)
    return found


def free_slug(parent: Page, wanted: str) -> str:
    """``wanted`` or the next of its kind («-2») that no page under ``parent`` has."""
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def add_rows(rows_of_page: Any, rows: Iterable[PageRow]) -> None:
    """Add rows to a page after those it has, each with its place."""
    last = max((row.sort_order or 0 for row in rows_of_page.all()), default=-1)
    for place, row in enumerate(rows, start=last + 1):
        row.sort_order = place
        rows_of_page.add(row)


def clause_terms(
    model: type[NormativeTerm], act: ImportedAct, numbered: Mapping[str, str]
) -> list[NormativeTerm]:
    """The definitions that stand in clauses of the act, as rows of its page."""
    return [
        model(
            term=term.term,
            definition=term.definition,
            clause_key=numbered.get(term.clause_number, ""),
        )
        for term in act.terms
        if term.source == FROM_CLAUSE
    ]


def keep_draft(page: Page, *, owner: Any, now: datetime, log_action: bool = False) -> None:
    """Keep the page as a draft of ``owner``, made at ``now``."""
    revision = page.save_revision(user=owner, log_action=log_action)
    revision.created_at = page.latest_revision_created_at = now
    revision.save(update_fields=["created_at"])
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=now)


def explained_terms(act: ImportedAct) -> list[Term]:
    """The terms of the act's glossary."""
    return [term for term in act.terms if term.source == FROM_GLOSSARY]


def glossary_draft(home: Page) -> GlossaryPage | None:
    """The school's glossary as its editors last left it."""
    page = GlossaryPage.objects.child_of(home).order_by("path").first()
    return page.get_latest_revision_as_object() if page else None


def known_terms(glossary: GlossaryPage) -> frozenset[str]:
    """The terms the glossary explains, as they are compared."""
    return frozenset(term.term.casefold() for term in glossary.terms.all())


def extend_glossary(*, home: Page, terms: list[Term], owner: Any, now: datetime) -> None:
    """Add terms the glossary does not have; one that it has stays as the school wrote it."""
    if not terms:
        return
    glossary = glossary_draft(home)
    if glossary is None:
        home.refresh_from_db()
        glossary = GlossaryPage(
            title=GLOSSARY_TITLE, slug=free_slug(home, GLOSSARY_SLUG), owner=owner, live=False
        )
        home.add_child(instance=glossary)
    known = set(known_terms(glossary))
    added = []
    for term in terms:
        if term.term.casefold() not in known:
            known.add(term.term.casefold())
            added.append(GlossaryTerm(term=term.term, definition=term.definition))
    if added:
        add_rows(glossary.terms, added)
        keep_draft(glossary, owner=owner, now=now)
