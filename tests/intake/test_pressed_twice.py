"""Somebody in a hurry presses a button twice, or sits with the same page in two tabs."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import bad_request

from intake.models import Document, OutboundMessage, Signature
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
    wrong,
)

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

TROUBLE = ("Код не отправлен", "Новый код пока не отправлен", "Ошибка")


def story(_folder):
    """A parent who allowed photographs and has asked for the code."""
    invited_family(school_that_may_sign(), years=12)
    family = Family(link_to(PARENT))
    family.come_to_the_code(photo="yes")
    return family


@pytest.fixture
def parent(told, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # both presses fall into one minute
    return told


def press_sign(parent, code, digest):
    return parent.post("code", code=code, shown_digest=digest)


def test_asking_for_the_code_twice_sends_one_and_tells_of_no_trouble(parent):
    parent.post("check")
    assert parent.path == "code"
    assert not any(words in parent.text for words in TROUBLE)
    assert OutboundMessage.objects.filter(kind="code").count() == 1


def test_who_asks_for_one_more_code_too_soon_is_told_when_it_may_be_asked_for(parent):
    parent.post("code", send="1")
    assert "Новый код пока не отправлен" in parent.text
    assert "Попросить ещё один можно в" in parent.text


def test_signing_in_two_tabs_is_one_signature_and_the_next_code_either_way(parent):
    code, digest = code_to(PARENT), parent.digest
    press_sign(parent, code, digest)
    assert parent.path == "publication-code"
    press_sign(parent, code, digest)
    assert parent.path == "publication-code"
    assert not any(words in parent.text for words in TROUBLE)
    assert Signature.objects.count() == 1
    assert OutboundMessage.objects.filter(kind="code").count() == 2


def test_a_second_press_with_the_cookie_of_before_the_signature_is_answered_calmly(parent):
    code, digest = code_to(PARENT), parent.digest
    hasty = Client()
    hasty.cookies["sessionid"] = parent.client.session.session_key
    press_sign(parent, code, digest)
    answer = hasty.post("/intake/code/", {"code": code, "shown_digest": digest})
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "Код, скорее всего, уже принят" in words
    assert "Подать заявку без приглашения" not in words
    assert Signature.objects.get().document_key == Document.objects.get(state="signed").key


def test_an_answer_the_site_cannot_read_is_explained_in_russian(db):
    answer = bad_request(RequestFactory().post("/intake/code/"), ValueError())
    assert answer.status_code == 400
    assert "Записанное с первого раза сохранилось" in answer.content.decode()


def test_a_code_that_cannot_be_entered_any_more_is_not_asked_for(parent):
    code, digest = code_to(PARENT), parent.digest
    for _attempt in range(5):
        press_sign(parent, wrong(code), digest)
    assert "Ошибка" in parent.text
    parent.get("code")
    assert "попытки кончились. Получите новый." in parent.text
    assert 'name="code"' not in parent.text


def test_a_code_whose_time_is_over_is_not_asked_for(parent, time_machine):
    assert code_to(PARENT)
    parent.get("code")
    assert 'name="code"' in parent.text
    time_machine.move_to(timezone.now() + timedelta(minutes=21))
    parent.get("code")
    assert "его время вышло. Получите новый." in parent.text
    assert 'name="code"' not in parent.text


def token_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode()).group(1)


def test_a_tab_about_one_child_answers_nothing_once_the_link_of_another_is_open(parent):
    """Two links in one browser: the page of the first child must not answer for the second."""
    school = Document.objects.first().school
    invited_family(school, years=11, given_name="Егор", guardian_contact="second@example.org")
    run_tasks()
    first, second = link_to(PARENT), link_to("second@example.org")
    browser = Client(enforce_csrf_checks=True)
    browser.get(first, follow=True)
    before = token_of(browser.get("/intake/publication/"))
    browser.get(first, follow=True)
    answer = {"photo": "yes", "csrfmiddlewaretoken": before}
    assert browser.post("/intake/publication/", answer).status_code == 302
    browser.get(second, follow=True)
    stale = browser.post("/intake/who-signs/", {"csrfmiddlewaretoken": before})
    assert stale.status_code == 403
    assert "Ничего не отправлено" in stale.content.decode()
    assert "откройте его ссылку ещё раз" in stale.content.decode()
    fresh = token_of(browser.get("/intake/who-signs/"))
    assert browser.post("/intake/who-signs/", {"csrfmiddlewaretoken": fresh}).status_code == 302
