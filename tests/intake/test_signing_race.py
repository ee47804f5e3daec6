"""Many hands on one paper at once, on PostgreSQL with real threads: there a row lock is real."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intake.domain.code import ATTEMPTS, Verdict
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, Signature, SignerDevice
from intake.services.code import request_code
from intake.services.document import prepare
from intake.services.signing import confirm
from tests.families import PARENT, code_to, invited_family, school_that_may_sign

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

HANDS = 12
GUESSES = 200


@pytest.fixture
def family():
    return invited_family(school_that_may_sign(), years=12)


def paper_of(family):
    return prepare(
        request=family,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )


def at_once(act):
    """Run ``act(hand)`` in many threads that start together; the answers in any order."""
    start = Barrier(HANDS)

    def run(hand):
        start.wait()
        try:
            return act(hand)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(run, range(HANDS)))


def enter(paper, signer, code):
    return confirm(
        document=paper,
        signer=signer,
        act="sign",
        shown_digest=paper.shown_digest,
        code=code,
        circumstances={},
        now=timezone.now(),
    ).verdict


def test_one_right_code_entered_by_many_hands_signs_once(family):
    paper = paper_of(family)
    request_code(document=paper, signer=family.guardian, act="sign", now=timezone.now())
    code = code_to(PARENT)
    verdicts = Counter(at_once(lambda hand: enter(paper, family.guardian, code)))
    assert verdicts == {Verdict.ACCEPTED: 1, Verdict.ALREADY_SIGNED: HANDS - 1}
    assert Signature.objects.count() == 1


def test_guesses_at_the_same_moment_count_one_by_one(family):
    paper = paper_of(family)
    request_code(document=paper, signer=family.guardian, act="sign", now=timezone.now())
    code = int(code_to(PARENT))

    def guess(hand):
        """Every hand tries numbers of its own, none of them right, one behind the other."""
        mine = range(1 + hand, 1 + GUESSES, HANDS)
        return [enter(paper, family.guardian, f"{(code + n) % 1_000_000:06d}") for n in mine]

    verdicts = Counter(verdict for some in at_once(guess) for verdict in some)
    assert verdicts.total() == GUESSES
    assert verdicts[Verdict.WRONG] == ATTEMPTS - 1
    assert verdicts[Verdict.ACCEPTED] == 0
    assert SignerDevice.objects.get().attempts_left == 0
    assert enter(paper, family.guardian, f"{code:06d}") is not Verdict.ACCEPTED


def test_a_page_opened_many_times_at_once_makes_one_paper(family):
    papers = at_once(lambda hand: paper_of(family).pk)
    assert len(set(papers)) == 1
    assert Document.objects.count() == 1


def test_a_code_asked_for_many_times_at_once_is_sent_once(family):
    paper = paper_of(family)
    answers = at_once(
        lambda hand: (
            request_code(
                document=paper, signer=family.guardian, act="sign", now=timezone.now()
            ).sent
        )
    )
    assert Counter(answers) == {True: 1, False: HANDS - 1}
