"""What this floor answers to the floor below."""

from datetime import date, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from intake.models import Document, OutboundMessage, PersonalLink
from intake.services.link import make_link
from intake.services.publication import publication_refusal
from intake.services.upkeep import DEAD_LINK_KEPT, drop_dead_links
from mentoring_pages import ports
from mentoring_pages.services.tick import run_tick
from tests.rows import NOW, a_paper, a_participation, a_person, a_waiting_request
from tests.schools import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def consented(school):
    """A child whose mother allowed photographs and not the name; the request is checked."""
    request = a_waiting_request(school)
    request.state = "checked"
    request.save()
    request.participant.guardians_of.update(checked_by_key="user:1", checked_at=NOW)
    paper = a_paper(request)
    Document.objects.filter(pk=paper.pk).update(
        kind="publication",
        state="signed",
        signed_at=NOW,
        choices={"photo": True, "name": False},
    )
    return request


def ask(person, item="photo"):
    return ports.may_publish(person_key=person.key, item=item, resource="", now=NOW)


def test_what_the_family_allowed_may_be_published(consented):
    assert ask(consented.participant).allowed


def test_what_the_family_left_at_no_may_not(consented):
    answer = ask(consented.participant, "name")
    assert not answer.allowed
    assert answer.reason == "Публиковать именно это не разрешили."


def test_an_item_nobody_asked_about_may_not(consented):
    assert not ask(consented.participant, "video").allowed


def test_nothing_counts_before_the_request_is_checked(consented):
    consented.state = "awaiting_check"
    consented.save()
    assert not ask(consented.participant).allowed


def test_a_withdrawn_consent_allows_nothing_at_once(consented):
    Document.objects.update(state="withdrawn", ended_at=NOW)
    assert not ask(consented.participant).allowed


def test_nobody_known_may_be_published(school):
    person = a_person(school)
    person.erased_at = NOW
    person.save()
    assert publication_refusal(person_key=person.key, item="photo", now=NOW)


def test_people_by_role_are_those_whose_participation_lasts(school):
    mentor = a_person(school, family_name="Зимина")
    a_participation(mentor, role="mentor", started_on=date(2026, 9, 2))
    gone = a_person(school, family_name="Ёлкин")
    a_participation(
        gone,
        role="mentor",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 9, 1),
        ended_how="completed",
    )

    def on(day):
        return [p.name for p in ports.people_by_role(school=school, role="mentor", day=day)]

    assert on(date(2026, 9, 1)) == ["Ёлкин Анна"]
    assert on(date(2026, 9, 2)) == ["Зимина Анна"]


def test_a_dead_link_is_remembered_for_a_while_and_then_forgotten(school):
    request = a_waiting_request(school)
    PersonalLink.objects.all().delete()
    make_link(request=request, person=request.guardian, purpose="sign", now=NOW)
    expires = PersonalLink.objects.get().expires_at

    assert drop_dead_links(school=school, now=expires + DEAD_LINK_KEPT) == 0
    assert drop_dead_links(school=school, now=expires + DEAD_LINK_KEPT + timedelta(days=1)) == 1


def test_a_tick_queues_stuck_messages_again(school):
    request = a_waiting_request(school)
    message = OutboundMessage.objects.create(
        school=school,
        person=request.guardian,
        contact=request.guardian.contacts.get(),
        kind="invitation",
        queued_at=NOW,
    )
    run = run_tick(now=NOW + timedelta(days=1))

    assert run.failed == 0
    asked = [task.args_kwargs["args"] for task in DBTaskResult.objects.all()]
    assert asked.count([str(message.key)]) == 1


def test_a_paper_opens_only_the_places_it_names(consented):
    Document.objects.update(resources=["https://first.example.org/"])

    def allowed(resource):
        return ports.may_publish(
            person_key=consented.participant.key, item="photo", resource=resource, now=NOW
        ).allowed

    assert allowed("https://first.example.org/")
    assert not allowed("https://vk.example.org/first")


def test_many_are_answered_as_each_one_is(consented, school):
    silent = a_person(school, given_name="Вера")
    people = {
        person.key: person.allowed
        for person in ports.publication_people(school=school, resources=[], now=NOW)
    }
    assert people == {consented.participant.key: frozenset({"photo"}), silent.key: frozenset()}
    for key, items in people.items():
        for item in ("photo", "full_name"):
            answer = ports.may_publish(person_key=key, item=item, resource="", now=NOW)
            assert answer.allowed is (item in items)
