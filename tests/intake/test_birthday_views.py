"""A birthday on the way: the page that explains, what is kept, what the staff pages show."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from intake.domain.age import date_of_age
from intake.models import AgeRule, BirthdayNotice, Document, JournalEntry, Signature
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.request import invite
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    code_to,
    in_a_week,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

MOSCOW = ZoneInfo("Europe/Moscow")


class Clock:
    """The clock of the whole service, moved by hand."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def at(self, day, hour, minute=0):
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=MOSCOW)
        self.monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def school():
    return school_that_may_sign()


def a_family(school, birthday, years):
    """Somebody who turns ``years`` on ``birthday``, with a mother."""
    born = birthday.replace(year=birthday.year - years)
    assert date_of_age(born, years) == birthday
    now = timezone.now()
    child = add_person(
        school=school,
        name=Name("Ветров", "Пётр", "Ильич"),
        birth_date=born,
        school_class="7А",
        checked=True,
        now=now,
    )
    mother = add_person(
        school=school, name=Name("Ветрова", "Анна"), birth_date=None, checked=True, now=now
    )
    set_guardian(guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=now)
    set_contact(person=mother, value=PARENT, confirmed=True, now=now)
    set_contact(person=child, value=TEENAGER, confirmed=True, now=now)
    return invite(participant=child, guardian=mother, by_key="user:1", now=now)


def test_a_birthday_between_reading_and_the_code_is_explained_and_loses_nothing(school, clock):
    birthday = in_a_week()
    eve = birthday - timedelta(days=1)
    a_family(school, birthday, 14)
    clock.at(eve, 23, 40)
    mother = Family(link_to(PARENT))
    mother.come_to_the_code(photo="yes")
    assert mother.path == "code"
    code, shown = code_to(PARENT), mother.digest
    clock.at(birthday, 0, 1)

    mother.post("code", code=code, shown_digest=shown)
    assert mother.path == "turned"
    assert "был день рождения" in mother.text
    assert "Пётр: 14\N{NO-BREAK SPACE}лет" in mother.text
    assert "с теми же ответами" in mother.text
    assert not Signature.objects.exists()
    mother.get("turned")
    assert Document.objects.filter(state="prepared").count() == 2, "looking changes nothing"

    mother.post("turned")
    assert mother.path == "consent"
    voided = JournalEntry.objects.filter(kind="document_voided")
    assert [entry.facts for entry in voided] == [{"reason": "age"}] * 2
    mother.post("consent", decision="agree", shown_digest=mother.digest)
    assert mother.path == "publication"
    assert mother.page.context["form"]["photo"].initial == "yes"
    mother.post("publication", photo="yes")
    mother.post("check")
    mother.enter(code_to(PARENT))
    mother.enter(code_to(PARENT), step="publication-code")
    assert mother.path == "other-signer"
    paper = Document.objects.get(kind="processing", state="signed")
    assert paper.age_on_making == 14


def test_a_representative_who_comes_after_the_18th_birthday_is_told_kindly(school, clock):
    birthday = in_a_week()
    AgeRule.objects.create(
        school=school,
        turn="birthday",
        from_day=timezone.localdate(),
        decided_by="приказ № 1",
        recorded_by_key="user:1",
        recorded_at=timezone.now(),
    )
    a_family(school, birthday, 18)
    clock.at(birthday - timedelta(days=1), 20)
    mother, son = Family(link_to(PARENT)), Family(link_to(TEENAGER))
    for person in (mother, son):
        person.come_to_the_code()
    clock.at(birthday, 0, 1)

    mother.get("code")
    assert mother.path == "turned"
    assert "теперь решает сам участник" in mother.text
    mother.post("turned")
    assert mother.path == "done"
    assert not Document.objects.filter(variant="representative", state="prepared").exists()

    son.get("code")
    assert "У вас был день рождения" in son.text
    son.post("turned")
    son.post("consent", decision="agree", shown_digest=son.digest)
    son.post("publication")
    son.post("check")
    son.enter(code_to(TEENAGER))
    assert son.path == "done"
    assert Document.objects.get(state="signed", kind="processing").rule_key == "adult"


def test_the_way_without_a_birthday_meets_no_such_page(school):
    a_family(school, in_a_week(), 14)
    mother = Family(link_to(PARENT))
    mother.get("turned")
    assert mother.path == "who-signs"


def test_family_and_staff_read_when_a_birthday_changes_who_signs(school, client):
    birthday = in_a_week()
    request = a_family(school, birthday, 14)
    mother = Family(link_to(PARENT))
    mother.get("go")
    words = "С 14 лет документы подписывает и сам участник: день рождения"
    assert words in mother.text
    mother.get("status")
    assert words in mother.text
    client.force_login(make_staff("curator", curator=school))
    page = client.get(f"/cms/intake/intakerequest/inspect/{request.pk}/")
    assert words in page.content.decode()


def test_a_director_sets_the_rule_of_birthdays_and_a_curator_only_reads_it(school, client):
    director = make_staff("director", director=school)
    client.force_login(director)
    today = timezone.localdate()
    answers = {
        "turn": "next_day",
        "answer_days": "14",
        "from_day": today.isoformat(),
        "decided_by": "приказ от 01.09.2026 № 12",
    }
    past = {**answers, "from_day": (today - timedelta(days=1)).isoformat()}
    refused = client.post("/cms/nastavnik/age-rule/", past)
    assert "с сегодняшнего дня или позже" in refused.content.decode()
    client.post("/cms/nastavnik/age-rule/", answers)
    rule = AgeRule.objects.get()
    assert (rule.turn, rule.answer_days, rule.from_day) == ("next_day", 14, today)
    client.force_login(make_staff("curator", curator=school))
    assert client.get("/cms/nastavnik/age-rule/").status_code == 404
    page = client.get("/cms/intake/agerule/").content.decode()
    assert "с 00:00 следующего дня" in page


def test_people_of_a_birthday_are_found_by_one_filter(school, client):
    client.force_login(make_staff("curator", curator=school))
    birthday = in_a_week()
    BirthdayNotice.objects.create(
        person=a_family(school, birthday, 14).participant,
        age=14,
        birthday=birthday,
        days_before=14,
        counts_from=timezone.now() + timedelta(days=7),
        made_at=timezone.now(),
    )
    for state, is_found in (("soon-14", True), ("asked-14", False)):
        found = client.get(f"/cms/intake/person/?birthday={state}").content.decode()
        assert ("Ветров" in found) is is_found
