"""What the chain says about an entry that was changed, removed, moved or put in."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.chain import (
    GENESIS,
    ChainTrouble,
    Entry,
    canonical,
    canonical_record,
    content_digest,
    entry_digest,
    link,
    verify,
)
from tests.schools import NOW

FACTS = st.dictionaries(
    st.text(max_size=8),
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    max_size=4,
)


def written(entry, previous):
    entry = replace(entry, previous=previous)
    return replace(entry, digest=entry_digest(previous, entry))


def event(sequence, subject="document-1"):
    return Entry(
        school="sad",
        sequence=sequence,
        at=NOW + timedelta(minutes=sequence),
        kind="signed",
        subject=subject,
        actor="user:1",
        facts={"act": "sign", "times": sequence},
    )


@pytest.fixture
def chain():
    entries, previous = [], GENESIS
    for number in range(1, 8):
        entries.append(written(event(number), previous))
        previous = entries[-1].digest
    return entries


def found(entries, chain, **head):
    given = {"head_sequence": len(chain), "head_digest": chain[-1].digest, **head}
    verdict = verify(entries, **given)
    return verdict.trouble, verdict.sequence


def renumbered(entries):
    return [replace(entry, sequence=number) for number, entry in enumerate(entries, start=1)]


def test_a_chain_as_it_was_written_is_sound(chain):
    verdict = verify(chain, head_sequence=7, head_digest=chain[-1].digest)
    assert (verdict.is_sound, verdict.entries, verdict.digest) == (True, 7, chain[-1].digest)


def test_a_changed_entry_is_named_even_when_its_own_digest_was_made_anew(chain):
    changed = replace(chain[2], actor="user:2")
    assert found([*chain[:2], changed, *chain[3:]], chain) == (ChainTrouble.CHANGED, 3)
    recomputed = written(changed, changed.previous)
    assert found([*chain[:2], recomputed, *chain[3:]], chain) == (ChainTrouble.CHANGED, 3)


@pytest.mark.parametrize("number", [1, 4, 6])
def test_a_removed_entry_is_named_also_when_the_rest_moved_up(chain, number):
    left = chain[: number - 1] + chain[number:]
    assert found(left, chain) == (ChainTrouble.REMOVED, number)
    assert found(renumbered(left), chain, head_sequence=6) == (ChainTrouble.REMOVED, number)


@pytest.mark.parametrize(("one", "other"), [(2, 3), (1, 7), (3, 6)])
def test_entries_that_changed_places_are_named(chain, one, other):
    swapped = list(chain)
    swapped[one - 1], swapped[other - 1] = swapped[other - 1], swapped[one - 1]
    assert found(renumbered(swapped), chain) == (ChainTrouble.REORDERED, one)


@pytest.mark.parametrize("number", [1, 4, 7])
def test_an_entry_put_in_between_is_named(chain, number):
    before = chain[number - 2].digest if number > 1 else GENESIS
    foreign = written(event(number, subject="document-9"), before)
    grown = renumbered([*chain[: number - 1], foreign, *chain[number - 1 :]])
    assert found(grown, chain) == (ChainTrouble.ADDED, number)


def test_an_entry_put_behind_the_head_is_named(chain):
    foreign = written(event(8), chain[-1].digest)
    assert found([*chain, foreign], chain) == (ChainTrouble.ADDED, 8)


def test_a_cut_end_is_told_from_a_hole(chain):
    cut = verify(chain[:5], head_sequence=7, head_digest=chain[-1].digest)
    assert (cut.trouble, cut.sequence, cut.at_end) == (ChainTrouble.REMOVED, 6, True)
    hole = verify([*chain[:5], chain[6]], head_sequence=7, head_digest=chain[-1].digest)
    assert (hole.trouble, hole.sequence, hole.at_end) == (ChainTrouble.REMOVED, 6, False)


def test_a_head_that_says_something_else_is_noticed(chain):
    assert found(chain, chain, head_digest="1" * 64) == (ChainTrouble.HEAD_DIFFERS, 7)
    assert found(chain, chain, head_sequence=6) == (ChainTrouble.HEAD_DIFFERS, 7)


def test_entries_hashed_by_the_first_version_still_verify(chain):
    first = replace(event(1), previous=GENESIS)
    old = hashlib.sha256(bytes.fromhex(GENESIS) + canonical(first, version=1)).hexdigest()
    entries = [replace(first, digest=old)]
    entries.append(written(event(2), old))
    assert verify(entries, head_sequence=2, head_digest=entries[-1].digest).is_sound


def test_an_entry_is_linked_by_the_hash_of_what_it_says(chain):
    entry = chain[3]
    assert link(chain[2].digest, content_digest(entry)) == entry.digest


@given(facts=FACTS)
def test_the_fast_spelling_is_the_canonical_one(facts):
    record = {**json.loads(canonical(event(1))), "facts": facts}
    try:
        expected = rfc8785.dumps(record)
    except UnicodeEncodeError:  # half of a surrogate pair has no spelling at all
        return
    assert canonical_record(record) == expected
