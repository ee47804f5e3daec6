"""How a school's papers are signed: its decisions are asked at every act; nothing falls back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.domain.modes import (
    Joining,
    Method,
    Mode,
    ModeRecord,
    SchoolWay,
    WayTrouble,
    mode_on,
    way_trouble,
)
from intake.domain.signing import DocumentKind
from intake.models import Person, SigningMode
from intake.services import journal
from intake.services.document_facts import order_digest
from intake.services.pep import has_joined
from intake.services.privacy import staff_key
from mentoring_pages.domain.wording import OWN, REPRESENTATIVE
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import asked_once
from mentoring_pages.services.edition import is_wording_in_force


class ModeRefused(Exception):
    """A decision cannot be recorded so: in which ``field``, and the ``words`` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@asked_once
def school_way(*, school: School, day: date) -> SchoolWay:
    """What the school's decisions and texts amount to on ``day``."""
    rows = SigningMode.objects.filter(school=school, from_day__lte=day).order_by("pk")
    found = mode_on([_record(row) for row in rows], day)
    wording = _has_pep_wording(school=school, day=day)
    if found is None:
        return SchoolWay(has_pep_wording=wording)
    return SchoolWay(
        mode=found.mode,
        order_number=found.order_number,
        order_date=found.order_date,
        is_clause_amended=found.is_clause_amended,
        has_pep_wording=wording,
        joining=found.joining,
        check_first=found.check_first,
    )


def _record(row: SigningMode) -> ModeRecord:
    return ModeRecord(
        mode=Mode(row.mode),
        from_day=row.from_day,
        order_number=row.order_number,
        order_date=row.order_date,
        is_clause_amended=row.is_clause_amended,
        joining=Joining(row.joining),
        check_first=row.check_first,
    )


def _has_pep_wording(*, school: School, day: date) -> bool:
    return is_wording_in_force(
        school=school, kind="pep-agreement", variants=(REPRESENTATIVE, OWN), day=day
    )


def signer_way_trouble(
    *, school: School, signer: Person, kind: DocumentKind, method: Method, day: date
) -> WayTrouble | None:
    """Why ``signer`` may not sign a paper of ``kind`` by ``method`` on ``day``; ``None``: may.

    Whoever agreed on their own page counts as joined here: the code they enter now completes it.
    """
    return way_trouble(
        school_way(school=school, day=day),
        kind=kind,
        method=method,
        has_joined=has_joined(person=signer),
    )


@transaction.atomic
def record_mode(
    *,
    school: School,
    mode: Mode,
    from_day: date,
    order_number: str,
    order_date: date,
    decided_by: str,
    is_clause_amended: bool,
    joining: Joining,
    check_first: bool,
    by: Any,
    now: datetime,
) -> SigningMode:
    """Record a decision of the school; the ones before stay as history.

    Raises ``ModeRefused`` for a day that is past, for an order of tomorrow, and for «всё
    электронно» while something it stands on is missing.
    """
    today = now.astimezone(school.zone).date()
    if from_day < today:
        raise ModeRefused(
            "from_day",
            _("Порядок меняется с сегодняшнего дня или позже: подписанное раньше не пересмотреть."),
        )
    if order_date > today:
        raise ModeRefused("order_date", _("Дата приказа ещё не наступила. Проверьте её."))
    if mode is Mode.ELECTRONIC and not is_clause_amended:
        raise ModeRefused(
            "is_clause_amended",
            _(
                "Пока Положение и соглашение говорят о бумаге «в двух экземплярах», соглашение "
                "кодом им противоречит. Сначала измените этот пункт и отметьте это здесь."
            ),
        )
    if mode is Mode.ELECTRONIC and not _has_pep_wording(school=school, day=from_day):
        raise ModeRefused(
            "mode",
            _(
                "Сначала утвердите текст «Соглашение о простой электронной подписи» в разделе "
                "«Тексты»: без него код не равен подписи на бумаге (ч. 2 ст. 6 63-ФЗ)."
            ),
        )
    row = SigningMode(
        school=school,
        mode=mode.value,
        from_day=from_day,
        order_number=order_number,
        order_date=order_date,
        decided_by=decided_by,
        is_clause_amended=is_clause_amended,
        joining=joining.value,
        check_first=check_first,
        recorded_by_key=staff_key(by),
        recorded_at=now,
    )
    row.full_clean()
    row.save()
    journal.append(
        school=school,
        kind=JournalKind.MODE_RECORDED,
        subject_key=str(row.key),
        actor_key=staff_key(by),
        facts={
            "mode": mode.value,
            "from": from_day.isoformat(),
            "joining": joining.value,
            "amended": is_clause_amended,
            "check_first": check_first,
            "order": order_digest(order_number, order_date),
        },
        now=now,
    )
    return row
