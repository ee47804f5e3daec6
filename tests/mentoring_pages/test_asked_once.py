"""What a school decided is asked once for a page, and never remembered beyond it."""

from datetime import date

import pytest

from mentoring_pages.services.asked_once import asked_once, forget, remembered
from mentoring_pages.services.edition import wording_in_force
from tests.schools import make_school


def counted():
    asked = []

    @asked_once
    def answer(*, number: int) -> int:
        asked.append(number)
        return number * 2

    return answer, asked


def test_outside_a_page_everything_is_asked_each_time():
    answer, asked = counted()
    assert [answer(number=1), answer(number=1)] == [2, 2]
    assert asked == [1, 1]


def test_within_a_page_each_question_is_asked_once():
    answer, asked = counted()
    with remembered():
        assert [answer(number=1), answer(number=2), answer(number=1)] == [2, 4, 2]
    assert asked == [1, 2]
    with remembered():
        answer(number=1)
    assert asked == [1, 2, 1]


def test_what_was_forgotten_is_asked_anew():
    answer, asked = counted()
    with remembered():
        answer(number=1)
        forget()
        answer(number=1)
    assert asked == [1, 1]


def test_two_functions_with_the_same_question_do_not_mix():
    first, first_asked = counted()
    second, second_asked = counted()
    with remembered():
        first(number=1)
        second(number=1)
    assert (first_asked, second_asked) == ([1], [1])


@pytest.mark.django_db
def test_schools_do_not_mix(django_assert_num_queries):
    schools = [make_school("first"), make_school("second")]
    with remembered(), django_assert_num_queries(2):
        for school in [*schools, *schools]:
            wording_in_force(school=school, kind="policy", variant="own", day=date(2026, 9, 1))
