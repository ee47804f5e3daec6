from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.timeline import (
    COMING,
    IN_FORCE,
    NEVER,
    REPEALED,
    SUPERSEDED,
    Dated,
    holding,
    spans,
    state_of,
)

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
DAY = timedelta(days=1)


def number_on(found, day):
    span = holding(found, day)
    return span.number if span else None


def test_an_edition_holds_until_the_day_before_the_next_one():
    found = spans([Dated(1, SEPTEMBER), Dated(2, OCTOBER)])
    assert [number_on(found, day) for day in (SEPTEMBER - DAY, SEPTEMBER, OCTOBER - DAY)] == [
        None,
        1,
        1,
    ]
    assert number_on(found, OCTOBER) == 2
    assert [state_of(span, OCTOBER) for span in found] == [SUPERSEDED, IN_FORCE]
    assert [state_of(span, SEPTEMBER) for span in found] == [IN_FORCE, COMING]


def test_of_two_orders_on_one_day_the_later_one_holds_and_the_other_never_did():
    found = spans([Dated(1, SEPTEMBER), Dated(2, SEPTEMBER)])
    assert number_on(found, SEPTEMBER) == 2
    assert state_of(found[0], OCTOBER) == NEVER
    assert found[0].next_number == 2


def test_a_slip_corrected_under_the_same_order_holds_from_the_day_of_the_correction():
    first = Dated(1, SEPTEMBER, "5-од", SEPTEMBER - DAY)
    corrected = Dated(2, SEPTEMBER, "5-од", OCTOBER)
    found = spans([first, corrected])
    assert [number_on(found, day) for day in (SEPTEMBER, OCTOBER - DAY, OCTOBER)] == [1, 1, 2]
    assert [state_of(span, OCTOBER) for span in found] == [SUPERSEDED, IN_FORCE]


def test_a_slip_corrected_before_its_day_or_under_another_order_leaves_nothing_to_hold():
    first = Dated(1, SEPTEMBER, "5-од", SEPTEMBER - 9 * DAY)
    for second in (
        Dated(2, SEPTEMBER, "5-од", SEPTEMBER - DAY),
        Dated(2, SEPTEMBER, "6-од", OCTOBER),
    ):
        found = spans([first, second])
        assert state_of(found[0], OCTOBER) == NEVER
        assert number_on(found, SEPTEMBER) == 2


def test_a_slip_corrected_after_the_next_edition_began_changes_no_later_day():
    found = spans(
        [
            Dated(1, SEPTEMBER, "5-од", SEPTEMBER),
            Dated(2, SEPTEMBER, "5-од", OCTOBER + DAY),
            Dated(3, OCTOBER, "7-од", OCTOBER),
        ]
    )
    assert [number_on(found, day) for day in (OCTOBER - DAY, OCTOBER, OCTOBER + DAY)] == [1, 3, 3]


def test_an_edition_that_begins_later_holds_after_one_that_was_approved_later():
    found = spans([Dated(1, date(2024, 9, 1)), Dated(2, OCTOBER), Dated(3, SEPTEMBER)])
    assert number_on(found, SEPTEMBER) == 3
    assert number_on(found, OCTOBER) == 2


def test_nothing_holds_from_the_day_of_repeal():
    found = spans([Dated(1, SEPTEMBER)], repealed_from=OCTOBER)
    assert number_on(found, OCTOBER - DAY) == 1
    assert number_on(found, OCTOBER) is None
    assert state_of(found[0], OCTOBER) == REPEALED


def test_an_edition_whose_act_is_repealed_before_its_day_never_holds():
    found = spans([Dated(1, SEPTEMBER), Dated(2, OCTOBER)], repealed_from=SEPTEMBER + DAY)
    assert [state_of(span, OCTOBER) for span in found] == [REPEALED, NEVER]


DATED = st.lists(st.integers(0, 30), max_size=6).map(
    lambda offsets: [
        Dated(number, SEPTEMBER + timedelta(days=offset))
        for number, offset in enumerate(offsets, start=1)
    ]
)


@given(DATED, st.none() | st.integers(0, 40), st.integers(-5, 45))
def test_on_every_day_at_most_one_edition_holds_and_it_is_the_latest_that_began(
    editions, repealed, offset
):
    end = None if repealed is None else SEPTEMBER + timedelta(days=repealed)
    day = SEPTEMBER + timedelta(days=offset)
    found = spans(editions, end)
    begun = [edition for edition in editions if edition.in_force_from <= day]
    latest = max(begun, key=lambda e: (e.in_force_from, e.number), default=None)
    expected = None if latest is None or (end is not None and end <= day) else latest.number
    assert [span.number for span in found if span.holds_on(day)] == (
        [] if expected is None else [expected]
    )


CORRECTED = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["5-од", "6-од"]), st.integers(-5, 15)), max_size=6
).map(
    lambda rows: [
        Dated(number, SEPTEMBER + offset * DAY, order, SEPTEMBER + frozen * DAY)
        for number, (offset, order, frozen) in enumerate(rows, start=1)
    ]
)


@given(CORRECTED, st.integers(0, 25))
def test_corrections_leave_no_day_without_an_edition_and_none_with_two(editions, offset):
    day = SEPTEMBER + offset * DAY
    has_begun = any(edition.in_force_from <= day for edition in editions)
    holds = [span for span in spans(editions) if span.holds_on(day)]
    assert len(holds) == (1 if has_begun else 0)
