"""The power goes between two writes of a signature: nothing is half-written, and it finishes."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intake.delivery.sending import send_now
from intake.domain.agreement import AgreementState
from intake.domain.code import Verdict
from intake.models import Agreement, JournalEntry, OutboundMessage, PaperCopy, Seal, Signature
from intake.services.code import request_code
from intake.services.journal import verify_chain
from intake.services.sealing import add_sheet
from intake.services.signing import confirm
from tests.agreements import (
    MENTOR,
    MOTHER,
    an_agreement,
    school_with_agreements,
    sign_by_code,
)
from tests.families import code_to, run_tasks
from tests.power_cut import PowerCut, power_cut_before

pytestmark = pytest.mark.django_db(transaction=True)


def enter(document, person, code):
    return confirm(
        document=document,
        signer=person,
        act="sign",
        shown_digest=document.shown_digest,
        code=code,
        circumstances={},
        now=timezone.now(),
    )


def what_is_written():
    return (
        Signature.objects.count(),
        JournalEntry.objects.count(),
        OutboundMessage.objects.count(),
        DBTaskResult.objects.count(),
        list(Agreement.objects.values_list("effective_on", "ends_on", "document__state")),
        list(Agreement.objects.get().document.parties.values_list("signed_at", flat=True)),
    )


def test_the_last_signature_is_whole_or_was_never_there():
    school = school_with_agreements()
    agreement = an_agreement(school)
    document, mother = agreement.document, agreement.mentee_guardian
    assert sign_by_code(document, agreement.mentor, MENTOR).is_accepted
    run_tasks()
    request_code(document=document, signer=mother, act="sign", now=timezone.now())
    code = code_to(MOTHER)
    before = what_is_written()
    cuts = 0
    while True:
        with power_cut_before(cuts) as tried:
            try:
                answer = enter(document, mother, code)
            except PowerCut:
                assert len(tried) == cuts + 1
            else:
                break
        assert what_is_written() == before
        cuts += 1
    assert cuts > 10
    assert answer.is_accepted
    assert Agreement.objects.get().state_on(timezone.localdate()) is AgreementState.IN_FORCE
    assert enter(document, mother, code).verdict is Verdict.ALREADY_SIGNED
    assert Signature.objects.count() == 2
    assert verify_chain(school).is_sound


def test_the_sheet_is_made_once_however_often_the_worker_dies():
    school = school_with_agreements()
    agreement = an_agreement(school)
    sign_by_code(agreement.document, agreement.mentor, MENTOR)
    sign_by_code(agreement.document, agreement.mentee_guardian, MOTHER)
    key, cuts = str(agreement.document.key), 0
    while True:
        with power_cut_before(cuts):
            try:
                add_sheet(document_key=key, now=timezone.now())
            except PowerCut:
                assert not PaperCopy.objects.filter(kind="signed").exists()
                assert not Seal.objects.exists()
                cuts += 1
                continue
        break
    assert cuts > 2
    add_sheet(document_key=key, now=timezone.now())
    copies = PaperCopy.objects.filter(kind="signed")
    assert copies.count() == 3
    assert copies.values("digest").distinct().count() == 1
    finished = JournalEntry.objects.filter(subject_key=key, kind="paper_finished")
    assert finished.count() == 1
    run_tasks()
    assert finished.count() == 1


def test_news_of_the_last_signature_arrive_at_least_once_and_at_most_twice():
    school = school_with_agreements()
    agreement = an_agreement(school)
    sign_by_code(agreement.document, agreement.mentor, MENTOR)
    sign_by_code(agreement.document, agreement.mentee_guardian, MOTHER)
    news = OutboundMessage.objects.filter(kind="agreement_news").order_by("pk").first()
    noon = timezone.now().replace(hour=9, minute=0) + timedelta(days=1)  # nobody is woken at night
    for cuts in range(4):
        with power_cut_before(cuts), suppress(PowerCut):
            send_now(message_key=str(news.key), now=noon)
    send_now(message_key=str(news.key), now=noon)
    arrived = [one for one in mail.outbox if "подписали все" in one.body]
    assert 1 <= len(arrived) <= 2
    news.refresh_from_db()
    assert news.state in ("sent", "failed")
