"""Asking the signing rule about a request: the school's table, its act and its day go in."""

from datetime import date, datetime

from intake.domain.signing import DocumentKind, MinorTable, SigningAnswer, signing_rule
from intake.models import IntakeRequest, SigningTable
from mentoring_pages.models import School
from mentoring_pages.services.citation import consent_form_name


def minor_table(*, school: School, kind: DocumentKind) -> MinorTable:
    """Who signs for participants of 14–17 in this school; «оба» where the school said nothing."""
    row = SigningTable.objects.filter(school=school, document_kind=kind.value).first()
    return MinorTable(row.minor_table) if row else MinorTable.BOTH


def school_day(*, school: School, now: datetime) -> date:
    """The school's day at an instant."""
    return now.astimezone(school.zone).date()


def signing_answer(*, request: IntakeRequest, kind: DocumentKind, now: datetime) -> SigningAnswer:
    """Who signs a paper of ``kind`` in this request today, and why.

    Raises ``UnknownBirthDate`` when the participant or the birth date is not known yet.
    """
    day = school_day(school=request.school, now=now)
    return signing_rule(
        birth_date=request.participant.birth_date if request.participant else None,
        day=day,
        minor_table=minor_table(school=request.school, kind=kind),
        document_kind=kind,
        act_paper=consent_form_name(school=request.school, day=day),
    )
