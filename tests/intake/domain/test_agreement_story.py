"""What the journal tells of an agreement, and how its row may contradict that."""

from dataclasses import replace
from datetime import date

import pytest

from intake.domain.agreement_story import (
    ActRow,
    ActTrouble,
    AgreementRow,
    AgreementStory,
    AgreementTrouble,
    act_trouble,
    row_troubles,
)

BEGAN = {
    "from": "2026-09-01",
    "until": "2027-06-01",
    "term": 9,
    "notice": 10,
    "mentor": "m",
    "mentee": "p",
    "renews": None,
}
ROW = AgreementRow(
    effective_on=date(2026, 9, 1),
    ends_on=date(2027, 6, 1),
    is_extended=False,
    ended_on=None,
    ended_how="",
    term_months=9,
    notice_days=10,
    mentor="m",
    mentee="p",
    renews=None,
)


def told(*entries, began=BEGAN):
    story = AgreementStory()
    for kind, facts in (("agreement_began", began), *entries):
        story.hear(kind, "user:1", facts)
    return story


def ended(how, day, by="a"):
    return "agreement_ended", {"how": how, "day": day, "by": by}


EXTENDED = ("agreement_extended", {"until": "2027-12-01", "by": "x"})


def test_a_row_that_says_what_the_journal_does_is_sound():
    assert row_troubles(told(), ROW) == ()


@pytest.mark.parametrize(
    ("changed", "trouble"),
    [
        ({"effective_on": date(2026, 8, 1)}, AgreementTrouble.EFFECTIVE_ON),
        ({"term_months": 12}, AgreementTrouble.TERM),
        ({"ends_on": date(2028, 6, 1)}, AgreementTrouble.ENDS_ON),
        ({"ends_on": None}, AgreementTrouble.ENDS_ON),
        ({"is_extended": True}, AgreementTrouble.IS_EXTENDED),
        ({"notice_days": 0}, AgreementTrouble.NOTICE),
        ({"mentor": "other"}, AgreementTrouble.MENTOR),
        ({"mentee": "other"}, AgreementTrouble.MENTEE),
        ({"renews": "k"}, AgreementTrouble.RENEWS),
    ],
)
def test_every_fact_of_the_row_is_compared(changed, trouble):
    assert row_troubles(told(), replace(ROW, **changed)) == (trouble,)


def test_an_end_written_or_taken_away_by_hand_is_seen():
    hand = replace(ROW, ended_on=date(2026, 10, 1), ended_how="by_one")
    wrong = (AgreementTrouble.ENDED_ON, AgreementTrouble.ENDED_HOW)
    assert row_troubles(told(), hand) == wrong
    assert row_troubles(told(ended("by_one", "2026-10-01")), hand) == ()
    assert row_troubles(told(ended("by_one", "2026-10-01")), ROW) == wrong


def test_an_extension_after_the_term_undoes_its_end():
    story = told(ended("expired", "2027-06-01", by=""), EXTENDED)
    row = replace(ROW, ends_on=date(2027, 12, 1), is_extended=True)
    assert row_troubles(story, row) == ()
    assert set(story.acts) == {"x"}


def test_an_agreement_that_never_began_has_no_dates():
    assert row_troubles(AgreementStory(), replace(ROW, effective_on=None, ends_on=None)) == ()
    assert row_troubles(AgreementStory(), ROW) == (AgreementTrouble.NOT_BEGUN,)


def test_an_entry_of_an_earlier_release_still_binds_the_first_day_to_the_term():
    story = told(began={"until": "2027-06-01"})
    assert not story.names_all
    assert row_troubles(story, replace(ROW, mentor="other")) == ()
    for changed in ({"term_months": 6}, {"effective_on": date(2026, 9, 2)}, {"term_months": 0}):
        assert row_troubles(story, replace(ROW, **changed)) == (AgreementTrouble.EFFECTIVE_ON,)


LEFT = ActRow(
    how="by_one",
    term_months=None,
    ends_on=None,
    ground="notice",
    is_signed=True,
    recorded_by=None,
    signed_on=date(2026, 10, 1),
)


def trouble(row, *entries, notice_days=10):
    acts = told(*entries).acts
    return act_trouble(row, next(iter(acts.values()), None), notice_days=notice_days)


def test_a_leaving_ends_on_the_day_its_signature_and_the_notice_lead_to():
    entry = ended("by_one", "2026-10-11")
    assert trouble(LEFT, entry) is None
    for changed in (
        {"signed_on": date(2026, 10, 2)},
        {"ground": "safety"},
        {"ground": "nonsense"},
        {"how": "by_agreement"},
    ):
        assert trouble(replace(LEFT, **changed), entry) is ActTrouble.OTHERWISE
    assert trouble(LEFT, entry, notice_days=30) is ActTrouble.OTHERWISE


def test_an_extension_leads_to_the_day_that_was_told():
    row = replace(LEFT, how="", ground="", term_months=6)
    assert trouble(row, EXTENDED) is None
    assert trouble(replace(row, term_months=12), EXTENDED) is ActTrouble.OTHERWISE
    assert trouble(replace(row, term_months=None), EXTENDED) is ActTrouble.OTHERWISE
    assert trouble(replace(row, is_signed=False), EXTENDED) is ActTrouble.NOT_SIGNED
    assert trouble(None, EXTENDED) is ActTrouble.LOST
    assert trouble(row) is ActTrouble.NOT_TOLD
    assert trouble(replace(row, is_signed=False)) is None


def test_a_decision_of_the_school_is_of_the_employee_who_acted():
    row = replace(
        LEFT, how="by_curator", ends_on=date(2026, 10, 5), recorded_by="user:1", signed_on=None
    )
    entry = ended("by_curator", "2026-10-05")
    assert trouble(row, entry) is None
    assert trouble(replace(row, recorded_by="user:2"), entry) is ActTrouble.BY_ANOTHER
    assert trouble(replace(row, recorded_by=None), entry) is ActTrouble.BY_ANOTHER
    assert trouble(replace(row, ends_on=date(2026, 10, 6)), entry) is ActTrouble.OTHERWISE


def test_a_completion_that_an_earlier_release_moved_to_its_own_day_is_no_alarm():
    row = replace(
        LEFT, how="completed", ends_on=date(2026, 10, 5), recorded_by="user:1", signed_on=None
    )
    assert trouble(row, ended("completed", "2026-10-05")) is None
    assert trouble(row, ended("completed", "2026-10-07")) is None
    assert trouble(row, ended("completed", "2026-10-04")) is ActTrouble.OTHERWISE


def test_spoilt_entries_are_an_answer_and_no_crash():
    story = told(("agreement_ended", {"how": 7, "day": "soon"}), began={"from": 3, "until": []})
    assert AgreementTrouble.ENDS_ON in row_troubles(story, ROW)
