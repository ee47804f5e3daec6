from mentoring_pages.rendering.cells import cell_parts


def test_a_list_in_a_cell_stands_apart_from_the_sentence_before_it():
    cell = "Готовим:\n• приказ\n• план\nПотом публикуем"
    assert cell_parts(cell) == [
        (False, ["Готовим:"]),
        (True, ["• приказ", "• план"]),
        (False, ["Потом публикуем"]),
    ]


def test_lines_without_marks_stay_one_text():
    assert cell_parts("Первая строка\nвторая") == [(False, ["Первая строка\nвторая"])]


def test_a_word_with_a_hyphen_and_an_empty_cell_are_no_lists():
    assert cell_parts("кейс-метод\n-5 дней") == [(False, ["кейс-метод\n-5 дней"])]
    assert cell_parts("") == []
