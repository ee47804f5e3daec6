"""The power goes between two writes of a family's request that signs: nothing is half-written."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from intake.domain.code import Verdict
from intake.models import (
    Document,
    IntakeRequest,
    JournalEntry,
    OutboundMessage,
    PersonalLink,
    Seal,
    Signature,
    SignerDevice,
)
from intake.services.journal import verify_chain
from intake.services.seal import seal_document
from intake.services.sealing import add_sheet
from intake.services.signing import confirm
from intake.services.upkeep import finish_interrupted
from tests.families import (
    PARENT,
    Family,
    code_to,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.power_cut import PowerCut, power_cut_before

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_code(school):
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.come_to_the_code()
    return family, code_to(PARENT), family.digest


def what_is_written():
    return (
        Signature.objects.count(),
        JournalEntry.objects.count(),
        OutboundMessage.objects.count(),
        PersonalLink.objects.count(),
        list(Document.objects.values_list("state", "signed_at")),
        list(SignerDevice.objects.values_list("token", "attempts_left", "used_at")),
    )


def press(family, code, digest):
    return family.client.post("/intake/code/", {"code": code, "shown_digest": digest})


def test_a_request_that_signs_is_whole_or_was_never_there():
    school = school_that_may_sign()
    family, code, digest = at_the_code(school)
    before, cuts = what_is_written(), 0
    while not Signature.objects.exists():
        assert what_is_written() == before
        with power_cut_before(cuts), pytest.raises(PowerCut):
            press(family, code, digest)
        cuts += 1
    assert cuts >= 8
    # The signature stands, the rest of the request did not happen. The code is spent: entered
    # again through the link, it signs nothing twice.
    document = Document.objects.get(kind="processing")
    assert document.state == "signed"
    again = confirm(
        document=document,
        signer=document.parties.get().person,
        act="sign",
        shown_digest=digest,
        code=code,
        circumstances={},
        now=timezone.now(),
    )
    assert again.verdict is Verdict.ALREADY_SIGNED
    assert Signature.objects.count() == 1
    assert verify_chain(school).is_sound
    # The tick does what was left, once, when the family is surely not at its next paper.
    assert IntakeRequest.objects.get().sent_at is None
    assert finish_interrupted(school=school, now=timezone.now()) == 0
    later = timezone.now() + timedelta(hours=2)
    assert finish_interrupted(school=school, now=later) == 1
    assert finish_interrupted(school=school, now=later) == 0
    assert IntakeRequest.objects.get().sent_at == later
    run_tasks()
    assert document.copies.filter(kind="signed").count() == 2
    assert OutboundMessage.objects.filter(kind="copies", state="sent").count() == 1
    assert len([letter for letter in mail.outbox if "/intake/l/" in letter.body]) == 2
    assert verify_chain(school).is_sound


def test_a_seal_is_finished_once_however_often_the_worker_dies(settings, tmp_path):
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    school = school_that_may_sign()
    call_command("make_test_seal", school.key, stdout=StringIO())
    family, code, digest = at_the_code(school)
    press(family, code, digest)
    key = str(Document.objects.get(kind="processing").key)
    add_sheet(document_key=key, now=timezone.now())
    cuts, sealed = 0, JournalEntry.objects.filter(subject_key=key, kind="sealed")
    while True:
        with power_cut_before(cuts):
            try:
                seal_document(document_key=key, now=timezone.now())
            except PowerCut:
                assert Seal.objects.get(document__key=key).state == "waiting"
                assert not sealed.exists()
                cuts += 1
                continue
        break
    assert cuts > 3
    assert Seal.objects.get(document__key=key).state == "sealed"
    written = sealed.count()
    run_tasks()
    assert sealed.count() == written
    assert Document.objects.get(key=key).copies.filter(kind="sealed").count() == 2
    assert verify_chain(school).is_sound
