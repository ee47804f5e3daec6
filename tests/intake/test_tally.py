"""Many counts in one query."""

from datetime import date

import pytest

from intake.models import IntakeRequest, Person, SubjectRequest
from intake.services.tally import Counted, Tallied, count_all
from tests.rows import a_waiting_request, rows_of
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


def test_everything_is_counted_in_one_query_and_nothing_is_a_zero(django_assert_num_queries):
    school = make_school("first")
    for _number in range(2):
        a_waiting_request(school)
    people = Person.objects.filter(school=school)
    wanted = {
        "requests": Counted(IntakeRequest.objects.filter(school=school)),
        "families": Counted(people, of="family_name"),
        "nobody": Counted(people.filter(pk__in=())),
        "refused": Counted(IntakeRequest.objects.filter(state="refused")),
        "born": Counted(people, first="birth_date"),
    }
    with django_assert_num_queries(1):
        found = count_all(wanted)
    assert {name: one.count for name, one in found.items()} == {
        "requests": 2,
        "families": 1,
        "nobody": 0,
        "refused": 0,
        "born": 4,
    }
    assert found["born"].first == date(2013, 5, 4)
    assert found["refused"] == found["nobody"] == Tallied()


def test_one_count_and_none_are_answers_too():
    school = make_school("first")
    rows_of(school, make_staff("director", director=school))
    (row,) = SubjectRequest.objects.all()
    asked = Counted(SubjectRequest.objects.all(), first="due_on")
    assert count_all({"asked": asked}) == {"asked": Tallied(1, row.due_on)}
    assert count_all({}) == {}
