"""How far the stages of the school's roadmap have come, by what requests and participations say."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from intake.domain.capacity import OwnCapacity
from intake.domain.papers import consent_standing
from intake.domain.signing import DocumentKind
from intake.models import Document, Participation, Person
from intake.services.rule import age_view, capacities
from intake.services.standing import as_counted, paper_fact
from mentoring_pages.domain.roadmap import COMPLETION, MENTEES, MENTORS, SELECTION, WORK
from mentoring_pages.models import School
from mentoring_pages.ports import StepProgress

YEAR_BEGINS = (9, 1)
"""Month and day on which a school year begins."""


def roadmap_progress(*, school: School, day: date) -> Iterator[StepProgress]:
    """The stages of this school year that intake can count, in a fixed number of queries.

    The lists of mentees and mentors are done as far as their consents to processing are in force;
    selection as far as mentors are trained; pairs as far as an order confirms them; completion
    as far as participations have ended. Preparing the conditions is known to nobody here.
    """
    rows = list(_of_the_year(school, day).select_related("person"))
    mentees = {row.person for row in rows if row.role == "mentee" and row.person}
    mentors = {row.person for row in rows if row.role == "mentor" and row.person}
    agreed = _with_consent(school, mentees | mentors, day)
    yield StepProgress(MENTEES, len(mentees & agreed), len(mentees))
    yield StepProgress(MENTORS, len(mentors & agreed), len(mentors))
    trained = {row.person for row in rows if row.role == "mentor" and row.trained and row.person}
    yield StepProgress(SELECTION, len(trained), len(mentors))
    teams = {(row.form_id, row.team) for row in rows}
    ordered = {(row.form_id, row.team) for row in rows if row.is_confirmed}
    yield StepProgress(WORK, len(ordered), len(teams))
    ended = [row for row in rows if row.ended_on and row.ended_on <= day]
    yield StepProgress(COMPLETION, len(ended), len(rows))


def _of_the_year(school: School, day: date) -> QuerySet[Participation]:
    """Participations that lasted at some time between the first of September and ``day``."""
    begins = date(day.year, *YEAR_BEGINS)
    since = begins if day >= begins else date(day.year - 1, *YEAR_BEGINS)
    return Participation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=since), school=school, started_on__lte=day
    )


def _with_consent(school: School, people: set[Person], day: date) -> set[Person]:
    papers: dict[int, list[Document]] = {}
    for paper in (
        as_counted(
            Document.objects.filter(participant__in=people, kind=DocumentKind.PROCESSING.value)
        )
        .exclude(request__state="refused")
        .select_related("request")
        .order_by("made_at", "pk")
    ):
        papers.setdefault(paper.participant_id, []).append(paper)
    view = age_view(school=school, kind=DocumentKind.PROCESSING, day=day)
    agreed, capable = set(), capacities(people)
    for person in people:
        own = papers.get(person.pk, [])
        found = consent_standing(
            view.required(person, capable.get(person.pk, OwnCapacity.NONE)),
            [paper_fact(paper, band=view.band_of(paper, person)) for paper in own],
            age=view.now(person),
        )
        if found.is_in_force:
            agreed.add(person)
    return agreed
