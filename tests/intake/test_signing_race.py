"""Many hands on one paper at once, on PostgreSQL with real threads: there a row lock is real."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intake.domain.code import ATTEMPTS, Verdict
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, JournalEntry, Signature, SignerDevice
from intake.services.code import request_code
from intake.services.document import prepare
from intake.services.journal import verify_chain
from intake.services.signing import MOST_REFUSALS_KEPT, confirm
from tests.families import PARENT, code_to, invited_family, school_that_may_sign

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

HANDS = 12
MANY_HANDS = 20
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


def at_once(act, *, hands=HANDS):
    """Run ``act(hand)`` in many threads that start together; the answers in any order."""
    start = Barrier(hands, timeout=30)

    def run(hand):
        start.wait()
        try:
            return act(hand)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(run, range(hands)))


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


def wrong(code, number):
    """Another code than the right one, another for every number."""
    return f"{(int(code) + 1 + number) % 1_000_000:06d}"


def refusals(paper):
    """What the journal tells of every refused guess at one code, in its order."""
    rows = JournalEntry.objects.filter(subject_key=str(paper.key), kind="code_refused")
    facts = rows.order_by("sequence").values_list("facts", flat=True)
    return [(one["verdict"], one["attempts_left"]) for one in facts]


COUNTED = [("wrong", left) for left in range(ATTEMPTS - 1, 0, -1)] + [("dead", 0)]
"""The guesses that spend a try, one by one; the fifth ends the code."""


def test_two_hundred_guesses_at_one_code_spend_five_tries_and_no_more(family):
    paper = paper_of(family)
    request_code(document=paper, signer=family.guardian, act="sign", now=timezone.now())
    code = code_to(PARENT)

    def guess(hand):
        """Every hand tries numbers of its own, none of them right, one behind the other."""
        mine = range(hand, GUESSES, MANY_HANDS)
        return [enter(paper, family.guardian, wrong(code, number)) for number in mine]

    verdicts = Counter(chain.from_iterable(at_once(guess, hands=MANY_HANDS)))
    assert verdicts == {Verdict.WRONG: ATTEMPTS - 1, Verdict.DEAD: GUESSES - ATTEMPTS + 1}
    assert SignerDevice.objects.get().attempts_left == 0
    assert refusals(paper) == COUNTED + [("dead", 0)] * (MOST_REFUSALS_KEPT - ATTEMPTS)
    assert enter(paper, family.guardian, code) is Verdict.DEAD
    assert verify_chain(paper.school).is_sound
    assert not Signature.objects.exists()


def test_two_hundred_guesses_at_ten_codes_count_as_two_hundred(family):
    """Ten codes of ten families die at once; every guess has its own entry in the journal."""
    papers, codes = [], []
    for number in range(GUESSES // MANY_HANDS):
        address = f"mama{number}@example.org"
        other = invited_family(family.school, years=12, guardian_contact=address)
        papers.append((paper_of(other), other.guardian))
        request_code(document=papers[-1][0], signer=other.guardian, act="sign", now=timezone.now())
        codes.append(code_to(address))

    def guess(hand):
        """Every hand begins at another code, so that several meet at each."""
        places = [(hand + step) % len(papers) for step in range(len(papers))]
        return [enter(*papers[place], wrong(codes[place], hand)) for place in places]

    verdicts = Counter(chain.from_iterable(at_once(guess, hands=MANY_HANDS)))
    assert verdicts == {
        Verdict.WRONG: (ATTEMPTS - 1) * len(papers),
        Verdict.DEAD: (MANY_HANDS - ATTEMPTS + 1) * len(papers),
    }
    for paper, _signer in papers:
        assert refusals(paper) == COUNTED + [("dead", 0)] * (MANY_HANDS - ATTEMPTS)
    assert JournalEntry.objects.filter(kind="code_refused").count() == GUESSES
    assert set(SignerDevice.objects.values_list("attempts_left", flat=True)) == {0}
    assert verify_chain(family.school).is_sound


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
