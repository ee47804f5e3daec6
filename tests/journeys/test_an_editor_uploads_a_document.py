"""An editor brings the school's Word file and leaves with a draft, with scripts and without."""

import pytest
from playwright.sync_api import expect

from mentoring_pages.models import RegulationPage
from tests.journeys.conftest import axe
from tests.schools import make_staff
from tests.word_files import docx, level, numbering, paragraph, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEVELS = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
STAMP = "УТВЕРЖДАЮ\nДиректор школы\nМ.А. Лебедева\nПриказ № 41-од от 28.08.2026"
PLAN = (
    ("№", "Этап", "Что делаем", "Срок"),
    ("1", "Знакомство", "Встреча наставника, ученика и родителей", "до 20 сентября"),
    ("2", "Работа", "Встречи каждую неделю", "до 20 мая"),
)


def word_file():
    section, clause = (1, 0), (1, 1)
    body = [
        table(("СОГЛАСОВАНО\nСовет школы\nпротокол № 2 от 20.08.2026", STAMP), borders=False),
        paragraph("ПОЛОЖЕНИЕ"),
        paragraph("о наставничестве в школе посёлка Журавли"),
        paragraph("Общие положения", num=section),
        paragraph("Наставник и ученик работают вместе не дольше одного учебного года.", num=clause),
        paragraph("Понятия этого Положения:", num=clause),
        paragraph("Наставник – тот, кто делится опытом и отвечает за свои обещания."),
        paragraph("Ученик – тот, кто пришёл учиться сам."),
        paragraph("Порядок", num=section),
        paragraph("Мониторинг проводят два раза в год, до 20 декабря и до 20 мая.", num=clause),
        paragraph("2.3. Куратор хранит индивидуальные планы (Приложение № 3)."),
        paragraph("Приложение № 1"),
        paragraph("к Положению о наставничестве"),
        paragraph("Этапы работы"),
        table(*PLAN),
    ]
    lists = numbering({0: LEVELS}, {1: (0, "")})
    return docx("".join(body), parts={"word/numbering.xml": lists})


def look(person):
    """The part of the page that is ours has no faults and sticks out nowhere."""
    person.page.wait_for_load_state()
    person.seen += 1
    person._picture()
    assert not person._sideways()
    if person.page.context.scripts_run:
        found = axe(person.page, ".nastavnik-upload")
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_word_file_becomes_a_draft(walker, school, scripts):
    make_staff("editor", editor=school)
    editor = walker(f"upload-{int(scripts)}", width=1280, scripts=scripts)
    editor.sign_in("editor")
    page = editor.page

    page.goto(f"{editor.base}/cms/nastavnik/import/")
    look(editor)
    page.get_by_label("Файл").set_input_files(
        {"name": "Положение.docx", "mimeType": "application/zip", "buffer": word_file()}
    )
    page.get_by_role("button", name="Прочитать файл").click()

    expect(page.get_by_label("О чём документ")).to_have_value(
        "о наставничестве в школе посёлка Журавли"
    )
    expect(page.get_by_label("Номер приказа")).to_have_value("41-од")
    look(editor)
    for part in page.locator("details").all():
        part.locator("summary").click()
    look(editor)
    page.get_by_label("Номер приказа").fill("42-од")
    page.get_by_role("button", name="Создать черновик").click()

    expect(page.get_by_role("heading", name="Черновик ещё не создан")).to_be_visible()
    expect(page.get_by_label("Номер приказа")).to_have_value("42-од")
    look(editor)
    with page.expect_navigation():
        page.get_by_role("button", name="Отметить все").click()
    expect(page.get_by_label("Номер приказа")).to_have_value("42-од")
    page.get_by_role("button", name="Создать черновик").click()
    page.wait_for_url("**/edit/")

    made = RegulationPage.objects.get().get_latest_revision_as_object()
    assert (made.order_number, made.title) == (
        "42-од",
        "Положение о наставничестве в школе посёлка Журавли",
    )
    numbers = [block.value["number"] for block in made.body if block.block_type == "clause"]
    assert numbers == ["1.1", "1.2", "2.1", "2.3"]
