"""Invented documents, one for each thing that extraction and typists do to a regulation."""

import pytest

from mentoring_pages.domain.clauses import Block, numbered
from mentoring_pages.importing import ImportedAct, recognise_act

HEAD = (
    "УТВЕРЖДАЮ\nДиректор школы\nОльхина Т.С.\nПриказ № 3 от 01.09.2025\n\nПОЛОЖЕНИЕ\n\nо кружке\n\n"
)


def read(body: str) -> ImportedAct:
    return recognise_act(HEAD + body)


def texts(act: ImportedAct, kind: str) -> list[str]:
    return [block.text for block in act.blocks if block.kind == kind]


def by_number(act: ImportedAct, number: str) -> Block:
    return next(block for block in act.blocks if block.number == number)


def shape(act: ImportedAct) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.number) for block in act.blocks]


def test_a_paragraph_broken_by_a_page_is_one_paragraph() -> None:
    act = read("1. Общее\n\n1.1. Наставник получает опыт и\n\nразвивает умения.\n\n1.2. Второй.\n")
    assert by_number(act, "1.1").text == "Наставник получает опыт и развивает умения."


def test_a_name_broken_by_a_page_is_one_name() -> None:
    act = read("1. Общее\n\n1.1. Копия хранится в МУ\n\nДО «Радуга».\n\n1.2. Второй.\n")
    assert by_number(act, "1.1").text == "Копия хранится в МУ ДО «Радуга»."


def test_a_paragraph_without_a_full_stop_does_not_swallow_the_next() -> None:
    act = read("1. Общее\n\n1.1. Куратор служит в школе «Радуга»\n\nТакже он служит в клубе.\n")
    assert by_number(act, "1.1").text == "Куратор служит в школе «Радуга»"
    assert texts(act, "paragraph") == ["Также он служит в клубе."]


def test_lines_of_a_narrow_page_are_joined() -> None:
    act = read(
        "1. Общее\n1.1. Наставник помогает наставляемому освоиться в школе и\n"
        "находит с ним общий язык. Встречи бывают по четвергам в\n"
        "Доме детского творчества.\n1.2. Второй пункт.\n"
    )
    assert by_number(act, "1.1").text == (
        "Наставник помогает наставляемому освоиться в школе и находит с ним общий язык. "
        "Встречи бывают по четвергам в Доме детского творчества."
    )
    assert numbered(act.blocks) == ["1", "1.1", "1.2"]


def test_a_word_torn_at_the_lines_edge_is_whole_and_a_hyphenated_one_keeps_its_hyphen() -> None:
    act = read(
        "1. Общее\n1.1. Наставник выбирает об-\nразовательную и кейс-\nметодическую работу, "
        "кейс-методическую всегда.\n"
    )
    assert by_number(act, "1.1").text.startswith(
        "Наставник выбирает образовательную и кейс-методическую работу"
    )


def test_page_numbers_and_running_heads_are_dropped_and_listed() -> None:
    pages = [
        f"1.{number}. Пункт {word} говорит о встречах.\n\n{number}\nПоложение о кружке\n\n"
        for number, word in enumerate(("первый", "второй", "третий", "четвёртый"), start=1)
    ]
    act = read("1. Общее\n\n" + "".join(pages) + "1.5. Последний.\n")
    assert numbered(act.blocks) == ["1", "1.1", "1.2", "1.3", "1.4", "1.5"]
    assert by_number(act, "1.2").text == "Пункт второй говорит о встречах."
    assert act.dropped.count("Положение о кружке") == 4
    assert {"1", "2", "3", "4"} <= set(act.dropped)


def test_a_page_number_with_a_word_is_dropped() -> None:
    act = read("1. Общее\n\n1.1. Пункт.\n\nстр. 2 из 9\n\n1.2. Второй.\n")
    assert act.dropped == ("стр. 2 из 9",)
    assert texts(act, "paragraph") == []


def test_a_contents_list_is_dropped() -> None:
    act = read("Содержание\n1. Общее........3\n2. Права ....... 5\n\n1. Общее\n\n1.1. Пункт.\n")
    assert numbered(act.blocks) == ["1", "1.1"]
    assert len(act.dropped) == 3


@pytest.mark.parametrize(
    "body",
    [
        "1 .Общее\n\n1.1.Первый.\n\n1.2 Второй.\n",
        "1.\nОбщее\n\n1.1.\nПервый.\n\n1.2.\nВторой.\n",
        "**1. Общее**\n\n**1.1.** Первый.\n\n**1.2.** Второй.\n",
        "## 1. Общее\n\n1.1. Первый.\n\n1.2. Второй.\n",
        "1.\tОбщее\n1.1.\tПервый.\n1.2.\tВторой.\n",
        "1. Общее\r\n\r\n1.1. Первый.\r\n\r\n1.2. Вто\u00adрой.\r\n",
    ],
    ids=["glued", "own line", "bold", "markdown", "tabs", "windows"],
)
def test_numbers_are_found_however_they_are_printed(body: str) -> None:
    act = read(body)
    assert shape(act) == [("section", 1, "1"), ("clause", 2, "1.1"), ("clause", 2, "1.2")]
    assert [block.text for block in act.blocks] == ["Общее", "Первый.", "Второй."]


def test_roman_sections_hold_clauses_that_count_anew() -> None:
    act = read("I. Общее\n1. Первый пункт.\n2. Второй пункт.\nII. Права\n1. Третий пункт.\n")
    assert shape(act) == [
        ("section", 1, "I"),
        ("clause", 2, "1"),
        ("clause", 2, "2"),
        ("section", 1, "II"),
        ("clause", 2, "1"),
    ]


def test_an_act_without_sections_is_made_of_clauses() -> None:
    act = read(
        "1. Наставник встречается с наставляемым каждую неделю в школе.\n\n"
        "2. Куратор ведёт журнал встреч и хранит его три года.\n"
    )
    assert [block.kind for block in act.blocks] == ["clause", "clause"]


def test_three_levels_of_numbers_are_three_levels_of_clauses() -> None:
    act = read("1. Общее\n\n1.1. Обязан:\n\n1.1.1. Прийти.\n\n1.1.2. Уйти.\n\n1.2. Может всё.\n")
    assert [(b.level, b.number) for b in act.blocks] == [
        (1, "1"),
        (2, "1.1"),
        (3, "1.1.1"),
        (3, "1.1.2"),
        (2, "1.2"),
    ]


def test_clauses_beyond_nine_are_clauses_and_dates_are_not() -> None:
    clauses = "".join(f"1.{number}. Пункт.\n\n" for number in range(1, 13))
    act = read(f"1. Общее\n\n{clauses}1.13. Приказ от\n\n10.01.2022 г. отменён.\n")
    assert numbered(act.blocks)[-1] == "1.13"
    assert by_number(act, "1.13").text == "Приказ от 10.01.2022 г. отменён."


@pytest.mark.parametrize("mark", ["-", "–", "—", "•", "\uf0b7", "o", "*", "·"])
def test_every_kind_of_bullet_makes_an_item(mark: str) -> None:
    act = read(f"1. Общее\n\n1.1. Обязан:\n{mark} прийти;\n{mark} уйти.\n\n1.2. Второй.\n")
    assert texts(act, "item") == ["прийти;", "уйти."]
    assert {block.level for block in act.blocks if block.kind == "item"} == {3}


def test_items_glued_into_one_line_are_taken_apart() -> None:
    act = read("1. Общее\n\n1.1. Обязан:\n\n– прийти; – уйти;\n\n– помолчать.\n")
    assert texts(act, "item") == ["прийти;", "уйти;", "помолчать."]


def test_lettered_and_bracketed_items_keep_their_marks() -> None:
    act = read("1. Общее\n\n1.1. Обязан:\nа) прийти;\nб) уйти.\n\n1.2. Может:\n1) петь;\n2) нет.\n")
    assert [(b.number, b.text) for b in act.blocks if b.kind == "item"] == [
        ("а)", "прийти;"),
        ("б)", "уйти."),
        ("1)", "петь;"),
        ("2)", "нет."),
    ]


def test_a_list_within_a_list_is_one_level_deeper() -> None:
    act = read("1. Общее\n\n1.1. План:\n1) учёба:\n- курсы;\n- чтение;\n2) отдых.\n")
    assert [b.level for b in act.blocks if b.kind == "item"] == [3, 4, 4, 3]


def test_a_numbered_list_inside_a_clause_does_not_disturb_the_numbering() -> None:
    act = read(
        "1. Общее\n\n1.1. Порядок такой:\n\n1. звонок;\n2. встреча;\n3. отчёт.\n\n"
        "1.2. Дальше.\n\n2. Права\n\n2.1. Есть.\n"
    )
    assert numbered(act.blocks) == ["1", "1.1", "1.2", "2", "2.1"]
    assert [b.number for b in act.blocks if b.kind == "item"] == ["1.", "2.", "3."]


def test_items_that_lost_their_bullets_are_still_items() -> None:
    act = read("1. Общее\n\n1.1. Обязан:\n\nприходить вовремя;\n\nписать письма.\n\n1.2. Ещё.\n")
    assert texts(act, "item") == ["приходить вовремя;", "писать письма."]


def test_text_after_a_list_belongs_to_the_clause() -> None:
    act = read("1. Общее\n\n1.1. Формы:\n- круг;\n- пара.\n\nВ паре двое.\n\n1.2. Ещё.\n")
    assert ("paragraph", 3, "") in shape(act)
    assert texts(act, "paragraph") == ["В паре двое."]


def test_a_heading_that_is_a_phrase_keeps_its_items_and_clauses_and_is_doubted() -> None:
    act = read(
        "1. Общее\n\n1.1. Пункт.\n\n2. Встречи прекращаются в случае:\n\n- отъезда;\n\n"
        "2.1. Продление.\n\nПродлевает куратор.\n\n3. Конец\n\n3.1. Всё.\n"
    )
    assert numbered(act.blocks) == ["1", "1.1", "2", "2.1", "3", "3.1"]
    assert by_number(act, "2").kind == "section"
    assert texts(act, "item") == ["отъезда;"]
    assert any(doubt.startswith("Раздел 2 ") for doubt in act.doubts)


def test_a_missing_number_is_a_doubt() -> None:
    act = read("1. Общее\n\n1.1. Первый.\n\n1.3. Третий.\n")
    assert numbered(act.blocks) == ["1", "1.1", "1.3"]
    assert any("1.2" in doubt for doubt in act.doubts)


def test_a_repeated_number_is_a_doubt() -> None:
    act = read("1. Общее\n\n1.1. Первый.\n\n1.2. Второй.\n\n1.2. Третий.\n\n1.3. Ещё.\n")
    assert numbered(act.blocks) == ["1", "1.1", "1.2", "1.2", "1.3"]
    assert any("дважды" in doubt for doubt in act.doubts)


def test_a_number_out_of_order_stays_in_the_text_and_is_doubted() -> None:
    act = read("1. Общее\n\n1.1. Первый.\n\n7.9. Откуда-то.\n\n1.2. Второй.\n")
    assert numbered(act.blocks) == ["1", "1.1", "1.2"]
    assert texts(act, "paragraph") == ["7.9. Откуда-то."]
    assert any("7.9" in doubt for doubt in act.doubts)


def test_a_heading_without_a_number_is_a_section_and_a_doubt() -> None:
    act = read("1. Общее\n\n1.1. Первый.\n\nЗаключительные положения\n\nДействует всегда.\n")
    assert ("section", 1, "") in shape(act)
    assert any("без номера" in doubt for doubt in act.doubts)


def test_an_appendix_counts_its_own_clauses() -> None:
    act = read(
        "1. Общее\n\n1.1. Пункт.\n\nПриложение № 1\nк Положению о кружке\nшколы «Радуга»\n\n"
        "СОГЛАШЕНИЕ\n\nо встречах\n\n1. Предмет соглашения\n\n1.1. Встречаться.\n\n1.1.1. Утром.\n"
    )
    assert shape(act) == [
        ("section", 1, "1"),
        ("clause", 2, "1.1"),
        ("appendix", 1, "1"),
        ("section", 2, ""),
        ("section", 2, "1"),
        ("clause", 3, "1.1"),
        ("clause", 4, "1.1.1"),
    ]
    assert by_number(act, "1.1.1").text == "Утром."
    assert texts(act, "appendix") == ["к Положению о кружке школы «Радуга»"]
    assert texts(act, "section")[1] == "СОГЛАШЕНИЕ о встречах"


def test_a_paper_without_a_head_gets_the_number_the_text_gives_it() -> None:
    act = read(
        "1. Общее\n\n1.1. Заполняется согласие на обработку персональных данных (Приложение № 4)"
        " и соглашение (Приложение № 5).\n\n"
        "Директору ____\nот ____\n\nСогласие на обработку персональных данных\n\n"
        "Я, ____, согласен.\n\nСОГЛАШЕНИЕ\n\nо встречах\n\n1. Предмет\n\n1.1. Пункт.\n"
    )
    assert [b.number for b in act.blocks if b.kind == "appendix"] == ["4", "5"]
    assert sum("нет шапки" in doubt for doubt in act.doubts) == 2
    assert texts(act, "paragraph")[0] == "Директору ____\nот ____"


def test_a_second_document_behind_the_act_does_not_mix_its_numbers() -> None:
    act = read(
        "1. Общее\n\n1.1. Пункт.\n\n2. Права\n\n2.1. Есть.\n\nПамятка семье\n\n"
        "1. Как начать\n\n1.1. Позвонить.\n"
    )
    appendix = next(index for index, b in enumerate(act.blocks) if b.kind == "appendix")
    assert numbered(act.blocks[:appendix]) == ["1", "1.1", "2", "2.1"]
    assert numbered(act.blocks[appendix:]) == ["1", "1.1"]
    assert any("Памятка семье" in doubt for doubt in act.doubts)


def test_an_appendix_that_is_mentioned_and_absent_is_a_doubt() -> None:
    act = read("1. Общее\n\n1.1. Ведётся журнал (Приложение № 6).\n")
    assert any("№\N{NO-BREAK SPACE}6" in doubt for doubt in act.doubts)


def test_a_title_stretched_with_blanks_is_a_title() -> None:
    act = read(
        "1. Общее\n\n1.1. Пункт.\n\nПриложение № 1\n\nСогласие _____ на _____ обработку _____ "
        "персональных _____ данных _____ Я, _____\n\nявляюсь участником кружка.\n"
    )
    assert texts(act, "section")[1] == "Согласие на обработку персональных данных"
    assert texts(act, "paragraph") == ["Я, _____ являюсь участником кружка."]


def test_nothing_of_a_text_is_lost() -> None:
    act = read(
        "1. Общее\n\n1.1. Пункт:\n- раз;\n- два.\n\nСлова между.\n\nПриложение № 1\n\nАнкета\n\n"
        "Имя ____\n\n№\tВопрос\n1\tКто?\n"
    )
    assert act.coverage == 1.0
    assert act.dropped == ()


def test_a_text_without_any_number_is_kept_as_paragraphs() -> None:
    act = recognise_act(
        "Положение о кружке\n\nЦель кружка такая.\n\nЗадачи:\n– петь,\n– рисовать.\n"
    )
    assert texts(act, "item") == ["петь,", "рисовать."]
    assert any("Нумерованных пунктов не найдено" in doubt for doubt in act.doubts)


def test_the_place_of_an_agreement_stands_apart_from_its_day() -> None:
    paper = '\n\nСОГЛАШЕНИЕ\n\n" " 20__ г.\n\nг. _____\n\nСтороны согласны.\n'
    act = read(f"1. Общее\n\n1.1. Первый.{paper}")
    assert texts(act, "paragraph")[:2] == ['" " 20__ г.', "г. _____"]


def test_a_wrong_number_below_a_heading_is_no_part_of_it() -> None:
    act = read("1. Общее\n\n1.1. Первый.\n\n2. Права\n\n1.1. Опечатка.\n\n3. Конец\n\n3.1. Всё.\n")
    assert by_number(act, "2").text == "Права"
    assert any("1.1" in doubt for doubt in act.doubts)


def test_a_number_that_two_appendices_share_is_a_doubt() -> None:
    act = read("1. Общее\n\n1.1. Пункт.\n\nПриложение 1\n\nПЛАН\n\nПриложение 1\n\nАНКЕТА\n")
    assert any("напечатано дважды" in doubt for doubt in act.doubts)
