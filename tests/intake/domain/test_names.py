import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.contacts import masked_contact, normalise_email
from intake.domain.names import NameProblem, clean_name, name_problem, same_person
from intake.labels import NAME_PROBLEMS


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Анна-Мария", None),
        ("О'Коннор", None),
        ("<script>alert(1)</script>", None),
        ("  ", NameProblem.MISSING),
        ("12 —", NameProblem.NO_LETTERS),
        ("А" * 100, None),
        ("А" * 101, NameProblem.TOO_LONG),
        ("Аня\x00", NameProblem.STRANGE_CHARACTER),
        ("Аня\N{RIGHT-TO-LEFT OVERRIDE}яньА", NameProblem.STRANGE_CHARACTER),
        ("Ан\N{ZERO WIDTH SPACE}я", NameProblem.STRANGE_CHARACTER),
    ],
)
def test_a_name_is_taken_as_typed_or_refused_with_a_reason(typed, problem):
    assert name_problem(typed) is problem
    assert problem is None or NAME_PROBLEMS[problem]


def test_a_missing_patronymic_is_no_problem():
    assert name_problem("", required=False) is None


def test_accidents_of_typing_are_cleaned_and_nothing_is_corrected():
    assert clean_name("  анна \t мария ") == "анна мария"
    assert clean_name("Андреи\N{COMBINING BREVE}") == "Андрей"


@given(st.text(max_size=120))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("ФЁДОРОВ", "Пётр", "Ильич"), True),
        (("Федоров ", " Петр", "Ильич"), True),
        (("Фёдоров", "Пётр", ""), False),
        (("Фёдорова", "Пётр", "Ильич"), False),
    ],
)
def test_a_guardian_who_is_the_child_is_seen_through_spelling(other, same):
    assert same_person(("Фёдоров", "Пётр", "Ильич"), other) is same


def test_dashes_of_all_kinds_are_one_dash():
    assert same_person(("Петров—Водкин", "Кузьма", ""), ("петров - водкин", "Кузьма", ""))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Anna.Petrova@Mail.RU ", "anna.petrova@mail.ru"),
        ("анна@школа.рф", "анна@xn--80atdl2c.xn--p1ai"),
        ("not an address", "not an address"),
        ("a@..", "a@.."),
    ],
)
def test_an_address_has_one_form_for_comparing(typed, kept):
    assert normalise_email(typed) == kept


@given(st.text(max_size=60))
def test_normalising_any_address_never_fails(text):
    assert isinstance(normalise_email(text), str)


@pytest.mark.parametrize(
    ("contact", "masked"),
    [
        ("petrov@example.org", "p•••v@example.org"),
        ("abc@example.org", "a•••@example.org"),
        ("+7 (912) 345-67-89", "+7 ••• 67-89"),
        ("123", "•••"),
        ("broken", "•••"),
        ("", "•••"),
    ],
)
def test_a_masked_contact_is_known_only_to_its_owner(contact, masked):
    assert masked_contact(contact) == masked
