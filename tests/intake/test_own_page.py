"""What staff do for a pupil of 14–17 who wants to withdraw: send the own page, take a paper."""

import pytest
from django.utils import timezone

from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind
from intake.models import Document, JournalEntry, Person
from intake.services.document import read_copy
from intake.services.own_page import PageNotSent, send_own_page
from intake.services.paper import PaperRefused, record_paper
from intake.services.paper_print import print_papers
from intake.services.withdrawal import open_withdrawal
from tests.families import PARENT, SIGNED_HERE, TEENAGER, Family, give_contact, link_to
from tests.intake.test_agreement import text_of
from tests.pupils import consent, state_of, story  # noqa: F401 - READY tells the story
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PROCESSING = DocumentKind.PROCESSING


@pytest.fixture
def pupil(told) -> Person:
    return Person.objects.get(birth_date__isnull=False)


@pytest.fixture
def clerk(pupil):
    return make_staff("kurator", curator=pupil.school)


def test_a_link_needs_a_contact_that_is_the_pupils_own(pupil, clerk):
    with pytest.raises(PageNotSent) as refused:
        send_own_page(participant=pupil, by=clerk, now=timezone.now())
    assert "Писать некуда" in refused.value.words
    give_contact(pupil, PARENT)
    with pytest.raises(PageNotSent) as refused:
        send_own_page(participant=pupil, by=clerk, now=timezone.now())
    assert "тот же контакт" in refused.value.words


def test_staff_send_the_page_from_the_card(pupil, clerk, client):
    client.force_login(clerk)
    give_contact(pupil, TEENAGER)
    page = f"/cms/nastavnik/people/{pupil.key}/own-page/"
    card = client.get(f"/cms/intake/person/inspect/{pupil.pk}/").content.decode()
    assert page in card
    assert TEENAGER not in client.get(page).content.decode()
    client.post(page)
    assert Family(link_to(TEENAGER)).path == "status"
    sent = JournalEntry.objects.filter(kind="link_sent").last()
    assert (sent.actor_key, sent.facts["purpose"]) == (f"user:{clerk.pk}", "status")
    mother = consent(PROCESSING).parties.get().person
    card = client.get(f"/cms/intake/person/inspect/{mother.pk}/").content.decode()
    assert "own-page" not in card


def test_an_own_letter_of_the_pupil_is_recorded_at_school(pupil, clerk, client):
    client.force_login(clerk)
    paper = consent(PROCESSING)
    page = f"/cms/nastavnik/documents/{paper.key}/withdraw/"
    asked = client.get(page).content.decode()
    assert "Кто отзывает" in asked
    day = timezone.now().astimezone(paper.school.zone).date()
    answers = {
        "way": "letter",
        "signed_on": day.isoformat(),
        "kept_where": "входящие",
        "seen": "on",
    }
    assert "Выберите, кто отзывает." in client.post(page, answers).content.decode()
    client.post(page, answers | {"who": str(pupil.key)})
    assert state_of(pupil, PROCESSING) is StandingState.WITHDRAWN
    act = Document.objects.get(kind="withdrawal")
    assert act.parties.get().person == pupil
    shown = client.get(f"/cms/intake/document/inspect/{paper.pk}/").content.decode()
    assert act.number in shown
    assert "участник" in shown[shown.index("Что было потом") :]


def test_the_withdrawal_is_printed_for_the_pupil_and_recorded_signed(pupil, clerk):
    now = timezone.now()
    printed = open_withdrawal(document=consent(PROCESSING), signer=pupil, by=clerk, now=now)
    theirs = open_withdrawal(document=consent(PROCESSING), by=clerk, now=now)
    assert printed != theirs
    assert "Ветров" in text_of(read_copy(document=printed, holder=pupil, kind="shown"))
    day = now.astimezone(printed.school.zone).date()
    record_paper(document=printed, by=clerk, signed_on=day, kept_where="каб. 12", now=now)
    assert state_of(pupil, PROCESSING) is StandingState.WITHDRAWN
    with pytest.raises(PaperRefused):
        record_paper(document=theirs, by=clerk, signed_on=day, kept_where="каб. 12", now=now)


def test_on_paper_too_both_sign_anew_in_the_same_request(pupil, clerk):
    now = timezone.now()
    printed = open_withdrawal(document=consent(PROCESSING), signer=pupil, by=clerk, now=now)
    day = now.astimezone(printed.school.zone).date()
    record_paper(document=printed, by=clerk, signed_on=day, kept_where="каб. 12", now=now)
    names = ("processing-representative", "processing-participant")
    again = print_papers(
        participant=pupil, consents={name: {} for name in names}, by=clerk, now=timezone.now()
    )
    assert {paper.request for paper in again.documents} == {printed.request}
    for paper in again.documents:
        assert state_of(pupil, PROCESSING) is StandingState.WITHDRAWN
        later = timezone.now()
        record_paper(document=paper, by=clerk, signed_on=day, kept_where="каб. 12", now=later)
    assert state_of(pupil, PROCESSING) is StandingState.IN_FORCE
