"""A PDF with a text layer arrives as lines, by the places of its words."""

import io
from pathlib import Path

import fontpkg_pt_serif
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from mentoring_pages.importing import ImportedAct, read_bytes
from mentoring_pages.importing.sources import read_source

FONTS = Path(fontpkg_pt_serif.ROOT) / "files"
TEXT = ParagraphStyle(
    "text", fontName="Act", fontSize=12, leading=15, firstLineIndent=30, alignment=4
)
BOLD = ParagraphStyle(
    "bold", fontName="Act-Bold", fontSize=12, leading=15, alignment=1, spaceBefore=8, spaceAfter=8
)
CELL = ParagraphStyle("cell", fontName="Act", fontSize=12, leading=15)
SUBJECT = "о наставничестве в школе «Радуга» и её филиалах на дальних хуторах края"
LONG = (
    "Наставник встречается с учеником каждую неделю и записывает, о чём они говорили, чтобы через "
    "месяц было видно, что изменилось; записи хранит куратор."
)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    pdfmetrics.registerFont(TTFont("Act", str(FONTS / "PT_Serif-Web-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("Act-Bold", str(FONTS / "PT_Serif-Web-Bold.ttf")))


def number_and_head(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Act", 9)
    canvas.drawString(72, 810, "Школа «Радуга»")
    canvas.drawCentredString(297, 30, str(document.page))


def pdf(*story: Flowable) -> bytes:
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build(
        list(story), onFirstPage=number_and_head, onLaterPages=number_and_head
    )
    return stream.getvalue()


def act_story() -> list[Flowable]:
    left = "СОГЛАСОВАНО<br/>Председатель совета<br/>М.А. Ветрова"
    right = "УТВЕРЖДАЮ<br/>Директор школы<br/>Т.С. Ольхина<br/>приказ № 14 от 05.02.2026"
    story: list[Flowable] = [
        Table([[Paragraph(left, CELL), Paragraph(right, CELL)]], colWidths=[260, 200]),
        Spacer(1, 30),
        Paragraph("ПОЛОЖЕНИЕ", BOLD),
        Paragraph(SUBJECT, BOLD),
    ]
    for section in range(1, 5):
        story.append(Paragraph(f"{section}. Раздел про встречи", BOLD))
        story += [Paragraph(f"{section}.{clause}. {LONG}", TEXT) for clause in range(1, 9)]
    return story


@pytest.fixture(scope="module")
def act(fonts: None) -> ImportedAct:
    return read_bytes(pdf(*act_story()), name="положение.pdf")


def test_an_act_over_several_pages_is_recognised(act: ImportedAct) -> None:
    assert (
        act.name
        == "Положение о наставничестве в школе «Радуга» и её филиалах на дальних хуторах края"
    )
    clauses = [block for block in act.blocks if block.level == 2]
    assert len(clauses) == 32
    assert {block.text for block in clauses} == {LONG}


def test_the_right_column_of_the_approval_block_is_read_alone(act: ImportedAct) -> None:
    assert (act.approval.post, act.approval.name, act.approval.order_number) == (
        "Директор школы",
        "Т.С. Ольхина",
        "14",
    )


def test_page_numbers_and_running_heads_are_left_out_and_named(act: ImportedAct) -> None:
    assert "2" in act.dropped
    assert "Школа «Радуга»" in act.dropped


def test_a_table_keeps_its_cells() -> None:
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, -1), "Act")]
    long_cell = Paragraph("Первая встреча наставника и ученика в присутствии родителей", CELL)
    data = [["№", "Дело", "Срок"], ["1", long_cell, "до 20 сентября"], ["2", "Итоги", ""]]
    source = read_source(
        pdf(
            Paragraph("План работы на год", CELL), Table(data, colWidths=[30, 150, 120], style=grid)
        )
    )
    rows = [line for line in source.text.split("\n") if line.startswith("|")]
    assert rows == [
        "| № | Дело | Срок |",
        "| 1 | Первая встреча наставника и ученика в присутствии родителей | до 20 сентября |",
        "| 2 | Итоги |  |",
    ]


def test_a_page_that_is_a_picture_is_told_to_the_editor() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Act", 12)
    canvas.drawString(72, 700, "Настоящее Положение определяет порядок.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (50, 50))), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    source = read_source(stream.getvalue(), name="a.pdf")
    assert any("На страницах 2 нет текста" in doubt for doubt in source.doubts)


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Act", 12)
    for shift in (0, 0.2):
        canvas.drawString(72 + shift, 700, "Настоящее Положение о школе")
    canvas.save()
    assert read_source(stream.getvalue()).text.strip("\n\f ") == "Настоящее Положение о школе"
