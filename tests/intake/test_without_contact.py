"""A family without an address: a normal state, offered before an e-mail is asked."""

import pytest
from django.core import mail
from django.utils import timezone

from intake.models import Contact, Document, Guardianship, IntakeRequest, OutboundMessage
from intake.services.paper import record_paper
from intake.services.people import Name, add_person
from tests.families import SIGNED_HERE, Family, born, run_tasks, school_that_may_sign
from tests.intake.test_open_views import answer_for_a_child, answer_for_oneself
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


@pytest.fixture(autouse=True)
def school():
    return school_that_may_sign()


@pytest.fixture
def came():
    family = Family("/intake/")
    family.post("begin")
    return family


def to_the_contact(family):
    answer_for_a_child(family, contact="")
    assert family.path == "contact"


def test_paper_is_offered_before_the_address_is_asked(came):
    to_the_contact(came)
    came.get("contact")
    assert came.text.index("Нет почты — подпишу на бумаге") < came.text.index('type="email"')


def test_a_family_without_an_address_goes_the_whole_way_on_paper(came, school, client):
    to_the_contact(came)
    came.post("contact", no_contact="1")
    assert came.path == "who-signs"
    came.agree()
    came.post("publication")
    assert came.path == "check"
    assert "Подписать на бумаге" in came.text
    assert "Получить код" not in came.text
    paper = Document.objects.get(kind="processing")
    came.page = came.client.post(f"/intake/paper/{paper.key}/", follow=True)
    run_tasks()
    assert mail.outbox == []
    request = IntakeRequest.objects.get()
    assert request.state == "awaiting_check"

    staff = make_staff("kurator", curator=school)
    client.force_login(staff)
    check = f"/cms/nastavnik/requests/{request.key}/check/"
    assert "Контакт принадлежит" not in client.get(check).content.decode()
    client.post(check, {"identified_how": "passport"})
    request.refresh_from_db()
    assert request.state == "checked"
    assert not request.contact_is_theirs
    now = timezone.now()
    record_paper(
        document=paper,
        by=staff,
        signed_on=now.astimezone(school.zone).date(),
        kept_where="каб. 12",
        now=now,
    )
    run_tasks()
    paper.refresh_from_db()
    assert paper.state == "signed"
    assert paper.copies.filter(kind="signed").exists()
    assert mail.outbox == []


def test_whoever_takes_an_address_back_is_not_written_to(came):
    answer_for_a_child(came)
    assert Contact.objects.filter(replaced_at__isnull=True).count() == 1
    came.post("contact", no_contact="1")
    assert not Contact.objects.filter(replaced_at__isnull=True).exists()


def test_a_pupil_without_an_address_is_still_the_one_who_named_the_parent(came):
    answer_for_oneself(came, years=15, contact="")
    came.post("contact", no_contact="1")
    assert Guardianship.objects.get().named_by == "participant"


def test_staff_are_promised_no_letter_where_there_is_no_contact(school, client):
    client.force_login(make_staff("kurator", curator=school))
    grown = add_person(
        school=school,
        name=Name("Соловьёв", "Олег", ""),
        birth_date=born(30),
        checked=True,
        now=timezone.now(),
    )
    done = client.post(f"/cms/nastavnik/people/{grown.key}/invite/", follow=True)
    assert "письмо не уйдёт" in done.content.decode()
    assert not OutboundMessage.objects.exists()
