"""Approval blocks as a PDF of a school gives them: piece by piece, under stamps and signatures."""

from datetime import date

import pytest

from mentoring_pages.importing import Approval, ImportedAct, recognise_act
from mentoring_pages.importing.approval_text import read_approval

BODY = "\n\nПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Пункт о кружке.\n"
COUNCIL = Approval(
    "ПРИНЯТО",
    order_number="4",
    order_date=date(2024, 8, 29),
    body="педагогический совет",
    is_protocol=True,
)
HEAD = Approval("УТВЕРЖДЕНО", "Директор МБОУ «Роща»", "Ольхина Т.С.", "61/2", date(2024, 8, 30))


def read(text: str) -> ImportedAct:
    return recognise_act(text + BODY)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "ПРИНЯТО\nна педагогическом совете\n\nУТВЕРЖДЕНО\nДиректор МБОУ «Роща»\n\n"
            "Протокол № 4 от 29.08.2024\n\n_____/Ольхина Т.С./\nПриказ № 61/2 от 30.08.2024",
            id="minutes, then a signature with an order",
        ),
        pytest.param(
            "ПРИНЯТО\nна педагогическом совете\n\nУТВЕРЖДЕНО\nДиректор МБОУ «Роща»\n\n/\n"
            "Протокол № 4 от 29.08.2024\n\nОльхина Т.С. /\n\nПриказ № 61/2 от 30.08.2024",
            id="each piece apart",
        ),
        pytest.param(
            "ПРИНЯТО\n\nУТВЕРЖДЕНО\n\nна педагогическом совете\n\nДиректор МБОУ «Роща»\n\n"
            "Протокол № 4 от 29.08.2024\n\n______ Ольхина Т.С.\n\nдело 02-11\n\n"
            "Приказ № 61/2 от 30.08.2024",
            id="turn by turn",
        ),
        pytest.param(
            "ПРИНЯТО\nрешением педагогического совета\n\nУТВЕРЖДЕНО\nДиректор МБОУ «Роща»\n"
            "Ольхина Т.С.\nПриказ № 61/2 от 30.08.2024\n\nРощи\nот 29.08.2024\nПротокол № 4",
            id="minutes with their school below the order",
        ),
    ],
)
def test_pieces_of_two_blocks_find_their_own(text: str) -> None:
    assert read(text).approvals == (COUNCIL, HEAD)


def test_as_many_days_as_blocks_below_them_go_to_them_in_order() -> None:
    act = read(
        "ПРИНЯТО\nна педагогическом совете\n\nУТВЕРДЖАЮ\nДиректор\nТ.С. Ольхина\n\n"
        "«05» марта 2024 г.\n«07» марта 2024 г."
    )
    assert [entry.order_date for entry in act.approvals] == [date(2024, 3, 5), date(2024, 3, 7)]
    assert act.approvals[1].approves


def test_a_signature_whose_word_a_seal_hides_is_a_doubt_and_nobody_elses() -> None:
    act = read(
        "ПРИНЯТО\nПедагогическим советом\nПротокол № 4 от 29.08.2024\n\nДиректор МБОУ «Роща»\n\n"
        "Т.С. Ольхина\nПриказ от «30» августа 2024 г. № 61/2"
    )
    assert act.approvals == (COUNCIL,)
    assert any("Ольхина" in doubt for doubt in act.doubts)


@pytest.mark.parametrize(
    "stamp",
    [
        "ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ\n\nСертификат: 00AF\n"
        "Владелец: Липова Вера Ильинична\nДействителен: с 01.02.2024 до 03.04.2025",
        "Подписано цифровой\nподписью: Липова\nВера Ильинична\nДата: 2024.12.10 12:38:16\n+03'00'",
        "Липова\nВера\nИльинич\nна\nПодписан цифровой подписью:\nЛипова Вера Ильинична\n"
        "DN: C=RU, CN=\nЛипова Вера Ильинична\nДата: 2024-01-29 11:57:18\nFoxit Reader\n2025.2.0",
        "Липова\nВера\nИльинична\n\nПодписан: Липова Вера Ильинична\nDN: ИНН=23, C=RU,\nO=МБОУ\n"
        "Основание: я подтверждаю\nДата: 2024.09.23 22:18:10+03'00'\nFoxit Reader Версия: 10.1.1",
    ],
)
def test_a_stamp_of_a_signature_is_left_out_and_names_nobody(stamp: str) -> None:
    act = read(f"УТВЕРЖДЕНО\nприказом МБОУ «Роща»\nот 30.08.2024 № 61/2\n{stamp}")
    assert act.approvals == (Approval("УТВЕРЖДЕНО", "", "", "61/2", date(2024, 8, 30)),)
    assert any("Липова" in line for line in act.dropped)
    assert act.title == "ПОЛОЖЕНИЕ"


def test_an_order_printed_beside_a_stamp_is_kept() -> None:
    act = read(
        "УТВЕРЖДЕНО\nДиректор школы\nПодписан: Липова Вера Ильинична\nDN: C=RU\n"
        "приказ от 30.08.2024 № 61/2\nДата: 2024.09.23 22:18:10+03'00'\n______Т.С. Ольхина"
    )
    assert act.approvals == (
        Approval("УТВЕРЖДЕНО", "Директор школы", "Т.С. Ольхина", "61/2", date(2024, 8, 30)),
    )


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("ПРИНЯТО на Педагогическом совете МБОУ-СОШ № 12 от 30.08.2024 г.", "", (2024, 8, 30)),
        ("УТВЕРЖДЕНО приказом МБОУ ООШ № 3 418 от 03.08.2024 г", "418", (2024, 8, 3)),
        ("УТВЕРЖДЕНО Приказ №_24.08.30 от 31.08.2024г.", "24.08.30", (2024, 8, 31)),
        ("УТВЕРЖДЕНО Приказ № 03.01/455 от 01.09.2024", "03.01/455", (2024, 9, 1)),
        ("УТВЕРЖДЕНО приказом от 30.08.2024 г. № 484/ 2.4.3", "484/2.4.3", (2024, 8, 30)),
        (
            "УТВЕРЖДЕНО приказом МАОУ Сосновская СШ № 68(о) от 24.02.2025 года",
            "68(о)",
            (2025, 2, 24),
        ),
        ("РАССМОТРЕНО педагогическим советом протокол №1от18.08.2024г.", "1", (2024, 8, 18)),
        ("ПРИНЯТО педсоветом Протокол №_1__от_29_._08__.2024г.", "1", (2024, 8, 29)),
    ],
)
def test_numbers_and_days_are_told_apart(text: str, number: str, day: tuple[int, int, int]) -> None:
    approval, _ = read_approval(text)
    assert (approval.order_number, approval.order_date) == (number, date(*day))


@pytest.mark.parametrize(
    ("text", "post", "name"),
    [
        (
            "Утверждаю Директор МОБУ Сосновская ООШ Л.А. Дроздова Приказ от 31.08.2024 № 15",
            "Директор МОБУ Сосновская ООШ",
            "Л.А. Дроздова",
        ),
        (
            "Утверждаю Директор школы-интерната № 6 Дроздова Л.А. Приказ № 15 от 31.08.2024",
            "Директор школы-интерната № 6",
            "Дроздова Л.А.",
        ),
        (
            "Утверждено приказом директора школы от 04.09.2024 г. № 7 Директор МАОУ «Роща» "
            "______Л.А.Дроздова",
            "Директор МАОУ «Роща»",
            "Л.А.Дроздова",
        ),
        (
            "СОГЛАСОВАНО Председатель профкома ______ Л.А. Дроздова 31.08.2024 г. Дроздова Лия "
            "Андреевна",
            "Председатель профкома",
            "Л.А. Дроздова",
        ),
    ],
)
def test_the_post_goes_to_the_name_and_the_school_stays_in_it(
    text: str, post: str, name: str
) -> None:
    approval, _ = read_approval(text)
    assert (approval.post, approval.name) == (post, name)


@pytest.mark.parametrize(
    ("called", "body"),
    [
        ("на научно-методическом совете", "научно-методический совет"),
        ("решением Учёного совета", "учёный совет"),
    ],
)
def test_councils_are_called_by_their_own_names(called: str, body: str) -> None:
    assert read_approval(f"ПРИНЯТО {called} протокол № 2 от 01.09.2024")[0].body == body


def test_a_council_of_pupils_is_no_council_of_scholars() -> None:
    approval, _ = read_approval("С учётом мнения Ученического совета протокол № 2 от 01.09.2024")
    assert approval.body == "совет обучающихся"
