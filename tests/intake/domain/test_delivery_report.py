import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.delivery_report import (
    LONGEST_REPORT,
    MOST_RECIPIENTS,
    Outcome,
    is_report,
    read_reports,
    says_no_such_place,
)
from tests.intake.reports import KEY, RECIPIENT, complaint, postfix, whole_letter


def test_a_report_names_the_letter_the_reader_and_what_became_of_it():
    one = read_reports(postfix())[0]
    assert (one.key, one.domain, one.recipient) == (KEY, "example.org", RECIPIENT)
    assert (one.outcome, one.status) == (Outcome.HARD, "5.1.1")


def test_a_whole_letter_that_comes_back_is_understood_too():
    assert {one.outcome for one in read_reports(whole_letter())} == {Outcome.SOFT}


def test_a_complaint_is_one_of_its_own():
    assert read_reports(complaint())[0].outcome is Outcome.COMPLAINED
    assert read_reports(complaint(kind="not-spam")) == []


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "outcome"),
    [
        ("failed", "5.1.1", "smtp; 550 5.1.1 no", Outcome.HARD),
        ("failed", "5.1.2", "dns; no such domain", Outcome.HARD),
        ("failed", "5.2.1", "smtp; 550 5.2.1 disabled", Outcome.HARD),
        ("failed", "5.4.4", "dns; host not found", Outcome.HARD),
        ("failed", "5.0.0", "smtp; 550 Message was not accepted -- invalid mailbox", Outcome.HARD),
        ("failed", "5.0.0", "smtp; 550 5.1.1 unknown user", Outcome.HARD),
        ("failed", "5.0.0", "smtp; 550 spam message rejected", Outcome.SOFT),
        ("failed", "5.0.0", "smtp; 554 refused", Outcome.SOFT),
        ("failed", "5.2.2", "smtp; 552 5.2.2 quota", Outcome.SOFT),
        ("failed", "5.7.1", "smtp; 550 5.7.1 policy", Outcome.SOFT),
        ("failed", "4.4.7", "smtp; delivery time expired", Outcome.SOFT),
        ("failed", "", "", Outcome.SOFT),
        ("delayed", "4.4.1", "smtp; timed out", Outcome.DELAYED),
        ("delivered", "2.0.0", "", Outcome.DELIVERED),
    ],
)
def test_what_the_server_says_is_weighed(action, status, diagnostic, outcome):
    found = read_reports(postfix(action=action, status=status, diagnostic=diagnostic))
    assert {one.outcome for one in found} == {outcome}


def test_an_address_that_moved_on_says_nothing():
    assert read_reports(postfix(action="relayed")) == []
    assert read_reports(postfix(action="expanded")) == []
    assert read_reports(postfix(action="; drop table")) == []


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("550 5.1.1 user unknown", True),
        ("550 no such user here", True),
        ("550 5.7.1 message rejected", False),
        ("550 blocked by policy", False),
        ("550 relay not permitted", False),
        ("550 authentication required", False),
        ("550 Administrative prohibition", False),
        ("550 Sender verify failed", False),
        ("550 5.1.0 <school@example.org> sender rejected", False),
        ("550 5.1.0 unknown recipient", True),
        ("550 unavailable", False),
        ("452 4.2.2 mailbox full", False),
        ("", False),
        ("host 10.0.550.1 said nothing", False),
    ],
)
def test_only_words_about_the_address_say_that_it_is_gone(words, gone):
    assert says_no_such_place(words) is gone


def test_a_report_about_no_letter_of_ours_says_nothing():
    assert read_reports(postfix(original=False)) == []
    assert read_reports(postfix(key="17")) == []
    assert read_reports(postfix(key="00000000-0000-1000-8000-000000000000")) == []


def test_an_id_outside_the_returned_letter_is_not_looked_at():
    """A reply quoting our letter carries the same id in its own headers."""
    reply = postfix(original=False).replace(
        b"Return-Path: <>", f"In-Reply-To: <{KEY}@example.org>".encode()
    )
    assert read_reports(reply) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 1000,
        b"Content-Type: multipart/report; boundary=B\n\n" + b"--B\n" * 50_000,
        b"Content-Type: multipart/report\n\nno boundary",
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: multipart/report; charset=no-such; boundary=B\n\n--B\n\n--B--",
        postfix().replace(b"us-ascii", b"\xff\xfe"),
        postfix().replace(b"message/delivery-status", b"message/delivery-status; x=\xd0"),
        postfix() + b"a" * LONGEST_REPORT,
        b"Subject: " + b"a" * 200_000,
    ],
)
def test_a_hostile_report_says_nothing_and_breaks_nothing(data):
    assert all(one.key == KEY for one in read_reports(data))


def test_parts_nested_by_the_thousand_are_not_walked():
    nested = b"".join(
        f'Content-Type: multipart/report; boundary="B{i}"\n\n--B{i}\n'.encode() for i in range(3000)
    )
    assert read_reports(nested) == []


def test_recipients_are_bounded():
    block = b"Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n\n"
    many = postfix().replace(b"Final-Recipient", block * 500 + b"Final-Recipient", 1)
    assert len(read_reports(many)) <= MOST_RECIPIENTS


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=1200))
def test_noise_in_a_report_never_breaks_the_reader(noise, at):
    data = postfix()
    for one in read_reports(data[:at] + noise + data[at:]):
        assert one.key == KEY


@pytest.mark.parametrize(
    ("header", "promises"),
    [
        (' multipart/report; report-type=delivery-status;\r\n boundary="B"', True),
        ('MULTIPART/REPORT; boundary="B"; Report-Type="feedback-report"', True),
        ("multipart/report; report-type=disposition-notification", False),
        ("text/plain", False),
        ("multipart/mixed; name=multipart/report", False),
    ],
)
def test_only_reports_are_taken_from_the_mailbox(header, promises):
    assert is_report(header) is promises
