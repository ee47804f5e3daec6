"""Tables that extraction flattened."""

from mentoring_pages.importing import recognise_act
from mentoring_pages.importing.tables import assemble, clean_cell

START = "ПОЛОЖЕНИЕ\n\nо кружке\n\n1. Общее\n\n1.1. Пункт.\n\n"


def rows_of(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in recognise_act(START + text).blocks if block.rows]


def test_html_lists_and_paragraphs_become_lines() -> None:
    cell = '<p>Бумаги:</p> <ul style="list-style-type: none"> • план • приказ<br/></ul>'
    assert clean_cell(cell) == "Бумаги:\n• план\n• приказ"


def test_a_rule_becomes_a_line_to_sign_on() -> None:
    assert clean_cell("<hr/> (подпись)") == "__________ (подпись)"


def test_items_glued_with_dashes_stand_on_lines_of_their_own() -> None:
    assert clean_cell("Нужно:– приказ.– план – новый.") == "Нужно:\n– приказ.\n– план – новый."
    assert clean_cell("<p>Нужно:</p>– приказ.– план") == "Нужно:\n– приказ.\n– план"


def test_numbered_steps_stand_on_lines_of_their_own() -> None:
    assert clean_cell("1) Собрать. 2) Выбрать (2 пары).") == "1) Собрать.\n2) Выбрать (2 пары)."


def test_unknown_html_arrives_as_text() -> None:
    assert clean_cell("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_row_without_its_first_cell_continues_the_row_above() -> None:
    assert assemble([("1", "Сбор и", "Начало."), ("", "отбор", "Конец.")]) == (
        ("1", "Сбор и отбор", "Начало.\nКонец."),
    )


def test_a_table_broken_by_a_page_is_one_table() -> None:
    text = "№\tЭтап\n1\tСбор\n\n2\tОтбор\n\n\tи обучение\n\nПосле таблицы.\n"
    assert rows_of(text) == [(("№", "Этап"), ("1", "Сбор"), ("2", "Отбор и обучение"))]


def test_two_tables_of_different_width_are_two_tables() -> None:
    tables = rows_of("А\tБ\n1\t2\n\nВ\tГ\tД\n3\t4\t5\n")
    assert [len(table[0]) for table in tables] == [2, 3]


def test_a_markdown_table_is_a_table() -> None:
    assert rows_of("| Этап | Срок |\n|------|:----:|\n| Сбор | май |\n") == [
        (("Этап", "Срок"), ("Сбор", "май"))
    ]


def test_a_table_of_ten_thousand_rows_is_read() -> None:
    (table,) = rows_of("№\tИмя\n" + "".join(f"{n}\tСлово\n" for n in range(10_000)))
    assert len(table) == 10_001


def test_the_head_of_an_appendix_is_no_cell_of_the_table_before_it() -> None:
    table = "Месяц\tЧто делать\tКто\nМай\tВстреча\tНаставник\n"
    act = recognise_act(START + table + "\f\t\tПриложение 2\n\t\tк Положению\n\nПлан пары\n")
    assert [block.rows[-1] for block in act.blocks if block.rows] == [
        ("Май", "Встреча", "Наставник")
    ]
    assert [part.number for part in act.appendices] == ["2"]
