"""The check of a page's text: what is found, what was set aside and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.linting import (
    DEGREES,
    VIOLATION,
    Context,
    Entry,
    Finding,
    Normative,
    findings,
    findings_for_glossary,
    findings_for_wording,
)
from mentoring_pages.models import (
    DismissedFinding,
    GlossaryPage,
    RegulationPage,
    RegulationTerm,
    School,
    WordingPage,
)
from mentoring_pages.services.chosen_act import not_repealed
from mentoring_pages.services.edition import (
    Approvable,
    school_of,
    tree_of,
    wording_in_force,
)
from mentoring_pages.services.late_order import late_finding
from mentoring_pages.services.order_check import by_order
from mentoring_pages.services.own_files import rule_folders

Checked = Approvable | GlossaryPage
"""A page whose text is checked."""

FORMS_APART = ("processing", "publication", "agreement")
"""Papers that a school may approve as wordings of their own instead of appendices."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding with the words of whoever set it aside."""

    finding: Finding
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one text: open findings, gravest first, and those set aside."""

    open: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]

    def by_degree(self) -> list[tuple[str, list[Finding]]]:
        """Open findings under each degree that has some."""
        grouped = [
            (degree, [finding for finding in self.open if finding.degree == degree])
            for degree in DEGREES
        ]
        return [(degree, found) for degree, found in grouped if found]

    @property
    def violations(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.open if finding.degree == VIOLATION)

    def with_fingerprint(self, fingerprint: str) -> Finding | None:
        return next((one for one in self.open if one.fingerprint == fingerprint), None)


def is_checked(page: Any) -> bool:
    """Whether pages of this kind have a text to check."""
    return isinstance(page, Checked)


def check_page(*, page: Checked, now: datetime) -> Check:
    """Check ``page`` as it stands in memory: a draft, or what is about to be published."""
    school = school_of(page)
    day = now.astimezone(school.zone).date()
    found = _found(page, school, day)
    if isinstance(page, Approvable) and (late := late_finding(page=page, now=now)):
        found = (late, *found)
    kept = {
        row.fingerprint: row
        for row in DismissedFinding.objects.filter(page_key=page.translation_key).select_related(
            "dismissed_by"
        )
    }
    return Check(
        open=tuple(one for one in found if one.fingerprint not in kept),
        set_aside=tuple(
            SetAside(one, row.reason, _name(row.dismissed_by), row.dismissed_at)
            for one in found
            if (row := kept.get(one.fingerprint))
        ),
    )


def check_draft(*, page: Page, now: datetime) -> Check:
    """Check what the editors last saved of ``page``, published or not."""
    return check_page(page=page.get_latest_revision_as_object(), now=now)


@transaction.atomic
def set_finding_aside(
    *, page: Checked, finding: Finding, reason: str, user: Any, now: datetime
) -> DismissedFinding:
    """Keep the finding out of the list while its words stay the same.

    Raises ``ValueError`` without a reason: the next editor must be able to judge it.
    """
    if not reason.strip():
        raise ValueError("a finding is set aside with a reason")
    row, _created = DismissedFinding.objects.update_or_create(
        page_key=page.translation_key,
        fingerprint=finding.fingerprint,
        defaults={
            "school": school_of(page),
            "rule": finding.rule,
            "reason": reason.strip(),
            "dismissed_by": user,
            "dismissed_at": now,
        },
    )
    return row


@transaction.atomic
def bring_finding_back(*, page: Checked, fingerprint: str) -> None:
    """Show a finding again; one that was not set aside stays as it is."""
    DismissedFinding.objects.filter(page_key=page.translation_key, fingerprint=fingerprint).delete()


def context_for(*, school: School, day: date) -> Context:
    """What the check must know of the school besides the text."""
    return Context(
        day=day,
        electronic_signing=ports.electronic_signing(school=school, day=day),
        approved_forms=frozenset(kind for kind in FORMS_APART if _is_approved(school, kind, day)),
    )


def _is_approved(school: School, kind: str, day: date) -> bool:
    variants = ("representative", "own", "sides", "")
    return any(
        wording_in_force(school=school, kind=kind, variant=variant, day=day) for variant in variants
    )


def _found(page: Checked, school: School, day: date) -> Sequence[Finding]:
    folders = rule_folders()
    if isinstance(page, GlossaryPage):
        return findings_for_glossary(_entries(page), _normative(school, day), folders=folders)
    context = context_for(school=school, day=day)
    check = findings_for_wording if isinstance(page, WordingPage) else findings
    tree = tree_of(page)
    return [
        *by_order(page=page, tree=tree, folders=folders),
        *check(tree, context=context, folders=folders),
    ]


def _entries(page: GlossaryPage) -> list[Entry]:
    return [
        Entry(term.term, term.definition, tuple(term.variants.split(",")))
        for term in page.terms.all()
    ]


def _normative(school: School, day: date) -> list[Normative]:
    """The definitions of the school's published acts that no order has ended."""
    published = RegulationPage.objects.descendant_of(school.site.root_page).live().public()
    acts = not_repealed(acts=list(published.defer("body")), day=day)
    terms = RegulationTerm.objects.filter(page__in=acts).select_related("page")
    return [Normative(term.term, term.definition, term.page.title) for term in terms]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
