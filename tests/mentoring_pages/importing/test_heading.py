"""The approval block and the title, in the ways schools print them."""

from datetime import date

import pytest

from mentoring_pages.importing import Approval, recognise_act
from mentoring_pages.importing.approval_text import read_approval

BODY = "\n\n1. Общее\n\n1.1. Пункт.\n"


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        (
            "Утверждаю Директор школы Ольхина Т.С. Приказ № 06-од от «10» января 2022 г.",
            Approval("Утверждаю", "Директор школы", "Ольхина Т.С.", "06-од", date(2022, 1, 10)),
        ),
        (
            "«УТВЕРЖДАЮ» Директор ДЮЦ «Радуга» Ольхина Т.С. Приказ № 17 от «14» 04. 2022г.",
            Approval("УТВЕРЖДАЮ", "Директор ДЮЦ «Радуга»", "Ольхина Т.С.", "17", date(2022, 4, 14)),
        ),
        (
            "УТВЕРЖДЕНО приказом директора МБОУ «СОШ № 5» от 10.01.2022 № 12-од",
            Approval("УТВЕРЖДЕНО", "Директор МБОУ «СОШ № 5»", "", "12-од", date(2022, 1, 10)),
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
        (
            "УТВЕРЖДАЮ Директор ____ /Дроздов Пётр Лукич/ Приказ № 9 от 02.03.2023",
            Approval("УТВЕРЖДАЮ", "Директор", "Дроздов Пётр Лукич", "9", date(2023, 3, 2)),
        ),
        (
            "УТВЕРЖДЕНО приказом заведующего Сомовой Р.Н. от 02.09.2022 № 56-п",
            Approval("УТВЕРЖДЕНО", "Заведующий", "Сомова Р.Н.", "56-п", date(2022, 9, 2)),
        ),
        (
            "Утверждено приказом от 16 мая 2024 года № 231 директор школы Алиев Р. Т. оглы",
            Approval("Утверждено", "Директор школы", "Алиев Р. Т. оглы", "231", date(2024, 5, 16)),
        ),
        (
            "УТВЕРЖДАЮ Ольхина Т.С. ____________ директор лицея «Заря» Приказ № 54/1 от 04.09.2023",
            Approval(
                "УТВЕРЖДАЮ", "Директор лицея «Заря»", "Ольхина Т.С.", "54/1", date(2023, 9, 4)
            ),
        ),
        (
            "РЕКОМЕНДОВАНО советом старшеклассников протокол № 2 от 20.09.2024",
            Approval(
                "РЕКОМЕНДОВАНО",
                order_number="2",
                order_date=date(2024, 9, 20),
                body="совет старшеклассников",
                is_protocol=True,
            ),
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


COUNCIL = Approval(
    "СОГЛАСОВАНО",
    "Председатель совета",
    "Грушин П.П.",
    "2",
    date(2024, 8, 30),
    is_protocol=True,
)
DIRECTOR = Approval("УТВЕРЖДАЮ", "Директор школы", "Ольхина Т.С.", "5", date(2024, 9, 2))
TWO_BLOCKS = {
    "columns of blanks": (
        "СОГЛАСОВАНО                          УТВЕРЖДАЮ\n"
        "Председатель совета                  Директор школы\n"
        "Грушин П.П.                          Ольхина Т.С.\n"
        "Протокол № 2                         Приказ № 5\n"
        "от 30.08.2024                        от 02.09.2024\n"
    ),
    "columns set in the middle": (
        "   СОГЛАСОВАНО                          «УТВЕРЖДАЮ»\n"
        "Председатель совета                  Директор школы\n"
        "_______Грушин П.П.                   ______Ольхина Т.С.\n"
        "Протокол № 2 от 30.08.2024           Приказ № 5 от 02.09.2024\n"
    ),
    "one blank between": (
        "СОГЛАСОВАНО УТВЕРЖДАЮ\n"
        "Председатель совета Директор школы\n"
        "Грушин П.П. Ольхина Т.С.\n"
        "Протокол № 2 от 30.08.2024 Приказ № 5 от 02.09.2024\n"
    ),
    "lines in turn": (
        "СОГЛАСОВАНО\nУТВЕРЖДАЮ\nПредседатель совета\nДиректор школы\nГрушин П.П.\n"
        "Ольхина Т.С.\nПротокол № 2 от 30.08.2024\nПриказ № 5 от 02.09.2024\n"
    ),
    "one below the other": (
        "СОГЛАСОВАНО\nПредседатель совета\nГрушин П.П.\nПротокол № 2 от 30.08.2024\n\n"
        "УТВЕРЖДАЮ\nДиректор школы\nОльхина Т.С.\nПриказ № 5 от 02.09.2024\n"
    ),
    "a table": (
        "| СОГЛАСОВАНО<br>Председатель совета<br>Грушин П.П.<br>Протокол № 2 от 30.08.2024 "
        "| УТВЕРЖДАЮ<br>Директор школы<br>Ольхина Т.С.<br>Приказ № 5 от 02.09.2024 |\n"
    ),
    "rows of a table": (
        "| СОГЛАСОВАНО | УТВЕРЖДАЮ |\n|---|---|\n| Председатель совета | Директор школы |\n"
        "| Грушин П.П. | Ольхина Т.С. |\n"
        "| Протокол № 2 от 30.08.2024 | Приказ № 5 от 02.09.2024 |\n"
    ),
}


@pytest.mark.parametrize("layout", TWO_BLOCKS)
def test_two_approval_blocks_are_read_however_they_are_set(layout: str) -> None:
    act = recognise_act(f"МБОУ «Радуга»\n\n{TWO_BLOCKS[layout]}\nПОЛОЖЕНИЕ\n\nо кружке{BODY}")
    assert act.approvals == (COUNCIL, DIRECTOR)
    assert act.approval == DIRECTOR
    assert act.name == "Положение о кружке"
    assert act.dropped == ("МБОУ «Радуга»",)


def test_three_columns_are_three_blocks() -> None:
    act = recognise_act(
        "РАССМОТРЕНО                СОГЛАСОВАНО              УТВЕРЖДАЮ\n"
        "на педагогическом совете   Председатель профкома    Директор школы\n"
        "Протокол № 1               ______ Н.А. Липова       ______ Т.С. Ольхина\n"
        "от 30.08.2023              31.08.2023               Приказ № 125-од\n"
        "                                                    от 01.09.2023\n\n"
        "ПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert act.approvals == (
        Approval(
            "РАССМОТРЕНО", "", "", "1", date(2023, 8, 30), "педагогический совет", is_protocol=True
        ),
        Approval("СОГЛАСОВАНО", "Председатель профкома", "Н.А. Липова", "", date(2023, 8, 31)),
        Approval("УТВЕРЖДАЮ", "Директор школы", "Т.С. Ольхина", "125-од", date(2023, 9, 1)),
    )


def test_an_appendix_to_an_order_is_approved_by_it_and_doubted() -> None:
    act = recognise_act(
        "Приложение № 1\nк приказу МБОУ «Школа № 8»\nот 01.09.2023 г. № 125-од\n\n"
        "ПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert act.approval == Approval("УТВЕРЖДЕНО", "", "", "125-од", date(2023, 9, 1))
    assert any("Гриф «Утверждаю» не напечатан" in doubt for doubt in act.doubts)


def test_an_approval_in_brackets_below_the_title_is_read() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n(утверждено приказом директора от 01.09.2023 № 12)" + BODY
    )
    assert act.approval == Approval("утверждено", "Директор", "", "12", date(2023, 9, 1))
    assert act.subtitle == "о кружке"


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


def test_two_words_of_one_decision_are_one_block() -> None:
    act = recognise_act(
        "РАССМОТРЕНО И ПРИНЯТО\nна заседании педагогического совета\nпротокол от 02.09.2024 № 1\n\n"
        "Мотивированное мнение\nпрофсоюзного комитета учтено\n(протокол от 01.09.2024 № 5)\n\n"
        "ПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert [(entry.heading, entry.order_number) for entry in act.approvals] == [
        ("РАССМОТРЕНО И ПРИНЯТО", "1"),
        ("Мотивированное мнение", "5"),
    ]


def test_a_decision_above_the_approvals_that_is_not_understood_is_a_doubt() -> None:
    act = recognise_act(
        "МБОУ «Радуга»\n\nВынесено на родителей\nпротокол № 4 от 01.02.2024\n\nУТВЕРЖДАЮ\n"
        "Директор Ольхина Т.С.\nПриказ № 7 от 02.02.2024\n\nПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert any("протокол № 4" in doubt for doubt in act.doubts)


def test_the_number_of_a_school_is_no_other_decision() -> None:
    act = recognise_act(
        "УТВЕРЖДЕНО\nприказом МБОУ «Школа № 8»\nот 17.02.2025 № 52\n\nПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert act.approval.order_number == "52"
    assert not any("не разобраны" in doubt for doubt in act.doubts)


def test_an_approved_paper_without_the_name_of_an_act_is_not_taken_into_its_approval() -> None:
    act = recognise_act(
        "УТВЕРЖДАЮ\nДиректор ____ Ольхина Т.С.\nПриказ № 7 от 02.02.2024\n\nДОРОЖНАЯ КАРТА\n"
        "встреч на год\n\n№\tДело\tСрок\n1\tОбучает Сойкина П.П.\tдо 05.09.2024\n"
    )
    assert act.approval == Approval("УТВЕРЖДАЮ", "Директор", "Ольхина Т.С.", "7", date(2024, 2, 2))
    assert act.title == "ДОРОЖНАЯ КАРТА встреч на год"
