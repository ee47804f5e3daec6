from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import PersonalLink
from intake.views.browser import SESSION_KEY
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_school

pytestmark = pytest.mark.django_db


READY = SIGNED_HERE


@pytest.fixture
def invited():
    return invited_family(school_that_may_sign(), years=12)


def test_the_secret_leaves_the_address_and_the_session_holds_only_the_links_id(invited):
    client = Client()
    response = client.get(link_to(PARENT))
    assert response.status_code == 302
    assert response["Location"] == "/intake/go/"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert dict(client.session.items()) == {SESSION_KEY: PersonalLink.objects.get().pk}


def test_opening_a_link_twice_and_by_a_mail_scanner_spends_nothing(invited):
    path = link_to(PARENT)
    assert Client().head(path).status_code == 302
    assert Family(path).path == "who-signs"
    assert Family(path).path == "who-signs"


def test_a_session_planted_before_is_worth_nothing_after_a_link_is_opened(invited):
    client = Client()
    session = client.session
    session["anything"] = 1
    session.save()
    before = session.session_key
    client.get(link_to(PARENT))
    assert client.session.session_key != before


def test_an_unknown_link_says_what_to_do(invited):
    response = Client().get("/intake/l/never-sent/")
    assert response.status_code == 404
    assert "Такой ссылки нет" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"expires_at": timedelta(0)}, "Срок ссылки закончился", id="expired"),
        pytest.param({"revoked_at": timedelta(0)}, "больше не действует", id="revoked"),
    ],
)
def test_a_link_that_ended_says_so_and_closes_open_browsers_too(invited, change, words):
    path = link_to(PARENT)
    family = Family(path)
    PersonalLink.objects.update(**{name: timezone.now() + by for name, by in change.items()})
    for page in (Client().get(path), family.get("consent")):
        assert page.status_code == 410
        assert words in page.content.decode()


def test_without_a_link_a_page_says_how_to_get_in_and_names_nobody(invited):
    page = Client().get("/intake/consent/")
    assert page.status_code == 403
    assert "Откройте свою ссылку ещё раз" in page.content.decode()
    assert "Ветров" not in page.content.decode()


def test_leaving_a_shared_computer_closes_the_request_in_it(invited):
    family = Family(link_to(PARENT))
    family.post("leave")
    assert family.get("who-signs").status_code == 403
    assert Family(link_to(PARENT)).path == "who-signs"


def test_every_form_is_guarded_against_other_sites(invited):
    strict = Client(enforce_csrf_checks=True)
    strict.get(link_to(PARENT))
    assert strict.post("/intake/who-signs/").status_code == 403
    assert strict.post("/intake/begin/").status_code == 403


def test_no_page_of_the_way_may_be_kept_in_a_cache(invited):
    family = Family(link_to(PARENT))
    for name in ("who-signs", "status", "later"):
        assert "no-store" in family.get(name)["Cache-Control"]


def test_search_engines_are_told_to_keep_out_of_a_familys_pages(invited):
    assert 'content="noindex"' in Family(link_to(PARENT)).text
    assert "noindex" not in Family("/intake/").text


def test_a_link_opened_on_the_site_of_another_school_still_shows_its_own():
    family = invited_family(school_that_may_sign("nasha"), years=12)
    make_school("chuzhaya")
    stranger = Client(SERVER_NAME="chuzhaya.example.org")
    page = stranger.get(link_to(PARENT), follow=True).content.decode()
    assert family.school.short_name in page
    assert "Школа chuzhaya" not in page
