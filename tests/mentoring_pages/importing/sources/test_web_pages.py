"""A web page arrives as its reader sees it, without its scripts and menus."""

import pytest

from mentoring_pages.importing import read_bytes
from mentoring_pages.importing.sources import Source, read_source


def read(body: str, head: str = "") -> Source:
    page = f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>"
    return read_source(page.encode(), name="акт.html")


def lines(body: str) -> list[str]:
    return [line for line in read(body).text.split("\n") if line.strip()]


def test_headings_paragraphs_and_soft_breaks_part_the_text() -> None:
    assert lines("<h1>Положение</h1><p>Первый<br>второй <b>жирный</b><p><b>Весь</b></p>") == [
        "# Положение",
        "Первый",
        "второй жирный",
        "**Весь**",
    ]


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    body = (
        "<ol start=3><li>три<ol type=a><li>раз<li>два</ol><li value=7>семь<li>восемь</ol>"
        "<ul><li>точка</ul><ol type=I><li><p>рим</p></ol>"
    )
    assert lines(body) == [
        "3. три",
        "a. раз",
        "b. два",
        "7. семь",
        "8. восемь",
        "• точка",
        "I. рим",
    ]


def test_a_cell_over_several_rows_is_repeated_and_one_over_columns_stands_once() -> None:
    body = (
        "<table><thead><tr><th>№<th>Дело<th>Срок</thead><tr><td rowspan=2>1<td>Встреча<td>май"
        "<tr><td>Отчёт<td>июнь<tr><td colspan=2>Всего<td>2</table>"
    )
    assert lines(body) == [
        "| № | Дело | Срок |",
        "| 1 | Встреча | май |",
        "| 1 | Отчёт | июнь |",
        "| Всего |  | 2 |",
    ]


def test_a_table_in_a_cell_and_a_list_in_a_cell_stay_in_it() -> None:
    body = (
        "<table><tr><td>1<td><ul><li>а<li>б</ul><tr><td>2<td><table><tr><td>в<td>г</table></table>"
    )
    assert lines(body) == ["| 1 | • а<br>• б |", "| 2 | в; г |"]


def test_an_approval_block_in_a_table_becomes_two_columns() -> None:
    body = (
        "<table><tr><td>СОГЛАСОВАНО<br>Совет школы<td>УТВЕРЖДАЮ<br>Директор школы<br>Т.С. Ольхина"
        "<br>Приказ № 14 от 05.02.2026</table><h1>ПОЛОЖЕНИЕ</h1><p>о кружке</p>"
        "<p>1. Общее</p><p>1.1. Кружок открыт.</p>"
    )
    act = read_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html")
    assert (act.approval.name, act.approval.order_number) == ("Т.С. Ольхина", "14")
    assert act.name == "Положение о кружке"


def test_scripts_styles_and_menus_are_no_text() -> None:
    source = read(
        "<nav>Главная Новости</nav><script>alert('a')</script><style>p{}</style><p>Текст"
        "<footer>Сайт школы</footer>",
        head="<title>Школа</title>",
    )
    assert source.text.strip() == "Текст"
    assert source.dropped == ("Главная Новости", "Сайт школы")


def test_mark_up_written_as_text_stays_text() -> None:
    assert lines("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>") == [
        "<script>alert(1)</script> &amp;"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_the_encoding_is_told_by_the_page_or_by_its_letters(encoding: str) -> None:
    name = {"cp1251": "windows-1251"}.get(encoding, encoding)
    page = f"<html><head><meta charset={name}></head><body><p>Наставник и ученик</p></body></html>"
    assert read_source(page.encode(encoding)).text.strip() == "Наставник и ученик"


def test_a_page_of_thousand_tags_in_one_another_is_read() -> None:
    assert lines("<div>" * 1_000 + "Текст") == ["Текст"]


def test_pictures_and_fields_are_told_to_the_editor() -> None:
    source = read("<p>ФИО <input name=a> <img src=x alt=y></p>")
    assert source.text.strip() == "ФИО ______"
    assert len(source.doubts) == 2


def test_a_text_with_some_html_in_its_cells_is_no_web_page() -> None:
    assert read_source("Форма\tКак\n<p>Встреча</p>\tраз".encode(), name="a.txt").kind == "text"


def test_what_a_page_hides_is_no_text_and_the_editor_is_told_of_clauses() -> None:
    source = read(
        "<p>1.1. Кружок открыт для всех детей города.</p>"
        '<div style="display: none"><p>1.2. Кружок закрыт.</p><div>Он мал.</div></div>'
        "<p hidden>Меню</p><p>1.3. Занятия идут весь год.</p>"
    )
    assert source.text.strip().split("\n\n") == [
        "1.1. Кружок открыт для всех детей города.",
        "1.3. Занятия идут весь год.",
    ]
    assert source.dropped == ("1.2. Кружок закрыт.", "Он мал.", "Меню")
    assert [sentence for sentence in source.doubts if "скрытый" in sentence]


def test_an_act_behind_a_closed_tab_of_its_page_is_read() -> None:
    source = read('<p>Документы</p><div style="display:none"><p>1.1. Кружок открыт.</p></div>')
    assert "1.1. Кружок открыт." in source.text
