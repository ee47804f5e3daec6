"""What the registers of a school say that its journal must say too."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.domain.register_story import Claim
from intake.models import (
    AgeRule,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    LegalHold,
    LegalStatus,
    Person,
    Receipt,
    SignatureAgreement,
    SigningAllowance,
    SigningMode,
)
from intake.services.document_facts import order_digest
from intake.services.journal import rows_of
from mentoring_pages.models import School

NEEDED = frozenset(
    {
        JournalKind.RECEIPT_ACKNOWLEDGED.value,
        JournalKind.PEP_JOINED.value,
        JournalKind.PEP_LEFT.value,
        JournalKind.MODE_RECORDED.value,
        JournalKind.AGE_RULE_RECORDED.value,
        JournalKind.HOLD_PLACED.value,
        JournalKind.HOLD_LIFTED.value,
        JournalKind.OBJECTION_RAISED.value,
        JournalKind.OBJECTION_LIFTED.value,
        JournalKind.STATUS_RECORDED.value,
        JournalKind.STATUS_ENDED.value,
        JournalKind.ALLOWANCE_RECORDED.value,
        JournalKind.ALLOWANCE_ENDED.value,
        JournalKind.PERSON_ERASED.value,
    }
)
"""Kinds of entries of which each has a row that tells the same."""

READ = NEEDED | {
    JournalKind.GUARDIAN_CHECKED.value,
    JournalKind.REQUEST_CHECKED.value,
}
"""Kinds of entries that are compared; a later check takes the place of an earlier one."""


def claims_of(school: School) -> Iterator[Claim]:
    """Every register, row by row."""
    for register in (
        _receipts,
        _pep_agreements,
        _modes,
        _age_rules,
        _holds,
        _objections,
        _statuses,
        _allowances,
        _checked_guardians,
        _erased,
    ):
        yield from register(school)


def _claim(
    row: str,
    event: JournalKind,
    subject: object,
    at: datetime,
    actor: str | None = None,
    /,
    **facts: Any,
) -> Claim:
    return Claim(row, ((event.value, str(subject)),), at, actor, facts)


def _day(school: School, at: datetime) -> str:
    return f"{at.astimezone(school.zone):%d.%m.%Y}"


def _receipts(school: School) -> Iterator[Claim]:
    rows = Receipt.objects.filter(document__school=school).order_by("pk")
    for number, key, by, at in rows.values_list(
        "document__number", "document__key", "by_id", "at"
    ).iterator():
        row = _("Отметка о получении документа № %(number)s") % {"number": number}
        yield _claim(row, JournalKind.RECEIPT_ACKNOWLEDGED, key, at, f"user:{by}")


def _pep_agreements(school: School) -> Iterator[Claim]:
    rows = SignatureAgreement.objects.filter(school=school).select_related("person", "edition")
    for one in rows.order_by("pk").iterator():
        row = _("Соглашение о подписи кодом № %(number)s") % {"number": one.number}
        person = str(one.person.key)
        if one.joined_at is not None:
            yield _claim(
                row,
                JournalKind.PEP_JOINED,
                one.key,
                one.joined_at,
                one.identified_by_key if one.how == "at_school" else person,
                person=person,
                how=one.how,
                edition=one.edition.digest if one.edition else "",
            )
        if one.left_at is not None:
            yield _claim(row, JournalKind.PEP_LEFT, one.key, one.left_at, person=person)


def _modes(school: School) -> Iterator[Claim]:
    for one in SigningMode.objects.filter(school=school).order_by("pk"):
        yield _claim(
            _("Порядок подписания с %(day)s") % {"day": f"{one.from_day:%d.%m.%Y}"},
            JournalKind.MODE_RECORDED,
            one.key,
            one.recorded_at,
            one.recorded_by_key,
            **{"from": one.from_day.isoformat()},
            mode=one.mode,
            joining=one.joining,
            amended=one.is_clause_amended,
            check_first=one.check_first,
            order=order_digest(one.order_number, one.order_date),
        )


def _age_rules(school: School) -> Iterator[Claim]:
    for one in AgeRule.objects.filter(school=school).order_by("pk"):
        yield _claim(
            _("Правило о днях рождения с %(day)s") % {"day": f"{one.from_day:%d.%m.%Y}"},
            JournalKind.AGE_RULE_RECORDED,
            one.key,
            one.recorded_at,
            one.recorded_by_key,
            **{"from": one.from_day.isoformat()},
            turn=one.turn,
            days=one.answer_days,
        )


def _holds(school: School) -> Iterator[Claim]:
    for one in LegalHold.objects.filter(school=school).select_related("person").order_by("pk"):
        key = one.person.key
        row = _("Запрет уничтожать сведения от %(day)s") % {"day": _day(school, one.placed_at)}
        yield _claim(row, JournalKind.HOLD_PLACED, key, one.placed_at, one.placed_by_key)
        if one.lifted_at is not None:
            yield _claim(row, JournalKind.HOLD_LIFTED, key, one.lifted_at, one.lifted_by_key)


def _objections(school: School) -> Iterator[Claim]:
    rows = GuardianObjection.objects.filter(school=school).select_related("ward", "objector")
    for one in rows.order_by("pk"):
        row = _("Разногласие от %(day)s") % {"day": _day(school, one.raised_at)}
        ward, objector = str(one.ward.key), str(one.objector.key)
        yield _claim(
            row,
            JournalKind.OBJECTION_RAISED,
            one.key,
            one.raised_at,
            one.recorded_by_key or objector,
            ward=ward,
            objector=objector,
            how=one.how,
        )
        if one.lifted_at is not None:
            yield _claim(
                row,
                JournalKind.OBJECTION_LIFTED,
                one.key,
                one.lifted_at,
                one.lifted_by_key,
                ward=ward,
                decision=one.decision,
            )


def _statuses(school: School) -> Iterator[Claim]:
    rows = LegalStatus.objects.filter(person__school=school).select_related("person")
    for one in rows.order_by("pk"):
        key = one.person.key
        row = _("Особое состояние, записанное %(day)s") % {"day": _day(school, one.checked_at)}
        yield _claim(
            row,
            JournalKind.STATUS_RECORDED,
            key,
            one.checked_at,
            one.checked_by_key,
            **{"from": one.from_day.isoformat()},
            kind=one.kind,
        )
        if one.ended_at is not None:
            yield _claim(
                row, JournalKind.STATUS_ENDED, key, one.ended_at, one.ended_by_key, kind=one.kind
            )


def _allowances(school: School) -> Iterator[Claim]:
    rows = SigningAllowance.objects.filter(school=school).select_related("person")
    for one in rows.order_by("pk"):
        key = one.person.key
        row = _("Исключение для подписи от %(day)s") % {"day": _day(school, one.allowed_at)}
        by = f"user:{one.allowed_by_id}"
        yield _claim(row, JournalKind.ALLOWANCE_RECORDED, key, one.allowed_at, by, kind=one.kind)
        if one.ended_at is not None:
            yield _claim(row, JournalKind.ALLOWANCE_ENDED, key, one.ended_at, kind=one.kind)


def _erased(school: School) -> Iterator[Claim]:
    """Whoever nobody can read about any more: a key wiped by hand looks like an erasure."""
    gone = Q(erased_at__isnull=False) | Q(data_key__wrapped__isnull=True)
    rows = Person.objects.filter(gone, school=school).order_by("pk")
    for pk, key, erased_at, made_at in rows.values_list("pk", "key", "erased_at", "made_at"):
        row = _("Удаление сведений о человеке, строка № %(number)s") % {"number": pk}
        yield _claim(row, JournalKind.PERSON_ERASED, key, erased_at or made_at)


def _checked_guardians(school: School) -> Iterator[Claim]:
    """Whoever of the representatives staff have checked: on their own, or with a request."""
    requests, since = _requests_of(school), _told_since(school)
    rows = Guardianship.objects.filter(ward__school=school, checked_at__isnull=False)
    for one in rows.select_related("guardian", "ward").order_by("pk").iterator():
        if one.checked_at is None:
            continue
        keys = requests.get((one.guardian_id, one.ward_id), ())
        known_since = max(one.guardian.made_at, one.ward.made_at)
        yield Claim(
            row_of_guardian(one),
            (
                (JournalKind.GUARDIAN_CHECKED.value, str(one.ward.key)),
                *((JournalKind.REQUEST_CHECKED.value, key) for key in keys),
            ),
            one.checked_at,
            one.checked_by_key,
            {
                "guardian": str(one.guardian.key),
                "kind": one.kind,
                "from": _iso(one.valid_from),
                "to": _iso(one.valid_to),
            },
            may_be_untold=known_since <= one.checked_at and (not since or one.checked_at < since),
        )


def _told_since(school: School) -> datetime | None:
    """Since when every check of a representative has an entry: releases that tell so tell also how
    many people sign a document.
    """
    newer = Q(kind=JournalKind.DOCUMENT_MADE.value, facts__has_key="signers") | Q(
        kind=JournalKind.GUARDIAN_CHECKED.value, facts__has_key="kind"
    )
    rows = rows_of(school.key).filter(newer).order_by("sequence")
    return rows.values_list("at", flat=True).first()


def row_of_guardian(row: Guardianship) -> str:
    """Which representative is meant, without a name."""
    return _("Полномочия представителя, строка № %(number)s") % {"number": row.pk}


def _requests_of(school: School) -> Mapping[tuple[int | None, int | None], list[str]]:
    """(representative, participant) → keys of the requests in which staff checked them."""
    found: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    rows = IntakeRequest.objects.filter(school=school, origin="open", checked_at__isnull=False)
    for guardian, participant, key in rows.values_list("guardian_id", "participant_id", "key"):
        found[guardian, participant].append(str(key))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
