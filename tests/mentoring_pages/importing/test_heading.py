"""The approval block and the title, in the ways schools print them."""

from datetime import date

import pytest

from mentoring_pages.importing import Approval, recognise_act
from mentoring_pages.importing.heading import read_approval

BODY = "\n\n1. Общее\n\n1.1. Пункт.\n"


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        (
            "Утверждаю Директор школы Ольхина Т.С. Приказ № 05-од от «10» января 2022 г.",
            Approval("Утверждаю", "Директор школы", "Ольхина Т.С.", "05-од", date(2022, 1, 10)),
        ),
        (
            "«УТВЕРЖДАЮ» Директор ДЮЦ «Радуга» Ольхина Т.С. Приказ № 17 от «14» 04. 2022г.",
            Approval("УТВЕРЖДАЮ", "Директор ДЮЦ «Радуга»", "Ольхина Т.С.", "17", date(2022, 4, 14)),
        ),
        (
            "УТВЕРЖДЕНО приказом директора МБОУ «СОШ № 5» от 10.01.2022 № 12-од",
            Approval(
                "УТВЕРЖДЕНО", "приказом директора МБОУ «СОШ № 5»", "", "12-од", date(2022, 1, 10)
            ),
        ),
        (
            "УТВЕРЖДАЮ Директор ________ И.И. Котова-Мышкина приказ от 1 марта 2024 года №7/1",
            Approval("УТВЕРЖДАЮ", "Директор", "И.И. Котова-Мышкина", "7/1", date(2024, 3, 1)),
        ),
        (
            "Утверждаю: Заведующая И.О. Сидорова 01 сентября 2023 года №44",
            Approval("Утверждаю", "Заведующая", "И.О. Сидорова", "44", date(2023, 9, 1)),
        ),
        (
            "УТВЕРЖДАЮ Директор Ольхина Тамара Сергеевна Приказ № ____ от «__» ______ 20__ г.",
            Approval("УТВЕРЖДАЮ", "Директор", "Ольхина Тамара Сергеевна", "", None),
        ),
        (
            "УТВЕРЖДАЮ Директор Ольхина Т.С. Приказ № 8 от 31.02.2023",
            Approval("УТВЕРЖДАЮ", "Директор", "Ольхина Т.С.", "8", None),
        ),
    ],
)
def test_an_approval_block_is_read_into_its_parts(text: str, approval: Approval) -> None:
    assert read_approval(text)[0] == approval


def test_letterhead_approval_and_title_are_told_apart() -> None:
    act = recognise_act(
        "АДМИНИСТРАЦИЯ РАЙОНА\n\nМБОУ «Радуга»\n\n«УТВЕРЖДАЮ»\n\nДиректор\n\nОльхина Т.С.\n\n"
        "Приказ № 4 от 14.10.2024 г.\n\n**Положение о кружке\nв школе «Радуга»**" + BODY
    )
    assert (act.title, act.subtitle) == ("Положение", "о кружке в школе «Радуга»")
    assert act.name == "Положение о кружке в школе «Радуга»"
    assert act.approval == Approval(
        "УТВЕРЖДАЮ", "Директор", "Ольхина Т.С.", "4", date(2024, 10, 14)
    )
    assert act.dropped == ("АДМИНИСТРАЦИЯ РАЙОНА", "МБОУ «Радуга»")


def test_a_title_in_capitals_on_several_lines_is_one_title() -> None:
    act = recognise_act("ПОЛОЖЕНИЕ\nО НАСТАВНИЧЕСТВЕ\nВ ШКОЛЕ «РАДУГА»" + BODY)
    assert (act.title, act.subtitle) == ("ПОЛОЖЕНИЕ", "О НАСТАВНИЧЕСТВЕ В ШКОЛЕ «РАДУГА»")


def test_two_columns_leave_the_approval_and_list_the_other() -> None:
    act = recognise_act(
        "СОГЛАСОВАНО                          УТВЕРЖДАЮ\n"
        "Председатель совета                  Директор школы\n"
        "Грушин П.П.                          Ольхина Т.С.\n"
        "Протокол № 2                         Приказ № 5 от 02.09.2024\n\nПОЛОЖЕНИЕ\n\nо кружке"
        + BODY
    )
    assert act.approval == Approval(
        "УТВЕРЖДАЮ", "Директор школы", "Ольхина Т.С.", "5", date(2024, 9, 2)
    )
    assert "Грушин П.П." in act.dropped
    assert any("стоит ещё один" in doubt for doubt in act.doubts)


def test_an_act_without_an_approval_block_is_read_with_a_doubt() -> None:
    act = recognise_act("Положение о кружке" + BODY)
    assert act.approval == Approval()
    assert any("Гриф утверждения не найден" in doubt for doubt in act.doubts)


def test_a_preamble_between_title_and_first_section_is_text_of_the_act() -> None:
    preamble = "Настоящее положение принято, чтобы дети школы дружили, и написано вместе с ними."
    act = recognise_act(f"ПОЛОЖЕНИЕ\n\nо кружке\n\n{preamble}{BODY}")
    assert (act.blocks[0].kind, act.blocks[0].text) == ("paragraph", preamble)


def test_the_place_and_year_of_a_cover_are_no_title() -> None:
    act = recognise_act("ПОЛОЖЕНИЕ\n\nо кружке\n\nг. Сосновск\n2024 г." + BODY)
    assert act.subtitle == "о кружке"
    assert set(act.dropped) == {"г. Сосновск", "2024 г."}
