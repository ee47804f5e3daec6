"""A Word file arrives as its reader sees it."""

import pytest

from mentoring_pages.importing import read_bytes
from mentoring_pages.importing.sources import Source, read_source
from tests.word_files import SPACES, cell, docx, paragraph, run, table

NOTE = f"<w:footnotes {SPACES}>%s</w:footnotes>"


def read(body: str, **parts: str) -> Source:
    files = {f"word/{name}.xml": content for name, content in parts.items()}
    return read_source(docx(body, parts=files), name="акт.docx")


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in read(body, **parts).text.split("\n") if line.strip()]


def test_a_file_that_python_docx_makes_is_read() -> None:
    import io

    from docx import Document

    document = Document()
    document.add_heading("Положение о кружке", 0)
    document.add_heading("1. Общее", 1)
    document.add_paragraph("встречи;", style="List Bullet")
    document.add_paragraph("Первый шаг.", style="List Number")
    document.add_paragraph("Второй шаг.", style="List Number")
    grid = document.add_table(rows=2, cols=2, style="Table Grid")
    for place, text in enumerate(("Срок", "Дело", "до 1 мая", "Итоги")):
        grid.cell(place // 2, place % 2).text = text
    stream = io.BytesIO()
    document.save(stream)
    source = read_source(stream.getvalue(), name="положение.docx")
    assert [line for line in source.text.split("\n") if line] == [
        "# Положение о кружке",
        "# 1. Общее",
        "• встречи;",
        "1. Первый шаг.",
        "2. Второй шаг.",
        "| Срок | Дело |",
        "| до 1 мая | Итоги |",
    ]
    assert source.kind == "docx"


def test_an_act_with_the_approval_block_in_a_table_without_lines_is_recognised() -> None:
    body = (
        table(
            (
                "СОГЛАСОВАНО\nПредседатель совета\nМ.А. Ветрова",
                "УТВЕРЖДАЮ\nДиректор школы\nТ.С. Ольхина\nПриказ № 14 от 05.02.2026",
            ),
            borders=False,
        )
        + paragraph("ПОЛОЖЕНИЕ")
        + paragraph("о наставничестве в школе «Радуга»")
        + paragraph("1.\tОбщие положения")
        + paragraph("1.1.\tНаставник встречается с учеником каждую неделю.")
    )
    act = read_bytes(docx(body), name="a.docx")
    assert act.name == "Положение о наставничестве в школе «Радуга»"
    assert act.approval.order_number == "14"
    assert act.approval.name == "Т.С. Ольхина"
    assert [block.number for block in act.blocks] == ["1", "1.1"]


def test_each_part_of_a_two_column_block_stays_in_its_column() -> None:
    first, second = lines(table(("СОГЛАСОВАНО\nСовет", "УТВЕРЖДАЮ\nДиректор"), borders=False))
    assert first.split("    ", 1)[0] == "СОГЛАСОВАНО"
    assert second.index("Директор") == first.index("УТВЕРЖДАЮ") >= 20


def test_a_cell_merged_downwards_is_repeated_and_one_merged_across_stands_once() -> None:
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = cell("Этап", properties='<w:gridSpan w:val="2"/>')
    assert lines(
        table(
            ("№", "Дело", "Срок"),
            (wide, "май"),
            (cell("1", properties=begin), "Встреча", "до 1 мая"),
            (cell("", properties=go_on), "Отчёт", "до 9 мая"),
        )
    ) == [
        "| № | Дело | Срок |",
        "| Этап |  | май |",
        "| 1 | Встреча | до 1 мая |",
        "| 1 | Отчёт | до 9 мая |",
    ]


def test_a_cell_keeps_its_paragraphs_its_bars_and_the_table_inside_it() -> None:
    inner = "<w:tc>" + paragraph("да | нет") + paragraph("и так") + "</w:tc>"
    nested = "<w:tc>" + table(("а", "б"), ("в", "г")) + paragraph() + "</w:tc>"
    assert lines(table(("1", inner), ("2", nested))) == [
        "| 1 | да \\| нет<br>и так |",
        "| 2 | а; б<br>в; г |",
    ]


def test_headers_footers_and_remarks_are_left_out_and_named() -> None:
    part = f"<w:hdr {SPACES}>{paragraph('Школа «Радуга»')}</w:hdr>"
    remark = (
        f"<w:comments {SPACES}><w:comment>{paragraph('Проверить срок')}</w:comment></w:comments>"
    )
    source = read(paragraph("Текст"), header1=part, header2=part, footer1=part, comments=remark)
    assert source.text.strip() == "Текст"
    assert source.dropped == ("Школа «Радуга»", "Проверить срок")


def test_what_is_left_out_counts_against_the_coverage() -> None:
    part = f"<w:hdr {SPACES}>{paragraph('Школа')}</w:hdr>"
    body = paragraph("1. Общее") + paragraph("1.1. Да")
    act = read_bytes(docx(body, parts={"word/header1.xml": part}), name="a.docx")
    assert act.dropped == ("Школа",)
    assert 0.5 < act.coverage < 0.9


def test_tracked_changes_are_accepted_and_told() -> None:
    inserted = f"<w:ins>{run('две недели')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>месяц</w:delText></w:r></w:del>"
    source = read(paragraph("Срок – ", deleted, inserted, "."))
    assert source.text.strip() == "Срок – две недели."
    assert "исправления рецензента" in source.doubts[0]


def test_a_struck_out_end_of_a_paragraph_joins_it_to_the_next() -> None:
    struck = "<w:rPr><w:del/></w:rPr>"
    assert lines(paragraph("Начало ", properties=struck) + paragraph("и конец.")) == [
        "Начало и конец."
    ]


@pytest.mark.parametrize("wrapped", [True, False], ids=["new", "old"])
def test_the_text_of_a_box_stands_once_before_its_paragraph(wrapped: bool) -> None:
    inside = f"<w:txbxContent>{paragraph('УТВЕРЖДАЮ')}{paragraph('Директор')}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    new = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    source = read(paragraph(f"<w:r>{new if wrapped else old}</w:r>", run("ПОЛОЖЕНИЕ")))
    assert source.text.split() == ["УТВЕРЖДАЮ", "Директор", "ПОЛОЖЕНИЕ"]
    assert "Надписи" in source.doubts[0]


def test_a_footnote_stands_after_its_paragraph() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Сбор – встреча всех.")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert lines(paragraph("Сбор", reference, " бывает в мае."), footnotes=NOTE % note) == [
        "Сбор¹ бывает в мае.",
        "Сноска 1. Сбор – встреча всех.",
    ]


def test_a_link_a_field_and_a_content_control_give_their_text() -> None:
    link = f"<w:hyperlink>{run('на сайте')}</w:hyperlink>"
    field = f"<w:fldSimple>{run('№ 7')}</w:fldSimple><w:r><w:instrText>REF a</w:instrText></w:r>"
    control = f"<w:sdt><w:sdtContent>{run('школы')}</w:sdtContent></w:sdt>"
    inside = paragraph("Текст ", link, field, " ", control)
    assert lines(f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>") == [
        "Текст на сайте№ 7 школы"
    ]


def test_soft_breaks_part_lines_and_page_breaks_part_pages() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    source = read(paragraph("а\nб") + paragraph(page) + paragraph("в"))
    assert source.text == "а\nб\n\n\f\n\nв\n"


def test_a_heading_a_bold_paragraph_and_one_at_the_right_are_marked() -> None:
    body = (
        paragraph("Раздел", properties='<w:outlineLvl w:val="1"/>')
        + paragraph(run("Важно", properties="<w:b/>"))
        + paragraph(run("Не", properties="<w:b/>"), run(" всё"))
        + paragraph("УТВЕРЖДАЮ", properties='<w:jc w:val="right"/>')
    )
    assert lines(body) == ["## Раздел", "**Важно**", "Не всё", " " * 40 + "УТВЕРЖДАЮ"]


def test_a_blank_made_of_underlined_tabs_is_a_blank() -> None:
    blank = run("\t\t", properties='<w:u w:val="single"/>')
    assert lines(paragraph("Подпись ", blank)) == ["Подпись ____________"]
    assert lines(paragraph("Директор\tТ.С. Ольхина")) == ["Директор    Т.С. Ольхина"]


def test_pictures_and_hidden_text_are_told_to_the_editor() -> None:
    hidden = run("тайное", properties="<w:vanish/>")
    source = read(paragraph("Текст ", "<w:r><w:drawing/></w:r>", hidden))
    assert source.text.strip() == "Текст"
    assert source.dropped == ("тайное",)
    assert len(source.doubts) == 2


def test_the_contents_list_of_word_is_left_out() -> None:
    styles = (
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/>'
        "</w:style></w:styles>"
    )
    source = read(paragraph("Общие положения\t3", style="11") + paragraph("Текст"), styles=styles)
    assert source.text.strip() == "Текст"
    assert source.dropped == ("Общие положения 3",)


def test_mark_up_in_a_word_file_is_text() -> None:
    assert lines(paragraph("<script>alert(1)</script> & <b>жирно</b>")) == [
        "<script>alert(1)</script> & <b>жирно</b>"
    ]
