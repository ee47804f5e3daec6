import pytest

from intake.domain.contacts import (
    ContactProblem,
    channel_of,
    contact_problem,
    domain_allowed,
    masked_contact,
    normalise_contact,
    normalise_phone,
)

BOTH = {"channels": ("email", "phone"), "phones": ("+79",), "domains": ()}


@pytest.mark.parametrize(
    "typed",
    [
        "8 (912) 345-67-89",
        "+7 912 345 67 89",
        "79123456789",
        "9123456789",
        " 8-912-345-67-89 ",
        "+7\N{NO-BREAK SPACE}(912)\N{NO-BREAK SPACE}345‑67–89",
        "８９１２３４５６７８９",
        "8.912.345.67.89",
    ],
)
def test_a_number_has_one_form_however_it_is_typed(typed):
    assert normalise_phone(typed) == "+79123456789"
    assert normalise_contact(typed) == "+79123456789"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "мама",
        "12",
        "912345678",
        "+7912345678",
        "+791234567890",
        "8912345678a",
        "++79123456789",
        "8912+3456789",
        "+0123456789",
        "123456789012",
        "+7912345678²9",
        "112",
    ],
)
def test_what_is_no_number_is_not_made_one(typed):
    assert normalise_phone(typed) == ""


def test_a_number_abroad_needs_its_plus():
    assert normalise_phone("+375 29 123-45-67") == "+375291234567"
    assert normalise_phone("375 29 123-45-67") == ""


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("mama@example.org", None),
        ("+79123456789", None),
        ("+74951234567", ContactProblem.NOT_MOBILE),
        ("+375291234567", ContactProblem.NOT_MOBILE),
        ("89123", ContactProblem.NOT_A_PHONE),
        ("мама", ContactProblem.NOT_A_CONTACT),
        (f"{'a' * 250}@example.org", ContactProblem.NOT_AN_EMAIL),
    ],
)
def test_a_contact_a_code_cannot_reach_is_named(value, problem):
    assert contact_problem(value, **BOTH) is problem


def test_a_school_without_a_gateway_asks_for_mail_and_says_so_of_a_number():
    only_mail = {**BOTH, "channels": ("email",)}
    assert contact_problem("+79123456789", **only_mail) is ContactProblem.NO_SMS
    assert contact_problem("мама", **only_mail) is ContactProblem.NOT_AN_EMAIL
    only_sms = {**BOTH, "channels": ("phone",)}
    assert contact_problem("mama@example.org", **only_sms) is ContactProblem.NO_MAIL
    assert contact_problem("мама", **only_sms) is ContactProblem.NOT_A_PHONE


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("mama@school.ru", True),
        ("mama@SCHOOL.RU", True),
        ("mama@mail.school.ru", False),
        ("mama@a.edu.ru", True),
        ("mama@edu.ru", False),
        ("mama@xedu.ru", False),
        ("mama@school.ru.example.org", False),
        ("mama@notschool.ru", False),
        ("mama@почта.рф", True),
    ],
)
def test_only_the_domains_named_are_allowed(address, allowed):
    domains = ("school.ru", ".edu.ru", "почта.рф")
    assert domain_allowed(address, domains) is allowed
    problem = contact_problem(address, **{**BOTH, "domains": domains})
    assert (problem is None) is allowed
    assert problem in (None, ContactProblem.OTHER_DOMAIN)


def test_no_domain_named_means_every_one():
    assert domain_allowed("mama@example.org", ())


def test_a_contact_tells_its_channel_and_hides_itself():
    assert (channel_of("mama@example.org"), channel_of("+79123456789")) == ("email", "phone")
    assert masked_contact("+79123456789") == "+7 ••• 67-89"
