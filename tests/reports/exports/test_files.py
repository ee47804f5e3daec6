"""The files are read back as a stranger would read them."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab.pdfbase.ttfonts import TTFont

from mentoring_pages.rendering.pdf import SERIF_FOLDER
from reports.domain.reading import read_definition
from reports.exports.pdf import return_pdf
from reports.exports.xlsx import return_xlsx
from reports.services.definitions import find_definition
from reports.services.fill import fill_return
from tests.reports.facts import NOW, YEARLY, make_form, schema, yearly_data

pytestmark = pytest.mark.django_db


def filled_for(school, definition=None, now=NOW):
    return fill_return(
        school=school,
        year=2026,
        definition=definition or find_definition(year=2026),
        now=now,
    )


def workbook(filled):
    return load_workbook(BytesIO(return_xlsx(filled)))


def cells(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def pdf_text(filled):
    reader = PdfReader(BytesIO(return_pdf(filled)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_workbook_holds_every_row_with_its_figures(school, programme):
    rows = cells(workbook(filled_for(school))["Форма"])

    assert [
        "Наименование показателя",
        "№ строки",
        "Пар",
        "Групп",
        "Наставников",
        "из них впервые в году",
        "Наставляемых",
        "из них впервые в году",
        "действуют на дату",
        "завершили",
        "выбыли досрочно",
    ] in rows
    assert ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"] in rows
    assert ["Всего (каждый один раз)", "01", 3, 1, 4, 4, 5, 5, 4, 0, 1] in rows
    assert ["вожатый – волонтёр", "07.1", 0, 1, 1, 1, 3, 3, 3, 0, 0] in rows
    assert ["обучающиеся", "12", 4, "обучающиеся", "32", 3] in rows
    assert ["иные", "21", 0] in rows


def test_the_workbook_prints_on_one_landscape_sheet_of_a4(school):
    page = workbook(filled_for(school))["Форма"]

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {page.page_setup.fitToWidth, page.page_setup.fitToHeight} <= {None, 1}  # None is 1


def test_the_workbook_lists_the_controls(school, programme):
    rows = cells(workbook(filled_for(school))["Контроль"])

    assert len(rows) == 1 + 16
    assert ["Раздел 1: гр. 6 ≤ гр. 5", "да"] in rows
    [broken] = [words for words, answer in rows if answer == "нет"]
    assert broken.startswith("Стр. 12 = сумма стр. 13…17")
    assert broken.endswith("4\N{NO-BREAK SPACE}≠\N{NO-BREAK SPACE}3")


@pytest.mark.parametrize(
    "name", ["=1+1", "+1+1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.ru"]
)
def test_text_in_names_stays_text_in_the_workbook(school, name):
    school.director_name = name
    school.full_name = name
    school.save()
    make_form(school, "own", name)
    sheet = workbook(filled_for(school))["Форма"]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == name]

    assert len(found) == 3
    assert {cell.data_type for cell in found} == {"s"}
    assert not any(cell.hyperlink for cell in found)


def test_no_participant_is_named_in_a_file(school, programme):
    filled = filled_for(school)
    printed = str([cells(sheet) for sheet in workbook(filled)]) + pdf_text(filled)

    assert not [name for name in programme if name in printed]


def test_the_pdf_looks_like_the_form(school, programme):
    text = pdf_text(filled_for(school))

    for words in (
        "Сведения о количестве участников программы (системы) наставничества за 2026 год",
        "по состоянию на 20.12.2026",
        "Форма, указанная центром: ____",
        "Муниципальное общеобразовательное учреждение first",
        "Региональный наставнический центр",
        "не позднее 30 декабря 2026",
        "учтены участники, закреплённые приказом (есть номер и дата), "
        "участвовавшие с 01.01.2026 по 20.12.2026",
        "единица – 642",
        "человек – 792",
        "Раздел 2. Наставляемые",
        "Раздел 3. Наставники",
        "Всего (каждый один раз) 01 3 1 4 4 5 5 4 0 1",
        "Контроль: не выполнено условий: 1 из 16.",
        "Не учтены участия без приказа на отчётную дату: 1.",
        "Орлова Нина Павловна",
        "Лаптева Вера Ильинична",
        "curator@example.org",
        "Дата составления: 21.12.2026",
    ):
        assert words in text


@pytest.mark.parametrize("other_forms", [0, 1, 2, 6])
def test_sections_fit_one_landscape_sheet(school, other_forms):
    for number in range(other_forms):
        make_form(school, f"own-{number}", f"своя форма наставничества {number}")
    reader = PdfReader(BytesIO(return_pdf(filled_for(school))))
    [page] = reader.pages

    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]


def test_markup_in_a_name_is_printed_as_it_is(school):
    school.director_name = '<img src="file:///etc/hostname"> & Ко'
    school.save()

    assert '<img src="file:///etc/hostname"> & Ко' in pdf_text(filled_for(school))


def test_before_the_as_of_day_a_file_says_it_is_preliminary(school):
    filled = filled_for(school, now=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))

    assert "Предварительно: составлено 21.11.2026, до отчётной даты." in pdf_text(filled)
    assert ["Предварительно: составлено 21.11.2026, до отчётной даты."] in cells(
        workbook(filled)["Форма"]
    )


def test_a_closed_cell_is_printed_as_a_cross(school):
    data = yearly_data()
    data["sections"][0]["rows"][1]["closed_columns"] = [4, 9]
    filled = filled_for(school, read_definition(data, schema()))

    assert ["ученик – ученик", "02", 0, "Х", 0, 0, 0, 0, "Х", 0, 0] in cells(
        workbook(filled)["Форма"]
    )
    assert "ученик – ученик 02 0 Х 0 0 0 0 Х 0 0" in pdf_text(filled)


def test_a_form_with_one_narrow_section_prints_too(school):
    data = yearly_data()
    data["sections"] = [data["sections"][1]]
    data["controls"] = []
    filled = filled_for(school, read_definition(data, schema()))

    assert "из них молодые специалисты (стаж до 3 лет) 20 0" in pdf_text(filled)
    assert ["обучающиеся", "12", 0] in cells(workbook(filled)["Форма"])


def test_the_font_of_the_paper_has_every_sign_of_the_form():
    face = TTFont("probe", str(SERIF_FOLDER / "PT_Serif-Web-Regular.ttf")).face

    lacking = {sign for sign in YEARLY.read_text(encoding="utf-8") if not sign.isspace()} - {
        chr(code) for code in face.charToGlyph
    }
    assert lacking == set()


def test_the_date_in_a_file_is_the_school_s_own_day(school):
    filled = filled_for(school, now=datetime(2026, 12, 24, 22, 0, tzinfo=UTC))

    assert filled.made_on == date(2026, 12, 25)
    assert "Дата составления: 25.12.2026" in pdf_text(filled)
