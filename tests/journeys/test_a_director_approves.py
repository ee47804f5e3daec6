"""One person in all roles leads a draft to an order, in a real browser."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from mentoring_pages.models import ApprovalAct, Edition
from tests.mentoring_pages.editions import MEETING, approve, block, body, make_act
from tests.schools import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def act(school):
    """An act with one edition and a draft that changes it."""
    page = approve(make_act(school), "41-од", date(2025, 9, 1))
    page.body = body(*page.body.get_prep_value(), block("1.2", MEETING))
    page.save_revision()
    return page


def action(person, act, words):
    """A button of the page's editor, brought to light with «Больше действий»."""
    person.page.goto(f"{person.base}/cms/pages/{act.pk}/edit/")
    footer = person.page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Больше действий").click()
    return footer.get_by_role("button", name=words).first


def test_a_director_sends_off_and_approves_by_an_order_in_one_act(walker, school, act):
    make_staff("nina", editor=school, curator=school, director=school)
    nina = walker("director", width=1280)
    nina.sign_in("nina")
    page = nina.page
    page.goto(f"{nina.base}/cms/nastavnik/editions/{act.pk}/changes/")
    nina._picture()
    assert "Добавлен 1 пункт." in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать проект приказа").click()
    assert download.value.suggested_filename == "o-vnesenii-izmeneniy.docx"

    with page.expect_navigation():
        action(nina, act, "Отправить в").click()
    action(nina, act, "Утвердить приказом").click()
    modal = page.locator(".modal")
    modal.get_by_label("Номер приказа").fill("60-од")
    modal.get_by_label("Дата приказа").fill("2026-09-01")
    modal.get_by_label("несущественное").check()
    nina._picture()
    with page.expect_navigation():
        modal.get_by_role("button", name="Утвердить приказом").click()
    assert urlsplit(page.url).path.startswith("/cms/")
    edition = Edition.objects.get(number=2)
    assert (edition.order_number, edition.change) == ("60-од", "minor")
    assert ApprovalAct.objects.get(kind="ordered").roles == ["editor", "curator", "director"]
