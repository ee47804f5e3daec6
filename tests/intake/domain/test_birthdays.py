"""The 14th and the 18th birthday: the day of the change, what is kept, when people are told."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.age import BirthdayTurn, date_of_age
from intake.domain.birthdays import (
    TOLD_BEFORE,
    AgeRuleRecord,
    AgeRules,
    Turning,
    age_now,
    answer_until,
    band_of_paper,
    changes_signers,
    may_write_now,
    next_turning,
    notice_due,
    turnings,
)
from intake.domain.guardianship import Authority, AuthorityTrouble, GuardianKind, Ward
from intake.domain.guardianship import authority_rule as may_act
from intake.domain.papers import PaperFact, PaperState, StandingState, consent_standing
from intake.domain.signing import Band, DocumentKind, MinorTable, SignerRole, signing_rule
from intake.labels import STANDINGS, WHO_SIGNS, who_signs_and_why

R, P = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
BIRTHDAY, NEXT_DAY, BOTH = BirthdayTurn.BIRTHDAY, BirthdayTurn.NEXT_DAY, BirthdayTurn.BOTH
PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION
BORN = date(2012, 5, 3)
ONE = timedelta(days=1)
births = st.one_of(
    st.dates(date(1960, 1, 1), date(2010, 12, 31)),
    st.sampled_from([date(year, 2, 29) for year in range(1960, 2012, 4)]),
)
turns = st.sampled_from(list(BirthdayTurn))
tables = st.sampled_from(list(MinorTable))


def signers(day, *, born=BORN, table=MinorTable.BOTH, turn=BOTH, kind=PROCESSING):
    answer = signing_rule(
        birth_date=born, day=day, minor_table=table, document_kind=kind, turn=turn
    )
    assert answer.explanation_key in WHO_SIGNS
    return answer.required


@pytest.mark.parametrize(
    ("turn", "table", "at_14", "at_18"),
    [
        (BIRTHDAY, MinorTable.BOTH, ((R,), (R, P), (R, P)), ((R, P), (P,), (P,))),
        (NEXT_DAY, MinorTable.BOTH, ((R,), (R,), (R, P)), ((R, P), (R, P), (P,))),
        (BOTH, MinorTable.BOTH, ((R,), (R, P), (R, P)), ((R, P), (R, P), (P,))),
        (BIRTHDAY, MinorTable.PARTICIPANT_ONLY, ((R,), (P,), (P,)), ((P,), (P,), (P,))),
        (BOTH, MinorTable.PARTICIPANT_ONLY, ((R,), (R, P), (P,)), ((P,), (P,), (P,))),
        (BOTH, MinorTable.REPRESENTATIVE_ONLY, ((R,), (R,), (R,)), ((R,), (R, P), (P,))),
    ],
)
def test_who_signs_the_day_before_on_the_birthday_and_the_day_after(turn, table, at_14, at_18):
    for years, expected in ((14, at_14), (18, at_18)):
        birthday = date_of_age(BORN, years)
        seen = [signers(birthday + n * ONE, table=table, turn=turn) for n in (-1, 0, 1)]
        assert tuple(seen) == expected


def _asked(born, table, kind, day, turn):
    return signers(day, born=born, table=table, turn=turn, kind=kind)


@given(births, tables, st.sampled_from([PROCESSING, PUBLICATION]))
def test_the_three_ways_of_counting_differ_on_the_two_birthdays_only(born, table, kind):
    asked_on = partial(_asked, born, table, kind)
    for years in (14, 18):
        birthday = date_of_age(born, years)
        for day in (birthday - ONE, birthday + ONE):
            assert len({asked_on(day, turn) for turn in BirthdayTurn}) == 1
        asked = {turn: set(asked_on(birthday, turn)) for turn in BirthdayTurn}
        assert asked[BOTH] == asked[BIRTHDAY] | asked[NEXT_DAY]


@given(births, turns)
def test_a_band_begins_once_and_never_goes_back(born, turn):
    for one in turnings(born, turn):
        before = band_of_paper(
            rule_key="", birth_date=born, made_on=one.asked_from - ONE, turn=turn
        )
        after = band_of_paper(rule_key="", birth_date=born, made_on=one.asked_from, turn=turn)
        assert (before, after) == {
            14: (Band.UNDER_14, Band.FROM_14_TO_17),
            18: (Band.FROM_14_TO_17, Band.ADULT),
        }[one.age]


def test_who_was_born_on_29_february_turns_14_on_1_march_of_a_common_year():
    born = date(2012, 2, 29)
    assert [
        signers(day, born=born, turn=BIRTHDAY) for day in (date(2026, 2, 28), date(2026, 3, 1))
    ] == [
        (R,),
        (R, P),
    ]
    assert signers(date(2026, 3, 1), born=born, turn=NEXT_DAY) == (R,)
    assert signers(date(2026, 3, 2), born=born, turn=NEXT_DAY) == (R, P)


def test_midnight_is_the_schools_own():
    instant = datetime(2026, 5, 2, 20, 30, tzinfo=UTC)
    days = [
        instant.astimezone(ZoneInfo(zone)).date()
        for zone in ("Europe/Kaliningrad", "Asia/Kamchatka")
    ]
    assert [signers(day) for day in days] == [(R,), (R, P)]


def test_the_page_says_that_the_change_comes_tomorrow():
    answer = signing_rule(
        birth_date=BORN,
        day=date(2026, 5, 3),
        minor_table=MinorTable.BOTH,
        document_kind=PROCESSING,
        turn=NEXT_DAY,
    )
    assert "меняется завтра" in who_signs_and_why(answer, given_name="Аня")


def test_the_decision_that_holds_is_the_latest_begun():
    rules = AgeRules(
        (
            AgeRuleRecord(BIRTHDAY, date(2026, 9, 1), 20),
            AgeRuleRecord(NEXT_DAY, date(2027, 1, 1), 10),
        )
    )
    assert [
        rules.turn_on(day) for day in (date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1))
    ] == [
        BOTH,
        BIRTHDAY,
        NEXT_DAY,
    ]
    assert (rules.answer_days_on(date(2026, 8, 31)), rules.answer_days_on(date(2027, 2, 1))) == (
        30,
        10,
    )


# What a birthday does to a consent


def paper(role, band, state=PaperState.SIGNED):
    return PaperFact(role, state, datetime(2026, 1, 1, tzinfo=UTC), request_checked=True, band=band)


def standing(day, *papers, kind=PROCESSING, table=MinorTable.BOTH, turn=BOTH):
    required = signers(day, table=table, turn=turn, kind=kind)
    age = age_now(birth_date=BORN, day=day, turn=turn, minor_table=table, kind=kind)
    found = consent_standing(required, papers, age=age)
    assert found.words_key in STANDINGS
    return found


AT_14, AT_18 = date(2026, 5, 3), date(2030, 5, 3)
YOUNG, MINOR, ADULT = Band.UNDER_14, Band.FROM_14_TO_17, Band.ADULT


@pytest.mark.parametrize("kind", [PROCESSING, PUBLICATION])
def test_turning_14_ends_no_consent_and_asks_the_childs_own_signature(kind):
    found = standing(AT_14, paper(R, YOUNG), kind=kind)
    assert (found.state, found.asked) == (StandingState.IN_FORCE, (P,))
    signed = standing(AT_14, paper(R, YOUNG), paper(P, MINOR), kind=kind)
    assert (signed.state, signed.asked) == (StandingState.IN_FORCE, ())


def test_on_a_birthday_asked_both_ways_a_new_paper_belongs_to_the_new_age():
    made = {"rule_key": "", "birth_date": BORN, "made_on": AT_14, "turn": BOTH}
    assert band_of_paper(**made) is MINOR
    assert band_of_paper(**{**made, "turn": NEXT_DAY}) is YOUNG
    assert band_of_paper(**{**made, "rule_key": "emancipated"}) is ADULT
    assert band_of_paper(**{**made, "birth_date": None}) is None


def test_a_representative_who_signs_at_14_waits_for_the_childs_own_signature():
    assert standing(AT_14, paper(R, MINOR)).state is StandingState.PARTIAL


def test_the_no_of_a_child_of_14_ends_what_the_representative_gave():
    no = paper(P, MINOR, PaperState.DECLINED)
    assert standing(AT_14, paper(R, YOUNG), no).state is StandingState.DECLINED


@pytest.mark.parametrize("turn", list(BirthdayTurn))
def test_a_publication_stops_at_18_until_the_adult_has_signed(turn):
    given = (paper(R, MINOR), paper(P, MINOR))
    from_day = AT_18 + ONE if turn is NEXT_DAY else AT_18
    before = standing(from_day - ONE, *given, kind=PUBLICATION, turn=turn)
    after = standing(from_day, *given, kind=PUBLICATION, turn=turn)
    assert (before.is_in_force, after.is_in_force, after.words_key) == (
        True,
        False,
        "waiting_adult",
    )
    assert standing(from_day, *given, paper(P, ADULT), kind=PUBLICATION, turn=turn).is_in_force


def test_processing_goes_on_at_18_until_the_adult_answers():
    given = (paper(R, MINOR), paper(P, MINOR))
    found = standing(AT_18 + ONE, *given)
    assert (found.state, found.asked) == (StandingState.IN_FORCE, (P,))
    no = paper(P, ADULT, PaperState.DECLINED)
    assert standing(AT_18 + ONE, *given, no).state is StandingState.DECLINED


def test_what_was_never_complete_before_18_does_not_become_so_by_a_birthday():
    assert not standing(AT_18 + ONE, paper(R, MINOR)).is_in_force
    assert standing(AT_18 + ONE, paper(R, YOUNG)).is_in_force


def test_the_word_of_a_former_representative_does_not_bind_an_adult_who_signed():
    no = paper(R, MINOR, PaperState.DECLINED)
    assert standing(AT_18 + ONE, no, paper(P, ADULT), kind=PUBLICATION).is_in_force


@pytest.mark.parametrize(
    ("turn", "may_on_birthday"), [(BIRTHDAY, False), (BOTH, True), (NEXT_DAY, True)]
)
def test_the_authority_of_a_representative_ends_as_the_school_counts(turn, may_on_birthday):
    held = Authority(GuardianKind.PARENT, is_checked=True)
    ward = Ward(BORN, turn=turn)
    assert may_act(held, ward=ward, day=AT_18).may_act is may_on_birthday
    assert may_act(held, ward=ward, day=AT_18 + ONE).trouble is AuthorityTrouble.WARD_ADULT


# When people are told

TURNING = Turning(14, AT_14, AT_14)


def test_people_are_told_60_and_14_days_before_and_on_the_day():
    told, sent = set(), []
    for n in range(-70, 40):
        due = notice_due(TURNING, AT_14 + n * ONE, told)
        if due is not None:
            told.add(due)
            sent.append((n, due))
    assert sent == [(-60, 60), (-14, 14), (0, 0)]


@given(st.lists(st.integers(-100, 40), max_size=12).map(sorted))
def test_whenever_the_tick_runs_each_notice_goes_once_and_only_the_nearest(days):
    told, sent = set(), []
    for n in days:
        due = notice_due(TURNING, AT_14 + n * ONE, told)
        if due is not None:
            told.add(due)
            sent.append((n, due))
    assert len({due for _n, due in sent}) == len(sent)
    assert len({n for n, _due in sent}) == len(sent)
    assert all(due == min(d for d in TOLD_BEFORE if -n <= d) for n, due in sent)


@pytest.mark.parametrize(
    ("clock", "may"),
    [("08:59", False), ("09:00", True), ("19:59", True), ("20:00", False), ("00:00", False)],
)
def test_nobody_is_written_to_at_night(clock, may):
    assert may_write_now(datetime.fromisoformat(f"2026-05-03T{clock}:00+03:00")) is may


def test_a_birthday_of_years_ago_is_not_told_of():
    assert notice_due(TURNING, AT_14 + 365 * ONE, ()) == 0
    assert notice_due(TURNING, AT_14 + 366 * ONE, ()) is None


def test_a_birthday_that_changes_nothing_is_not_announced():
    assert not changes_signers(14, [MinorTable.REPRESENTATIVE_ONLY] * 2)
    assert changes_signers(14, [MinorTable.REPRESENTATIVE_ONLY, MinorTable.BOTH])
    assert changes_signers(18, [MinorTable.PARTICIPANT_ONLY])


def test_the_next_change_and_the_last_day_to_answer():
    assert next_turning(BORN, date(2026, 5, 2), BOTH) == Turning(14, AT_14, AT_14)
    assert next_turning(BORN, AT_14, BOTH) == Turning(18, AT_18, AT_18)
    assert next_turning(BORN, AT_18, NEXT_DAY) == Turning(18, AT_18, AT_18 + ONE)
    assert next_turning(BORN, AT_18, BOTH) is None
    assert next_turning(None, AT_18, BOTH) is None
    assert answer_until(Turning(18, AT_18, AT_18), 30) == date(2030, 6, 2)
