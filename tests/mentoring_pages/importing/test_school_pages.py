"""Acts as sites of schools store them: covers, contents, lone numbers, broken names."""

import pytest

from mentoring_pages.importing import recognise_act

START = "УТВЕРЖДАЮ\nДиректор школы\nОльхина Т.С.\nПриказ № 3 от 01.09.2025\n\n"
BODY = "1. Общее\n1.1. Пункт о кружке.\n1.2. Второй пункт.\n"


def numbers(text: str) -> list[str]:
    return [block.number for block in recognise_act(text).blocks if block.number]


@pytest.mark.parametrize(
    "middle",
    [
        "ПОЛОЖЕНИЕ\nо кружке\n\nсл. Сосновка\n2025 г.\n\n",
        "ПОЛОЖЕНИЕ\n30.08.2025 г. № 02-17-11\nг. Сосновск\n\nо кружке\n\n",
        "ПОЛОЖ ЕНИЕ\nо кружке\n\n",
        "ПОЛОЖЕНИЕ\n\nУ СО\n\nо кружке\n\n",
        "ПОЛОЖЕНИЕ\nо кружке\n\n2\n",
    ],
)
def test_covers_and_seals_leave_the_title_whole(middle: str) -> None:
    act = recognise_act(START + middle + BODY)
    assert act.name.casefold() == "положение о кружке"
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2"]


def test_a_title_in_capitals_goes_on_with_the_number_of_its_school() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nО КРУЖКЕ МУНИЦИПАЛЬНОГО\nБЮДЖЕТНОГО УЧРЕЖДЕНИЯ\n"
        f"СРЕДНЕЙ ОБЩЕОБРАЗОВАТЕЛЬНОЙ ШКОЛЫ №14 им. Ольхина П.П.\n{BODY}"
    )
    assert act.name.endswith("УЧРЕЖДЕНИЯ СРЕДНЕЙ ОБЩЕОБРАЗОВАТЕЛЬНОЙ ШКОЛЫ №14 им. Ольхина П.П.")


def test_a_model_act_is_an_act() -> None:
    act = recognise_act(f"ПРИМЕРНОЕ ПОЛОЖЕНИЕ\n\nО КРУЖКЕ\n\n(КРУЖКЕ ПО СУББОТАМ)\n\n{BODY}")
    assert act.name.casefold() == "примерное положение о кружке (кружке по субботам)"


def test_a_plan_is_a_title_too_and_one_word_of_a_title_is_a_doubt() -> None:
    plan = recognise_act(f"{START}ПЛАН\nработы кружка для классов,\nв которых он нужен\n\n{BODY}")
    assert plan.name.startswith("ПЛАН работы кружка") or plan.name.startswith("План работы кружка")
    bare = recognise_act(f"{START}ПРАВИЛА\n\n{BODY}")
    assert any("одно слово" in doubt for doubt in bare.doubts)


def test_an_approval_below_the_title_is_read_with_the_others() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\nРассмотрено на заседании\nпедагогического совета "
        f"30.08.2025г.\nПротокол № 5\n\nСосновск\n2025\n\n{BODY}"
    )
    assert [entry.order_number for entry in act.approvals] == ["3", "5"]


def test_an_address_is_letterhead_however_long() -> None:
    act = recognise_act(
        "МБОУ «Роща»\nулица Лесная, д. 1, Сосновск Озёрной области, 100200 Тел. (00) 55-80-88. "
        "E-mail: roscha@example.org, сайт: roscha.example.org, а также ИНН/КПП 00 и другие числа "
        f"школы\n\n{START}ПОЛОЖЕНИЕ\nо кружке\n\n{BODY}"
    )
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2"]


def test_contents_printed_as_a_table_are_no_text() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\nСОДЕРЖАНИЕ\n1\n\nОБЩЕЕ УСТРОЙСТВО\n\n4\n\n2\n\n"
        "ЗАНЯТИЯ\n\n5\n\n"
        "1. Общее устройство\n1.1. Пункт.\n2. Занятия\n2.1. Пункт.\n"
    )
    assert [block.number for block in act.blocks] == ["1", "1.1", "2", "2.1"]


@pytest.mark.parametrize(
    "text",
    [
        "Общие положения\n\n1.\n\n1.1. Кружок открыт.\n1.2. Занятия идут.\n2. Права\n2.1. Пункт.\n",
        "Общие положения\n1.1. Кружок открыт.\n1.2. Занятия идут.\n1.\n\n2. Права\n2.1. Пункт.\n",
    ],
)
def test_a_number_printed_apart_is_put_to_its_heading(text: str) -> None:
    act = recognise_act(f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n{text}")
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2", "2", "2.1"]
    assert act.blocks[0].text == "Общие положения"


def test_numbers_printed_without_their_texts_are_a_doubt() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n1.\n1.1.\n1.2.\nОбщие положения\nКружок открыт.\n"
        "Занятия идут весной.\n"
    )
    assert any("напечатаны подряд" in doubt for doubt in act.doubts)


@pytest.mark.parametrize("heading", ["I. Общие положения:", "I. Общие положения"])
def test_a_heading_with_a_colon_is_a_heading(heading: str) -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n{heading}\nПоложение подготовлено на основании:\n"
        "• устава школы;\n• решения совета.\n\nII. Занятия\nИх ведёт вожатый.\n"
    )
    assert [(b.kind, b.number) for b in act.blocks if b.number] == [
        ("section", "I"),
        ("section", "II"),
    ]


def test_a_short_line_with_a_colon_heads_a_section_where_other_numbers_do() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n{BODY}2. Основные задачи вожатого:\n- собирать детей;\n"
        "- вести дневник.\n3. Конец\n3.1. Пункт.\n"
    )
    assert [b.number for b in act.blocks if b.kind == "section"] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("2. Настоящее\nПоложение определяет дни.", "Настоящее Положение определяет дни."),
        (
            "2. Право на отдых граждан Российской\nФедерации, а также гостей.",
            "Право на отдых граждан Российской Федерации, а также гостей.",
        ),
        (
            "2. Положение о сайте школы МУНИЦИПАЛЬНОГО\nАВТОНОМНОГО\nУЧРЕЖДЕНИЯ №7, далее – сайт.",
            "Положение о сайте школы МУНИЦИПАЛЬНОГО АВТОНОМНОГО УЧРЕЖДЕНИЯ №7, далее – сайт.",
        ),
    ],
)
def test_a_name_that_the_edge_of_the_line_broke_is_whole(broken: str, whole: str) -> None:
    act = recognise_act(f"ПОЛОЖЕНИЕ\nо кружке\n\n1. Кружок открыт.\n{broken}\n3. Конец дня.\n")
    assert [block.text for block in act.blocks][1] == whole


def test_what_is_called_one_of_its_own_kind_is_a_term() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Кружок открыт для всех.\n"
        "Личный план занятий – план, составленный ребёнком вместе с вожатым.\n"
    )
    assert [term.term for term in act.terms] == ["Личный план занятий"]


def test_that_is_begins_no_sentence_of_its_own() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Кружок собирается по субботам, т.е. под "
        "занятием понимается встреча в субботу.\n"
    )
    assert act.terms == ()


def test_a_clause_begins_the_row_of_definitions_below_it() -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Вожатство – работа с детьми, пришедшими в "
        "школу недавно.\nВожатый – ученик, который ведёт кружок весь год.\n"
        "Новичок – ребёнок, пришедший в кружок впервые.\n"
    )
    assert [term.term for term in act.terms] == ["Вожатство", "Вожатый", "Новичок"]
    assert any("Вожатство" in doubt for doubt in act.doubts)


@pytest.mark.parametrize("heading", ["3. Прочее", "**Прочее**", "III. Прочее"])
def test_a_lone_number_of_a_section_that_has_begun_is_the_number_of_a_page(heading: str) -> None:
    act = recognise_act(
        f"{START}ПОЛОЖЕНИЕ\nо кружке\n\n{BODY}2. Встречи\n2.1. Раз в неделю.\n\n"
        f"2.2. Дневника нет.\n\n2\n\n{heading}\n\n3.1. Пункт.\n\n3.2. Ещё пункт.\n"
    )
    assert "2" in act.dropped
    assert [block.text for block in act.blocks if block.number == "2.2"] == ["Дневника нет."]
    assert [block.text for block in act.blocks if "Прочее" in block.text] != []
