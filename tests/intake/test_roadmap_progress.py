"""How far the stages of the roadmap have come, by what intake knows."""

from datetime import date

import pytest

from intake.models import Document
from intake.services.roadmap import roadmap_progress
from tests.rows import NOW, a_paper, a_participation, a_person, a_waiting_request, taken
from tests.schools import make_school

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)


@pytest.fixture
def school():
    return make_school("first")


def progress(school, day=DAY):
    return {
        step.step_key: (step.done, step.planned)
        for step in roadmap_progress(school=school, day=day)
    }


def test_an_empty_year_has_come_nowhere(school):
    assert set(progress(school).values()) == {(0, 0)}


def test_the_list_of_mentees_is_done_as_far_as_their_consents_are_in_force(school):
    request = taken(a_waiting_request(school))
    Document.objects.filter(pk=a_paper(request).pk).update(state="signed", signed_at=NOW)
    a_participation(request.participant)
    a_participation(a_person(school, given_name="Вера"))
    assert progress(school)["mentees"] == (1, 2)


def test_mentors_are_selected_as_far_as_they_are_trained(school):
    a_participation(a_person(school), role="mentor", trained=True)
    a_participation(a_person(school), role="mentor")
    assert progress(school)["selection"] == (1, 2)


def test_pairs_work_as_far_as_an_order_confirms_them(school):
    order = {"order_number": "1", "order_date": date(2026, 9, 2)}
    a_participation(a_person(school), team="Пара 1", **order)
    a_participation(a_person(school), team="Пара 1", role="mentor", **order)
    a_participation(a_person(school), team="Пара 2")
    assert progress(school)["work"] == (1, 2)


def test_a_programme_is_completed_as_far_as_participations_have_ended(school):
    a_participation(a_person(school), ended_on=date(2026, 9, 30), ended_how="completed")
    a_participation(a_person(school), team="Пара 2")
    assert progress(school)["completion"] == (1, 2)


def test_what_ended_before_this_school_year_counts_no_more(school):
    a_participation(
        a_person(school),
        started_on=date(2025, 9, 1),
        ended_on=date(2026, 8, 31),
        ended_how="completed",
    )
    assert progress(school)["completion"] == (0, 0)


def test_preparing_the_conditions_is_known_to_nobody(school):
    assert "conditions" not in progress(school)


def test_the_progress_costs_the_same_whatever_the_number_of_people(
    school, django_assert_num_queries
):
    for number in range(6):
        a_participation(a_person(school), team=f"Пара {number}")
    with django_assert_num_queries(5):
        progress(school)
