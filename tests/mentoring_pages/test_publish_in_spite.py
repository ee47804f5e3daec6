"""Publishing a text with violations: asked first, in every way a page goes live."""

import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from mentoring_pages import ports
from mentoring_pages.models import (
    Edition,
    RegulationPage,
    School,
)
from mentoring_pages.models.approval import BY_ORDER
from tests.mentoring_pages.text_checks import FAULT, editor_form, make_act
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("first")


@pytest.fixture
def editor(school, client):
    user = make_staff("editor", editor=school)
    client.force_login(user)
    return user


def test_publishing_a_violation_asks_first_and_keeps_what_was_typed(school, editor, client) -> None:
    page = make_act(school, FAULT)
    form = editor_form(client, page) | {
        "body-1-value-text": "Набранное: см. пункт 7.7.",
        "action-publish": "1",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    assert (answer.status_code, answer.get("Location")) == (302, ask)
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().body[1].value["text"].startswith("Набранное")

    question = client.get(ask).content.decode()
    assert "сохранён как черновик" in question
    assert "пункта\N{NO-BREAK SPACE}7.7" in question
    client.post(ask, {"revision": page.get_latest_revision().pk})
    page.refresh_from_db()
    assert page.live
    assert (
        Edition.objects.get(page_key=page.translation_key)
        .tree["blocks"][1]["value"]["text"]
        .startswith("Набранное")
    )


def test_a_draft_that_changed_meanwhile_is_looked_at_again(school, editor, client) -> None:
    page = make_act(school, FAULT)
    seen = page.get_latest_revision().pk
    page.save_revision()
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    assert client.post(ask, {"revision": seen})["Location"] == ask
    page.refresh_from_db()
    assert not page.live


def test_a_text_without_violations_is_published_at_once(school, editor, client) -> None:
    page = make_act(school, "Кружок открывает директор.")
    form = editor_form(client, page) | {"action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    page.refresh_from_db()
    assert page.live


def test_publishing_for_a_later_day_asks_too_and_says_when(school, editor, client) -> None:
    page = make_act(school, FAULT)
    page.go_live_at = datetime(2036, 1, 10, 9, 0, tzinfo=UTC)
    page.save_revision()
    form = editor_form(client, page) | {"go_live_at": "2036-01-10 12:00", "action-publish": "1"}
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert (answer.status_code, answer.get("Location")) == (302, ask)
    page.refresh_from_db()
    said = client.post(ask, {"revision": page.get_latest_revision().pk}, follow=True)
    assert "выйдет на сайт 10.01.2036" in said.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision().approved_go_live_at is not None
    assert not Edition.objects.exists()
    with time_machine.travel("2036-01-10 09:30+00:00", tick=False):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live
    assert Edition.objects.get().page_key == page.translation_key


def test_publishing_many_pages_asks_once_and_publishes_none_before(school, editor, client) -> None:
    faulty, sound = make_act(school, FAULT), make_act(school, "Кружок открыт.", slug="sound")
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={faulty.pk}&id={sound.pk}&next=/cms/"
    )
    question = client.post(address, {"next": "/cms/"}).content.decode()
    assert "Опубликовать с нарушениями?" in question
    assert "9.9 в документе нет" in question
    assert [page.live for page in RegulationPage.objects.all()] == [False, False]
    (about,) = re.findall(r'name="in_spite_of" value="([^"]+)"', question)

    faulty.save_revision()
    again = client.post(address, {"next": "/cms/", "in_spite_of": about})
    assert "Опубликовать с нарушениями?" in again.content.decode()
    (about,) = re.findall(r'name="in_spite_of" value="([^"]+)"', again.content.decode())
    assert client.post(address, {"next": "/cms/", "in_spite_of": about}).status_code == 302
    assert [page.live for page in RegulationPage.objects.all()] == [True, True]


def test_pages_below_those_chosen_are_asked_about_as_well(school, editor, client) -> None:
    page = make_act(school, FAULT)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(
        f"{address}?id={school.site.root_page.pk}&next=/cms/", {"include_descendants": "on"}
    )
    assert "Опубликовать с нарушениями?" in answer.content.decode()
    assert 'name="include_descendants" value="on"' in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(
    ("text", "is_warned"), [(FAULT, True), ("Кружок открывает директор.", False)]
)
def test_whoever_approves_by_order_sees_the_violations_first(
    school, client, text: str, is_warned: bool
) -> None:
    page = make_act(school, text)
    nina = make_staff("nina", editor=school, curator=school, director=school)
    client.force_login(nina)
    page.get_workflow().start(page, nina)
    state = RegulationPage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, BY_ORDER, state.pk))
    form = client.get(address).json()["html"]
    assert "Номер приказа" in form
    assert ("Проверка нашла в тексте нарушения." in form) is is_warned
    assert ("Утвердить, несмотря на нарушения" in form) is is_warned
    assert ("9.9 в документе нет" in form) is is_warned


# A text that waits for its day


@pytest.fixture
def law_of_2036(settings, tmp_path):
    """A rule of the school's own that holds from the new year."""
    rule = {
        "key": "old-word",
        "degree": "violation",
        "title": "Кружки переименованы",
        "what": "Слово «{quote}» с нового года не пишут.",
        "why": "Так решено.",
        "advice": "Напишите «объединение».",
        "since": "2036-01-01",
        "source": "приказ 2035 года",
        "find": ["кружок"],
        "examples": {"found": ["Кружок открыт"], "clean": ["Объединение открыто"]},
    }
    rules = {"about": "Rules for a test.", "rules": [rule]}
    (tmp_path / "own.json").write_text(json.dumps(rules), encoding="utf-8")
    settings.NASTAVNIK_LINT_RULES = [tmp_path]


def wait_for_its_day(school, text: str, *, asked_on: str) -> RegulationPage:
    """An act that somebody scheduled on that day for 10 January 2036."""
    with time_machine.travel(f"{asked_on} 09:00+00:00", tick=False):
        page = make_act(school, text)
        page.go_live_at = datetime(2036, 1, 10, 9, 0, tzinfo=UTC)
        page.save_revision().publish()
    with time_machine.travel("2036-01-10 09:30+00:00", tick=False):
        call_command("publish_scheduled")
    page.refresh_from_db()
    return page


def test_a_text_that_broke_the_law_while_it_waited_stays_a_draft_and_says_so(
    school, editor, client, law_of_2036
) -> None:
    page = wait_for_its_day(school, "Кружок открыт.", asked_on="2035-12-20")
    assert not page.live
    assert not Edition.objects.exists()
    due = {item.label: item for item in ports.due_items(user=editor, day=date(2036, 1, 10))}
    item = due["По расписанию не опубликовано: в тексте есть нарушения"]
    assert item.address == reverse("wagtailadmin_pages:edit", args=[page.pk])
    with time_machine.travel("2036-01-10 10:00+00:00", tick=False):
        client.force_login(editor)
        said = client.get(item.address).content.decode()
    assert "нарушение, которого не было, когда вы назначали день" in said
    assert "с нового года не пишут" in said


@pytest.mark.parametrize(
    ("text", "asked_on"),
    [("Кружок открыт.", "2036-01-05"), (FAULT, "2035-12-20"), ("Всё хорошо.", "2035-12-20")],
)
def test_a_text_that_is_as_it_was_when_somebody_named_the_day_goes_live(
    school, law_of_2036, text: str, asked_on: str
) -> None:
    assert wait_for_its_day(school, text, asked_on=asked_on).live


def test_a_page_that_was_live_stays_as_it_was_when_its_new_text_is_refused(
    school, law_of_2036
) -> None:
    with time_machine.travel("2035-12-10 09:00+00:00", tick=False):
        page = make_act(school, "Объединение открыто.")
        page.save_revision().publish()
    with time_machine.travel("2035-12-20 09:00+00:00", tick=False):
        page = RegulationPage.objects.get(pk=page.pk)
        body = page.body
        body[1].value["text"] = "Кружок открыт."
        page.body, page.go_live_at = body, datetime(2036, 1, 10, 9, 0, tzinfo=UTC)
        page.save_revision().publish()
    with time_machine.travel("2036-01-10 09:30+00:00", tick=False):
        call_command("publish_scheduled")
    page = RegulationPage.objects.get(pk=page.pk)
    assert page.live
    assert page.body[1].value["text"] == "Объединение открыто."
