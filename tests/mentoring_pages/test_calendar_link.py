"""The calendar as a file for phones: a secret address, no people, revoked at any time."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from icalendar import Calendar

from mentoring_pages.models import CalendarLink, School, StaffMembership
from mentoring_pages.services.calendar_link import make_link, revoke_link, school_of_token
from tests.mentoring_pages.test_calendar import NBSP, NOW, publish
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("first")


@pytest.fixture
def curator(school, client):
    user = make_staff("curator", curator=school)
    client.force_login(user)
    return user


def the_file(client, token: str):
    return client.get(reverse("mentoring_pages:calendar_file", args=[token]))


def test_the_file_is_a_calendar_without_people(school, curator, client) -> None:
    publish(school)
    client.logout()
    answer = the_file(client, make_link(school=school, user=curator, now=NOW))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).events
    titles = {str(event["summary"]) for event in events}
    assert {"Мониторинг программы", "Сведения о числе участников"} <= titles
    assert len({str(event["uid"]) for event in events}) == len(events)
    (soon,) = [event for event in events if event.start == date(2026, 12, 30)]
    assert f"(п.{NBSP}3.1 Положения)" in str(soon["description"])
    assert str(soon["url"]).startswith("http://first.example.org/c/")
    assert sorted(alarm.TRIGGER.days for alarm in soon.walk("VALARM")) == [-30, -14, -3]
    text = answer.content.decode()
    for secret in ("Лаптева", "Орлова", "curator", "@example"):
        assert secret not in text


def test_a_token_is_kept_only_as_a_digest_and_works_until_it_is_revoked(
    school, curator, client
) -> None:
    token = make_link(school=school, user=curator, now=NOW)
    assert len(token) >= 43
    assert token not in str(list(CalendarLink.objects.values()))
    assert school_of_token(token=token) == school
    renewed = make_link(school=school, user=curator, now=NOW)
    assert the_file(client, token).status_code == 404
    assert the_file(client, renewed).status_code == 200
    assert revoke_link(school=school, user=curator, now=NOW)
    assert not revoke_link(school=school, user=curator, now=NOW)
    assert the_file(client, renewed).status_code == 404


@pytest.mark.parametrize("token", ["x", "а" * 43, "%00", "a" * 4000])
def test_a_wrong_token_is_not_found(school, client, token) -> None:
    assert client.get(f"/kalendar/{token}.ics").status_code == 404


def test_whoever_left_the_school_reads_its_calendar_no_more(school, curator, client) -> None:
    token = make_link(school=school, user=curator, now=NOW)
    StaffMembership.objects.filter(user=curator).delete()
    assert the_file(client, token).status_code == 404
    other = make_staff("other", curator=school)
    token = make_link(school=school, user=other, now=NOW)
    get_user_model().objects.filter(pk=other.pk).update(is_active=False)
    assert the_file(client, token).status_code == 404


def test_staff_make_and_revoke_their_link_on_one_page(school, curator, client) -> None:
    address = reverse("nastavnik_deadlines")
    page = client.post(address, {"school": "first", "make": "1"}).content.decode()
    (link,) = re.findall(r"http://first\.example\.org/kalendar/[\w-]+\.ics", page)
    assert client.get(link.replace("http://first.example.org", "")).status_code == 200
    again = client.get(address).content.decode()
    assert link not in again
    assert "Секретная ссылка создана" in again
    client.post(address, {"school": "first", "revoke": "1"})
    assert client.get(link.replace("http://first.example.org", "")).status_code == 404
