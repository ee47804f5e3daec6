"""Verifying a journal of 100,000 entries beside hashing the same bytes; memory stays flat.

Ratios are reported, never asserted.
"""

import hashlib
import tracemalloc
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.chain import GENESIS, Entry, canonical, entry_digest, verify
from intake.models import JournalEntry, JournalHead
from intake.services.journal import entries, verify_chain
from tests.schools import NOW, make_school

ENTRIES = 100_000

pytestmark = [pytest.mark.benchmark(group="journal of 100,000 entries"), pytest.mark.django_db]


def chain(count):
    previous = GENESIS
    for number in range(1, count + 1):
        entry = Entry(
            school="sad",
            sequence=number,
            at=NOW + timedelta(seconds=number),
            kind="signed",
            subject="7f0d7a3e-5f0b-4c6e-9d1e-0a4a4f0b6d11",
            actor="1c1f4f52-3e1a-4a53-8f3c-5a9c2e7a7b10",
            facts={
                "role": "representative",
                "method": "code",
                "digest": "0" * 64,
                "rule": "2026.1",
            },
            previous=previous,
        )
        previous = entry_digest(previous, entry)
        yield replace(entry, digest=previous)


@pytest.fixture
def school(db):
    school = make_school("sad")
    rows = (
        JournalEntry(
            school_key=entry.school,
            sequence=entry.sequence,
            at=entry.at,
            kind=entry.kind,
            subject_key=entry.subject,
            actor_key=entry.actor,
            facts=entry.facts,
            previous=entry.previous,
            digest=entry.digest,
        )
        for entry in chain(ENTRIES)
    )
    JournalEntry.objects.bulk_create(rows, batch_size=2_000)
    last = JournalEntry.objects.get(sequence=ENTRIES)
    JournalHead.objects.create(school=school, sequence=ENTRIES, digest=last.digest)
    return school


def test_verifying_in_the_database(benchmark, school):
    verdict = benchmark.pedantic(lambda: verify_chain(school), rounds=3)
    assert (verdict.is_sound, verdict.entries) == (True, ENTRIES)
    benchmark.extra_info["peak_bytes_10000"] = peak(school, 10_000)
    benchmark.extra_info["peak_bytes_100000"] = peak(school, ENTRIES)


def test_hashing_the_same_bytes(benchmark, school):
    """The same rows read from the database, their canonical bytes hashed once, nothing compared."""

    def hashed():
        digest = hashlib.sha256()
        for entry in entries("sad", up_to=ENTRIES):
            digest.update(canonical(entry))
        return digest.hexdigest()

    assert len(benchmark.pedantic(hashed, rounds=3)) == 64


def test_hashing_ready_bytes(benchmark):
    """SHA-256 alone over the bytes in memory: the floor nobody can go below."""
    ready = [canonical(entry) for entry in chain(ENTRIES)]

    def hashed():
        for data in ready:
            hashlib.sha256(data).hexdigest()

    benchmark.pedantic(hashed, rounds=3)


def peak(school, count):
    head = JournalEntry.objects.get(school_key="sad", sequence=count).digest
    tracemalloc.start()
    verify(entries("sad", up_to=count), head_sequence=count, head_digest=head)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
