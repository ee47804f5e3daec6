"""May this person act for this child on this day, and if not, why."""

from datetime import date, timedelta

import pytest

from intake.domain.capacity import OwnCapacity, capacity_on
from intake.domain.guardianship import (
    Authority,
    AuthorityTrouble,
    GuardianKind,
    PrintedKind,
    Ward,
    authority_rule,
)

BORN = date(2014, 6, 15)
DAY = date(2026, 11, 21)


def ask(day=DAY, *, born=BORN, capacity=OwnCapacity.NONE, disputed=False, **authority):
    rules = {
        key: authority.pop(key) for key in ("check_first", "is_withdrawal") if key in authority
    }
    held = Authority(**{"kind": GuardianKind.PARENT, "is_checked": True, **authority})
    ward = Ward(birth_date=born, capacity=capacity, is_disputed=disputed)
    return authority_rule(held, ward=ward, day=day, **rules)


def test_a_checked_parent_acts_and_the_law_is_named():
    answer = ask()
    assert answer.may_act
    assert not answer.awaits_check
    assert answer.sources == ("п. 1 ст. 64 СК РФ",)


def test_nobody_acts_without_a_record():
    answer = authority_rule(None, ward=Ward(birth_date=BORN), day=DAY)
    assert answer.trouble is AuthorityTrouble.NOT_RECORDED


def test_nobody_acts_for_a_child_whose_birth_date_is_unknown():
    assert ask(born=None).trouble is AuthorityTrouble.WARD_AGE_UNKNOWN


@pytest.mark.parametrize(
    ("day", "printed"),
    [(date(2028, 6, 14), PrintedKind.GUARDIAN), (date(2028, 6, 15), PrintedKind.TRUSTEE)],
)
@pytest.mark.parametrize("kind", [GuardianKind.GUARDIAN, GuardianKind.TRUSTEE])
def test_a_guardian_becomes_a_trustee_with_the_14th_birthday_by_itself(day, printed, kind):
    assert ask(day, kind=kind).printed is printed


def test_an_adoptive_parent_is_a_parent_on_every_paper():
    assert ask(kind=GuardianKind.ADOPTIVE).printed is PrintedKind.PARENT


def test_the_authority_ends_with_the_day_before_the_18th_birthday():
    birthday = date(2032, 6, 15)
    assert ask(birthday - timedelta(days=1)).may_act
    assert ask(birthday).trouble is AuthorityTrouble.WARD_ADULT


def test_the_term_of_a_document_includes_its_first_and_last_day():
    term = {"valid_from": DAY, "valid_to": DAY}
    assert ask(**term).may_act
    assert ask(DAY - timedelta(days=1), **term).trouble is AuthorityTrouble.NOT_YET
    assert ask(DAY + timedelta(days=1), **term).trouble is AuthorityTrouble.EXPIRED


def test_an_ended_authority_lasts_through_its_last_day():
    assert ask(ended_on=DAY).may_act
    assert ask(ended_on=DAY - timedelta(days=1)).trouble is AuthorityTrouble.ENDED


def test_an_unchecked_guardian_signs_and_waits_unless_the_school_checks_first():
    assert ask(is_checked=False).awaits_check
    first = ask(is_checked=False, check_first=True)
    assert first.trouble is AuthorityTrouble.NOT_CHECKED


def test_a_dispute_stops_new_signatures_and_never_a_withdrawal():
    assert ask(disputed=True).trouble is AuthorityTrouble.CONFLICT
    assert ask(disputed=True, is_checked=False, check_first=True, is_withdrawal=True).may_act


@pytest.mark.parametrize(
    ("born", "trouble"),
    [
        (date(2010, 11, 22), AuthorityTrouble.GUARDIAN_UNDER_16),
        (date(2010, 11, 21), AuthorityTrouble.MINOR_PARENT_UNRECORDED),
        (date(2008, 11, 21), None),
    ],
)
def test_a_minor_parent_acts_from_16_once_staff_have_recorded_it(born, trouble):
    assert ask(born=date(2025, 1, 1), guardian_birth_date=born).trouble is trouble
    recorded = ask(born=date(2025, 1, 1), guardian_birth_date=born, is_minor_parent_recorded=True)
    assert recorded.may_act == (trouble is not AuthorityTrouble.GUARDIAN_UNDER_16)


def test_a_married_parent_of_15_acts_as_an_adult():
    answer = ask(
        born=date(2025, 1, 1),
        guardian_birth_date=date(2011, 1, 1),
        guardian_capacity=OwnCapacity.MARRIED,
    )
    assert answer.may_act


def test_a_guardian_under_18_who_is_no_parent_never_acts():
    young = date(2009, 1, 1)
    answer = ask(kind=GuardianKind.GUARDIAN, guardian_birth_date=young)
    assert answer.trouble is AuthorityTrouble.GUARDIAN_MINOR


def test_nobody_acts_for_a_child_who_is_fully_capable():
    answer = ask(born=date(2010, 1, 1), capacity=OwnCapacity.EMANCIPATED)
    assert answer.trouble is AuthorityTrouble.WARD_ON_OWN


def test_a_capacity_recorded_too_early_counts_for_nothing():
    assert capacity_on(OwnCapacity.EMANCIPATED, birth_date=BORN, day=DAY) is OwnCapacity.NONE
    assert capacity_on(OwnCapacity.MARRIED, birth_date=None, day=DAY) is OwnCapacity.NONE
