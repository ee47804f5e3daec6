"""Service rules: making a draft of an imported act with its register of services."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.importing import act as imported
from mentoring_pages.importing.act import ImportedAct
from mentoring_pages.models import School, Service, ServiceRulesPage, ServiceRulesTerm
from mentoring_pages.services.act_draft import (
    LONGEST_PAGE_TITLE,
    add_rows,
    approval_fields,
    clause_keys,
    clause_terms,
    explained_terms,
    extend_glossary,
    free_slug,
    keep_draft,
    new_keys,
    stream_of,
)

SLUG = "poryadok-servisov"
LONGEST_NAME = 300


@transaction.atomic
def import_service_rules(
    *, act: ImportedAct, school: School, owner: Any, now: datetime
) -> ServiceRulesPage:
    """Make a draft page of the act under the school's home page, its services as a register.

    The text of the act stays whole in its clauses; the register is a second view of it.
    """
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    home = school.site.root_page
    keys = new_keys(act.blocks)
    numbered = clause_keys(act.blocks, keys)
    page = ServiceRulesPage(
        title=whole_words(act.name or "Порядок применения сервисов", LONGEST_PAGE_TITLE),
        slug=free_slug(home, SLUG),
        **approval_fields(act),
        body=stream_of(act.blocks, keys),
        owner=owner,
        live=False,
    )
    add_rows(page.terms, clause_terms(ServiceRulesTerm, act, numbered))
    add_rows(page.services, services_of(act, numbered))
    home.add_child(instance=page)
    keep_draft(page, owner=owner, now=now)
    extend_glossary(home=home, terms=explained_terms(act), owner=owner, now=now)
    return page


def services_of(act: ImportedAct, numbered: Mapping[str, str]) -> list[Service]:
    """The services of the act as rows of its register."""
    return [
        Service(
            name=service.name[:LONGEST_NAME],
            mode=mode_of(service.modes),
            basis=basis_of(service.basis),
            clause_key=numbered.get(service.clause, ""),
        )
        for service in act.services
    ]


def basis_of(bases: tuple[str, ...]) -> str:
    """The grounds an act allows as the register holds them; empty where it names none."""
    if set(bases) >= {imported.CONTRACT, imported.JOINING}:
        return "either"
    return next(iter(bases), "")


def mode_of(modes: tuple[str, ...]) -> str:
    """The modes an act names as the register holds them; empty where it names none."""
    named = set(modes)
    if named >= {imported.SYNCHRONOUS, imported.ASYNCHRONOUS}:
        return "both"
    return next(iter(named), "")
