"""One person's papers printed by staff, outside any meeting: nobody is written to."""

from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from intake.models import (
    AccessRecord,
    Document,
    JournalEntry,
    OutboundMessage,
    Person,
    Receipt,
    Signature,
)
from intake.services.paper import PaperRefused
from intake.services.paper_print import print_papers, printed_and_waiting
from intake.services.people import Name, add_person, set_guardian
from tests.families import SIGNED_HERE, born, run_tasks, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def somebody(school, given_name="Пётр", *, years=13, family_name="Ветров"):
    return add_person(
        school=school,
        name=Name(family_name, given_name, "Ильич"),
        birth_date=born(years),
        school_class="7А" if years < 18 else "",
        checked=True,
        now=timezone.now(),
    )


def a_pupil(school, *, years=13):
    """On the list with a mother; neither has an address, nobody was invited."""
    child, now = somebody(school, years=years), timezone.now()
    mother = add_person(
        school=school,
        name=Name("Ветрова", "Анна", "Сергеевна"),
        birth_date=None,
        checked=True,
        now=now,
    )
    set_guardian(guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=now)
    return child


def page_of(person):
    return f"/cms/nastavnik/people/{person.key}/print/"


def card_of(person):
    return f"/cms/intake/person/inspect/{person.pk}/"


def words_in(pdf):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_a_pupils_family_goes_the_whole_way_on_paper_from_the_card(school, curator, client):
    child = a_pupil(school)
    client.force_login(curator)
    assert page_of(child) in client.get(card_of(child)).content.decode()
    page = client.get(page_of(child)).content.decode()
    assert "Ветрова Анна Сергеевна (представитель)" in page
    assert not Document.objects.exists()

    chosen = {"processing-representative": "on", "publication-representative": ["photo"]}
    answer = client.post(page_of(child), chosen)
    assert answer["Content-Type"] == "application/pdf"
    processing, publication = Document.objects.order_by("kind")
    assert publication.choices == {"photo": True}
    words = words_in(answer.content)
    assert all(paper.number in words for paper in (processing, publication))
    card = client.get(card_of(child)).content.decode()
    assert "Напечатано и ждёт возвращения" in card
    assert f"/cms/nastavnik/documents/{processing.key}/paper/" in card
    entry = JournalEntry.objects.get(kind="paper_printed", subject_key=processing.key)
    assert (entry.actor_key, entry.facts) == (f"user:{curator.pk}", {"copies": 1})
    assert AccessRecord.objects.filter(action="person.print", subject_key=child.key).exists()

    pile = {
        "numbers": f"{processing.number}\n{publication.number}",
        "signed_on": timezone.localdate(timezone=school.zone).isoformat(),
        "kept_where": "каб. 12",
        "is_received": "on",
        "seen": "on",
    }
    assert "Записано: 2 из 2." in client.post("/cms/nastavnik/papers/", pile).content.decode()
    assert Receipt.objects.filter(by=curator).count() == 2
    run_tasks()
    assert set(Signature.objects.values_list("method", flat=True)) == {"paper"}
    assert printed_and_waiting(child) == []
    assert mail.outbox == []
    assert not OutboundMessage.objects.exists()


def test_an_adult_mentor_who_has_no_class_signs_on_paper(school, curator, client):
    mentor = somebody(school, "Игорь", years=40, family_name="Лаптев")
    client.force_login(curator)
    answer = client.post(page_of(mentor), {"processing-participant": "on"})
    assert answer["Content-Type"] == "application/pdf"
    paper = Document.objects.get()
    assert (paper.variant, paper.state) == ("participant", "prepared")
    assert "Лаптев Игорь Ильич" in words_in(answer.content)


def test_at_fifteen_the_pupil_and_the_parent_get_a_paper_each(school, curator):
    child = a_pupil(school, years=15)
    names = ["processing-representative", "processing-participant"]
    printed = print_papers(
        participant=child, consents={name: {} for name in names}, by=curator, now=timezone.now()
    )
    assert {paper.variant for paper in printed.documents} == {"representative", "participant"}


def test_printed_again_it_is_the_same_document(school, curator):
    child = a_pupil(school)
    wanted = {"participant": child, "consents": {"processing-representative": {}}, "by": curator}
    first = print_papers(**wanted, now=timezone.now())
    again = print_papers(**wanted, now=timezone.now())
    assert first.documents == again.documents
    assert len(printed_and_waiting(child)) == 1


def test_a_child_without_a_representative_is_said_and_nothing_is_made(school, curator, client):
    alone = somebody(school, "Олег")
    client.force_login(curator)
    for page in (page_of(alone), page_of(alone).replace("/print/", "/refusal/")):
        shown = client.get(page).content.decode()
        assert "законный представитель не записан" in shown
        assert '<button type="submit" class="button' not in shown  # nothing there to press
    client.post(page_of(alone), {"processing-representative": "on"})
    with pytest.raises(PaperRefused):
        print_papers(
            participant=alone,
            consents={"processing-representative": {}},
            by=curator,
            now=timezone.now(),
        )
    assert not Document.objects.exists()


def test_nothing_chosen_is_said_and_a_class_teacher_prints_nothing(school, curator, client):
    child = a_pupil(school)
    client.force_login(curator)
    assert "Отметьте хотя бы один документ." in client.post(page_of(child)).content.decode()
    client.force_login(make_staff("klass7a", class_teacher=(school, "7А")))
    assert client.post(page_of(child), {"processing-representative": "on"}).status_code == 404
    assert not Person.objects.get(pk=child.pk).requests.exists()
