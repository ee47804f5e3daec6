"""Two representatives who disagree: publication stops at once, only a decision lifts it.

Source: one parent's signature is enough (п. 1 ст. 61, п. 1 ст. 64 СК РФ), and disagreements are
settled between the parents or by the guardianship authority or a court (п. 2 ст. 65 СК РФ).
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake import vault
from intake.domain.journal import JournalKind
from intake.models import GuardianObjection, Guardianship, Person
from intake.services import journal
from intake.services.guardianship import lasting
from intake.services.privacy import staff_key
from intake.services.publication import follow_consent
from intake.services.rule import school_day

WORDS_LENGTH = 2000
WITH_DETAILS = frozenset({"order", "court"})
"""Decisions that are papers of their own and have a number and a date."""


class ObjectionRefused(Exception):
    """The objection or the decision cannot be recorded; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("objection refused")
        self.words = words


@transaction.atomic
def raise_objection(
    *, ward: Person, objector: Person, words: str, by: Any = None, now: datetime
) -> GuardianObjection:
    """A representative objects, on their own page or through ``by``. It works at once.

    Asked again, the open objection is given back. Raises ``ObjectionRefused`` for somebody whose
    authority over the child does not last today.
    """
    ward = Person.objects.select_for_update(of=("self",)).get(pk=ward.pk)
    day = school_day(school=ward.school, now=now)
    held = Guardianship.objects.filter(guardian=objector, ward=ward)
    if not lasting(held, day=day).exists():
        raise ObjectionRefused(
            _("Возразить может только законный представитель ребёнка, чьи полномочия действуют.")
        )
    existing = GuardianObjection.objects.filter(
        ward=ward, objector=objector, lifted_at__isnull=True
    ).first()
    if existing is not None:
        return existing
    row = GuardianObjection.objects.create(
        school=ward.school,
        ward=ward,
        objector=objector,
        how="own_page" if by is None else "staff",
        words_encrypted=(
            vault.encrypt_text(objector.data_key.wrapped, words[:WORDS_LENGTH]) if words else None
        ),
        raised_at=now,
        recorded_by_key=staff_key(by) if by is not None else "",
    )
    follow_consent(person=ward, now=now)
    journal.append(
        school=ward.school,
        kind=JournalKind.OBJECTION_RAISED,
        subject_key=str(row.key),
        actor_key=staff_key(by) if by is not None else str(objector.key),
        facts={"ward": str(ward.key), "objector": str(objector.key), "how": row.how},
        now=now,
    )
    return row


def objection_words(objection: GuardianObjection) -> str:
    """What the objector wrote. Raises ``vault.KeyDestroyed`` after that person was erased."""
    if not objection.words_encrypted:
        return ""
    return vault.decrypt_text(objection.objector.data_key.wrapped, objection.words_encrypted)


@transaction.atomic
def lift_objection(
    *,
    objection: GuardianObjection,
    decision: str,
    number: str,
    decided_on: date | None,
    by: Any,
    now: datetime,
) -> bool:
    """Record the decision that ends the disagreement; nothing else ends it.

    What was taken down stays down: an editor publishes it anew. ``False`` when it had ended before.
    Raises ``ObjectionRefused`` for an order or a judgment without number and date.
    """
    row = (
        GuardianObjection.objects.select_for_update(of=("self",))
        .select_related("ward", "school")
        .get(pk=objection.pk)
    )
    if row.lifted_at is not None:
        return False
    if decision in WITH_DETAILS and (not number or decided_on is None):
        raise ObjectionRefused(_("Напишите номер и дату решения: на него будут ссылаться."))
    if decided_on is not None and decided_on > school_day(school=row.school, now=now):
        raise ObjectionRefused(_("Дата решения ещё не наступила. Проверьте её."))
    row.decision, row.decision_number, row.decision_date = decision, number, decided_on
    row.lifted_at, row.lifted_by_key = now, staff_key(by)
    row.full_clean(exclude=["words_encrypted"])
    row.save()
    follow_consent(person=row.ward, now=now)
    journal.append(
        school=row.school,
        kind=JournalKind.OBJECTION_LIFTED,
        subject_key=str(row.key),
        actor_key=staff_key(by),
        facts={"ward": str(row.ward.key), "decision": decision},
        now=now,
    )
    return True
