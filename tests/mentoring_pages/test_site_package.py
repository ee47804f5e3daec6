"""The package for the official site, and where files of an act are offered."""

import hashlib
import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
import time_machine
from pypdf import PdfReader

from mentoring_pages.models import Edition
from tests.acts import block, make_act, rewrite, table
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

HOST = {"host": "first.example.org"}

BLOCKS = [
    block("section", 1, "1", "Общие положения"),
    block("clause", 2, "1.1", "Наставник – тот, кто «делится» опытом ☑ и ₽."),
    block("item", 3, "а", "со школьниками;"),
    block("item", 3, "б", "с <b>учителями</b>."),
    block("appendix", 1, "1", "к Положению о наставничестве"),
    block("section", 2, "", "Перечень встреч"),
    table(("Встреча", "Срок"), *((f"Встреча {n}", "сентябрь") for n in range(150))),
]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 9, 7, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def act(school):
    return make_act(school, BLOCKS)


@pytest.fixture
def get(client):
    def get(address, **headers):
        return client.get(f"/polozhenie/{address}", headers={**HOST, **headers})

    return get


FOOT = re.compile(r"^.*?стр\. \d+ из \d+ ")
"""The renderer writes the foot of a page before its text."""


def pages_of(answer):
    assert answer.status_code == 200
    reader = PdfReader(io.BytesIO(answer.content))
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    return [f"{FOOT.sub('', text)} {FOOT.search(text).group()}" for text in texts]


@pytest.fixture
def editor(school, client):
    user = make_staff("editor", editor=school)
    client.force_login(user)
    return user


def unpack(answer):
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_has_the_files_the_card_and_the_news(get, act, editor):
    files = unpack(get("paket/"))

    assert set(files) == {
        "polozhenie.pdf",
        "polozhenie.docx",
        "README.txt",
        "kartochka.txt",
        "novost-vk.txt",
        "novost-max.txt",
    }
    assert files["polozhenie.pdf"] == get("fail/pdf/").content
    card = files["kartochka.txt"].decode("utf-8-sig")
    assert "Утверждено: приказ № 05-од от 12.01.2026" in card
    assert hashlib.sha256(files["polozhenie.pdf"]).hexdigest() in card
    assert Edition.objects.get().digest in card
    assert "/polozhenie/redakciya/1/" in card
    assert "десяти рабочих дней" in files["README.txt"].decode("utf-8-sig")


def test_news_are_ready_plain_and_calm(get, act, editor):
    files = unpack(get("paket/"))

    for name in ("novost-vk.txt", "novost-max.txt"):
        news = files[name].decode("utf-8-sig")
        assert news.startswith("Утверждён документ: Положение о наставничестве.\r\n")
        assert "12 января 2026 года" in news
        assert "http://first.example.org/polozhenie/" in news
        assert "Лаптева Вера Ильинична" in news
        assert not set(news) & set("!<>{}&")


def test_news_of_a_later_edition_lead_to_what_changed(get, act, editor):
    rewrite(act, BLOCKS[:2], order_number="9-од", order_date=date(2026, 9, 1))

    news = unpack(get("paket/"))["novost-vk.txt"].decode("utf-8-sig")

    assert news.startswith("Обновился документ:")
    assert "/polozhenie/izmeneniya/1/2/" in news


def test_the_same_package_has_the_same_bytes(get, act, editor):
    assert get("paket/").content == get("paket/").content


def test_nobody_else_gets_the_package(get, act):
    assert get("paket/").status_code == 404


def test_an_editor_of_another_school_does_not_get_the_package(get, act, client):
    client.force_login(make_staff("stranger", editor=make_school("second")))

    assert get("paket/").status_code == 404


def test_staff_get_the_saved_draft_of_a_published_act_as_a_draft(client, act, editor):
    act.act_title = "о наставничестве и шефстве"
    act.save_revision()

    pages = pages_of(client.get(f"/cms/nastavnik/acts/{act.pk}/pdf/"))

    assert pages[0].startswith("ПРОЕКТ")
    assert "о наставничестве и шефстве" in pages[0]


def test_a_reader_is_offered_files_and_staff_the_package_too(client, act, school):
    def html():
        return client.get("/polozhenie/", headers=HOST).content.decode()

    assert 'href="/polozhenie/fail/pdf/"' in html()
    assert "/polozhenie/paket/" not in html()
    client.force_login(make_staff("stranger", editor=make_school("second")))
    assert "/polozhenie/paket/" not in html()
    client.force_login(make_staff("editor", editor=school))
    assert 'href="/polozhenie/paket/"' in html()


def test_an_old_edition_is_offered_as_files_of_its_own(client, act):
    html = client.get("/polozhenie/redakciya/1/", headers=HOST).content.decode()

    assert 'href="/polozhenie/redakciya/1/pdf/"' in html


def test_the_editor_has_the_files_in_the_menu_of_the_page(client, act, editor):
    html = client.get(f"/cms/pages/{act.pk}/edit/").content.decode()

    assert f"/cms/nastavnik/acts/{act.pk}/docx/" in html
    assert f"/cms/nastavnik/acts/{act.pk}/zip/" in html


def test_staff_get_the_package_from_the_admin(client, act, editor):
    assert "kartochka.txt" in unpack(client.get(f"/cms/nastavnik/acts/{act.pk}/zip/"))


def test_a_package_of_a_draft_is_refused_with_words(client, school, editor):
    draft = make_act(school, BLOCKS, order_number="", publish=False)

    answer = client.get(f"/cms/nastavnik/acts/{draft.pk}/zip/", follow=True)

    assert "Сначала проведите документ через согласование" in answer.content.decode()
