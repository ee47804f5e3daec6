from datetime import date

import pytest

from reports.domain.counting import Doubt, Skipped, TeamKey, count
from tests.reports.facts import fact, year_2026, yearly


def counted(*facts, forms=None):
    return count(definition=yearly(), facts=facts, period=year_2026(), forms=forms)


def figure(result, address):
    row, column = address.split("/")
    return result.value((row, int(column)))


def rules_of(result):
    return [one.rule for one in result.not_counted]


def test_a_person_in_two_pairs_counts_once():
    result = counted(fact("a", team="Пара 1"), fact("a", team="Пара 2"))

    assert figure(result, "01/7") == figure(result, "11/3") == 1
    assert figure(result, "01/3") == 2


def test_a_person_in_both_roles_counts_once_in_each():
    result = counted(fact("a", role="mentee"), fact("a", role="mentor"))

    assert (figure(result, "01/5"), figure(result, "01/7")) == (1, 1)


def test_a_person_in_two_forms_counts_in_both_rows_and_once_in_the_total():
    result = counted(fact("a"), fact("a", form_key="student-pupil"))

    assert [figure(result, f"{row}/7") for row in ("01", "02", "04")] == [1, 1, 1]


def test_pairs_are_numbered_within_their_form():
    result = counted(fact("a", team="1"), fact("b", team="1", form_key="student-pupil"))

    assert figure(result, "01/3") == 2


def test_the_mentor_and_the_mentee_of_a_pair_are_one_pair():
    result = counted(fact("a"), fact("b", role="mentor"))

    assert figure(result, "01/3") == 1
    assert result.members[TeamKey("pair", "pupil-pupil", "Пара 1")] == ("a", "b")


def test_a_curator_makes_neither_a_pair_nor_a_mentor():
    result = counted(fact("a", role="curator"))

    assert [figure(result, cell) for cell in ("01/3", "01/5", "01/7")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"order_number": ""}, Skipped.NO_ORDER, id="order without a number"),
        pytest.param({"order_date": None}, Skipped.NO_ORDER, id="order without a date"),
        pytest.param({"order_date": date(2026, 12, 21)}, Skipped.ORDER_LATER, id="order too late"),
        pytest.param({"order_date": date(2026, 12, 20)}, None, id="order on the as-of day"),
        pytest.param({"started_on": date(2026, 12, 21)}, Skipped.NOT_BEGUN, id="begins too late"),
        pytest.param({"started_on": date(2026, 12, 20)}, None, id="begins on the as-of day"),
        pytest.param(
            {
                "started_on": date(2025, 9, 1),
                "ended_on": date(2025, 12, 31),
                "ended_how": "completed",
            },
            Skipped.ENDED_BEFORE,
            id="ended the day before",
        ),
        pytest.param(
            {
                "started_on": date(2025, 9, 1),
                "ended_on": date(2026, 1, 1),
                "ended_how": "completed",
            },
            None,
            id="ended on the first day",
        ),
    ],
)
def test_only_participations_under_an_order_within_the_window_count(changes, rule):
    result = counted(fact("a", **changes))

    assert rules_of(result) == ([rule] if rule else [])
    assert figure(result, "01/7") == (0 if rule else 1)


def test_an_old_participation_of_a_counted_person_is_not_listed_as_left_out():
    old = fact("a", started_on=date(2024, 9, 1), ended_on=date(2025, 5, 31), ended_how="completed")

    assert rules_of(counted(old, fact("a"))) == []


def test_first_in_the_year_is_who_was_not_there_in_this_role_before():
    newcomer = fact("new")
    returned = (
        fact("old", started_on=date(2024, 9, 1), ended_on=date(2025, 5, 31), ended_how="completed"),
        fact("old"),
    )
    changed_role = (fact("both", role="mentor", started_on=date(2025, 9, 1)), fact("both"))

    result = counted(newcomer, *returned, *changed_role)

    assert figure(result, "01/7") == 3
    assert result.people["01", 8] == ("new", "both")
    assert result.people["01", 6] == ()


@pytest.mark.parametrize(
    ("ended_on", "ended_how", "column"),
    [
        pytest.param(None, "", 9, id="goes on"),
        pytest.param(date(2026, 12, 20), "completed", 9, id="last day is the as-of day"),
        pytest.param(date(2026, 12, 19), "completed", 10, id="ended the day before"),
        pytest.param(date(2026, 10, 1), "left_early", 11, id="left early"),
        pytest.param(date(2026, 10, 1), "replaced", 9, id="mentor replaced"),
    ],
)
def test_a_mentee_goes_on_or_completed_or_left(ended_on, ended_how, column):
    result = counted(fact("a", ended_on=ended_on, ended_how=ended_how))

    assert {number: figure(result, f"01/{number}") for number in (9, 10, 11)} == {
        **dict.fromkeys((9, 10, 11), 0),
        column: 1,
    }


def test_who_left_one_pair_and_goes_on_in_another_has_not_left():
    result = counted(
        fact("a", ended_on=date(2026, 10, 1), ended_how="left_early"),
        fact("a", form_key="student-pupil", started_on=date(2026, 10, 5)),
    )

    assert (figure(result, "01/9"), figure(result, "01/11")) == (1, 0)
    assert (figure(result, "02/11"), figure(result, "04/9")) == (1, 1)


def test_the_latest_ending_tells_how_a_mentee_stands():
    result = counted(
        fact("a", ended_on=date(2026, 11, 1), ended_how="completed"),
        fact("a", ended_on=date(2026, 10, 1), ended_how="left_early", team="Пара 2"),
    )

    assert (figure(result, "01/10"), figure(result, "01/11")) == (1, 0)


def test_a_mentee_whose_mentor_was_replaced_and_not_followed_is_to_be_looked_at():
    waiting = fact("a", ended_on=date(2026, 10, 1), ended_how="replaced")
    followed = fact("a", started_on=date(2026, 10, 2), team="Пара 2")

    assert counted(waiting).doubts[Doubt.WAITING_FOR_MENTOR] == ("a",)
    assert Doubt.WAITING_FOR_MENTOR not in counted(waiting, followed).doubts


@pytest.mark.parametrize(
    ("birth_date", "row"),
    [
        pytest.param(date(2016, 12, 21), "13", id="10 tomorrow"),
        pytest.param(date(2016, 12, 20), "14", id="10 today"),
        pytest.param(date(2012, 12, 21), "14", id="14 tomorrow"),
        pytest.param(date(2012, 12, 20), "15", id="14 today"),
        pytest.param(date(2008, 12, 21), "15", id="18 tomorrow"),
        pytest.param(date(2008, 12, 20), "16", id="18 today"),
        pytest.param(date(2006, 12, 21), "16", id="20 tomorrow"),
        pytest.param(date(2006, 12, 20), "17", id="20 today"),
        pytest.param(date(2008, 2, 29), "16", id="born on 29 February"),
    ],
)
def test_a_pupil_stands_in_the_row_of_full_years_on_the_as_of_day(birth_date, row):
    result = counted(fact("a", birth_date=birth_date))

    rows = ("13", "14", "15", "16", "17")

    assert [number for number in rows if figure(result, f"{number}/3")] == [row]


def test_without_a_birth_date_a_pupil_counts_in_the_total_and_in_no_age_row():
    result = counted(fact("a", birth_date=None))

    assert figure(result, "12/3") == 1
    assert sum(figure(result, f"{row}/3") for row in ("13", "14", "15", "16", "17", "18")) == 0
    assert result.doubts[Doubt.NO_BIRTH_DATE] == ("a",)


def test_of_an_erased_person_the_year_of_birth_still_tells_the_age():
    result = counted(fact("a", birth_date=None, birth_year=2012))

    assert figure(result, "15/3") == 1
    assert Doubt.NO_BIRTH_DATE not in result.doubts


@pytest.mark.parametrize(
    ("role", "category", "row"),
    [
        ("mentee", "pupil", "12"),
        ("mentee", "teacher", "19"),
        ("mentee", "student", "21"),
        ("mentee", "parent", "21"),
        ("mentor", "pupil", "32"),
        ("mentor", "teacher", "34"),
        ("mentor", "graduate", "35"),
        ("mentor", "parent", "36"),
        ("mentor", "employer", "37"),
        ("mentor", "student", "38"),
        ("mentor", "other", "39"),
    ],
)
def test_each_category_has_its_row(role, category, row):
    result = counted(fact("a", role=role, category=category))
    rows = ("12", "19", "21", "32", "34", "35", "36", "37", "38", "39")

    assert [number for number in rows if figure(result, f"{number}/3")] == [row]


def test_with_two_categories_the_later_participation_decides_and_somebody_should_look():
    earlier = fact("a", role="mentor", category="parent", started_on=date(2026, 2, 1))
    later = fact("a", role="mentor", category="employer")

    for facts in ((earlier, later), (later, earlier)):
        result = counted(*facts)
        assert (figure(result, "36/3"), figure(result, "37/3")) == (0, 1)
        assert result.doubts[Doubt.TWO_CATEGORIES] == ("a",)


def test_young_specialists_and_trained_mentors_are_counted_apart():
    result = counted(
        fact("a", category="teacher", young_specialist=True),
        fact("b", category="teacher"),
        fact("c", role="mentor", trained=True),
        fact("d", role="mentor"),
    )

    assert (figure(result, "19/3"), figure(result, "20/3")) == (2, 1)
    assert (figure(result, "31/3"), figure(result, "40/3")) == (2, 1)


def test_other_forms_get_rows_of_their_own_by_name_in_the_order_of_the_school():
    forms = {
        "leader-volunteer": "вожатый – волонтёр",
        "pupil-pupil": "ученик – ученик",
        "head-curator": "руководитель – куратор",
    }
    result = counted(fact("a", form_key="head-curator", form_title="x"), forms=forms)
    rows = {row.number: row.title for row in result.sections[0].rows}

    assert rows["07.1"] == "вожатый – волонтёр"
    assert rows["07.2"] == "руководитель – куратор"
    assert [figure(result, f"{row}/7") for row in ("07", "07.1", "07.2")] == [1, 0, 1]


def test_a_form_the_school_no_longer_uses_still_counts_by_its_name():
    result = counted(fact("a", form_key="gone", form_title="бывшая форма"), forms={})

    assert result.sections[0].rows[-1].title == "бывшая форма"
    assert figure(result, "07.1/7") == 1


def test_a_participation_without_a_team_counts_the_person_and_says_so():
    result = counted(fact("a", team=""))

    assert (figure(result, "01/7"), figure(result, "01/3")) == (1, 0)
    assert result.doubts[Doubt.NO_TEAM] == ("a",)


def test_nobody_is_zero_and_not_nothing():
    result = counted()

    assert all(
        result.value((row.number, column.number)) == 0
        for section in result.sections
        for row in section.rows
        for column in section.columns
    )
