"""The bundle of a refusal says what the journal says, and nothing that it does not."""

from copy import deepcopy
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from intake.domain.journal import JournalKind
from intake.evidence.refusal_check import refusal_findings
from intake.evidence.report import Verdict, worst

AT = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
PAPER, REFUSED = "paper-key", "refused-key"
FACTS = {
    "document": {"key": PAPER, "shown_sha256": "aa"},
    "copies": ["bb"],
    "signatures": [],
    "refusal": {
        "at": AT.isoformat(),
        "role": "representative",
        "document": REFUSED,
        "how": "word",
        "is_taken_back": False,
    },
}


def entry(kind, subject, **facts):
    return SimpleNamespace(kind=kind, subject=subject, at=AT, facts=facts)


JOURNAL = [
    entry(JournalKind.DECLINED, REFUSED, role="representative", how="word", paper=PAPER),
    entry(JournalKind.REFUSAL_WRITTEN, PAPER, digest="aa"),
    entry(JournalKind.SEALED, PAPER, digest="bb"),
]


def verdict(facts, entries=JOURNAL):
    return worst(list(refusal_findings(entries, facts)))


def test_a_refusal_that_the_journal_tells_of_is_valid():
    assert verdict(FACTS) is Verdict.VALID


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("refusal", {"role": "participant"}),
        ("refusal", {"how": "own_page"}),
        ("refusal", {"at": "2026-11-20T09:05:00+00:00"}),
        ("refusal", {"document": "another-key"}),
        ("refusal", {"is_taken_back": True}),
        ("document", {"shown_sha256": "cc"}),
    ],
)
def test_whatever_the_journal_does_not_tell_is_not_valid(part, changed):
    facts = deepcopy(FACTS)
    facts[part] |= changed
    assert verdict(facts) is Verdict.NOT_VALID


def test_a_refusal_that_boasts_of_a_signature_or_of_another_file_is_not_valid():
    assert verdict({**FACTS, "signatures": [{"role": "representative"}]}) is Verdict.NOT_VALID
    assert verdict({**FACTS, "copies": ["dd"]}) is Verdict.NOT_VALID


def test_a_refusal_that_was_taken_back_cannot_be_shown_as_standing():
    ended = entry(JournalKind.DECLINE_UNDONE, REFUSED, role="representative", takes_back=PAPER)
    assert verdict(FACTS, [*JOURNAL, ended]) is Verdict.NOT_VALID
