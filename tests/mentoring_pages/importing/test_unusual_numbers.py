"""Numbers that few acts have: letters before figures, sections that count their clauses anew."""

from mentoring_pages.importing import ImportedAct, recognise_act

HEAD = (
    "УТВЕРЖДАЮ\nДиректор школы\nОльхина Т.С.\nПриказ № 3 от 01.09.2025\n\nПОЛОЖЕНИЕ\n\nо кружке\n\n"
)


def shape(act: ImportedAct) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.number) for block in act.blocks]


def test_clauses_may_count_by_the_letter_of_their_section_though_a_letter_is_left_out() -> None:
    act = recognise_act(
        HEAD + "А. Общее\n\nА.1. Кружок открыт всем.\n\nА.2. Занятия идут весной.\n\n"
        "В. Походы\n\nВ.1. Поход длится день.\n\nВ.2. В походе есть:\n\n"
        "- В.2.1. вожатый;\n- В.2.2. повар.\n"
    )
    assert shape(act) == [
        ("section", 1, "А"),
        ("clause", 2, "А.1"),
        ("clause", 2, "А.2"),
        ("section", 1, "В"),
        ("clause", 2, "В.1"),
        ("clause", 2, "В.2"),
        ("clause", 3, "В.2.1"),
        ("clause", 3, "В.2.2"),
    ]
    assert [block.text for block in act.blocks if block.number == "В.2.1"] == ["вожатый;"]
    assert any("пропущены номера: Б." in sentence for sentence in act.doubts)


def test_two_words_with_a_letter_and_a_figure_are_no_numbering() -> None:
    act = recognise_act(HEAD + "1. Общее\n\n1.1. Кабинеты:\n\nА.1 у входа\n\nА.2 во дворе\n")
    assert [block.number for block in act.blocks if block.number] == ["1", "1.1"]


def test_a_section_may_count_its_clauses_from_one_and_the_editor_is_told() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n\n1.1. Кружок открыт.\n\n2. Порядок\n\n1. Заявку пишут родители.\n\n"
        "2. Совет отвечает и сообщает:\n\nа) день;\n\nб) место.\n\n3. Занятия идут год.\n\n"
        "3. Права\n\n3.1. Ребёнок выбирает сам.\n"
    )
    assert shape(act) == [
        ("section", 1, "1"),
        ("clause", 2, "1.1"),
        ("section", 1, "2"),
        ("clause", 2, "1"),
        ("clause", 2, "2"),
        ("item", 3, "а)"),
        ("item", 3, "б)"),
        ("clause", 2, "3"),
        ("section", 1, "3"),
        ("clause", 2, "3.1"),
    ]
    assert [sentence for sentence in act.doubts if "новым счётом" in sentence]


def test_the_next_section_is_no_clause_of_a_section_that_counts_anew() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n\n1.1. Кружок открыт.\n\n2. Порядок\n\n1. Заявку пишут родители.\n\n"
        "2. Совет отвечает.\n\n3. Права\n\n1. Ребёнок выбирает сам.\n\n2. Ребёнок спорит.\n"
    )
    assert [(block.kind, block.number) for block in act.blocks[2:]] == [
        ("section", "2"),
        ("clause", "1"),
        ("clause", "2"),
        ("section", "3"),
        ("clause", "1"),
        ("clause", "2"),
    ]


def test_a_list_that_a_clause_announces_stays_a_list() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n\n1.1. Кружок открыт.\n\n2. Порядок\n\n2.1. Заявку несут:\n\n"
        "1. Родители ребёнка.\n\n2. Сам ребёнок.\n\n2.2. Совет отвечает.\n"
    )
    assert [block.kind for block in act.blocks if block.number in ("1.", "2.")] == ["item"] * 2


def test_numbered_blanks_of_a_form_are_no_clauses() -> None:
    act = recognise_act(
        HEAD + "1. Общее\n\n1.1. Кружок открыт.\n\nПриложение\n\nДОГОВОР ПАРЫ\n\n"
        "Мы решили:\n1. ______________\n2. ______________\nПодпись ________\n"
    )
    form = act.blocks[[block.kind for block in act.blocks].index("appendix") :]
    assert [block.kind for block in form if block.number] == ["item", "item"]
