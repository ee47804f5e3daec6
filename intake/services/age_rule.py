"""A school's rule of birthdays: on which day one counts, and how long an answer is waited for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.age import BirthdayTurn, UnknownBirthDate
from intake.domain.birthdays import AgeRuleRecord, AgeRules, age_now, band_of_paper
from intake.domain.capacity import OwnCapacity
from intake.domain.journal import JournalKind
from intake.domain.papers import AgeNow
from intake.domain.signing import Band, DocumentKind, MinorTable, SignerRole, signing_rule
from intake.models import AgeRule, Document, Person
from intake.services import journal
from intake.services.privacy import staff_key
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import asked_once


class AgeRuleRefused(Exception):
    """A decision cannot be recorded so: in which ``field``, and the ``words`` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@asked_once
def age_rules(*, school: School) -> AgeRules:
    """Every decision of the school about birthdays, in one query."""
    rows = AgeRule.objects.filter(school=school).order_by("pk")
    return AgeRules(
        tuple(AgeRuleRecord(BirthdayTurn(row.turn), row.from_day, row.answer_days) for row in rows)
    )


@dataclass(frozen=True, slots=True)
class AgeView:
    """How a school looks at papers of one kind on a day: asked about many people, loaded once."""

    rules: AgeRules
    table: MinorTable
    kind: DocumentKind
    day: date
    school: School

    def required(
        self, person: Person, capacity: OwnCapacity = OwnCapacity.NONE
    ) -> tuple[SignerRole, ...]:
        """Who must have signed about ``person``; nobody is known without a birth date."""
        try:
            return signing_rule(
                birth_date=person.birth_date,
                day=self.day,
                minor_table=self.table,
                document_kind=self.kind,
                own_capacity=capacity,
                turn=self.rules.turn_on(self.day),
            ).required
        except UnknownBirthDate:
            return ()

    def now(self, person: Person) -> AgeNow:
        """The band of ``person`` and what was given before it."""
        return age_now(
            birth_date=person.birth_date,
            day=self.day,
            turn=self.rules.turn_on(self.day),
            minor_table=self.table,
            kind=self.kind,
        )

    def band_of(self, document: Document, person: Person) -> Band | None:
        """In which band a paper about ``person`` was made."""
        made_on = document.made_at.astimezone(self.school.zone).date()
        return band_of_paper(
            rule_key=document.rule_key,
            birth_date=person.birth_date,
            made_on=made_on,
            turn=self.rules.turn_on(made_on),
        )


@transaction.atomic
def record_age_rule(
    *,
    school: School,
    turn: BirthdayTurn,
    answer_days: int,
    from_day: date,
    decided_by: str,
    by: Any,
    now: datetime,
) -> AgeRule:
    """Record a decision of the school; the ones before stay as history.

    Raises ``AgeRuleRefused`` for a day that is past: what was signed under the earlier rule stands.
    """
    if from_day < now.astimezone(school.zone).date():
        raise AgeRuleRefused(
            "from_day",
            _("Правило меняется с сегодняшнего дня или позже: подписанное раньше не пересмотреть."),
        )
    row = AgeRule(
        school=school,
        turn=turn.value,
        answer_days=answer_days,
        from_day=from_day,
        decided_by=decided_by,
        recorded_by_key=staff_key(by),
        recorded_at=now,
    )
    row.full_clean()
    row.save()
    journal.append(
        school=school,
        kind=JournalKind.AGE_RULE_RECORDED,
        subject_key=str(row.key),
        actor_key=staff_key(by),
        facts={"turn": turn.value, "from": from_day.isoformat(), "days": answer_days},
        now=now,
    )
    return row
