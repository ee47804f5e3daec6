"""Telephones of a class list, with invented numbers as Russian schools write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.class_list import Level, read_person
from intake.domain.class_list_columns import Field
from intake.domain.class_list_phones import read_phones
from intake.domain.table_file import TableRow

HEADINGS = {
    Field.FULL_NAME: 0,
    Field.BIRTH_DATE: 1,
    Field.GUARDIAN_NAME: 2,
    Field.GUARDIAN_PHONE: 3,
}


def mother_of(said, **more):
    """What a row with this telephone gives: the number taken and what is said about the cell."""
    row = TableRow(2, ("Ветров Пётр", "04.05.2013", "Ветрова Анна", said))
    person = read_person(row, HEADINGS, today=date(2026, 9, 7), answers={}, **more)
    assert all(one.level is Level.ADVICE for one in person.findings)
    return person.guardians[0].phone, [(one.code, one.said) for one in person.findings]


@given(start=st.sampled_from(["8", "+7", "7 ", ""]), digits=st.integers(0, 999_999_999))
def test_a_mobile_number_has_one_form(start: str, digits: int) -> None:
    nine = f"{digits:09d}"
    said = f"{start}(9{nine[:2]}) {nine[2:5]}-{nine[5:7]}-{nine[7:]}"
    assert mother_of(said) == (f"+79{nine}", [])


@pytest.mark.parametrize(
    "said",
    [
        "8 (812) 123-45-67",
        "+7 (495) 765-43-21",
        "84951234567",
        "812 123 45 67",
        "8-34376-5-12-34",
        "8 800 123-45-67",
        "123-45-67",
        "5-12-34",
    ],
)
def test_a_number_of_a_town_takes_no_sms_and_is_no_contact(said: str) -> None:
    assert mother_of(said) == ("", [("landline", said)])


@pytest.mark.parametrize(
    "end", [" доб. 12", ", доб.12", " (доб. 305)", " вн. 12", " ext 7", " #12"]
)
def test_a_number_with_an_extension_is_a_number_of_a_town(end: str) -> None:
    phone, said = mother_of(f"8 (812) 123-45-67{end}")
    assert (phone, [code for code, _words in said]) == ("", ["landline"])


@pytest.mark.parametrize(
    "said",
    [
        "8 (812) 123-45-67, 8 916 123-45-67",
        "8 (812) 123-45-67 доб. 12 / +7 916 123 45 67",
        "дом. 123-45-67; моб. 89161234567",
        "123-45-67 или 8 (916) 123-45-67 (мама)",
    ],
)
def test_of_two_numbers_the_mobile_one_is_taken_wherever_it_stands(said: str) -> None:
    phone, findings = mother_of(said)
    assert phone == "+79161234567"
    assert [code for code, _words in findings] == ["landline"]


def test_a_number_of_another_country_is_taken_where_messages_go_there() -> None:
    said = "+375 29 123-45-67"
    assert mother_of(said) == ("", [("no_sms", said)])
    assert mother_of(said, phones=("+79", "+375")) == ("+375291234567", [])


def test_a_landline_is_no_contact_even_where_every_russian_number_is_allowed() -> None:
    assert mother_of("8 (812) 123-45-67", phones=("+7",))[0] == ""


@pytest.mark.parametrize("said", ["нет", "04.05.2013", "anna@example.org", "8 916 123-45"])
def test_what_is_no_number_is_said(said: str) -> None:
    assert mother_of(said) == ("", [("bad_phone", said)])


@given(text=st.text(max_size=40))
def test_no_cell_breaks_the_reader(text: str) -> None:
    for one in read_phones(text):
        assert one.is_fixed or one.number.startswith("+")
