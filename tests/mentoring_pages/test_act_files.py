"""An act as PDF, Word, JSON and as a package for the school's official site."""

import hashlib
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import time_machine
from docx import Document
from pypdf import PdfReader

import mentoring_pages.rendering
from mentoring_pages.models import ActFile, Edition, ProgrammePage, Repeal
from mentoring_pages.rendering.act_pdf import act_pdf, approver_rows
from mentoring_pages.rendering.act_sheet import sheet_of
from mentoring_pages.services import act_files
from tests.acts import block, make_act, rewrite, table
from tests.schools import make_school

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


def repeal(act, school, **changes):
    return Repeal.objects.create(
        school=school,
        page_key=act.translation_key,
        act_title=act.title,
        order_number="10",
        order_date=date(2026, 9, 1),
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
        **{"repealed_from": date(2026, 9, 5), **changes},
    )


def test_the_pdf_looks_like_the_act(get, act):
    pages = pages_of(get("fail/pdf/"))

    assert "УТВЕРЖДАЮ Директор Н. П. Орлова Приказ № 05-од от 12.01.2026" in pages[0]
    assert "ПОЛОЖЕНИЕ о наставничестве 1. Общие положения 1.1. Наставник" in pages[0]
    assert "«делится» опытом ☑ и ₽." in pages[0]
    assert "а) со школьниками; б) с <b>учителями</b>." in pages[0]
    assert f"стр. 1 из {len(pages)}" in pages[0]
    assert "Редакция № 1, действует с 12.01.2026" in pages[0]


def test_an_appendix_begins_a_page_and_a_table_repeats_its_head(get, act):
    first, *others = pages_of(get("fail/pdf/"))

    assert "Приложение" not in first
    assert others[0].startswith("Приложение № 1 к Положению о наставничестве")
    assert len(others) > 1
    assert all("Встреча Срок" in page for page in others)
    assert "Встреча 149" in others[-1]


def test_the_word_file_has_real_styles_fields_and_repeated_heads(get, act):
    answer = get("fail/docx/")
    document = Document(io.BytesIO(answer.content))

    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["ПОЛОЖЕНИЕ"] == "Title"
    assert styles["1. Общие положения"] == "Heading 1"
    assert styles["Перечень встреч"] == "Heading 2"
    assert styles["Приложение № 1\nк Положению о наставничестве".replace("№ ", "№\xa0")] == (
        "Приложение"
    )
    assert styles["а) со школьниками;"] == "Строка перечня"
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    grid = document.tables[-1]
    assert len(grid.rows) == 151
    assert "w:tblHeader" in grid.rows[0]._tr.xml
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "",
        "УТВЕРЖДАЮ\nДиректор\nН. П. Орлова\nПриказ № 05-од от 12.01.2026".replace(
            "№ 05-од от ", "№\xa005-од от\xa0"
        ),
    ]


def test_the_json_keeps_its_schema_and_its_digest_can_be_checked(get, act):
    answer = get("fail/json/")
    found = json.loads(answer.content)
    schema = Path(mentoring_pages.rendering.__file__).with_name("act.schema.json")
    jsonschema.validate(
        found,
        json.loads(schema.read_text(encoding="utf-8")),
        format_checker=jsonschema.FormatChecker(),
    )

    canonical = json.dumps(found["tree"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert found["digest"]["value"] == hashlib.sha256(canonical.encode()).hexdigest()
    assert found["digest"]["value"] == Edition.objects.get().digest
    assert found["state"] == "in_force"
    clause = found["contents"][0]["lines"][0]
    assert clause["citation"].replace("\xa0", " ") == (
        "п. 1.1 Положения о наставничестве, утв. приказом № 05-од от 12.01.2026"
    )
    assert clause["address"].endswith(f"/polozhenie/#c-{BLOCKS[1]['id']}")


@pytest.mark.parametrize("kind", ["pdf", "docx", "json"])
def test_the_same_edition_gives_the_same_bytes(get, act, kind):
    first = get(f"fail/{kind}/").content
    ActFile.objects.all().delete()

    assert get(f"redakciya/1/{kind}/").content == first


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_is_made_once(get, act, kind, monkeypatch):
    first = get(f"fail/{kind}/").content
    monkeypatch.setitem(act_files.MAKERS, kind, None)

    assert get(f"fail/{kind}/").content == first
    assert ActFile.objects.count() == 1


def test_whoever_has_the_file_is_told_that_it_did_not_change(get, act):
    tag = get("fail/pdf/")["ETag"]

    assert get("fail/pdf/", **{"if-none-match": tag}).status_code == 304


def test_the_file_has_a_russian_name(get, act):
    disposition = get("fail/docx/")["Content-Disposition"]

    assert disposition.startswith("attachment; filename*=utf-8''")
    assert unquote(disposition).endswith("Положение о наставничестве, редакция 1.docx")


def test_a_title_cannot_make_a_name_that_harms(school, get):
    make_act(school, BLOCKS, title='о "встречах"/..\\ и\nещё: ' + "длинное " * 40)

    name = unquote(get("fail/docx/")["Content-Disposition"].partition("''")[2])

    assert not set(name) & set('\\/:*?"<>|\n')
    assert len(name) < 130
    assert name.startswith("Положение о встречах")
    assert "длинное…, редакция" in name
    assert name.endswith(".docx")


def test_an_old_edition_says_on_its_first_page_what_replaced_it(get, act):
    rewrite(
        act,
        [block("clause", 1, "1", "Тьюторы собираются по средам.")],
        order_number="9-од",
        order_date=date(2026, 9, 1),
    )

    assert "Тьюторы" in pages_of(get("fail/pdf/"))[0]
    assert "её заменила редакция № 2." in pages_of(get("redakciya/1/pdf/"))[0]


def test_an_edition_that_is_still_to_come_says_so(get, act):
    rewrite(
        act,
        [block("clause", 1, "1", "Тьюторы собираются по средам.")],
        order_number="9-од",
        order_date=date(2026, 9, 1),
        in_force_from=date(2026, 9, 20),
    )

    assert "Наставник" in pages_of(get("fail/pdf/"))[0], "what holds today"
    assert "вступит в силу 20 сентября 2026 года" in pages_of(get("redakciya/2/pdf/"))[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "Документ утратил силу с 5 сентября 2026 года", id="repealed"),
        pytest.param(
            {"repealed_from": date(2026, 10, 1)}, "Документ утратит силу с 1 октября", id="will be"
        ),
    ],
)
def test_a_repealed_act_says_so_on_the_first_page_of_every_file(get, act, school, changes, words):
    kept = get("fail/pdf/").content
    repeal(act, school, **changes)

    assert words in pages_of(get("fail/pdf/"))[0]
    assert get("fail/pdf/").content != kept
    assert any(
        words in paragraph.text.replace("\xa0", " ")
        for paragraph in Document(io.BytesIO(get("fail/docx/").content)).paragraphs
    )
    assert json.loads(get("fail/json/").content)["repeal"]["order_number"] == "10"


def test_a_text_without_an_order_is_stamped_a_draft(school, get):
    make_act(school, BLOCKS, order_number="")

    first = pages_of(get("fail/pdf/"))[0]

    assert first.startswith("ПРОЕКТ")
    assert "______________ Н. П. Орлова" in first
    assert json.loads(get("fail/json/").content)["edition"] is None


@pytest.mark.parametrize(
    "address", ["fail/exe/", "fail/zip/", "redakciya/2/pdf/", "redakciya/1/zip/", "fail/"]
)
def test_a_file_that_is_not_there_is_not_found(get, act, address):
    assert get(address).status_code == 404


def test_a_deleted_act_leaves_no_files(get, act):
    get("fail/pdf/")
    act.delete()

    assert not ActFile.objects.exists()


def test_an_unpublished_act_has_no_files_for_everybody(school, get):
    make_act(school, BLOCKS, publish=False)

    assert get("fail/pdf/").status_code == 404


def test_several_approvers_stand_in_columns(get, act):
    edition = Edition.objects.get()
    tree = {
        **edition.tree,
        "approvals": [
            {"heading": "СОГЛАСОВАНО", "body": "Педагогический совет", "order_number": "3",
             "order_date": "2025-12-20"}
        ],
    }  # fmt: skip
    sheet = sheet_of(
        tree,
        order_number="05-од",
        order_date=date(2026, 1, 12),
        notices=[],
        edition="",
        digest="",
        made_at=datetime(2026, 1, 12, tzinfo=UTC),
        publisher="Школа",
    )

    assert [[one.heading for one in row] for row in approver_rows(sheet.approvers)] == [
        ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"]
    ]
    text = PdfReader(io.BytesIO(act_pdf(sheet))).pages[0].extract_text()
    assert text.index("СОГЛАСОВАНО") < text.index("УТВЕРЖДАЮ") < text.index("ПОЛОЖЕНИЕ")


def test_a_programme_is_printed_with_its_goal_and_results(client, school):
    page = ProgrammePage(
        title="Программа",
        slug="programma",
        act_heading="Программа",
        act_title="«Ученик – ученик»",
        goal="Помочь новичкам освоиться.",
        expected="Никто не остаётся один.",
        order_number="7",
        order_date=date(2026, 8, 30),
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision().publish()

    text = pages_of(client.get("/programma/fail/pdf/", headers=HOST))[0]

    assert "Цель Помочь новичкам освоиться." in text
    assert "Ожидаемые результаты Никто не остаётся один." in text
