"""The commitment of the journal to the circumstances of a signature."""

import json

import pytest

from intake.domain.circumstances import (
    SALT,
    SALT_BYTES,
    bound_facts,
    commitment_to,
    digest_of_choices,
)
from intake.domain.journal import JournalKind, require_no_personal_data

SALT_VALUE = bytes(range(SALT_BYTES))
FACTS = bound_facts(
    {"contact": "mama@example.org", "address": "192.0.2.7", "codes_sent": 1},
    choices={"photo": True},
    resources=["https://school.example.org/"],
    salt=SALT_VALUE,
)


def test_the_same_facts_give_the_same_commitment_after_a_way_through_json():
    again = json.loads(json.dumps(dict(reversed(FACTS.items())), ensure_ascii=True, indent=1))
    assert commitment_to(again) == commitment_to(FACTS)


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "192.0.2.8"},
        {"codes_sent": 2},
        {"codes_sent": "1"},
        {"added": ""},
        {"chosen": "0" * 64},
        {SALT: bytes(SALT_BYTES).hex()},
    ],
)
def test_any_other_fact_gives_another(changed):
    assert commitment_to({**FACTS, **changed}) != commitment_to(FACTS)


@pytest.mark.parametrize("salt", [None, "", "no hex", 7, "00"])
def test_facts_without_a_proper_salt_bind_nothing(salt):
    assert commitment_to({**FACTS, SALT: salt}) is None
    assert commitment_to({"contact": "mama@example.org"}) is None


def test_with_another_salt_nothing_can_be_guessed():
    other = bound_facts({}, choices={}, resources=[], salt=SALT_VALUE)
    same = bound_facts({}, choices={}, resources=[], salt=SALT_VALUE[::-1])
    assert commitment_to(other) != commitment_to(same)


def test_a_commitment_may_stand_in_the_journal():
    facts = {"signer": "7f0d7a3e-5f0b-4c6e-9d1e-0a4a4f0b6d11", "commitment": commitment_to(FACTS)}
    for kind in (JournalKind.SIGNED, JournalKind.WITHDRAWN):
        require_no_personal_data(kind, "key", "key", facts)


def test_what_is_chosen_has_one_digest_in_any_order():
    one = digest_of_choices({"photo": True, "video": False}, ["a", "b"])
    assert one == digest_of_choices({"video": False, "photo": True}, ["a", "b"])
    assert one != digest_of_choices({"photo": True, "video": True}, ["a", "b"])
    assert one != digest_of_choices({"photo": True, "video": False}, ["a"])
