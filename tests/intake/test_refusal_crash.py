"""The power goes between two writes of a no: nothing is half-written, and it leaves one paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.models import Document, JournalEntry
from intake.services.journal import verify_chain
from intake.services.refusal_paper import retry_refusals, write_paper
from tests.families import PARENT, Family, invited_family, link_to, run_tasks, school_that_may_sign
from tests.power_cut import PowerCut, power_cut_before

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_no_is_whole_or_was_never_there_and_its_paper_is_made_once():
    school = school_that_may_sign()
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.get("go")
    family.post("who-signs")
    family.post("policy")
    answers = {"decision": "decline", "shown_digest": family.digest}
    before, cuts = JournalEntry.objects.count(), 0
    while not Document.objects.filter(state="declined").exists():
        assert JournalEntry.objects.count() == before
        assert not Document.objects.filter(kind="refusal").exists()
        with power_cut_before(cuts), pytest.raises(PowerCut):
            family.client.post("/intake/consent/", answers)
        cuts += 1
    assert cuts > 5
    paper = Document.objects.get(kind="refusal")
    written = JournalEntry.objects.filter(kind="refusal_written")
    for cut in range(4):
        with power_cut_before(cut), pytest.raises(PowerCut):
            write_paper(document_key=str(paper.key), now=timezone.now())
        paper.refresh_from_db()
        assert (paper.shown_digest, paper.copies.count(), written.count()) == ("", 0, 0)
    later = timezone.now() + timedelta(minutes=11)
    assert retry_refusals(school=school, now=timezone.now()) == 0
    assert retry_refusals(school=school, now=later) == 1
    run_tasks()
    assert (written.count(), paper.copies.filter(kind="shown").count()) == (1, 2)
    assert retry_refusals(school=school, now=later) == 0
    assert verify_chain(school).is_sound
