"""Phone numbers are found in a contact as people write it."""

import pytest

from mentoring_pages.domain.phone_numbers import phone_numbers


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+7 813 000-00-02", "+7 813 000-00-02"),
        ("секретарь, 8 (81363) 2-10-15, доб. 5", "8 (81363) 2-10-15"),
        ("тел. +7(4822)000000", "+7(4822)000000"),
        ("8-813-000-00-02.", "8-813-000-00-02"),
    ],
)
def test_a_number_is_found_where_it_stands(text, written):
    found = [(one.text, text[one.start : one.end]) for one in phone_numbers(text)]
    assert found == [(written, written)]


@pytest.mark.parametrize("text", ["", "2-10-15", "ИНН 4700000000", "1024700000000", "8 из 10"])
def test_other_numbers_are_left_alone(text):
    assert list(phone_numbers(text)) == []


def test_a_call_starts_with_the_code_of_the_country():
    (found,) = phone_numbers("8 (813) 000-00-02")
    assert found.digits == "+78130000002"
