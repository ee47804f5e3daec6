from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.age import BirthdayTurn, UnknownBirthDate, date_of_age
from intake.domain.signing import (
    Band,
    DocumentKind,
    MinorTable,
    SignerRole,
    outside_usual_ages,
    signing_rule,
)
from intake.labels import WHO_SIGNS, who_signs_and_why, who_signs_to_participant

R, P = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
BORN = date(2012, 6, 15)
births = st.one_of(
    st.dates(date(1960, 1, 1), date(2010, 12, 31)),
    st.sampled_from([date(year, 2, 29) for year in range(1960, 2012, 4)]),
)
tables = st.sampled_from(list(MinorTable))
kinds = st.sampled_from([kind for kind in DocumentKind if kind is not DocumentKind.AGREEMENT])


def rule(day, *, born=BORN, table=MinorTable.BOTH, kind=DocumentKind.PROCESSING, act=""):
    """In a school that counts the birthday itself; ``test_birthdays`` has the other two ways."""
    return signing_rule(
        birth_date=born,
        day=day,
        minor_table=table,
        document_kind=kind,
        act_paper=act,
        turn=BirthdayTurn.BIRTHDAY,
    )


@pytest.mark.parametrize(
    ("day", "table", "signers"),
    [
        pytest.param(date(2026, 6, 14), MinorTable.BOTH, (R,), id="day before 14"),
        pytest.param(date(2026, 6, 15), MinorTable.BOTH, (R, P), id="14 today"),
        pytest.param(
            date(2026, 6, 14),
            MinorTable.PARTICIPANT_ONLY,
            (R,),
            id="13, participant only",
        ),
        pytest.param(date(2026, 6, 15), MinorTable.PARTICIPANT_ONLY, (P,), id="14, own word"),
        pytest.param(date(2026, 6, 15), MinorTable.REPRESENTATIVE_ONLY, (R,), id="14, guardian"),
        pytest.param(date(2030, 6, 14), MinorTable.BOTH, (R, P), id="day before 18"),
        pytest.param(date(2030, 6, 15), MinorTable.BOTH, (P,), id="18 today"),
        pytest.param(
            date(2030, 6, 15),
            MinorTable.REPRESENTATIVE_ONLY,
            (P,),
            id="18, any table",
        ),
    ],
)
def test_signers_change_on_the_birthday(day, table, signers):
    assert rule(day, table=table).required == signers


@given(births, tables, kinds)
def test_bands_turn_at_14_and_18_and_nowhere_near(born, table, kind):
    day_of = {years: date_of_age(born, years) for years in (14, 18)}
    one = timedelta(days=1)
    seen = [
        rule(day, born=born, table=table, kind=kind).band
        for birthday in (day_of[14], day_of[18])
        for day in (birthday - one, birthday, birthday + one)
    ]
    young, middle, adult = Band.UNDER_14, Band.FROM_14_TO_17, Band.ADULT
    assert seen == [young, middle, middle, middle, adult, adult]


@given(births, st.integers(0, 30_000), tables, kinds)
def test_somebody_always_signs_and_the_table_moves_only_the_middle_band(born, days, table, kind):
    day = born + timedelta(days=days)
    answer = rule(day, born=born, table=table, kind=kind)
    assert answer.required
    assert answer.explanation_key in WHO_SIGNS
    if answer.band is not Band.FROM_14_TO_17:
        assert answer.required == rule(day, born=born, kind=kind).required
        assert not answer.set_by_school


@pytest.mark.parametrize(
    "born", [None, date(2026, 11, 22), date(1900, 1, 1)], ids=["unknown", "in the future", "1900"]
)
def test_without_a_usable_birth_date_nobody_is_let_through(born):
    with pytest.raises(UnknownBirthDate):
        rule(date(2026, 11, 21), born=born)


def test_an_agreement_about_a_minor_always_needs_the_representative():
    day = date(2027, 1, 1)
    for table in MinorTable:
        answer = rule(day, table=table, kind=DocumentKind.AGREEMENT)
        assert answer.requires(R)
    assert (
        rule(day, table=MinorTable.PARTICIPANT_ONLY, kind=DocumentKind.AGREEMENT).explanation_key
        == "minor_both"
    )


def test_the_act_is_cited_only_where_it_has_a_form_and_only_when_named():
    day = date(2027, 1, 1)
    assert rule(day, act="Приложение № 2").sources[0] == "Приложение № 2"
    assert "Приложение № 2" not in rule(day).sources
    publication = rule(day, act="Приложение № 2", kind=DocumentKind.PUBLICATION)
    assert publication.sources[0] == "ст. 10.1 152-ФЗ"


def test_a_choice_of_the_school_is_called_its_choice_and_no_law_is_cited_for_it():
    answer = rule(date(2027, 1, 1), table=MinorTable.PARTICIPANT_ONLY, act="Приложение № 2")
    assert answer.set_by_school
    assert "ГК РФ" not in " ".join(answer.sources)
    assert "так установила школа" in who_signs_and_why(answer, given_name="Аня")
    assert "установила" not in who_signs_and_why(rule(date(2027, 1, 1)), given_name="Аня")


def test_the_page_says_who_signs_and_why_in_words_that_need_no_declension():
    words = who_signs_and_why(rule(date(2026, 1, 1), act="Приложение № 2"), given_name="Аня")
    assert words == (
        "Аня: 13\N{NO-BREAK SPACE}лет. До 14 лет документ подписывает законный представитель: "
        "родитель, усыновитель или опекун (Приложение № 2; ч. 1 ст. 9 152-ФЗ; "
        "п. 1 ст. 64 СК РФ; п. 1 ст. 28 ГК РФ)."
    )
    assert who_signs_to_participant(rule(date(2033, 6, 15))).startswith(
        "Вам 21\N{NO-BREAK SPACE}год."
    )


@pytest.mark.parametrize(
    ("age", "limits", "asked"),
    [(9, (10, None), True), (10, (10, None), False), (17, (10, 17), False), (18, (10, 17), True)],
)
def test_staff_are_asked_about_an_age_outside_the_usual_ones(age, limits, asked):
    assert outside_usual_ages(age, *limits) is asked


def test_the_tenth_birthday_ends_the_question_to_staff():
    assert outside_usual_ages(rule(date(2022, 6, 14)).age, 10, None)
    assert not outside_usual_ages(rule(date(2022, 6, 15)).age, 10, None)
