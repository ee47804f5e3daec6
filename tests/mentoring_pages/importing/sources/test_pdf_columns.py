"""Approval blocks beside one another in a PDF are told apart however their cells are set."""

import io
from pathlib import Path

import fontpkg_pt_serif
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from mentoring_pages.importing import read_bytes

FONTS = Path(fontpkg_pt_serif.ROOT) / "files"
THREE = (
    "РАССМОТРЕНО<br/>на заседании<br/>педагогического<br/>совета<br/>протокол № 4<br/>"
    "от 12.01.2024",
    "СОГЛАСОВАНО<br/>с Управляющим советом<br/>Председатель<br/>_______ Л.Д. Снегирь<br/>"
    "15.01.2024",
    "УТВЕРЖДАЮ<br/>Директор школы № 7<br/>_______ Ж.И. Клинова<br/>Приказ № 9<br/>от 16.01.2024",
)
TWO = (
    "ПРИНЯТО<br/>Советом обучающихся<br/>протокол от 03.02.2025 № 1",
    "УТВЕРЖДАЮ<br/>Директор ГБОУ школы-интерната<br/>«Полярная»<br/>_________ Д. Е. Пурга<br/>"
    "приказ № 17-у<br/>от 05.02.2025",
)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    pdfmetrics.registerFont(TTFont("Act", str(FONTS / "PT_Serif-Web-Regular.ttf")))


def pdf(cells: tuple[str, ...], widths: list[int], side: str, alignment: int) -> bytes:
    cell = ParagraphStyle("cell", fontName="Act", fontSize=11, leading=14, alignment=alignment)
    text = ParagraphStyle("text", fontName="Act", fontSize=12, leading=15, alignment=4)
    title = ParagraphStyle("title", parent=text, alignment=1)
    table = Table(
        [[Paragraph(words, cell) for words in cells]],
        colWidths=widths,
        style=[("VALIGN", (0, 0), (-1, -1), side)],
    )
    file = io.BytesIO()
    SimpleDocTemplate(file).build(
        [
            table,
            Spacer(1, 20),
            Paragraph("ПОЛОЖЕНИЕ<br/>о наставничестве в школе", title),
            Paragraph("1. Общие положения", text),
            Paragraph("1.1. Наставник встречается с подопечным раз в неделю.", text),
        ]
    )
    return file.getvalue()


@pytest.mark.parametrize(("side", "alignment"), [("BOTTOM", 0), ("MIDDLE", 1), ("TOP", 1)])
def test_three_columns_are_three_approvals(side: str, alignment: int) -> None:
    act = read_bytes(pdf(THREE, [150, 160, 150], side, alignment), name="act.pdf")
    found = [
        (one.heading, one.name, one.order_number, str(one.order_date)) for one in act.approvals
    ]
    assert found == [
        ("РАССМОТРЕНО", "", "4", "2024-01-12"),
        ("СОГЛАСОВАНО", "Л.Д. Снегирь", "", "2024-01-15"),
        ("УТВЕРЖДАЮ", "Ж.И. Клинова", "9", "2024-01-16"),
    ]
    assert act.name == "Положение о наставничестве в школе"


@pytest.mark.parametrize(("side", "alignment"), [("BOTTOM", 0), ("MIDDLE", 2)])
def test_two_columns_of_unlike_heights_are_two_approvals(side: str, alignment: int) -> None:
    act = read_bytes(pdf(TWO, [230, 230], side, alignment), name="act.pdf")
    found = {
        (one.heading, one.name, one.order_number, str(one.order_date)) for one in act.approvals
    }
    assert found == {
        ("ПРИНЯТО", "", "1", "2025-02-03"),
        ("УТВЕРЖДАЮ", "Д. Е. Пурга", "17-у", "2025-02-05"),
    }
