"""Putting the wordings that ship into a school's tree, as pages the school then owns."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentoring_pages.domain.wording import KINDS
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.domain.wording_preview import invented_values
from mentoring_pages.models import Edition, MentoringForm, School, WordingPage
from mentoring_pages.services.edition import wording_in_force
from mentoring_pages.services.own_files import folders_of
from mentoring_pages.services.wording_values import agreement_values, school_values
from mentoring_pages.wordings import ShippedWording, read_wordings

DEFAULT_TERM_MONTHS, DEFAULT_NOTICE_DAYS = 9, 10


def shipped_wordings() -> list[ShippedWording]:
    """The wordings of this installation, one per kind, variant and form, in a stable order.

    ``NASTAVNIK_WORDINGS`` lists further folders; a file there takes the place of ours. Raises
    ``WordingFileProblem``.
    """
    return read_wordings(folders_of("NASTAVNIK_WORDINGS"))


@transaction.atomic
def adopt_shipped_wordings(
    *,
    school: School,
    order_number: str,
    order_date: date,
    kinds: Collection[str] = (),
    now: datetime,
) -> list[WordingPage]:
    """Publish the shipped wordings under an order of the school; texts already there stay.

    With ``kinds`` only those are taken, without all of them. An agreement for a form that the
    school does not have is left out.
    """
    home = school.site.root_page
    forms = {form.key: form for form in school.mentoring_forms.all()}
    pages = []
    for wording in shipped_wordings():
        if (wording.form and wording.form not in forms) or (kinds and wording.kind not in kinds):
            continue
        form = forms.get(wording.form)
        existing = WordingPage.objects.child_of(home).filter(
            kind=wording.kind, variant=wording.variant, form=form
        )
        if existing.exists():
            continue
        page = page_of(wording=wording, form=form)
        page.order_number, page.order_date = order_number, order_date
        home.add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
    return pages


def wordings_without_a_form(*, school: School) -> list[ShippedWording]:
    """Agreements for a form of mentoring that the school does not have: they are not taken."""
    keys = set(school.mentoring_forms.values_list("key", flat=True))
    return [one for one in shipped_wordings() if one.form and one.form not in keys]


def page_of(*, wording: ShippedWording, form: MentoringForm | None) -> WordingPage:
    """The page of one file, not yet saved."""
    agreement = wording.agreement
    return WordingPage(
        title=f"{wording.title}: {form.title}" if form else wording.title,
        slug=wording.slug,
        kind=wording.kind,
        variant=wording.variant,
        paper_title=wording.title,
        summary="\n".join(wording.summary),
        for_child="\n\n".join(wording.for_child),
        body=stream(wording.blocks),
        form=form,
        term_months=agreement.get("term_months", DEFAULT_TERM_MONTHS),
        notice_days=agreement.get("notice_days", DEFAULT_NOTICE_DAYS),
        tasks=stream(("task", task) for task in agreement.get("tasks", ())),
        terms=stream(("term", term) for term in agreement.get("terms", ())),
        live=False,
    )


def stream(blocks: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Raw blocks of a StreamField, each with a permanent key."""
    return [
        {"type": block_type, "value": value, "id": str(uuid.uuid4())}
        for block_type, value in blocks
    ]


def consent_in_force(*, school: School, paper: str, variant: str, day: date) -> Edition | None:
    """The wording that a document of this kind is made of today, as the school chose it."""
    kind = school.consent_wording if paper == KINDS[school.consent_wording].paper else paper
    return wording_in_force(school=school, kind=kind, variant=variant, day=day)


def agreement_in_force(*, school: School, form_key: str, day: date) -> Edition | None:
    """The agreement for a form of mentoring; where there is none of its own, the one for all."""
    return wording_in_force(
        school=school, kind="agreement", variant=form_key, day=day
    ) or wording_in_force(school=school, kind="agreement", variant="", day=day)


def child_page_address(*, edition: Edition) -> str:
    """Where the text is told to a child; empty where nothing is written or the page is not public.

    The page may be newer than ``edition``: it explains, it is not signed.
    """
    page = WordingPage.objects.live().filter(translation_key=edition.page_key).first()
    return page.child_address if page else ""


def draft_lines(
    *, page: WordingPage, school: School, band: str, day: date
) -> list[tuple[str, str]]:
    """The text with invented people of an age band and the school's own requisites.

    Raises ``KeyError`` while a place in the text cannot be filled.
    """
    tree = page.frozen_tree()
    values = {
        **invented_values(band=band, variant=page.variant),
        **school_values(school=school, day=day),
        **agreement_values(agreement=page.agreement, school=school),
    }
    return filled_lines(blocks_of(tree), values)
