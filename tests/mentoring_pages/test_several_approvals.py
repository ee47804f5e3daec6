"""Whoever considered, agreed or adopted an act stands on its page and its paper as in the file."""

import re
from datetime import UTC, date, datetime

import pytest

from mentoring_pages.importing.reading import read_bytes
from mentoring_pages.models import Edition, RegulationPage
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.importing import import_act
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
ACT = """ПРИНЯТО                                   УТВЕРЖДЕНО
на заседании педагогического              приказом директора школы
совета                                    от 02.09.2024 г. № 87/1-од
Протокол № 1 от 30.08.2024 г.             Директор ___________ Е.В. Рябинина

ПОЛОЖЕНИЕ
о наставничестве

1. Общие положения

1.1. Наставничество в школе добровольное.
"""


@pytest.fixture
def act():
    school = make_school("school")
    imported = read_bytes(ACT.encode(), name="act.txt")
    page = import_act(act=imported, school=school, owner=None, now=NOW)
    page.get_latest_revision().publish()
    return RegulationPage.objects.get(pk=page.pk)


def test_a_second_block_of_the_file_is_kept_with_its_minutes(act):
    (other,) = (block.value for block in act.approvals)
    assert (other["heading"], other["order_number"]) == ("ПРИНЯТО", "1")
    assert other["order_date"] == date(2024, 8, 30)
    assert other["is_protocol"] is True
    assert (act.order_number, act.order_date) == ("87/1-од", date(2024, 9, 2))


def test_the_page_shows_both_blocks(act, client):
    page = client.get(act.url).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert page.index("ПРИНЯТО") < page.index("УТВЕРЖДЕНО")
    assert "Протокол № 1 от 30.08.2024" in page


def test_the_frozen_edition_keeps_them_and_an_act_without_them_has_no_such_part(act):
    assert [one["heading"] for one in Edition.objects.get().tree["approvals"]] == ["ПРИНЯТО"]
    act.approvals = []
    act.save_revision().publish()
    assert "approvals" not in Edition.objects.order_by("-number").first().tree


def test_the_paper_shows_both_blocks_too(act, client):
    assert client.get(f"{act.url}fail/pdf/").status_code == 200
    data = client.get(f"{act.url}fail/json/").json()
    assert "ПРИНЯТО" in str(data)


def said_at_the_next_meeting(act):
    act.approvals = [
        {"type": "approval", "value": {**block.value, "order_number": "4"}}
        for block in act.approvals
    ]
    return act


def test_the_changes_say_that_another_meeting_adopted_the_act(act, client):
    act = said_at_the_next_meeting(act)
    act.order_number = "90-од"
    act.save_revision().publish()
    page = client.get(f"{act.url}izmeneniya/1/2/").content.decode()
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    changed = page[page.index("Кто рассмотрел и согласовал") :]
    assert re.search(r"<del>.*Протокол № 1 от 30.08.2024.*</del>", changed, re.IGNORECASE)
    assert re.search(r"<ins>.*Протокол № 4 от 30.08.2024.*</ins>", changed, re.IGNORECASE)


def test_the_same_blocks_are_no_change(act, client):
    act.order_number = "90-од"
    act.save_revision().publish()
    page = client.get(f"{act.url}izmeneniya/1/2/").content.decode()
    assert "Кто рассмотрел и согласовал" not in page


def test_the_order_of_the_workflow_leaves_the_other_blocks_as_they_were(act):
    school = Edition.objects.get().school
    director = make_staff("director", editor=school, curator=school, director=school)
    said_at_the_next_meeting(act).save_revision(user=director)
    act.get_workflow().start(act, director)
    order = {
        "order_number": "90-од",
        "order_date": "2026-09-01",
        "in_force_from": "",
        "change": "minor",
    }
    page = RegulationPage.objects.get(pk=act.pk)
    page.current_workflow_task.on_action(
        page.current_workflow_task_state, director, BY_ORDER, **order
    )
    latest = Edition.objects.order_by("-number").first()
    assert (latest.order_number, latest.tree["approvals"][0]["order_number"]) == ("90-од", "4")
