"""When two records of one name may be one person, and when they are made one."""

from datetime import date

import pytest

from intake.domain.likeness import Card, Likeness, NotJoined, in_common, join_trouble, may_be_one
from intake.people_labels import LIKENESS, NOT_JOINED

ANNA = ("Ветрова", "Анна", "Сергеевна")
BORN, LATER = date(1985, 3, 1), date(1990, 3, 1)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (Card(ANNA), Card(("ВЕТРОВА", "Анна", " Сергеевна")), True),
        (Card(("Королёва", "Анна", "")), Card(("Королева", "Анна", "")), True),
        (Card(ANNA), Card(("Ветрова", "Алла", "Сергеевна")), False),
        (Card(ANNA, BORN), Card(ANNA, BORN), True),
        (Card(ANNA, BORN), Card(ANNA), True),
        (Card(ANNA, BORN), Card(ANNA, LATER), False),
    ],
)
def test_one_name_and_no_two_birth_dates(one, other, may_be):
    assert may_be_one(one, other) is may_be_one(other, one) is may_be


def test_what_two_records_share_is_named_the_strongest_first():
    one = Card(ANNA, BORN, contacts=["a", "b"], wards=[1, 2])
    assert in_common(one, Card(ANNA, BORN, contacts=["b"], wards=[2])) == tuple(Likeness)
    assert in_common(one, Card(ANNA, contacts=["c"], wards=[3])) == ()
    assert in_common(one, Card(ANNA, wards=[2])) == (Likeness.CHILD,)
    assert set(LIKENESS) == set(Likeness)


@pytest.mark.parametrize(
    ("facts", "trouble"),
    [
        ({}, None),
        ({"kept_signed": True}, None),
        ({"is_open": False, "other_signed": True}, NotJoined.ANSWERED),
        ({"other_signed": True}, NotJoined.OTHER_SIGNED),
        ({"other_signed": True, "kept_signed": True}, NotJoined.BOTH_SIGNED),
        ({"other_takes_part": True}, NotJoined.OTHER_TAKES_PART),
        ({"ended": True}, NotJoined.AUTHORITY_ENDED),
    ],
)
def test_a_record_with_signatures_never_goes(facts, trouble):
    usual = {
        "is_open": True,
        "kept_signed": False,
        "other_signed": False,
        "other_takes_part": False,
        "ended": False,
    }
    assert join_trouble(**usual | facts) is trouble
    assert set(NOT_JOINED) == set(NotJoined)
