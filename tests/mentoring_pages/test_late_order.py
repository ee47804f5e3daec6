"""Approving a text by days before those of the text in force: asked, kept as history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentoring_pages.models import ApprovalAct, Edition, RegulationPage
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.timeline import timeline_of
from tests.mentoring_pages.editions import DIARY, approve, make_act
from tests.mentoring_pages.test_approval import change_text, press, staff, submit
from tests.schools import make_school

pytestmark = pytest.mark.django_db

IN_FORCE = date(2025, 9, 1)
EARLIER = {"order_number": "12-од", "order_date": "2024-09-01", "change": "major"}
XHR = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def nina(school):
    return staff("nina", editor=school, curator=school, director=school)


@pytest.fixture
def draft(school, nina):
    """A changed text on its way, over an edition in force since 2025."""
    page = approve(make_act(school), "48-од", IN_FORCE)
    change_text(page, DIARY)
    submit(page, nina)
    return page


def in_force(page):
    return timeline_of(page_key=page.translation_key).on(date(2026, 1, 1)).order_number


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (EARLIER, "в силу он не вступит"),
        ({**EARLIER, "in_force_from": "2025-10-01"}, "датирован раньше, чем приказ № 48-од"),
    ],
)
def test_an_earlier_day_approves_nothing_until_somebody_says_it_is_meant(draft, nina, order, words):
    with pytest.raises(ValidationError) as refused:
        press(draft, nina, BY_ORDER, **order)
    assert words in " ".join(refused.value.messages)
    assert (Edition.objects.count(), ApprovalAct.objects.filter(kind="ordered").count()) == (1, 0)


def test_an_older_edition_entered_late_is_history_and_the_one_in_force_stays(draft, nina):
    press(draft, nina, BY_ORDER, **EARLIER, days_meant="on")
    assert Edition.objects.count() == 2
    assert in_force(draft) == "48-од"
    found = timeline_of(page_key=draft.translation_key)
    assert found.on(date(2024, 10, 1)).order_number == "12-од"


def test_the_modal_says_what_happened_and_asks_on_the_same_page(draft, nina, client):
    client.force_login(nina)
    state = RegulationPage.objects.get(pk=draft.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, BY_ORDER, state.pk))
    page = client.get(address).json()["html"]
    assert "Даты верны" not in page
    named = {**EARLIER, "page": str(draft.translation_key)}
    assert named["page"] in page
    asked = client.post(address, named, headers=XHR).json()["html"]
    assert "приказу № 48-од от 01.09.2025" in asked
    assert "Даты верны: утвердить так" in asked
    assert 'value="12-од"' in asked
    assert client.post(address, {**named, "days_meant": "on"}, headers=XHR).json()["step"] == (
        "success"
    )
    assert Edition.objects.count() == 2


def test_publishing_a_draft_with_an_earlier_order_asks_first(school, nina, client):
    page = approve(make_act(school), "48-од", IN_FORCE)
    page.order_number, page.order_date = "12-од", date(2024, 9, 1)
    page.save_revision(user=nina)
    client.force_login(nina)
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    assert "в силу он не вступит" in client.get(ask).content.decode()
