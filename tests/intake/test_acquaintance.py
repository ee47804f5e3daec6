"""Acquaintance with the policy for a family that signs with a pen: a sheet and its record."""

import pytest
from django.utils import timezone

from intake.models import Document, IntakeRequest, JournalEntry, PaperOriginal, PolicyAcquaintance
from intake.services.acquaintance import acquaint, wants_sheet
from intake.services.paper import confirm_original
from intake.services.paper_print import print_papers
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    school_that_may_sign,
)
from tests.intake.test_paper_print import words_in
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

BOTH = {"processing-representative": {}, "publication-representative": {"photo": True}}


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def request_on_paper(school) -> IntakeRequest:
    return invited_family(school, years=13, guardian_contact="")


def printed(request, curator, consents=BOTH):
    return print_papers(
        participant=request.participant, consents=consents, by=curator, now=timezone.now()
    )


def sheet_count(job):
    return words_in(job.pdf).count("мои права и обязанности школы мне понятны")


def paper(kind="processing"):
    return Document.objects.get(kind=kind, state__in=("prepared", "signed"))


def page_of(document):
    return f"/cms/nastavnik/documents/{document.key}/paper/"


def answers(document, **more):
    day = timezone.localdate(timezone=document.school.zone)
    return {"signed_on": day.isoformat(), "kept_where": "каб. 12", "seen": "on", **more}


def test_one_sheet_for_a_signer_comes_with_the_consents_and_is_part_of_neither(
    request_on_paper, curator
):
    job = printed(request_on_paper, curator)
    assert len(job.documents) == 2
    assert sheet_count(job) == 1
    words = words_in(job.pdf)
    assert f"Ознакомление с Политикой, заявка № {request_on_paper.number}" in words
    assert "Ветрова Анна Сергеевна, законный представитель" in words
    assert not PolicyAcquaintance.objects.exists()


def test_the_record_of_the_paper_holds_the_acquaintance_as_the_page_does(
    request_on_paper, curator, client
):
    printed(request_on_paper, curator)
    client.force_login(curator)
    document = paper()
    assert "Ознакомление с Политикой" in client.get(page_of(document)).content.decode()
    client.post(page_of(document), answers(document, is_acquainted="on"))
    row = PolicyAcquaintance.objects.get()
    assert (row.request, row.person, row.role) == (
        request_on_paper,
        request_on_paper.guardian,
        "representative",
    )
    assert row.edition.kind == "policy"
    entry = JournalEntry.objects.get(kind="policy_read")
    assert entry.actor_key == f"user:{curator.pk}"
    assert entry.facts["method"] == "paper"

    other = paper("publication")
    assert "is_acquainted" not in client.get(page_of(other)).content.decode()
    assert sheet_count(printed(request_on_paper, curator, {"publication-representative": {}})) == 0
    card = f"/cms/intake/intakerequest/inspect/{request_on_paper.pk}/"
    assert "Ознакомление с Политикой" in client.get(card).content.decode()


def test_nothing_is_recorded_of_a_sheet_nobody_saw(request_on_paper, curator, client):
    printed(request_on_paper, curator)
    client.force_login(curator)
    client.post(page_of(paper()), answers(paper()))
    assert paper().state == "signed"
    assert not PolicyAcquaintance.objects.exists()
    assert wants_sheet(paper())


def test_a_pile_of_papers_brings_its_sheets(request_on_paper, curator, client):
    printed(request_on_paper, curator)
    client.force_login(curator)
    pile = answers(
        paper(), is_acquainted="on", papers=[paper().number, paper("publication").number]
    )
    assert "Записано: 2 из 2." in client.post("/cms/nastavnik/papers/", pile).content.decode()
    assert PolicyAcquaintance.objects.count() == 1


def test_of_an_own_family_the_second_employee_says_so(request_on_paper, school, curator, client):
    printed(request_on_paper, curator)
    client.force_login(curator)
    document = paper()
    client.post(page_of(document), answers(document, is_acquainted="on", is_own_family="on"))
    assert not PolicyAcquaintance.objects.exists()
    second = make_staff("vtoraya", curator=school)
    confirm_original(
        original=PaperOriginal.objects.get(), by=second, is_acquainted=True, now=timezone.now()
    )
    assert JournalEntry.objects.get(kind="policy_read").actor_key == f"user:{second.pk}"


def test_who_confirmed_it_on_the_page_gets_no_sheet(school, curator):
    request = invited_family(school, years=13)
    family = Family(link_to(PARENT))
    family.post("who-signs")
    family.post("policy")
    assert sheet_count(printed(request, curator)) == 0
    again = acquaint(
        request=request, person=request.guardian, role="representative", now=timezone.now()
    )
    assert not again
