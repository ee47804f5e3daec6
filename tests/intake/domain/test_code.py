from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.code import (
    ATTEMPTS,
    CODE_LIFE,
    CODES_A_DAY,
    CODES_A_DAY_TO_ONE_CONTACT,
    CODES_AN_HOUR_FROM_ONE_ADDRESS,
    CodeState,
    SendVerdict,
    Verdict,
    check,
    code_digest,
    fresh_state,
    may_send,
    new_code,
    normalise_code,
    one_budget,
)
from intake.labels import CODE_VERDICTS, SEND_VERDICTS

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PARTS = {
    "key": b"a key of its own",
    "device": "d-1",
    "contact": "c-1",
    "document_digest": "ab" * 32,
    "act": "sign",
    "code": "004217",
}
RIGHT = code_digest(**PARTS)


def fresh():
    return fresh_state(digest=RIGHT, now=NOW)


def test_a_code_is_six_digits_with_leading_zeros():
    assert all(len(code) == 6 and code.isdigit() for code in (new_code() for _ in range(500)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("483920", "483920"),
        (" 483 920 ", "483920"),
        ("483-920", "483920"),
        ("483\N{NO-BREAK SPACE}920\n", "483920"),
        ("483–920", "483920"),
        ("４８３９２０", "483920"),
        ("٤٨٣٩٢٠", "483920"),
        ("48392", None),
        ("4839201", None),
        ("", None),
        ("48392O", None),
        ("²²²²²²", None),
        ("<b>483920", None),
    ],
)
def test_digits_are_understood_as_people_type_them(typed, meant):
    assert normalise_code(typed) == meant


@given(st.text(max_size=40))
def test_anything_typed_is_six_ascii_digits_or_nothing(text):
    code = normalise_code(text)
    assert code is None or (len(code) == 6 and code.isascii() and code.isdecimal())


def test_a_digest_fits_the_column_and_shows_no_code():
    assert len(RIGHT) == 16
    assert PARTS["code"] not in RIGHT


@pytest.mark.parametrize("part", list(PARTS))
def test_a_code_is_good_for_one_device_contact_document_and_act_only(part):
    other = b"another key" if part == "key" else PARTS[part] + "0"
    assert code_digest(**{**PARTS, part: other}) != RIGHT


def test_parts_of_a_digest_cannot_run_into_each_other():
    moved = {**PARTS, "device": "d-", "contact": "1c-1"}
    assert code_digest(**moved) != RIGHT


def test_the_right_code_is_accepted_once():
    verdict, state = check(fresh(), RIGHT, now=NOW)
    assert verdict is Verdict.ACCEPTED
    assert check(state, RIGHT, now=NOW)[0] is Verdict.ALREADY_SIGNED


def test_the_right_code_is_accepted_after_four_wrong_ones_and_not_after_five():
    state = fresh()
    verdicts = []
    for _ in range(ATTEMPTS - 1):
        verdict, state = check(state, "wrong", now=NOW)
        verdicts.append(verdict)
    assert verdicts == [Verdict.WRONG] * 4
    assert check(state, RIGHT, now=NOW)[0] is Verdict.ACCEPTED
    verdict, state = check(state, "wrong", now=NOW)
    assert verdict is Verdict.DEAD
    assert check(state, RIGHT, now=NOW)[0] is not Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        pytest.param(NOW + CODE_LIFE - SECOND, Verdict.ACCEPTED, id="last second"),
        pytest.param(NOW + CODE_LIFE, Verdict.EXPIRED, id="time is up"),
    ],
)
def test_a_code_lives_twenty_minutes(at, verdict):
    assert check(fresh(), RIGHT, now=at)[0] is verdict


def test_a_try_after_the_end_costs_nothing():
    _verdict, state = check(fresh(), "wrong", now=NOW + CODE_LIFE)
    assert state == fresh()


@given(st.lists(st.booleans(), max_size=20))
def test_no_order_of_tries_gives_a_sixth(tries):
    state, wrong = fresh(), 0
    for right in tries:
        verdict, state = check(state, RIGHT if right else "wrong", now=NOW)
        wrong += verdict is Verdict.WRONG or (verdict is Verdict.DEAD and not right)
        assert state.attempts_left >= 0
        if verdict is Verdict.ACCEPTED:
            assert wrong < ATTEMPTS


def test_another_code_for_the_same_paper_waits_a_minute():
    answer = may_send(of_this_code=[NOW], through_link=[NOW], to_contact=[], now=NOW + SECOND)
    assert (answer.verdict, answer.next_at) == (SendVerdict.TOO_SOON, NOW + MINUTE)
    assert may_send(
        of_this_code=[NOW], through_link=[NOW], to_contact=[], now=NOW + MINUTE
    ).is_allowed


@pytest.mark.parametrize(
    ("whose", "most", "verdict"),
    [
        ("through_link", CODES_A_DAY, SendVerdict.TOO_MANY_TODAY),
        ("to_contact", CODES_A_DAY_TO_ONE_CONTACT, SendVerdict.TOO_MANY_TO_CONTACT),
    ],
)
def test_so_many_codes_a_day_and_not_one_more(whose, most, verdict):
    sent = {"through_link": [], "to_contact": []}
    sent[whose] = [NOW + number * MINUTE for number in range(most)]
    answer = may_send(**sent, now=NOW + timedelta(hours=20))
    window = timedelta(days=1) + CODE_LIFE
    assert (answer.verdict, answer.next_at) == (verdict, NOW + window)
    assert not may_send(**sent, now=answer.next_at - SECOND).is_allowed
    assert may_send(**sent, now=answer.next_at).is_allowed


@pytest.mark.parametrize(
    ("made", "closed", "since", "until"),
    [
        pytest.param(0, [], None, None, id="nothing was closed: all links together"),
        pytest.param(0, [5], None, 5, id="the links of before a fresh one"),
        pytest.param(5, [5], 5, None, id="the fresh one takes the place of a closed one"),
        pytest.param(7, [5, 9], 5, 9, id="a reminder between two fresh ones"),
    ],
)
def test_links_share_their_codes_until_one_takes_the_place_of_another(made, closed, since, until):
    def at(minutes):
        return None if minutes is None else NOW + minutes * MINUTE

    assert one_budget(at(made), [at(one) for one in closed]) == (at(since), at(until))


def test_one_network_address_cannot_flood():
    sent = [NOW - number * SECOND for number in range(CODES_AN_HOUR_FROM_ONE_ADDRESS)]
    answer = may_send(through_link=[], to_contact=[], from_address=sent, now=NOW)
    assert answer.verdict is SendVerdict.TOO_MANY_FROM_HERE
    assert may_send(through_link=[], to_contact=[], from_address=sent[1:], now=NOW).is_allowed


@given(st.lists(st.integers(0, 3 * 24 * 3600), max_size=60))
def test_a_guess_has_at_most_five_chances_in_a_hundred_thousand_a_day(wishes):
    sent = []
    for wish in sorted(wishes):
        now = NOW + timedelta(seconds=wish)
        if may_send(through_link=sent, to_contact=[], now=now).is_allowed:
            sent.append(now)
    for start in sent:
        live = [one for one in sent if start - CODE_LIFE < one < start + timedelta(days=1)]
        assert len(live) * ATTEMPTS / 10**6 <= 0.00005


def test_every_verdict_has_words():
    assert set(CODE_VERDICTS) == set(Verdict)
    assert set(SEND_VERDICTS) == set(SendVerdict) - {SendVerdict.ALLOWED}


def test_after_the_fifth_wrong_code_every_further_one_hears_the_same():
    state = CodeState(digest="", valid_until=NOW + CODE_LIFE, attempts_left=0)
    verdict, _after = check(state, "whatever", now=NOW)
    assert verdict is Verdict.DEAD
