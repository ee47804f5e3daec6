"""A school's own wording out of a text: recognised, checked by the linter, kept as a draft."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring_pages.domain.wording import KINDS
from mentoring_pages.domain.wording_import import ImportedWording, with_places
from mentoring_pages.linting import Finding, findings_for_wording
from mentoring_pages.models import School, WordingPage
from mentoring_pages.services.linting import context_for
from mentoring_pages.services.own_files import rule_folders
from mentoring_pages.services.wording import stream

Places = Mapping[tuple[int, int], str]
"""(Number of the line, number of the blank in it) → key of the chosen place."""


def drafted(*, imported: ImportedWording, kind: str, variant: str, places: Places) -> WordingPage:
    """The page that would be made, not yet saved. It holds no order: nobody approved it."""
    title = imported.title or _("Текст без названия")
    return WordingPage(
        title=title,
        slug=f"{kind}-{uuid.uuid4().hex[:8]}",
        kind=kind,
        variant=variant if variant in KINDS[kind].variants else KINDS[kind].variants[0],
        paper_title=title,
        body=stream(
            (
                line.type,
                with_places(
                    line,
                    {blank: key for (number, blank), key in places.items() if number == index},
                ),
            )
            for index, line in enumerate(imported.lines)
        ),
        live=False,
    )


def findings_of(*, page: WordingPage, school: School, day: date) -> Sequence[Finding]:
    """What the check of texts says about a draft that has no page yet."""
    context = context_for(school=school, day=day)
    return findings_for_wording(page.frozen_tree(), context=context, folders=rule_folders())


@transaction.atomic
def create_draft(
    *,
    school: School,
    imported: ImportedWording,
    kind: str,
    variant: str,
    places: Places,
    user: Any,
) -> WordingPage:
    """Keep the text as an unpublished page under the school's front page."""
    page = drafted(imported=imported, kind=kind, variant=variant, places=places)
    page.owner = user
    school.site.root_page.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page
