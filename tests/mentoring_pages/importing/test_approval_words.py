"""The words of an approval block: numbers, names and bodies as schools write them."""

from datetime import date

import pytest

from mentoring_pages.importing import Approval, recognise_act
from mentoring_pages.importing.approval_text import read_approval
from mentoring_pages.importing.full_names import full_name_in

BODY = "\n\n1. Общее\n\n1.1. Пункт.\n"


@pytest.mark.parametrize(
    ("text", "approval"),
    [
        (
            "УТВЕРЖДАЮ Заведующая Ольхина Т.С. Приказ № 7 о/д от 03.09.2024",
            Approval("УТВЕРЖДАЮ", "Заведующая", "Ольхина Т.С.", "7 о/д", date(2024, 9, 3)),
        ),
        (
            "УТВЕРЖДЕН приказом начальника школы № 8-К от 03.09.2024 "
            "Начальник школы ___ Т.С. Ольхин",
            Approval("УТВЕРЖДЕН", "Начальник школы", "Т.С. Ольхин", "8-К", date(2024, 9, 3)),
        ),
        (
            "УТВЕРЖДЕНО приказом директора школы № 8 от 03.09.2024 № 12",
            Approval("УТВЕРЖДЕНО", "Директор школы № 8", "", "12", date(2024, 9, 3)),
        ),
        (
            "Утверждён Директором лицея Ольхиной Т.С. приказ от 03.09.2024 № 5",
            Approval("Утверждён", "Директор лицея", "Ольхина Т.С.", "5", date(2024, 9, 3)),
        ),
        (
            "УТВЕРЖДАЮ Директор лицея ____ / Тарас Ильич Ольхин / Пр. № 5-п от 03.09.24г.",
            Approval("УТВЕРЖДАЮ", "Директор лицея", "Тарас Ильич Ольхин", "5-п", date(2024, 9, 3)),
        ),
        (
            "Согласовано: председатель совета класса ______ Юлия Ольхина",
            Approval("Согласовано", "Председатель совета класса", "Юлия Ольхина"),
        ),
        (
            "Согласована с МО вожатых рук. МО ______ Ольхина Т.С.",
            Approval("Согласована", "Рук. МО", "Ольхина Т.С.", body="МО вожатых"),
        ),
        (
            "Рассмотрено и рекомендовано к утверждению на заседании педагогического совета, "
            "протокол № 2 от 03.09.2024",
            Approval(
                "Рассмотрено и рекомендовано к утверждению",
                *("", "", "2", date(2024, 9, 3), "педагогический совет"),
                is_protocol=True,
            ),
        ),
        (
            "Согласовано Советом вожатых Протокол № 2 от 03.09.2024",
            Approval(
                *("Согласовано", "", "", "2", date(2024, 9, 3), "Совет вожатых"), is_protocol=True
            ),
        ),
    ],
)
def test_an_approval_is_read_whole(text: str, approval: Approval) -> None:
    assert read_approval(text) == (approval, [])


@pytest.mark.parametrize(
    "text",
    [
        "Директор МБОУ «Лицей Юрий Ольхин»",
        "школа имени Юрия Ольхина",
        "Заместитель Директора",
        "Сад Надежда Лесного района",
    ],
)
def test_a_school_and_a_post_are_no_names(text: str) -> None:
    assert full_name_in(text) is None


def test_a_lone_day_below_two_columns_is_of_the_block_without_a_day() -> None:
    act = recognise_act(
        "ПРИНЯТО    УТВЕРЖДАЮ\n\nСоветом школы    Директор «Лицея\n\nПротокол № 2    на Волге»\n\n"
        "от 02.09.2024    ____________ Т.С. Ольхина\n\n«3» сентября 2024 г.\n\nПриказ № 7\n\n"
        "ПОЛОЖЕНИЕ\nо кружке" + BODY
    )
    assert [(one.order_number, one.order_date) for one in act.approvals] == [
        ("2", date(2024, 9, 2)),
        ("7", date(2024, 9, 3)),
    ]
