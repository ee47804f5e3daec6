"""Articles: making a draft of an imported one, and finding what its ``[[links]]`` lead to."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from mentoring_pages.domain.alphabet import anchor
from mentoring_pages.domain.clauses import ITEM, SECTION, TABLE, Block
from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.domain.wiki_links import same_name
from mentoring_pages.importing.act import Article, ImportedAct, Link
from mentoring_pages.models import (
    GlossaryPage,
    InitiativeAlias,
    InitiativePage,
    RegulationTerm,
    School,
)
from mentoring_pages.services.act_draft import (
    LONGEST_PAGE_TITLE,
    add_rows,
    free_slug,
    keep_draft,
    new_keys,
)

SLUG = "iniciativa"
LONGEST_TAG = 100
LONGEST_HEADING = 300


@transaction.atomic
def import_article(
    *, act: ImportedAct, school: School, owner: Any, now: datetime
) -> InitiativePage:
    """Make a draft page of an imported article, with its other names, tags and links."""
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    home = school.site.root_page
    said = act.article or Article()
    page = InitiativePage(
        title=whole_words(act.name or "Статья без названия", LONGEST_PAGE_TITLE),
        slug=free_slug(home, SLUG),
        body=_body(act.blocks, said.links),
        owner=owner,
        live=False,
    )
    add_rows(
        page.aliases_of_title,
        (InitiativeAlias(name=whole_words(name, LONGEST_PAGE_TITLE)) for name in said.aliases),
    )
    page.tags.add(*dict.fromkeys(tag[:LONGEST_TAG] for tag in said.tags))
    home.add_child(instance=page)
    keep_draft(page, owner=owner, now=now)
    return page


def _body(blocks: tuple[Block, ...], links: tuple[Link, ...]) -> list[dict[str, Any]]:
    linked = [
        _with_links(block, [link for link in links if link.index == index])
        for index, block in enumerate(blocks)
    ]
    keys = new_keys(blocks)
    return [
        {"type": _kind(block), "id": key, "value": _text(block)}
        for block, key in zip(linked, keys, strict=True)
        if _text(block)
    ]


def _with_links(block: Block, links: list[Link]) -> Block:
    """The block with its links written as its editors write them: ``[[Слово|вид]]``."""
    text = block.text
    for link in sorted(links, key=lambda one: one.start, reverse=True):
        end = link.start + len(link.label)
        if text[link.start : end] == link.label:
            text = f"{text[: link.start]}[[{link.target}|{link.label}]]{text[end:]}"
    return replace(block, text=text)


def _kind(block: Block) -> str:
    if block.kind == SECTION and len(_text(block)) <= LONGEST_HEADING:
        return "heading"
    return "item" if block.kind == ITEM else "paragraph"


def _text(block: Block) -> str:
    """What the block prints; the rows of a table as lines, so that nothing is lost."""
    if block.kind == TABLE:
        return "\n".join(" | ".join(row) for row in block.rows)
    mark = f"{block.number}. " if block.number and block.kind != ITEM else ""
    return f"{mark}{block.text}".strip()


def targets_of(*, page: InitiativePage, request: Any = None) -> dict[str, str]:
    """Where a link of this article may lead: pages of the school by title and by other names,
    and terms of its glossary. Five queries, however many links there are."""
    school = (
        School.objects.filter(site__root_page__in=page.get_ancestors(inclusive=True))
        .select_related("site")
        .first()
    )
    if school is None:
        return {}
    home = school.site.root_page
    live = Page.objects.descendant_of(home, inclusive=True).live().public()
    found: dict[str, str] = {}
    glossary = GlossaryPage.objects.descendant_of(home).live().public().first()
    if glossary is not None:
        address = glossary.get_url(request=request) or ""
        acts = RegulationTerm.objects.filter(page__in=live).values_list("term", flat=True)
        for name in acts:
            found[same_name(name)] = f"{address}#n-{anchor(name)}"
        for term in glossary.terms.all():
            found[same_name(term.term)] = f"{address}#{anchor(term.term)}"
    aliases = InitiativeAlias.objects.filter(page__in=live).select_related("page")
    for alias in aliases:
        found[same_name(alias.name)] = alias.page.get_url(request=request) or ""
    for one in live:
        found[same_name(one.title)] = one.get_url(request=request) or ""
    return found
