"""The identities of the form on random facts, and what a broken one says."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.models.participation import CATEGORIES
from reports.domain.controls import check_controls
from reports.domain.counting import Fact, count
from tests.reports.facts import fact, year_2026, yearly

DEFINITION = yearly()
PERIOD = year_2026()
FORMS = ["pupil-pupil", "teacher-teacher", "student-pupil", "employer-pupil", "own-1", "own-2"]
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 30))


BIRTH_DATES = st.dates(date(1960, 1, 1), date(2019, 12, 31))


@st.composite
def facts(draw):
    people = draw(st.lists(BIRTH_DATES, min_size=1, max_size=6))
    found = []
    for _each in range(draw(st.integers(0, 14))):
        person = draw(st.integers(0, len(people) - 1))
        started = draw(DAYS)
        how = draw(st.sampled_from(["", "completed", "left_early", "replaced"]))
        found.append(
            Fact(
                person_key=str(person),
                role=draw(st.sampled_from(["mentor", "mentee", "curator"])),
                category=draw(st.sampled_from(sorted(CATEGORIES))),
                form_key=(form := draw(st.sampled_from(FORMS))),
                form_title=form,
                team_kind=draw(st.sampled_from(["pair", "group"])),
                team=draw(st.sampled_from(["1", "2", "3"])),
                started_on=started,
                ended_on=draw(st.dates(started, date(2027, 12, 31))) if how else None,
                ended_how=how,
                birth_date=people[person],
                young_specialist=draw(st.booleans()),
                trained=draw(st.booleans()),
                order_number=draw(st.sampled_from(["", "7"])),
                order_date=draw(st.none() | DAYS),
            )
        )
    return found


def broken(found):
    result = count(definition=DEFINITION, facts=found, period=PERIOD)
    return [control for control in check_controls(DEFINITION.controls, result) if not control.holds]


@given(facts())
@settings(max_examples=150, deadline=None)
def test_every_identity_of_the_form_holds_whatever_happened(found):
    assert broken(found) == []


@given(facts())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_facts_come_changes_no_figure(found):
    figures = [
        {
            address: sorted(keys)
            for address, keys in count(
                definition=DEFINITION,
                facts=ordered,
                period=PERIOD,
                forms=dict(zip(FORMS, FORMS, strict=True)),
            ).people.items()
        }
        for ordered in (found, found[::-1])
    ]

    assert figures[0] == figures[1]


@given(facts())
@settings(max_examples=60, deadline=None)
def test_a_person_stands_once_behind_a_figure(found):
    result = count(definition=DEFINITION, facts=found, period=PERIOD)

    assert all(len(keys) == len(set(keys)) for keys in result.people.values())
    assert all(len(teams) == len(set(teams)) for teams in result.teams.values())


@given(facts(), st.integers(0, 13))
@settings(max_examples=60, deadline=None)
def test_without_a_birth_date_only_the_control_of_ages_breaks(found, position):
    if position < len(found):
        found[position] = found[position]._replace(birth_date=None, person_key="unknown")

    assert {control.text for control in broken(found)} <= {"Стр. 12 = сумма стр. 13…17"}


def test_a_broken_control_names_the_cells_and_the_sums():
    [control] = broken([fact("a", birth_date=None), fact("b")])
    [breach] = control.breaches

    assert control.level == "error"
    assert breach.left == (("12", 3),)
    assert (breach.left_sum, breach.right_sum) == (2, 1)
