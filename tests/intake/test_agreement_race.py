"""Many hands on one agreement at once, on PostgreSQL with real threads."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intake.domain.code import Verdict
from intake.models import Agreement, Document, JournalEntry, Signature
from intake.services.agreement_acts import propose_end, propose_extension, propose_leaving
from intake.services.agreement_refusal import decline_sided
from intake.services.code import request_code
from intake.services.journal import verify_chain
from intake.services.signing import confirm
from tests.agreements import (
    MENTOR,
    MOTHER,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_by_code,
)
from tests.families import code_to

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Run the acts in threads that start together; their answers in the same order."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def entering(document, person, address):
    """What this person's hand does once the code is in it."""
    request_code(document=document, signer=person, act="sign", now=timezone.now())
    code = code_to(address)

    def enter():
        return confirm(
            document=document,
            signer=person,
            act="sign",
            shown_digest=document.shown_digest,
            code=code,
            circumstances={},
            now=timezone.now(),
        ).verdict

    return enter


@pytest.fixture
def school():
    return school_with_agreements()


def test_two_last_signatures_of_one_moment_put_it_in_force_once(school):
    agreement = an_agreement(school)
    hands = [
        entering(agreement.document, agreement.mentor, MENTOR),
        entering(agreement.document, agreement.mentee_guardian, MOTHER),
    ]
    assert at_once(*hands, *hands).count(Verdict.ACCEPTED) == 2
    assert Signature.objects.count() == 2
    assert JournalEntry.objects.filter(kind="agreement_began").count() == 1
    assert Agreement.objects.get().effective_on == timezone.localdate()
    assert verify_chain(school).is_sound


def test_a_signature_and_a_refusal_of_one_moment_have_one_winner(school):
    agreement = an_agreement(school)
    assert sign_by_code(agreement.document, agreement.mentor, MENTOR).is_accepted
    mother = agreement.mentee_guardian
    enter = entering(agreement.document, mother, MOTHER)

    def refuse():
        return decline_sided(document=agreement.document, signer=mother, now=timezone.now())

    verdict, is_refused = at_once(enter, refuse)
    document = Document.objects.get(pk=agreement.document_id)
    if is_refused:
        assert (verdict, document.state) == (Verdict.STALE_DOCUMENT, "declined")
    else:
        assert (verdict, document.state) == (Verdict.ACCEPTED, "signed")


def test_of_an_end_and_an_extension_of_one_moment_one_wins_and_one_is_told(school):
    agreement = in_force(school)
    mother, mentor = agreement.mentee_guardian, agreement.mentor
    extension = propose_extension(
        agreement=agreement, term_months=6, by_key="user:1", now=timezone.now()
    )
    assert sign_by_code(extension, mother, MOTHER).is_accepted
    leaving = propose_leaving(
        agreement=agreement, actor=mother, ground="breach", words="", now=timezone.now()
    )
    told = Counter(at_once(entering(extension, mentor, MENTOR), entering(leaving, mother, MOTHER)))
    assert told == {Verdict.ACCEPTED: 1, Verdict.OVERTAKEN: 1}
    agreement.refresh_from_db()
    assert bool(agreement.ended_how) != agreement.is_extended
    assert verify_chain(school).is_sound


def test_two_ways_to_end_it_at_once_end_it_once(school):
    agreement = in_force(school)
    mother, mentor = agreement.mentee_guardian, agreement.mentor
    together = propose_end(
        agreement=agreement, last_day=timezone.localdate(), by_key="user:1", now=timezone.now()
    )
    assert sign_by_code(together, mother, MOTHER).is_accepted
    leaving = propose_leaving(
        agreement=agreement, actor=mother, ground="safety", words="", now=timezone.now()
    )
    verdicts = at_once(entering(together, mentor, MENTOR), entering(leaving, mother, MOTHER))
    assert Counter(verdicts) == {Verdict.ACCEPTED: 1, Verdict.OVERTAKEN: 1}
    assert JournalEntry.objects.filter(kind="agreement_ended").count() == 1
