"""Turning an imported act into draft pages of a school."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.importing.act import (
    ARTICLE,
    PROGRAMME,
    REGULATION,
    SERVICE_RULES,
    ImportedAct,
)
from mentoring_pages.importing.doubts import already_explained
from mentoring_pages.models import RegulationPage, RegulationTerm, RoadmapPage, School
from mentoring_pages.services.act_draft import (
    LONGEST_PAGE_TITLE,
    add_rows,
    approval_fields,
    clause_keys,
    clause_terms,
    explained_terms,
    extend_glossary,
    free_slug,
    glossary_draft,
    keep_draft,
    known_terms,
    new_keys,
    stream_of,
)
from mentoring_pages.services.initiative import import_article
from mentoring_pages.services.programme import import_programme
from mentoring_pages.services.roadmap import import_roadmap
from mentoring_pages.services.service_rules import import_service_rules

SLUGS = {"положение": "polozhenie", "порядок": "poryadok", "правила": "pravila"}


@transaction.atomic
def import_act(*, act: ImportedAct, school: School, owner: Any, now: datetime) -> Page:
    """Make a draft page of the kind that ``act`` is.

    The roadmap of a regulation becomes a draft of its own where the school has none yet.
    """
    page: Page = MAKERS[act.kind](act=act, school=school, owner=owner, now=now)
    home = school.site.root_page
    if act.kind == REGULATION and not RoadmapPage.objects.descendant_of(home).exists():
        import_roadmap(act=act, school=school, owner=owner, now=now)
    return page


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
    keys = new_keys(act.blocks)
    page = RegulationPage(
        title=whole_words(title, LONGEST_PAGE_TITLE),
        slug=free_slug(home, SLUGS.get(act.title.lower(), "dokument")),
        **approval_fields(act),
        body=stream_of(act.blocks, keys),
        owner=owner,
        live=False,
    )
    numbered = clause_keys(act.blocks, keys)
    add_rows(page.terms, clause_terms(RegulationTerm, act, numbered))
    home.add_child(instance=page)
    keep_draft(page, owner=owner, now=now)
    extend_glossary(home=home, terms=explained_terms(act), owner=owner, now=now)
    return page


def glossary_doubts(*, act: ImportedAct, school: School) -> tuple[str, ...]:
    """What the editor should know about terms the school's glossary explains already."""
    glossary = glossary_draft(school.site.root_page)
    known = known_terms(glossary) if glossary else frozenset()
    return tuple(
        already_explained(term.term)
        for term in explained_terms(act)
        if term.term.casefold() in known
    )


MAKERS: dict[str, Any] = {
    REGULATION: import_regulation,
    PROGRAMME: import_programme,
    SERVICE_RULES: import_service_rules,
    ARTICLE: import_article,
}
"""Which verb makes the page of a kind of document."""
