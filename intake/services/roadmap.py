"""How far the stages of the school's roadmap have come, by what requests and participations say."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from intake.domain.age import UnknownBirthDate
from intake.domain.papers import consent_standing
from intake.domain.signing import DocumentKind, SignerRole, signing_rule
from intake.models import Document, Participation, Person
from intake.services.rule import minor_table
from intake.services.standing import paper_fact
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
        Document.objects.filter(participant__in=people, kind=DocumentKind.PROCESSING.value)
        .exclude(request__state="refused")
        .select_related("request")
        .order_by("made_at", "pk")
    ):
        papers.setdefault(paper.participant_id, []).append(paper)
    table = minor_table(school=school, kind=DocumentKind.PROCESSING)
    agreed = set()
    for person in people:
        required: tuple[SignerRole, ...]
        try:
            required = signing_rule(
                birth_date=person.birth_date,
                day=day,
                minor_table=table,
                document_kind=DocumentKind.PROCESSING,
            ).required
        except UnknownBirthDate:
            required = ()
        facts = [paper_fact(paper) for paper in papers.get(person.pk, [])]
        if consent_standing(required, facts).is_in_force:
            agreed.add(person)
    return agreed
