"""Asking the signing rule about a request: the school's table, its act and its day go in."""

from collections.abc import Iterable
from datetime import date, datetime

from intake.domain.capacity import OwnCapacity
from intake.domain.signing import DocumentKind, MinorTable, SigningAnswer, signing_rule
from intake.models import IntakeRequest, LegalStatus, Person, SigningTable
from intake.services.age_rule import AgeView, age_rules
from intake.services.own_no import said_no_alone
from mentoring_pages.models import School
from mentoring_pages.services.asked_once import asked_once, asked_while_held
from mentoring_pages.services.citation import consent_form_name


def minor_table(*, school: School, kind: DocumentKind) -> MinorTable:
    """Who signs for participants of 14–17 in this school; «оба» where the school said nothing."""
    return _minor_tables(school=school).get(kind.value, MinorTable.BOTH)


@asked_once
def _minor_tables(*, school: School) -> dict[str, MinorTable]:
    rows = SigningTable.objects.filter(school=school)
    return {row.document_kind: MinorTable(row.minor_table) for row in rows}


def age_view(*, school: School, kind: DocumentKind, day: date) -> AgeView:
    """How the school looks at consents of ``kind`` on ``day``: two queries, then any number of
    people."""
    return AgeView(
        rules=age_rules(school=school),
        table=minor_table(school=school, kind=kind),
        kind=kind,
        day=day,
        school=school,
    )


def school_day(*, school: School, now: datetime) -> date:
    """The school's day at an instant."""
    return now.astimezone(school.zone).date()


def capacities(people: Iterable[Person]) -> dict[int, OwnCapacity]:
    """Who of ``people`` staff recorded as fully capable before 18, by primary key."""
    rows = LegalStatus.objects.filter(
        person__in=[person.pk for person in people],
        ended_at__isnull=True,
        kind__in=[OwnCapacity.EMANCIPATED.value, OwnCapacity.MARRIED.value],
    )
    return {row.person_id: OwnCapacity(row.kind) for row in rows}


def own_capacity(person: Person) -> OwnCapacity:
    """What staff recorded about one person."""
    return _own_capacity(person=person)


@asked_while_held
def _own_capacity(*, person: Person) -> OwnCapacity:
    return capacities([person]).get(person.pk, OwnCapacity.NONE)


def signing_answer(*, request: IntakeRequest, kind: DocumentKind, now: datetime) -> SigningAnswer:
    """Who signs a paper of ``kind`` in this request today, and why.

    Raises ``UnknownBirthDate`` when the participant or the birth date is not known yet.
    """
    return signing_answers(request=request, kinds=[kind], now=now)[kind]


def signing_answers(
    *, request: IntakeRequest, kinds: Iterable[DocumentKind], now: datetime
) -> dict[DocumentKind, SigningAnswer]:
    """The same for several kinds: the school's act is looked into once.

    Raises ``UnknownBirthDate``.
    """
    school, participant = request.school, request.participant
    day = school_day(school=school, now=now)
    act_paper = consent_form_name(school=school, day=day)
    capacity = own_capacity(participant) if participant else OwnCapacity.NONE
    turn = age_rules(school=school).turn_on(day)
    kinds = tuple(kinds)
    tables = {kind: minor_table(school=school, kind=kind) for kind in kinds}
    # Only what a table leaves to the representative alone can have been withdrawn so.
    left = [kind for kind in kinds if tables[kind] is MinorTable.REPRESENTATIVE_ONLY]
    refused = (
        said_no_alone(participant=participant, kinds=left, now=now)
        if participant and left
        else frozenset()
    )
    return {
        kind: signing_rule(
            birth_date=participant.birth_date if participant else None,
            day=day,
            minor_table=tables[kind],
            said_no_alone=kind in refused,
            document_kind=kind,
            act_paper=act_paper,
            own_capacity=capacity,
            turn=turn,
        )
        for kind in kinds
    }
