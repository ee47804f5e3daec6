"""Filling a return from the school's participations."""

from collections.abc import Iterator
from datetime import datetime

from intake.models import Participation
from mentoring_pages.models import MentoringForm, School
from mentoring_pages.services.citation import cited_clause
from reports.domain.controls import check_controls
from reports.domain.counting import Fact, count
from reports.domain.definition import Definition
from reports.domain.filled import DueClause, FilledReturn, Organisation
from reports.domain.periods import period_of

ROWS_AT_A_TIME = 5000


def fill_return(
    *, school: School, year: int, definition: Definition, now: datetime
) -> FilledReturn:
    """Count one year of one school: three queries, whatever the number of people.

    Read in one pass and never loaded as models; ``now`` tells whether the figures may still change.
    """
    period = period_of(year, definition.window)
    forms = dict(
        MentoringForm.objects.filter(school=school, is_active=True)
        .order_by("sort_order", "title")
        .values_list("key", "title")
    )
    counted = count(definition=definition, facts=facts_of(school), period=period, forms=forms)
    made_on = now.astimezone(school.zone).date()
    clause = None
    if definition.head.clause_meaning:
        cited = cited_clause(
            school=school, meaning=definition.head.clause_meaning, day=min(made_on, period.as_of)
        )
        clause = DueClause(cited.number, cited.text) if cited else None
    return FilledReturn(
        school_key=school.key,
        organisation=_organisation(school),
        definition=definition,
        period=period,
        made_on=made_on,
        clause=clause,
        counted=counted,
        controls=check_controls(definition.controls, counted),
    )


def facts_of(school: School) -> Iterator[Fact]:
    """Every participation of the school, in the order in which lists of people are read.

    Participations of erased people are among them: without a person, with the year of birth only.
    """
    rows = (
        Participation.objects.filter(school=school)
        .order_by(
            "person__family_name",
            "person__given_name",
            "person__patronymic",
            "person_key",
            "started_on",
            "pk",
        )
        .values_list(
            "person_key",
            "role",
            "category",
            "form__key",
            "form__title",
            "team_kind",
            "team",
            "started_on",
            "ended_on",
            "ended_how",
            "person__birth_date",
            "birth_year",
            "young_specialist",
            "trained",
            "order_number",
            "order_date",
        )
    )
    for person_key, *rest in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        yield Fact._make((str(person_key), *rest))


def _organisation(school: School) -> Organisation:
    return Organisation(
        full_name=school.full_name,
        address=school.address,
        inn=school.inn,
        ogrn=school.ogrn,
        okpo=school.okpo,
        regional_centre=school.regional_centre,
        director_post=school.director_post,
        director_name=school.director_name,
        curator_post=school.curator_post,
        curator_name=school.curator_name,
        phone=school.curator_phone or school.phone,
        email=school.curator_email or school.email,
    )
