"""Reminders: only who has not answered, not at night, not too often, once by two curators."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.delivery.sending import send_now
from intake.domain.reminders import NotReminded
from intake.models import (
    AccessRecord,
    Contact,
    JournalEntry,
    OutboundMessage,
    Person,
    Reminder,
    ReminderRule,
)
from intake.services.draft import add_to_draft
from intake.services.erasure import erase_person
from intake.services.matrix import matrix_of, people_of_matrix
from intake.services.people import Name, add_person, set_guardian
from intake.services.reminders import plan_reminders, remind, remind_by_rule
from intake.services.request import invite
from mentoring_pages.services.membership import EVERYTHING
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    born,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_school, make_staff

READY = SIGNED_HERE
ADDRESS = "/cms/nastavnik/reminders/"


@pytest.fixture
def school(db):
    return school_that_may_sign()


def at(school, hour, *, days=4):
    """An hour of the school's clock some days after the invitations."""
    day = (timezone.now() + timedelta(days=days)).astimezone(school.zone).date()
    return datetime.combine(day, datetime.min.time(), tzinfo=school.zone).replace(hour=hour)


def people(school):
    return people_of_matrix(school=school, found=EVERYTHING)


def plan(school, now):
    return plan_reminders(school=school, people=people(school), now=now)


def press(school, now):
    return remind(school=school, people=people(school), actor_key="user:1", now=now)


def left_out(school, now):
    return [one.why for one in plan(school, now).left_out]


def twin_of(request, given_name="Мария"):
    """A second child of the same mother, invited too."""
    now = timezone.now()
    child = add_person(
        school=request.school,
        name=Name("Ветрова", given_name, "Ильинична"),
        birth_date=born(13),
        school_class="7А",
        checked=True,
        now=now,
    )
    set_guardian(
        guardian=request.guardian, ward=child, kind="parent", checked_by_key="user:1", now=now
    )
    return invite(participant=child, guardian=request.guardian, by_key="user:1", now=now)


def test_a_silent_parent_of_two_gets_one_letter_with_a_link_that_opens(school):
    twin_of(invited_family(school, years=13))
    run_tasks()
    mail.outbox.clear()
    assert press(school, at(school, 12)) == 1
    assert Reminder.objects.count() == 2
    message = OutboundMessage.objects.get(kind="reminder")
    send_now(message_key=str(message.key), now=at(school, 12))
    letter = mail.outbox[0]
    assert letter.subject == "Школа ждёт вашего ответа"
    assert "нескольких ваших детей: 2" in letter.body
    assert "Ветров" not in letter.subject + letter.body
    assert Family(link_to(PARENT)).path == "who-signs"
    assert JournalEntry.objects.filter(kind="reminded").count() == 2


def test_nobody_is_reminded_who_answered_declined_chose_paper_or_cannot_be_reached(school):
    request = invited_family(school, years=13)
    noon, link = at(school, 12), link_to(PARENT)
    assert plan(school, noon).letters
    OutboundMessage.objects.filter(kind="invitation").update(state="failed")
    assert left_out(school, noon) == [NotReminded.UNDELIVERED]
    OutboundMessage.objects.filter(kind="invitation").update(state="sent")
    add_to_draft(request=request, part="representative", answers={"on_paper": True})
    assert left_out(school, noon) == [NotReminded.PAPER]
    add_to_draft(request=request, part="representative", answers={"on_paper": False})
    Contact.objects.update(replaced_at=noon)
    assert left_out(school, noon) == [NotReminded.NO_CONTACT]
    Contact.objects.update(replaced_at=None)
    mother = Family(link)
    mother.get("go")
    mother.post("who-signs")
    mother.post("policy")
    mother.post("consent", decision="decline", shown_digest=mother.digest)
    assert left_out(school, noon) == [NotReminded.DECLINED]
    assert press(school, noon) == 0


def test_whoever_answered_everything_is_only_counted(school):
    invited_family(school, years=13)
    Family(link_to(PARENT)).sign(PARENT, publish="no")
    found = plan(school, at(school, 12))
    assert (found.letters, found.left_out, found.answered) == ((), (), 1)


def test_the_caps_hold_for_a_person_and_for_a_school(school, settings):
    settings.NASTAVNIK_REMINDERS = {"every_days": 3, "most": 2, "a_day": 1}
    invited_family(school, years=13)
    assert left_out(school, at(school, 12, days=2)) == [NotReminded.TOO_SOON]
    assert press(school, at(school, 12, days=3)) == 1
    assert press(school, at(school, 13, days=3)) == 0
    assert press(school, at(school, 12, days=6)) == 1
    assert left_out(school, at(school, 12, days=60)) == [NotReminded.ENOUGH]
    invited_family(school, years=13, given_name="Олег", guardian_contact="a@example.org")
    invited_family(school, years=13, given_name="Глеб", guardian_contact="b@example.org")
    late = at(school, 12, days=60)
    assert sorted(left_out(school, late)) == ["day_is_full", "enough"]
    assert press(school, late) == 1
    assert press(school, late) == 0


def test_a_letter_of_the_night_waits_and_is_dropped_when_the_family_answers_before(school):
    invited_family(school, years=13)
    invited_family(school, years=13, given_name="Олег", guardian_contact="papa@example.org")
    link = link_to(PARENT)
    night, morning = at(school, 22), at(school, 9, days=5)
    mail.outbox.clear()
    assert press(school, night) == 2
    messages = OutboundMessage.objects.filter(kind="reminder")
    assert set(messages.values_list("not_before", flat=True)) == {morning}
    Family(link).sign(PARENT, publish="no")
    mail.outbox.clear()
    for message in messages:
        send_now(message_key=str(message.key), now=night)
    assert mail.outbox == []
    for message in messages:
        send_now(message_key=str(message.key), now=morning)
    assert [letter.to for letter in mail.outbox] == [["papa@example.org"]]


def test_the_rule_of_the_school_reminds_by_day_and_is_off_until_decided(school):
    invited_family(school, years=13)
    assert remind_by_rule(school=school, now=at(school, 12)) == 0
    ReminderRule.objects.create(
        school=school, is_automatic=True, recorded_by_key="user:1", recorded_at=timezone.now()
    )
    assert remind_by_rule(school=school, now=at(school, 22)) == 0
    assert remind_by_rule(school=school, now=at(school, 12)) == 1
    assert Reminder.objects.get().by_key == "tick"


def test_the_matrix_says_when_somebody_was_reminded_and_erasure_forgets_it(school):
    request = invited_family(school, years=13)
    noon = at(school, 12)
    press(school, noon)
    row = matrix_of(school=school, people=people(school), now=noon).rows[0]
    assert row.reminded_at == noon
    erase_person(person=request.guardian, actor_key="user:1", now=noon)
    assert not Reminder.objects.exists()


def test_the_number_of_queries_of_a_plan_does_not_grow(school):
    def count():
        with CaptureQueriesContext(connection) as queries:
            plan(school, at(school, 12))
        return len(queries)

    invited_family(school, years=13)
    few = count()
    for number in range(4):
        invited_family(
            school,
            years=13,
            guardian_contact=f"m{number}@example.org",
            given_name=f"Иван{number}",
        )
    assert count() == few


def test_the_curator_sees_who_gets_a_letter_and_sends_only_what_is_ticked(
    school, client, monkeypatch
):
    invited_family(school, years=13)
    invited_family(school, years=13, given_name="Олег", guardian_contact="papa@example.org")
    client.force_login(make_staff("kurator", curator=school))
    soon = client.get(ADDRESS).content.decode()
    assert "Недавно писали" in soon
    noon = at(school, 12)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    page = client.get(f"{ADDRESS}?class=7А")
    assert page.content.decode().count('name="person"') == 2
    one = Person.objects.filter(wards_of__isnull=False).order_by("pk")[0]
    answer = client.post(ADDRESS, {"class": "7А", "person": [str(one.key), "x"]})
    assert answer["Location"].startswith("/cms/nastavnik/matrix/")
    assert list(Reminder.objects.values_list("person_id", flat=True)) == [one.pk]
    assert AccessRecord.objects.filter(action="reminder.sent", detail="1").exists()
    assert "напомнили" in client.get("/cms/nastavnik/matrix/").content.decode()


def test_only_the_own_school_and_only_whoever_may_remind(school, client):
    stranger = make_school("chuzhaya")
    client.force_login(make_staff("kurator", curator=school))
    for address in (ADDRESS, f"{ADDRESS}rule/"):
        assert client.get(f"{address}?school={stranger.key}").status_code == 404
        assert client.post(address, {"school": stranger.key}).status_code == 404
    assert client.get(f"{ADDRESS}?class=чужой").status_code == 404
    client.post(f"{ADDRESS}rule/", {"school": school.key, "is_automatic": "on"})
    assert ReminderRule.objects.get().is_automatic
    client.force_login(make_staff("klass7a", class_teacher=(school, "7А")))
    assert client.get(ADDRESS).status_code == 404
