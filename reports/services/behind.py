"""The people behind a figure, a few at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from intake.models import Participation
from mentoring_pages.models import School
from reports.domain.counting import TeamKey
from reports.domain.filled import FilledReturn


@dataclass(frozen=True, slots=True)
class PersonBehind:
    """A person as staff may see them; ``name`` says so when the facts about them were erased."""

    name: str
    school_class: str
    is_erased: bool
    participations: tuple[Participation, ...]


@dataclass(frozen=True, slots=True)
class TeamBehind:
    title: str
    form_title: str
    kind: str
    people: tuple[PersonBehind, ...]


def people_behind(
    *,
    school: School,
    keys: Sequence[str],
    filled: FilledReturn | None = None,
    role: str = "",
    forms: frozenset[str] | None = None,
) -> list[PersonBehind]:
    """The people with these keys in this order: one query.

    With ``filled`` only the participations that counted stand beside each name.
    """
    rows = Participation.objects.filter(school=school, person_key__in=list(keys))
    if filled is not None:
        rows = rows.filter(_counted(filled))
    if role:
        rows = rows.filter(role=role)
    if forms is not None:
        rows = rows.filter(form__key__in=forms)
    grouped = _by_person(rows)
    return [_person(grouped.get(key, ())) for key in keys]


def teams_behind(
    *, school: School, teams: Sequence[TeamKey], filled: FilledReturn
) -> list[TeamBehind]:
    """The pairs or groups with everyone in them: one query."""
    wanted = set(teams)
    rows = Participation.objects.filter(
        _counted(filled),
        school=school,
        team_kind__in={team.kind for team in teams},
        team__in={team.team for team in teams},
    ).filter(role__in=["mentor", "mentee"])
    by_team: dict[TeamKey, list[Participation]] = defaultdict(list)
    for row in _with_names(rows):
        key = TeamKey(row.team_kind, row.form.key, row.team)
        if key in wanted:
            by_team[key].append(row)
    found = []
    for team in teams:
        members = by_team[team]
        people: dict[object, list[Participation]] = defaultdict(list)
        for row in sorted(members, key=lambda row: row.role, reverse=True):
            people[row.person_key].append(row)
        found.append(
            TeamBehind(
                title=team.team,
                form_title=members[0].form.title if members else team.form_key,
                kind=team.kind,
                people=tuple(_person(rows) for rows in people.values()),
            )
        )
    return found


def _counted(filled: FilledReturn) -> Q:
    """The same window and order as in the rules, for showing only: figures come from the keys."""
    period = filled.period
    return (
        Q(started_on__lte=period.as_of, order_date__lte=period.as_of)
        & (Q(ended_on__isnull=True) | Q(ended_on__gte=period.first))
        & ~Q(order_number="")
    )


def _with_names(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    return rows.select_related("person", "form").order_by("started_on", "pk")


def _by_person(rows: QuerySet[Participation]) -> dict[str, list[Participation]]:
    grouped: dict[str, list[Participation]] = defaultdict(list)
    for row in _with_names(rows):
        grouped[str(row.person_key)].append(row)
    return grouped


def _person(rows: Sequence[Participation]) -> PersonBehind:
    person = rows[0].person if rows else None
    if person is None or person.erased_at is not None:
        return PersonBehind(_("сведения удалены по отзыву"), "", True, tuple(rows))
    return PersonBehind(person.full_name, person.school_class, False, tuple(rows))
