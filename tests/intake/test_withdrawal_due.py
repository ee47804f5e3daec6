"""What a withdrawn consent still asks of staff."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.models import Document
from intake.services.withdrawal_due import still_going
from tests.agreements import WORDINGS, in_force, school_with_agreements
from tests.families import Family, link_to
from tests.rows import NOW, a_paper, a_participation, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS

DAY = NOW.date()


def withdrawn(school):
    paper = a_paper(a_waiting_request(school))
    Document.objects.filter(pk=paper.pk).update(state="withdrawn", ended_at=NOW)
    paper.refresh_from_db()
    return paper


def test_it_waits_for_thirty_days_while_something_still_goes_on():
    school = make_school("les")
    clerk = make_staff("kurator", curator=school)
    paper = withdrawn(school)
    assert still_going(user=clerk, day=DAY).count == 0
    participation = a_participation(paper.participant)
    found = still_going(user=clerk, day=DAY)
    assert (found.count, found.last_day) == (1, DAY + timedelta(days=30))
    participation.ended_on, participation.ended_how = DAY - timedelta(days=1), "left_early"
    participation.save()
    assert still_going(user=clerk, day=DAY).count == 0


def test_a_consent_given_again_asks_for_nothing():
    school = make_school("les")
    clerk = make_staff("kurator", curator=school)
    paper = withdrawn(school)
    a_participation(paper.participant)
    paper.pk, paper.key, paper.number = None, "7e1b7f43-6b1c-4a53-9f53-0b9d20f6d7aa", "С-2"
    paper.state, paper.signed_at, paper.ended_at = "signed", NOW + timedelta(hours=1), None
    paper.save(force_insert=True)
    assert still_going(user=clerk, day=DAY).count == 0


def test_the_page_of_withdrawal_names_the_agreement_that_ends_with_it():
    school = school_with_agreements()
    agreement = in_force(school)
    mother = agreement.mentee_guardian
    request = mother.requests_as_guardian.get()
    paper = a_paper(request)
    paper.parties.all().delete()
    paper.parties.create(person=mother, role="representative")
    Document.objects.filter(pk=paper.pk).update(state="signed", signed_at=timezone.now())
    family = Family(link_to("mother@example.org"))
    family.get(f"withdraw/{paper.key}")
    assert f"соглашение №&nbsp;{agreement.document.number}" in family.text
    clerk = make_staff("kurator", curator=school)
    Document.objects.filter(pk=paper.pk).update(state="withdrawn", ended_at=timezone.now())
    assert still_going(user=clerk, day=timezone.localdate()).count == 1
