"""Minors who act for themselves and parents who are minors: recorded by staff from a document."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake import vault
from intake.domain.age import age_on
from intake.domain.capacity import CAPACITY_FROM, OwnCapacity
from intake.domain.guardianship import PARENT_ALONE_FROM
from intake.domain.identity import IdentityPaper, paper_text
from intake.domain.journal import JournalKind
from intake.domain.signing import ADULT_FROM
from intake.models import LegalStatus, Person
from intake.services import journal
from intake.services.privacy import staff_key
from intake.services.publication import follow_consent

MINOR_PARENT = "minor_parent"


class StatusRefused(Exception):
    """The state cannot be recorded; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("status refused")
        self.words = words


@transaction.atomic
def record_status(
    *, person: Person, kind: str, from_day: date, basis: IdentityPaper, by: Any, now: datetime
) -> LegalStatus:
    """Record that a minor acts alone or is a parent, and the document a named employee saw.

    From then on the signing rule asks such a participant alone; papers being signed are made anew.
    Raises ``StatusRefused``.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _refuse_impossible(person, kind, from_day, now.astimezone(person.school.zone).date())
    row = LegalStatus(
        person=person,
        kind=kind,
        from_day=from_day,
        basis_encrypted=vault.encrypt_text(person.data_key.wrapped, paper_text(basis)),
        checked_by_key=staff_key(by),
        checked_at=now,
    )
    row.full_clean(exclude=["basis_encrypted"])
    row.save()
    follow_consent(person=person, now=now)
    journal.append(
        school=person.school,
        kind=JournalKind.STATUS_RECORDED,
        subject_key=str(person.key),
        actor_key=staff_key(by),
        facts={"kind": kind, "from": str(from_day)},
        now=now,
    )
    return row


def _refuse_impossible(person: Person, kind: str, from_day: date, day: date) -> None:
    if person.birth_date is None:
        raise StatusRefused(_("Сначала впишите дату рождения этого человека."))
    if age_on(person.birth_date, day) >= ADULT_FROM:
        raise StatusRefused(_("Этому человеку 18 лет: он подписывает сам, записывать нечего."))
    if from_day > day:
        raise StatusRefused(_("Этот день ещё не наступил. Проверьте дату документа."))
    if from_day < person.birth_date:
        raise StatusRefused(_("Эта дата раньше дня рождения. Проверьте её."))
    first_age = PARENT_ALONE_FROM if kind == MINOR_PARENT else CAPACITY_FROM[OwnCapacity(kind)]
    if age_on(person.birth_date, day if kind == MINOR_PARENT else from_day) < first_age:
        raise StatusRefused(
            _("Так бывает только с %(age)s лет. Проверьте дату рождения и документ.")
            % {"age": first_age}
        )
    if LegalStatus.objects.filter(person=person, kind=kind, ended_at__isnull=True).exists():
        raise StatusRefused(_("Это состояние уже записано."))


@transaction.atomic
def end_status(*, status: LegalStatus, by: Any, now: datetime) -> bool:
    """Take a state back that was recorded by mistake. ``False`` when it had been before."""
    row = (
        LegalStatus.objects.select_for_update(of=("self",))
        .select_related("person__school")
        .get(pk=status.pk)
    )
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_by_key = now, staff_key(by)
    row.save(update_fields=["ended_at", "ended_by_key"])
    follow_consent(person=row.person, now=now)
    journal.append(
        school=row.person.school,
        kind=JournalKind.STATUS_ENDED,
        subject_key=str(row.person.key),
        actor_key=staff_key(by),
        facts={"kind": row.kind},
        now=now,
    )
    return True
