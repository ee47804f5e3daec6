"""Texts that a scanner read: letters for figures, stains for text."""

import pytest

from mentoring_pages.importing import recognise_act
from mentoring_pages.importing.mending import figures

HEAD = (
    "УТВЕРЖДАЮ\nДиректор школы\nОльхина Т.С.\nПриказ № 3 от 01.09.2025\n\nПОЛОЖЕНИЕ\n\nо кружке\n\n"
)


@pytest.mark.parametrize(
    ("scanned", "printed"),
    [
        ("З1 мая 2022 г.", "31 мая 2022 г."),
        ("от 2l.05.2022 до 1О.О6.2022", "от 21.05.2022 до 10.06.2022"),
        ("с 18.ОО до 2О.3О", "с 18.00 до 20.30"),
        ("З класса", "З класса"),
        ("дело № 5-О от мая", "дело № 5-О от мая"),
        ("О6 приказе", "О6 приказе"),
    ],
)
def test_letters_in_days_and_hours_become_figures_and_nothing_else_does(
    scanned: str, printed: str
) -> None:
    assert figures(scanned) == printed


def test_numbers_are_read_where_the_numbers_around_prove_them() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n1.1. Кружок открыт.\nl.2. Занятия идут весной.\n"
        "2. Порядок\n2.1. Вожатый ведёт:\n2.1.1. группу;\n2.1.2, дневник;\n2.1.3. сбор.\n"
        "З. Права\n~ .\nЗ.1. Ребёнок выбирает:\nа) занятие;\n6) пару;\nв) день.\n3. 2. Он спорит.\n"
    )
    assert [block.number for block in act.blocks] == [
        *("1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "2.1.3"),
        *("3", "3.1", "а)", "б)", "в)", "3.2"),
    ]
    assert [sentence for sentence in act.doubts if "l.2." in sentence]
    assert [sentence for sentence in act.doubts if "перепутаны" in sentence and "«6)»" in sentence]
    assert "~ ." in act.dropped


def test_figures_with_a_comma_in_the_middle_of_a_sentence_are_no_number() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n1.1. Порядок сказан в пунктах\n1.2, а также в Уставе.\n1.2. Кружок мал.\n"
    )
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2"]
    assert act.blocks[1].text == "Порядок сказан в пунктах 1.2, а также в Уставе."


def test_roman_numbers_read_as_letters_count_on_from_one_that_is_printed_well() -> None:
    act = recognise_act(
        HEAD + "I. Общее\n1.1. Кружок открыт.\nП. Цели\n2.1. Цель ясна.\n"
        "Ш. Права\n3.1. Все равны.\n1У. Сборы\n4.1. Сбор мал.\nУ. Срок\n5.1. Срока нет.\n"
    )
    heads = [block.number for block in act.blocks if block.kind == "section"]
    assert heads == ["I", "II", "III", "IV", "V"]
    assert [sentence for sentence in act.doubts if "«Ш.»" in sentence]


def test_a_letter_before_a_dot_is_no_roman_number_out_of_its_turn() -> None:
    act = recognise_act(HEAD + "1. Общее\n1.1. Кружок ведут:\nП. Ольхин и\nУ. Ольхина.\n")
    assert [block.number for block in act.blocks if block.number] == ["1", "1.1"]


def test_doubled_dots_and_a_number_repeated_before_a_letter_are_read() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n1..1. Кружок открыт.\n1.2.. Сбор ведут:\n1.2.а) вожатый;\n1.2.б) повар.\n"
    )
    assert [(block.number, block.text) for block in act.blocks[1:]] == [
        ("1.1", "Кружок открыт."),
        ("1.2", "Сбор ведут:"),
        ("а)", "вожатый;"),
        ("б)", "повар."),
    ]


def test_clauses_in_small_letters_after_a_colon_stand_apart() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n1.1. Вожатый ведёт: 1.1.1. дневник; 1.1.2. список пар.\n1.2. Сбор мал.\n"
    )
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]


def test_words_that_a_scanner_parts_throughout_are_whole_and_told() -> None:
    act = recognise_act(
        HEAD + "1. Общ ие положения\n1.1. Кружок осущ ествляет встречи меж ду детьми.\n"
        "1.2. Вожатый получает поддерж ку совета.\n"
    )
    assert act.blocks[0].text == "Общие положения"
    assert act.blocks[1].text == "Кружок осуществляет встречи между детьми."
    assert any("поддержку" in sentence for sentence in act.doubts)


def test_two_words_in_a_row_stay_two() -> None:
    text = "1.1. Вожатый ведёт нашу группу, мою неделю, мышь ест. Общ ие дела.\n"
    act = recognise_act(HEAD + "1. Дела\n" + text)
    assert act.blocks[1].text == text[5:].strip()
