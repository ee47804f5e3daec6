"""Programmes: making a draft of an imported one, finding the form of mentoring it is for."""

import re
import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from mentoring_pages.domain.clauses import PARAGRAPH, SECTION, Block
from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.importing.act import ImportedAct, Programme
from mentoring_pages.models import MentoringForm, ProgrammePage, School
from mentoring_pages.services.act_draft import (
    LONGEST_PAGE_TITLE,
    approval_fields,
    explained_terms,
    extend_glossary,
    free_slug,
    keep_draft,
    new_keys,
    stream_of,
)

SLUG = "programma"
DEFAULT_HEADING = "Программа наставничества"


@transaction.atomic
def import_programme(
    *, act: ImportedAct, school: School, owner: Any, now: datetime
) -> ProgrammePage:
    """Make a draft page of an imported programme under the school's home page.

    What the programme says outside its known parts becomes clauses of the page; nothing is lost.
    """
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    home = school.site.root_page
    rest = rest_of(act)
    page = ProgrammePage(
        title=whole_words(act.name or DEFAULT_HEADING, LONGEST_PAGE_TITLE),
        slug=free_slug(home, SLUG),
        **programme_fields(act=act, school=school),
        body=stream_of(rest, new_keys(rest)),
        owner=owner,
        live=False,
    )
    home.add_child(instance=page)
    keep_draft(page, owner=owner, now=now)
    extend_glossary(home=home, terms=explained_terms(act), owner=owner, now=now)
    return page


def programme_fields(*, act: ImportedAct, school: School) -> dict[str, Any]:
    """Everything of a programme but its title and what stands in its body."""
    read = act.programme or Programme()
    return {
        **approval_fields(act),
        "act_heading": act.title or DEFAULT_HEADING,
        "form": form_called(school=school, title=read.form),
        "form_title": read.form,
        "intro": "\n".join(read.intro),
        "goal": read.goal,
        "tasks": [_keyed("line", text) for text in read.tasks],
        "expected": "\n".join(read.expected),
        "measured": [_keyed("result", {"text": text, "measure": ""}) for text in read.measured],
        "participants": "\n".join(read.participants),
        "term": read.term,
    }


def form_called(*, school: School, title: str) -> MentoringForm | None:
    """The school's form of mentoring with this name, however its dash and quotes are written."""
    wanted = _plain(title)
    if not wanted:
        return None
    forms = school.mentoring_forms.all()
    return next((form for form in forms if _plain(form.title) == wanted), None)


def _plain(title: str) -> str:
    return re.sub(r"[^\w]+", " ", title).strip().casefold()


def _keyed(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def rest_of(act: ImportedAct) -> tuple[Block, ...]:
    """The parts without a field of their own; the whole text where no programme was recognised."""
    if act.programme is None:
        return act.blocks
    blocks: list[Block] = []
    for heading, texts in act.programme.parts:
        blocks.append(Block(SECTION, 1, text=heading))
        blocks += [Block(PARAGRAPH, 2, text=text) for text in texts]
    return tuple(blocks)
