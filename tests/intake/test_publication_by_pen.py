"""A consent to publication printed without answers: marked with a pen, copied by staff."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from intake.evidence.report import Verdict
from intake.evidence.verify import verify_bundle
from intake.models import Document, JournalEntry
from intake.services.bundle import full_bundle
from intake.services.document import read_copy, still_reads_the_same
from intake.services.meeting import open_meeting
from intake.services.meeting_print import print_packets
from intake.services.paper import PaperRefused, record_paper, refuse_original
from tests.families import SIGNED_HERE, invited_family, run_tasks, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE
PILE = "/cms/nastavnik/papers/"


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def packets(school, curator):
    """What is printed for the meeting of the class in which one family has no address."""
    now = timezone.now()
    invited_family(school, years=12, guardian_contact="")
    school.people.update(school_class="7А")
    meeting = open_meeting(
        school=school,
        school_class="7А",
        held_on=now.astimezone(school.zone).date(),
        held_by=curator,
        by=curator,
        now=now,
    )
    return print_packets(meeting=meeting, by=curator, now=now), meeting


@pytest.fixture
def paper(school, curator):
    packets(school, curator)
    return Document.objects.get(kind="publication")


def given(paper, by, **more):
    now = timezone.now()
    day = now.astimezone(paper.school.zone).date()
    where = {"signed_on": day, "kept_where": "каб. 12"}
    return {"document": paper, "by": by, **where, "now": now, **more}


def typed(**more):
    today = timezone.localdate().isoformat()
    return {"signed_on": today, "kept_where": "каб. 12", "seen": "on", **more}


def record_page(paper):
    return f"/cms/nastavnik/documents/{paper.key}/paper/"


def text_of(pdf):
    pages = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(pages.split())


def test_a_packet_holds_it_with_empty_boxes_and_once(school, curator):
    made, meeting = packets(school, curator)
    text = text_of(made.pdf)
    assert [one.kind for one in made.documents] == ["processing", "publication"]
    assert "фотографии [ ] да [ ] нет" in text
    assert "значит «нет»" in text
    again = print_packets(meeting=meeting, by=curator, now=timezone.now())
    assert again.documents == made.documents


def test_a_school_without_such_a_text_prints_the_other_papers(curator):
    plain = school_that_may_sign("les", kinds=("policy", "processing"))
    made, _meeting = packets(plain, curator)
    assert [one.kind for one in made.documents] == ["processing"]


def test_marks_are_copied_and_stand_on_the_signing_sheet(paper, curator, client):
    client.force_login(curator)
    page = client.get(record_page(paper)).content.decode()
    assert "Против чего на бумаге отмечено" in page
    answer = client.post(record_page(paper), typed())
    assert "Перенесите отметки с бумаги" in answer.content.decode()
    client.post(record_page(paper), typed(allowed=["photo", "results"]))
    run_tasks()
    paper.refresh_from_db()
    assert (paper.state, paper.choices) == (
        "signed",
        {"by_pen": True, "photo": True, "results": True},
    )
    assert still_reads_the_same(document=paper, now=timezone.now())
    sheet = text_of(read_copy(document=paper, holder=paper.parties.get().person, kind="signed"))
    assert "Разрешено (по отметкам на бумаге) фотографии; высказывания" in sheet
    bundle = full_bundle(document=paper, now=timezone.now())
    assert verify_bundle(bundle).verdict is not Verdict.NOT_VALID


def test_a_no_everywhere_is_a_no_and_asks_nobody_any_more(paper, curator, client):
    client.force_login(curator)
    client.post(record_page(paper), typed(nothing="on"))
    paper.refresh_from_db()
    assert paper.state == "declined"
    assert JournalEntry.objects.get(kind="declined").actor_key == f"user:{curator.pk}"


def test_a_pile_leads_to_the_page_where_marks_are_copied(paper, curator, client):
    client.force_login(curator)
    answer = client.post(PILE, typed(numbers=paper.number)).content.decode()
    assert record_page(paper) in answer
    paper.refresh_from_db()
    assert paper.state == "prepared"
    with pytest.raises(PaperRefused):
        record_paper(**given(paper, curator))


def test_a_sheet_the_second_employee_did_not_see_is_unmarked_again(paper, school, curator):
    original = record_paper(**given(paper, curator, allowed=["photo"], is_own_family=True))
    paper.refresh_from_db()
    assert (paper.state, paper.choices["photo"]) == ("prepared", True)
    other = make_staff("direktor", director=school)
    refuse_original(original=original, by=other, now=timezone.now())
    paper.refresh_from_db()
    assert paper.choices == {"by_pen": True}
