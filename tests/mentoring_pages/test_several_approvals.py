"""Whoever considered, agreed or adopted an act stands on its page and its paper as in the file."""

from datetime import UTC, date, datetime

import pytest

from mentoring_pages.importing.reading import read_bytes
from mentoring_pages.models import Edition, RegulationPage
from mentoring_pages.services.importing import import_act
from tests.schools import make_school

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
