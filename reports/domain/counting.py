"""From facts to figures: who counts, in which cell, once.

The rules are told in words in ``docs/rules/statistics-form.md``. A fact is one participation. A
person counts once in each role, in one main category, however many pairs they are in. Every cell
knows the keys it counted, so the list of people behind a figure cannot differ from the figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from intake.domain.age import age_on
from reports.domain.definition import (
    Address,
    Definition,
    Measure,
    Row,
    RowRule,
    Section,
    with_form_rows,
)
from reports.domain.periods import Period

TEAM_ROLES = frozenset(["mentor", "mentee"])
ENDED_COMPLETED = "completed"
ENDED_LEFT = "left_early"
ENDED_REPLACED = "replaced"


class Fact(NamedTuple):
    """One participation as reports see it: no name, only a key.

    ``ended_on`` is the last day of taking part. ``birth_year`` stands alone when the birth date was
    erased at the person's wish. ``team`` is the number of the pair or group, as in the order.
    """

    person_key: str
    role: str
    category: str
    form_key: str
    form_title: str
    team_kind: str
    team: str
    started_on: date
    ended_on: date | None = None
    ended_how: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    young_specialist: bool = False
    trained: bool = False
    order_number: str = ""
    order_date: date | None = None


class Skipped(StrEnum):
    """Why a participation is not counted."""

    NO_ORDER = "no_order"
    ORDER_LATER = "order_later"
    NOT_BEGUN = "not_begun"
    ENDED_BEFORE = "ended_before"


class Doubt(StrEnum):
    """What makes a figure uncertain: it was counted, but somebody should look."""

    NO_BIRTH_DATE = "no_birth_date"
    WAITING_FOR_MENTOR = "waiting_for_mentor"
    TWO_CATEGORIES = "two_categories"
    NO_TEAM = "no_team"


class NotCounted(NamedTuple):
    person_key: str
    role: str
    rule: Skipped


class TeamKey(NamedTuple):
    """A pair or a group: teams are numbered within a form of mentoring."""

    kind: str
    form_key: str
    team: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures with what stands behind them. A closed cell is absent from ``people``/``teams``."""

    sections: tuple[Section, ...]
    people: Mapping[Address, tuple[str, ...]]
    teams: Mapping[Address, tuple[TeamKey, ...]]
    members: Mapping[TeamKey, tuple[str, ...]]
    not_counted: tuple[NotCounted, ...]
    doubts: Mapping[Doubt, tuple[str, ...]]

    def value(self, address: Address) -> int | None:
        """The figure of a cell; None where the cell is closed or absent."""
        if address in self.people:
            return len(self.people[address])
        if address in self.teams:
            return len(self.teams[address])
        return None


def why_skipped(fact: Fact, period: Period) -> Skipped | None:
    """The first rule that keeps a participation out of the period, or None when it counts."""
    if fact.started_on > period.as_of:
        return Skipped.NOT_BEGUN
    if fact.ended_on is not None and fact.ended_on < period.first:
        return Skipped.ENDED_BEFORE
    if not fact.order_number or fact.order_date is None:
        return Skipped.NO_ORDER
    if fact.order_date > period.as_of:
        return Skipped.ORDER_LATER
    return None


def full_years(birth_date: date | None, birth_year: int | None, day: date) -> int | None:
    """Full years on ``day``; born on 29 February, one is a year older on 1 March.

    With the year alone (the rest was erased) the birthday is taken as already past: on the usual
    as-of day, 20 December, that is wrong only for those born in the last eleven days of a year.
    """
    if birth_date is not None and birth_date <= day:
        return age_on(birth_date, day)
    if birth_date is None and birth_year is not None and birth_year <= day.year:
        return day.year - birth_year
    return None


@dataclass(slots=True)
class _Someone:
    """What is remembered of one person in one role while the facts stream by."""

    parts: list[tuple[tuple[int, int, int], str, str]]
    """(precedence, form, standing): the first entry after sorting tells how the person stands."""
    latest_start: date
    category: str
    age: int | None
    young_specialist: bool
    trained: bool


class _Likeness(NamedTuple):
    """All that a cell may ask about a person: people who are alike stand in the same cells."""

    role: str
    standings: tuple[tuple[str, str], ...]
    category: str
    age: int | None
    young_specialist: bool
    trained: bool
    is_first: bool


def count(
    *,
    definition: Definition,
    facts: Iterable[Fact],
    period: Period,
    forms: Mapping[str, str] | None = None,
) -> Counted:
    """One pass over the facts, in any order. ``forms``: the school's forms, key → name, in order.

    Facts of earlier years must be among ``facts`` for «впервые в году» to be right.
    """
    titles: dict[str, str] = dict(forms or {})
    someone: dict[tuple[str, str], _Someone] = {}
    earlier: set[tuple[str, str]] = set()
    members: dict[TeamKey, dict[str, None]] = defaultdict(dict)
    skipped: dict[NotCounted, None] = {}
    doubts: dict[Doubt, dict[str, None]] = defaultdict(dict)

    for fact in facts:
        who = (fact.role, fact.person_key)
        rule = why_skipped(fact, period)
        if fact.started_on < period.first and fact.order_number and fact.order_date:
            earlier.add(who)
        if rule is not None:
            skipped[NotCounted(fact.person_key, fact.role, rule)] = None
            continue
        titles.setdefault(fact.form_key, fact.form_title)
        if fact.role not in TEAM_ROLES:
            pass
        elif fact.team:
            members[TeamKey(fact.team_kind, fact.form_key, fact.team)][fact.person_key] = None
        else:
            doubts[Doubt.NO_TEAM][fact.person_key] = None
        known = someone.get(who)
        if known is None:
            known = someone[who] = _Someone([], fact.started_on, fact.category, None, False, False)
        elif known.category != fact.category:
            doubts[Doubt.TWO_CATEGORIES][fact.person_key] = None
        _remember(known, fact, period)

    sections = tuple(with_form_rows(section, titles) for section in definition.sections)
    people: dict[Address, list[str]] = {}
    cells: list[tuple[Address, RowRule, Measure]] = []
    teams: dict[Address, tuple[TeamKey, ...]] = {}
    teams_of: dict[tuple[str, str], list[TeamKey]] = defaultdict(list)
    for key in members:
        teams_of[key.kind, key.form_key].append(key)
    for address, row, measure in _open_cells(sections):
        if measure.counts_teams:
            teams[address] = tuple(
                key
                for (kind, form_key), keys in teams_of.items()
                if kind == measure.unit and _in_forms(row.rule, form_key)
                for key in keys
            )
        else:
            people[address] = []
            cells.append((address, row.rule, measure))

    lists_of: dict[_Likeness, list[list[str]]] = {}
    for (role, person_key), known in someone.items():
        likeness = _likeness(role, known, is_first=(role, person_key) not in earlier)
        if likeness not in lists_of:
            lists_of[likeness] = [
                people[address]
                for address, rule, measure in cells
                if _stands(likeness, rule, measure)
            ]
        for keys in lists_of[likeness]:
            keys.append(person_key)
        if role == "mentee" and likeness.standings[0][1] == ENDED_REPLACED:
            doubts[Doubt.WAITING_FOR_MENTOR][person_key] = None
        if known.age is None and known.category == "pupil":
            doubts[Doubt.NO_BIRTH_DATE][person_key] = None

    return Counted(
        sections=sections,
        people={address: tuple(keys) for address, keys in people.items()},
        teams=teams,
        members={key: tuple(keys) for key, keys in members.items()},
        not_counted=tuple(
            one
            for one in skipped
            if one.rule is not Skipped.ENDED_BEFORE or (one.role, one.person_key) not in someone
        ),
        doubts={doubt: tuple(keys) for doubt, keys in doubts.items()},
    )


def _remember(known: _Someone, fact: Fact, period: Period) -> None:
    ended_on = fact.ended_on
    is_active = ended_on is None or ended_on >= period.as_of
    standing = "active" if is_active or ended_on is None else fact.ended_how
    known.parts.append(
        (
            (
                0 if is_active else 1,
                0 if is_active or ended_on is None else -ended_on.toordinal(),
                0 if standing == ENDED_COMPLETED else 1,
            ),
            fact.form_key,
            standing,
        )
    )
    if (fact.started_on, fact.category) >= (known.latest_start, known.category):
        known.latest_start = fact.started_on
        known.category = fact.category
    if known.age is None:
        known.age = full_years(fact.birth_date, fact.birth_year, period.as_of)
    known.young_specialist |= fact.young_specialist
    known.trained |= fact.trained


def _likeness(role: str, known: _Someone, *, is_first: bool) -> _Likeness:
    standings: dict[str, str] = {}
    for _precedence, form_key, standing in sorted(known.parts):
        standings.setdefault(form_key, standing)
    return _Likeness(
        role=role,
        standings=tuple(standings.items()),
        category=known.category,
        age=known.age,
        young_specialist=known.young_specialist,
        trained=known.trained,
        is_first=is_first,
    )


def _open_cells(sections: Iterable[Section]) -> Iterable[tuple[Address, Row, Measure]]:
    for section in sections:
        for row in section.rows:
            for column in section.columns:
                if column.number not in row.closed_columns:
                    yield (row.number, column.number), row, column.measure


def _in_forms(rule: RowRule, form_key: str) -> bool:
    return rule.forms is None or form_key in rule.forms


def _stands(person: _Likeness, rule: RowRule, measure: Measure) -> bool:
    if person.role != measure.unit:
        return False
    standing = next((how for form, how in person.standings if _in_forms(rule, form)), None)
    if standing is None:
        return False
    if rule.categories and person.category not in rule.categories:
        return False
    if person.category in rule.categories_except:
        return False
    if rule.young_specialist and not person.young_specialist:
        return False
    if rule.trained and not person.trained:
        return False
    if rule.age is not None and not _in_band(person.age, rule.age):
        return False
    return _narrowed(person, standing, measure)


def _in_band(age: int | None, band: tuple[int | None, int | None]) -> bool:
    lowest, highest = band
    if age is None:
        return False
    return (lowest is None or age >= lowest) and (highest is None or age <= highest)


def _narrowed(person: _Likeness, standing: str, measure: Measure) -> bool:
    """A mentee whose mentor was replaced has not left: they wait, and count as taking part."""
    match measure.narrowing:
        case "first":
            return person.is_first
        case "active":
            return standing in ("active", ENDED_REPLACED)
        case "completed":
            return standing == ENDED_COMPLETED
        case "left":
            return standing == ENDED_LEFT
        case _:
            return True
