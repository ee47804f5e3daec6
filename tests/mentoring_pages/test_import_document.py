"""``manage.py import_document`` seen from outside: files in, draft pages and sentences out."""

import io
import json
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from mentoring_pages.importing import recognise_act
from mentoring_pages.models import GlossaryPage, GlossaryTerm, RegulationPage, School
from mentoring_pages.services.importing import glossary_doubts, import_regulation
from tests.schools import make_school

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

ACT = """МБОУ «Ивановская школа»

УТВЕРЖДАЮ
Директор школы
Ольхина Т.С.
Приказ № 12/3 от «1» сентября 2025 г.

ПОЛОЖЕНИЕ

о наставничестве в МБОУ «Ивановская школа»

1. Общие положения

1.1. Положение написано для участников в возрасте от 11 лет.

1.2. Термины и понятия этого Положения:

Напарник – тот, кто идёт рядом.

Маршрут – путь, выбранный вместе.

2. Порядок работы

2.1. Мониторинг проводится до 15 декабря.
Ежегодно не позднее 25 декабря школа направляет сведения о количестве участников.

Приложение № 1
к Положению о наставничестве

Этапы работы

№	Этап
1	Знакомство
2	Прощание

Глоссарий форм работы

Кружок – встреча по четвергам.

Поход – встреча на ходу.
"""


@pytest.fixture
def school(db: None) -> School:
    return make_school("ivanovo")


@pytest.fixture
def act_file(tmp_path: Path) -> Path:
    path = tmp_path / "act.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def run(*args: object) -> str:
    out = io.StringIO()
    call_command("import_document", *map(str, args), stdout=out)
    return out.getvalue()


def refused(*args: object) -> str:
    err = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_document", *map(str, args), stderr=err)
    assert stop.value.code == 2
    lines = err.getvalue().strip().splitlines()
    assert len(lines) == 1
    return lines[0]


def block(page: RegulationPage, number: str) -> dict[str, object]:
    return next(
        raw
        for raw in page.body.get_prep_value()
        if isinstance(raw["value"], dict) and raw["value"].get("number") == number
    )


def test_a_file_becomes_an_unpublished_page_with_its_order(school: School, act_file: Path) -> None:
    run(act_file)
    page = RegulationPage.objects.get()
    assert not page.live
    assert page.get_parent().pk == school.site.root_page_id
    assert page.title == "Положение о наставничестве в МБОУ «Ивановская школа»"
    assert (page.act_heading, page.order_number, page.order_date) == (
        "Положение",
        "12/3",
        date(2025, 9, 1),
    )
    assert (page.approval_post, page.approval_name) == ("Директор школы", "Ольхина Т.С.")
    assert page.get_latest_revision().as_object().body[0].value["text"] == "Общие положения"


def test_each_block_keeps_a_key_of_its_own(school: School, act_file: Path) -> None:
    run(act_file)
    keys = [raw["id"] for raw in RegulationPage.objects.get().body.get_prep_value()]
    assert len(keys) == len(set(keys)) > 10
    assert all(len(key) == 36 for key in keys)


def test_a_definition_cites_the_key_of_its_clause(school: School, act_file: Path) -> None:
    run(act_file)
    page = RegulationPage.objects.get()
    assert [(term.term, term.definition) for term in page.terms.all()] == [
        ("Напарник", "тот, кто идёт рядом."),
        ("Маршрут", "путь, выбранный вместе."),
    ]
    assert {term.clause_key for term in page.terms.all()} == {block(page, "1.2")["id"]}


def test_one_clause_may_carry_two_meanings(school: School, act_file: Path) -> None:
    run(act_file)
    page = RegulationPage.objects.get()
    assert block(page, "1.1")["value"]["meaning"] == ["age-range"]
    assert block(page, "2.1")["value"]["meaning"] == ["monitoring-deadlines", "annual-return"]


def test_a_table_is_a_table_of_the_page(school: School, act_file: Path) -> None:
    run(act_file)
    tables = [b.value for b in RegulationPage.objects.get().body if b.block_type == "table"]
    assert [table["data"] for table in tables] == [
        [["№", "Этап"], ["1", "Знакомство"], ["2", "Прощание"]]
    ]


def test_the_glossary_of_an_act_becomes_the_schools_draft_glossary(
    school: School, act_file: Path
) -> None:
    run(act_file)
    glossary = GlossaryPage.objects.get()
    assert not glossary.live
    terms = glossary.get_latest_revision_as_object().terms.all()
    assert {term.term: term.definition for term in terms} == {
        "Кружок": "встреча по четвергам.",
        "Поход": "встреча на ходу.",
    }


def test_a_term_the_school_has_explained_is_neither_changed_nor_doubled(school: School) -> None:
    glossary = GlossaryPage(title="Слова", slug="slova")
    glossary.terms.add(GlossaryTerm(term="кружок", definition="наше объяснение"))
    school.site.root_page.add_child(instance=glossary)
    glossary.save_revision().publish()

    act = recognise_act(ACT)
    doubts = glossary_doubts(act=act, school=school)
    import_regulation(act=act, school=school, owner=None, now=NOW)

    assert doubts == ("Термин «Кружок» уже есть в глоссарии школы. Прежнее объяснение оставлено.",)
    glossary = GlossaryPage.objects.get()
    assert [term.term for term in glossary.terms.all()] == ["кружок"]
    draft = glossary.get_latest_revision_as_object().terms.all()
    assert {term.term: term.definition for term in draft} == {
        "кружок": "наше объяснение",
        "Поход": "встреча на ходу.",
    }


def test_importing_twice_makes_two_drafts_at_two_addresses_and_one_glossary(
    school: School, act_file: Path
) -> None:
    run(act_file)
    run(act_file)
    assert set(RegulationPage.objects.values_list("slug", flat=True)) == {
        "polozhenie",
        "polozhenie-2",
    }
    assert GlossaryPage.objects.get().get_latest_revision_as_object().terms.count() == 2


def test_the_draft_bears_the_time_it_was_given(school: School) -> None:
    page = import_regulation(act=recognise_act(ACT), school=school, owner=None, now=NOW)
    assert page.get_latest_revision().created_at == NOW


def test_an_order_without_a_number_leaves_the_page_unapproved(school: School) -> None:
    act = recognise_act(ACT.replace("№ 12/3 ", ""))
    page = import_regulation(act=act, school=school, owner=None, now=NOW)
    assert not page.is_approved
    assert page.order_date is None
    assert any("номер приказа" in doubt for doubt in act.doubts)


def test_an_imported_page_can_be_published_as_it_is(school: School) -> None:
    page = import_regulation(act=recognise_act(ACT), school=school, owner=None, now=NOW)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_a_dry_run_reads_and_writes_nothing(school: School, act_file: Path) -> None:
    out = run(act_file, "--dry-run")
    assert "ничего не записано" in out
    assert "Пунктов и разделов: 5" in out
    assert not RegulationPage.objects.exists()
    assert not GlossaryPage.objects.exists()


def test_json_is_the_recognised_tree(school: School, act_file: Path) -> None:
    tree = json.loads(run(act_file, "--dry-run", "--json"))
    assert tree["kind"] == "regulation"
    assert tree["approval"] == [
        {
            "role": "УТВЕРЖДАЮ",
            "post": "Директор школы",
            "name": "Ольхина Т.С.",
            "order_number": "12/3",
            "order_date": "2025-09-01",
            "body": "",
            "paper": "order",
        }
    ]
    assert [section["number"] for section in tree["sections"]] == ["1", "2"]
    assert [clause["number"] for clause in tree["sections"][0]["clauses"]] == ["1.1", "1.2"]
    assert [appendix["title"] for appendix in tree["appendices"]] == [
        "Этапы работы",
        "Глоссарий форм работы",
    ]
    assert tree["tables"][0]["appendix"] == "1"
    assert tree["coverage"] > 0.95
    assert tree["dropped"] == ["МБОУ «Ивановская школа»"]


def test_with_several_schools_the_command_asks_which(school: School, act_file: Path) -> None:
    make_school("petrovo")
    assert "ivanovo, petrovo" in refused(act_file)
    assert not RegulationPage.objects.exists()
    run(act_file, "--school", "petrovo")
    assert RegulationPage.objects.get().get_parent().slug == "petrovo"


def test_an_unknown_school_is_refused_with_the_keys_there_are(
    school: School, act_file: Path
) -> None:
    assert "ivanovo" in refused(act_file, "--school", "nowhere")


def test_without_any_school_the_command_says_so(db: None, act_file: Path) -> None:
    said = refused(act_file)
    assert "школ ещё нет" in said
    assert "open_school" in said
    assert "--dry-run" in said


def test_without_any_school_the_recognised_tree_is_printed_and_the_command_still_fails(
    db: None, act_file: Path
) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_document", str(act_file), "--json", stdout=out, stderr=io.StringIO())
    assert ended.value.code == 2
    assert json.loads(out.getvalue())["coverage"] > 0.95


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "пуст"),
        (b" \n\t\r\n", "пуст"),
        (b"\xef\xbb\xbf\n", "пуст"),
        (b"%PDF-1.7\n" + bytes(range(256)), "повреждён"),
        (b"PK\x03\x04" + b"word/document.xml", "повреждён"),
        (bytes(range(256)) * 40, "не читается"),
        (ACT.encode("cp866", "replace"), "Кодировка"),
        (b"\xd0" * 5_242_881, "больше 5 МБ"),
    ],
    ids=["empty", "blank", "bom", "pdf", "docx", "bytes", "cp866", "too big"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    school: School, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    assert words in refused(path)
    assert not RegulationPage.objects.exists()


def test_a_file_that_is_not_there_is_refused_in_one_line(school: School, tmp_path: Path) -> None:
    assert "не найден" in refused(tmp_path / "nothing.txt")


def test_a_file_of_fifty_megabytes_is_never_read_whole(school: School, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    assert "больше 20" in refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 48 * 1024 * 1024


def test_a_cp1251_file_is_read_like_a_utf8_one(school: School, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(ACT.replace("\n", "\r\n").encode("cp1251"))
    run(path)
    assert RegulationPage.objects.get().terms.count() == 2


def test_markup_in_the_text_arrives_as_text(school: School) -> None:
    act = recognise_act(ACT.replace("Мониторинг", "<script>alert(1)</script> Мониторинг"))
    page = import_regulation(act=act, school=school, owner=None, now=NOW)
    assert "<script>alert(1)</script>" in block(page, "2.1")["value"]["text"]


@pytest.mark.customer_documents
def test_the_two_real_regulations_become_pages_and_one_glossary(
    school: School, customer_documents: Path
) -> None:
    for prefix in ("000", "001"):
        (path,) = customer_documents.glob(f"{prefix}_*.txt")
        out = run(path)
    assert "уже есть в глоссарии школы" in out
    pages = list(RegulationPage.objects.order_by("pk"))
    assert [len(page.body) for page in pages] == [183, 188]
    assert all(page.is_approved and page.terms.count() == 10 for page in pages)
    assert GlossaryPage.objects.get().get_latest_revision_as_object().terms.count() == 10
    for page in pages:
        page.get_latest_revision().publish()
    assert RegulationPage.objects.live().count() == 2
