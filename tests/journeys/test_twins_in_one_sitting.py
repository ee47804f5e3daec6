"""A mother of twins signs for both in one sitting; the curator sees it and reminds the silent."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from intake.models import Document, OutboundMessage
from tests.families import PARENT, code_to, invited_family, link_to, twin_of
from tests.journeys.test_a_family_consents import sign_processing
from tests.journeys.test_staff_pages import faults
from tests.schools import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def in_the_admin(person, user, address):
    """A page of staff, looked at on a telephone and on a desk."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    person.page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": person.base}]
    )
    person.page.goto(person.base + address)
    person.seen += 1
    person._picture()
    found = list(faults(person.page, address))
    person.page.set_viewport_size({"width": 360, "height": 800})
    return found + list(faults(person.page, address))


def test_twins_are_signed_for_in_one_sitting_and_never_mix(walker, school):
    petya = invited_family(school, years=12)
    link = link_to(PARENT)
    masha = twin_of(petya, "Мария")
    invited_family(school, years=12, given_name="Олег", guardian_contact="papa@example.org")
    invited_family(school, years=12, given_name="Глеб", guardian_contact="")
    mother = walker("mother-of-twins")
    mother.open(link)
    sign_processing(mother, PARENT)
    assert mother.heading == "Готово"
    first = code_to(PARENT)
    mother.press("Перейти к документам: Мария")
    assert "Документы участника: Мария" in mother.page.inner_text("main")
    mother.press("Продолжить")
    mother.press("Подтверждаю, продолжить")
    mother.press("Подписать")
    mother.press("Ничего не публиковать")
    mother.press("Получить код")
    mother.type("Код из письма", first)
    mother.press("Подписать")
    assert not Document.objects.filter(participant=masha.participant, state="signed").exists()
    mother.type("Код из письма", code_to(PARENT))
    mother.press("Подписать")
    assert mother.heading == "Готово"
    assert "осталось" not in mother.page.inner_text("main")
    papers = Document.objects.filter(state="signed", kind="processing")
    assert {paper.participant_id for paper in papers} == {
        petya.participant_id,
        masha.participant_id,
    }

    OutboundMessage.objects.update(queued_at=timezone.now() - timedelta(days=5))
    curator = make_staff("kurator", curator=school)
    desk = walker("curator", width=1280)
    assert in_the_admin(desk, curator, "/cms/nastavnik/matrix/?class=7А") == []
    assert "нет контакта" in desk.page.inner_text("main")
    assert in_the_admin(desk, curator, "/cms/nastavnik/reminders/?class=7А") == []
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Отправить", exact=False).click()
    assert "напомнили" in desk.page.inner_text("main")
    assert OutboundMessage.objects.filter(kind="reminder").count() == 1
