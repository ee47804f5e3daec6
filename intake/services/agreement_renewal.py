"""Next year's agreements: which pairs go on, what a new paper would change, and opening it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from intake.domain.agreement import LASTING_STATES, OPEN_STATES
from intake.domain.agreement_renewal import (
    STILL_A_PAIR,
    Change,
    Renewal,
    TermsSaid,
    TextChange,
    renewal_of,
    text_change,
    what_changed,
)
from intake.models import Agreement, Document, Person
from intake.services.agreement import (
    AgreementProblem,
    checked_text,
    open_agreement,
    representatives,
    send_for_signing,
)
from intake.services.agreement_list import with_papers
from intake.services.agreement_text import SidedText, agreement_tasks
from intake.services.rule import school_day
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.services.asked_once import remembered
from mentoring_pages.services.wording_values import agreement_values


@dataclass(frozen=True, slots=True)
class Difference:
    """How a new paper differs from the one before: its terms, and the lines of its text."""

    changes: tuple[Change, ...]
    text: TextChange
    signers: tuple[str, ...]
    term_months: int

    @property
    def is_nothing(self) -> bool:
        return not self.changes and not self.text.added and not self.text.removed


@dataclass(frozen=True, slots=True)
class PairToRenew:
    """A pair whose agreement may be concluded anew; ``trouble`` says why it cannot be yet."""

    agreement: Agreement
    is_due: bool
    difference: Difference | None
    trouble: str = ""


def pairs_to_renew(
    *, agreements: QuerySet[Agreement], most: int, now: datetime
) -> tuple[list[PairToRenew], int]:
    """The first ``most`` of ``agreements`` of one school that run, or just ended, and have no
    successor, and how many there are besides.

    What is due stands first; the one that ends sooner before the one that ends later.
    """
    first = agreements.select_related("school__site").first()
    if first is None:
        return [], 0
    day = school_day(school=first.school, now=now)
    found = []
    for agreement in _running(agreements, day):
        renewal = renewal_of(agreement.facts(), day)
        if renewal is not Renewal.NOT and not _has_successor(agreement, day):
            found.append((renewal is not Renewal.DUE, agreement.ends_on, agreement.pk, agreement))
    found.sort(key=lambda one: one[:3])
    with remembered():
        pairs = [_pair(agreement, not is_later, now) for is_later, *_, agreement in found[:most]]
    return pairs, len(found) - len(pairs)


def _running(agreements: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    running = agreements.filter(
        Q(ended_how="") | Q(ended_how="expired"),
        document__state="signed",
        ends_on__gte=day - STILL_A_PAIR,
        mentor__erased_at__isnull=True,
        mentee__erased_at__isnull=True,
    )
    return with_papers(running).select_related(
        "mentee__data_key",
        "mentor__data_key",
        "mentor_guardian",
        "mentee_guardian",
        "mentor__school",
        "mentee__school",
        "form__school",
    )


def _has_successor(agreement: Agreement, day: date) -> bool:
    """Whether another agreement of the same pair by the same form is open or in force."""
    others = with_papers(
        Agreement.objects.filter(
            mentor=agreement.mentor_id, mentee=agreement.mentee_id, form=agreement.form_id
        ).exclude(pk=agreement.pk)
    )
    return any(other.state_on(day) in OPEN_STATES | LASTING_STATES for other in others)


def _pair(agreement: Agreement, is_due: bool, now: datetime) -> PairToRenew:
    try:
        text = checked_text(agreement=next_agreement(before=agreement, now=now), now=now)
    except AgreementProblem as problem:
        return PairToRenew(agreement, is_due, None, problem.words)
    return PairToRenew(agreement, is_due, difference(before=agreement, text=text))


def next_agreement(
    *, before: Agreement, term_months: int | None = None, now: datetime
) -> Agreement:
    """The agreement that continues ``before``, not stored: its people, its terms, today's day."""
    day = school_day(school=before.school, now=now)
    return Agreement(
        school=before.school,
        form=before.form,
        mentor=before.mentor,
        mentor_guardian=_guardian(before.mentor, before.mentor_guardian, day),
        mentee=before.mentee,
        mentee_guardian=_guardian(before.mentee, before.mentee_guardian, day),
        term_months=term_months or before.term_months,
        place=before.place,
        base_organisation=before.base_organisation,
        tasks_encrypted=before.tasks_encrypted,
        renews=before,
    )


def _guardian(ward: Person, before: Person | None, day: date) -> Person | None:
    """Who stood for them last year, while they still may; else the only one who may now."""
    found = representatives(ward=ward, day=day)
    if before in found:
        return before
    return found[0] if len(found) == 1 else None


@transaction.atomic
def renew_agreement(
    *, before: Agreement, term_months: int | None, send: bool, by: Any, now: datetime
) -> Agreement:
    """Open next year's agreement of a pair, and send it out. Raises ``AgreementProblem``."""
    following = next_agreement(before=before, term_months=term_months, now=now)
    agreement = open_agreement(
        mentor=following.mentor,
        mentee=following.mentee,
        form=following.form,
        term_months=following.term_months,
        tasks=agreement_tasks(before),
        mentor_guardian=following.mentor_guardian,
        mentee_guardian=following.mentee_guardian,
        place=following.place,
        base_organisation=following.base_organisation,
        renews=before,
        by=by,
        now=now,
    )
    if send:
        send_for_signing(agreement=agreement, by=by, now=now)
    return agreement


def difference(*, before: Agreement, text: SidedText) -> Difference:
    """What a new paper's text and terms change against the agreement before it."""
    following = text.values
    return Difference(
        changes=what_changed(_said_before(before), _said_now(before, text)),
        text=text_change(
            _lines(before.document.wording, {**following, **_values_of(before, following)}),
            _lines(text.tree, following),
        ),
        signers=tuple(signer.person.full_name for signer in text.signers),
        term_months=(text.agreement or before).term_months,
    )


def _said_before(before: Agreement) -> TermsSaid:
    return TermsSaid(
        signers=signers_of_paper(before.document),
        term_months=before.term_months,
        tasks=tuple(agreement_tasks(before)),
        place=before.place,
        base_organisation=before.base_organisation,
    )


def signers_of_paper(document: Document) -> frozenset[tuple[int, str, str]]:
    return frozenset((one.person_id, one.side, one.role) for one in document.parties.all())


def _said_now(before: Agreement, text: SidedText) -> TermsSaid:
    new = text.agreement or before
    return TermsSaid(
        signers=frozenset(signer.identity for signer in text.signers),
        term_months=new.term_months,
        tasks=tuple(agreement_tasks(new)),
        place=new.place,
        base_organisation=new.base_organisation,
    )


def _values_of(before: Agreement, following: Mapping[str, str]) -> dict[str, str]:
    """The rights and duties of last year's text, which the wording itself holds."""
    terms = {
        **before.document.wording["agreement"],
        "form_title": "",
        "place": "",
        "base_organisation": "",
    }
    values = agreement_values(agreement=terms, school=before.school)
    same = {key for key in following if key.startswith("agreement.") and key != "agreement.notice"}
    return {key: value for key, value in values.items() if key not in same}


def _lines(tree: Mapping[str, Any], values: Mapping[str, str]) -> list[str]:
    shown = {**values, "document.number": "", "made.date": ""}
    found: Iterable[tuple[str, str]] = filled_lines(blocks_of(dict(tree)), shown)
    return [text.rstrip(";.") for _type, text in found]
