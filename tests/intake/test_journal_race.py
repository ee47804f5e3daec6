"""Many writers at once, on PostgreSQL with real threads: SQLite takes one at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from intake.domain.journal import JournalKind
from intake.services import journal
from tests.schools import NOW, make_school

WRITERS, EACH = 8, 10


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_unbroken_chain():
    school = make_school("severnaya")
    start = Barrier(WRITERS)

    def write(writer):
        start.wait()
        try:
            for number in range(EACH):
                journal.append(
                    school=school,
                    kind=JournalKind.CODE_SENT,
                    subject_key=f"document-{writer}-{number}",
                    actor_key="user:1",
                    facts={"act": "sign", "times": number},
                    now=NOW,
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    verdict = journal.verify_chain(school)
    assert (verdict.is_sound, verdict.entries) == (True, WRITERS * EACH)
