"""Two or three approval blocks of which a PDF gave the heads first and the columns after them."""

from datetime import date

import pytest

from mentoring_pages.importing import Approval, recognise_act

ACT = "\n\nПОЛОЖЕНИЕ\nо клубе вожатых\n\n1. Общее\n\n1.1. Пункт.\n"
COUNCIL = Approval("ПРИНЯТО", "", "", "2", date(2024, 8, 30), "педагогический совет", True)
HEAD = Approval("УТВЕРЖДАЮ", "Директор лицея", "Т.С. Липова", "5", date(2024, 8, 31))


@pytest.mark.parametrize(
    "head",
    [
        "ПРИНЯТО\n\nУТВЕРЖДАЮ\n\nПедагогическим советом\n\nДиректор лицея\n____ Т.С. Липова\n"
        "Приказ № 5 от 31.08.2024\n\nПротокол № 2 от 30.08.2024",
        "ПРИНЯТО\nУТВЕРЖДАЮ\nПедагогическим советом\nДиректор\nлицея\nПротокол № 2 от 30.08.2024\n"
        "____ Т.С. Липова\nПриказ № 5\nот 31.08.2024",
        "ПРИНЯТО:\nна педагогическом совете\n\nУТВЕРЖДАЮ:\nДиректор лицея\n\n"
        "Протокол № 2 от 30.08.2024\n____ Т.С. Липова\nПриказ № 5 от 31.08.2024",
    ],
)
def test_lines_below_two_heads_are_sorted_by_what_they_say(head: str) -> None:
    assert recognise_act(head + ACT).approvals == (COUNCIL, HEAD)


def test_minutes_below_two_bare_heads_are_never_of_the_one_that_approves() -> None:
    act = recognise_act(
        "УТВЕРЖДАЮ\n\nПРИНЯТО\nна педагогическом совете\nПротокол\n№ 2 от 30.08.2024" + ACT
    )
    assert act.approvals == (Approval("УТВЕРЖДАЮ"), COUNCIL)


def test_a_line_of_three_blocks_is_cut_though_the_first_is_a_council() -> None:
    act = recognise_act(
        "«ПРИНЯТО» «СОГЛАСОВАНО» «УТВЕРЖДАЮ»\n"
        "Педагогическим советом Председатель совета клуба Директор лицея\n"
        "Протокол № 2 ____ Л.Л. Ольхин ____ Т.С. Липова\n"
        '" 30 " августа 2024 г. " 29 " августа 2024 г. приказ № 5 от 31.08.2024' + ACT
    )
    asked = Approval(
        "СОГЛАСОВАНО", "Председатель совета клуба", "Л.Л. Ольхин", order_date=date(2024, 8, 29)
    )
    assert act.approvals == (COUNCIL, asked, HEAD)


def test_the_name_of_a_school_above_its_stamp_is_of_no_block() -> None:
    act = recognise_act(
        "УТВЕРЖДАЮ\nДиректор лицея\nТ.С. Липова\nПриказ № 5 от 31.08.2024\n"
        'МБОУ "ЛИПОВСКИЙ\nЛИЦЕЙ № 9"\nПодписано цифровой подписью: МБОУ "ЛИПОВСКИЙ\nЛИЦЕЙ № 9"\n'
        "Дата: 2024.09.01 10:11:12 +05'00'" + ACT
    )
    assert act.approvals == (HEAD,)
    assert not any("гриф" in doubt.casefold() for doubt in act.doubts)
