"""«Что вы храните обо мне?»: everything on the person, nothing of others, in ten working days."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps

from intake.models import AccessRecord, JournalEntry, Person, SubjectRequest
from intake.services.document import keep_copy
from intake.services.held import TABLES, held_on
from intake.services.subject_request import RequestRefused, answer, answer_file, ask, extend
from tests.families import PARENT, Family, invited_family, link_to, school_that_may_sign
from tests.rows import NOW, a_family, a_paper, a_participation, a_person, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

SHOWN_BY = {
    "Contact.person": "contacts",
    "Document.participant": "documents",
    "DocumentParty.person": "documents",
    "Guardianship.guardian": "family",
    "Guardianship.ward": "family",
    "GuardianObjection.objector": "states",
    "IdentityDetails.person": "identity",
    "IntakeRequest.guardian": "requests",
    "IntakeRequest.participant": "requests",
    "EarlierPaper.person": "earlier_papers",
    "LegalStatus.person": "states",
    "OutboundMessage.person": "messages",
    "Agreement.mentor": "agreements",
    "Agreement.mentee": "agreements",
    "Participation.person": "participations",
    "PolicyAcquaintance.person": "policy",
    "SamePersonAnswer.other": "other_cards",
    "SamePersonAnswer.person": "other_cards",
    "SignatureAgreement.person": "code_agreements",
}
NOT_SHOWN = {
    "BirthdayNotice.person": "the letter stands among the messages",
    "Reminder.person": "the letter stands among the messages",
    "Agreement.mentor_guardian": "the paper is among the person's documents",
    "Agreement.mentee_guardian": "the paper is among the person's documents",
    "ClassListRow.person": "what a list of the school did, without a word of the person",
    "ClassListRow.ward": "what a list of the school did, without a word of the person",
    "DocumentParty.for_person": "the paper is among the person's documents",
    "GuardianObjection.ward": "the words are the objector's data",
    "LegalHold.person": "a check or a court may forbid telling of it",
    "PaperCopy.holder": "the files themselves are in the answer",
    "PersonalLink.person": "a secret of which only a digest is kept",
    "SignerDevice.signer": "a code of which only a digest is kept",
    "SigningAllowance.person": "about how the school signs, shown on the sheet of the paper",
    "SubjectRequest.asker": "the request itself",
    "SubjectRequest.person": "the request itself",
}


@pytest.fixture
def school():
    return make_school("sad")


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


TODAY = NOW.date()


def asked(person: Person, asker: Person, day: date = TODAY) -> SubjectRequest:
    return ask(
        person=person, asker=asker, how="paper", received_on=day, actor_key="user:1", now=NOW
    )


def test_every_place_where_a_person_stands_is_shown_or_left_out_for_a_reason():
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("intake").get_models()
        for field in model._meta.get_fields()
        if field.many_to_one or field.one_to_one
        if field.concrete and field.related_model is Person
    }
    assert found == SHOWN_BY.keys() | NOT_SHOWN.keys()
    held = {table.__name__.removeprefix("_") for table in TABLES}
    renamed = {"policy": "acquaintances"}
    assert {renamed.get(key, key) for key in SHOWN_BY.values()} <= held


def test_the_answer_is_due_in_ten_working_days_and_holidays_do_not_count(school):
    child, mother = a_family(school)
    assert asked(child, mother).due_on == date(2026, 9, 21)
    later = a_person(school, given_name="Вера")
    row = ask(
        person=later,
        asker=later,
        how="post",
        received_on=date(2025, 12, 30),
        actor_key="user:1",
        now=NOW,
    )
    assert row.due_on > date(2026, 1, 18)


def test_the_term_is_extended_once_and_with_a_reason(school, curator):
    child, mother = a_family(school)
    row = extend(row=asked(child, mother), reason="Ищем бумаги", by=curator, now=NOW)
    assert row.due_on == date(2026, 9, 28)
    with pytest.raises(RequestRefused):
        extend(row=row, reason="Ещё", by=curator, now=NOW)


def test_only_the_person_or_who_acts_for_them_may_ask(school):
    child, _mother = a_family(school)
    stranger = a_person(school, given_name="Ольга")
    with pytest.raises(RequestRefused):
        asked(child, stranger)
    with pytest.raises(RequestRefused):
        asked(child, child, NOW.date() + timedelta(days=1))


def test_asking_twice_makes_one_request(school):
    child, mother = a_family(school)
    assert asked(child, mother) == asked(child, mother)
    assert JournalEntry.objects.filter(kind="data_asked").count() == 1


def test_the_answer_holds_everything_on_the_person_and_their_own_papers(school, curator):
    paper = a_paper(a_waiting_request(school))
    mother = paper.parties.get().person
    keep_copy(document=paper, holder=mother, kind="signed", data=b"%PDF mine", now=NOW)
    keep_copy(document=paper, holder=mother, kind="scan", data=b"\xff\xd8\xff scan", now=NOW)
    data = answer(row=asked(mother, mother), by=curator, now=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        facts = json.loads(archive.read("svedeniya.json"))
        assert archive.read("svedeniya.pdf").startswith(b"%PDF")
        assert archive.read(f"dokumenty/{paper.number}.pdf") == b"%PDF mine"
        assert archive.read(f"dokumenty/{paper.number}-skan.jpg") == b"\xff\xd8\xff scan"
    assert len(names) == 4
    said = json.dumps(facts["held"], ensure_ascii=False)
    for known in (mother.full_name, f"maria{paper.participant.pk}@example.org", paper.number):
        assert known in said
    assert SubjectRequest.objects.get().outcome == "answered"


def test_the_answer_holds_nothing_of_other_people(school):
    request = a_waiting_request(school)
    child, mother = request.participant, request.guardian
    a_paper(request)
    stranger, _other = a_family(school, given_name="Зинаида", family_name="Чужая")
    a_participation(stranger)
    said = repr(held_on(person=child))
    assert "Чужая" not in said
    assert f"maria{child.pk}@example.org" not in said
    assert mother.full_name in said


def test_a_closed_request_is_not_answered_again(school, curator):
    child, mother = a_family(school)
    row = asked(child, mother)
    answer(row=row, by=curator, now=NOW)
    with pytest.raises(RequestRefused):
        answer(row=row, by=curator, now=NOW)


def test_the_same_data_make_the_same_file(school):
    child, _mother = a_family(school)
    assert answer_file(person=child, now=NOW) == answer_file(person=child, now=NOW)


def test_staff_record_answer_and_leave_a_trace(school, curator, client):
    child, mother = a_family(school)
    client.force_login(curator)
    address = f"/cms/nastavnik/people/{child.key}/data-request/"
    fields = {"asker": str(mother.key), "how": "paper", "received_on": "2026-09-07"}
    assert mother.full_name in client.get(address).content.decode()
    client.post(address, fields)
    row = SubjectRequest.objects.get()
    answered = client.post(f"/cms/nastavnik/data-requests/{row.key}/answer/")
    assert answered["Content-Type"] == "application/zip"
    assert "no-store" in answered["Cache-Control"]
    assert AccessRecord.objects.filter(action="subjectrequest.answer").exists()
    listed = client.get("/cms/intake/subjectrequest/").content.decode()
    assert "ответ отдан" in listed


def test_a_director_destroys_holds_and_prints_the_act(school, client):
    client.force_login(make_staff("direktor", director=school))
    child, mother = a_family(school)
    client.post(f"/cms/nastavnik/people/{mother.key}/hold/", {"basis": "запрос суда № 3"})
    refused = client.post(
        f"/cms/nastavnik/people/{mother.key}/destroy/", {"is_understood": "on"}, follow=True
    )
    assert "Удалить пока нельзя" in refused.content.decode()
    client.post(f"/cms/nastavnik/people/{child.key}/destroy/", {"is_understood": "on"})
    child.refresh_from_db()
    assert child.erased_at is not None
    act = school.destruction_acts.get()
    assert client.get(f"/cms/nastavnik/destruction/{act.key}/pdf/").content.startswith(b"%PDF")
    assert client.get("/cms/nastavnik/soon-destroyed/").status_code == 200


def test_a_curator_destroys_nobody(school, curator, client):
    child, _mother = a_family(school)
    client.force_login(curator)
    answer = client.post(f"/cms/nastavnik/people/{child.key}/destroy/", {"is_understood": "on"})
    assert answer.status_code == 404
    child.refresh_from_db()
    assert child.erased_at is None


def test_a_family_sees_what_is_seen_of_it_and_asks_for_everything():
    school = school_that_may_sign()
    invited_family(school, years=9)
    family = Family(link_to(PARENT))
    page = family.get("own-data").content.decode()
    assert "Ветров Пётр Ильич" in page
    assert "на сайте школы этого человека нет" in page
    assert PARENT not in page
    child = Person.objects.get(given_name="Пётр")
    family.post("own-data", person=str(child.key))
    assert "ответит до" in family.text
    assert SubjectRequest.objects.get().how == "page"


def test_a_stranger_may_not_be_asked_about_by_a_link():
    school = school_that_may_sign()
    invited_family(school, years=9)
    stranger = a_person(school, given_name="Вера")
    family = Family(link_to(PARENT))
    family.post("own-data", person=str(stranger.key))
    assert not SubjectRequest.objects.exists()
