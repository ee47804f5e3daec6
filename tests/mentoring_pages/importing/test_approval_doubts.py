"""What may be read wrongly in an approval block is told, and a plain block is left in peace."""

from datetime import date

import pytest

from mentoring_pages.importing import recognise_act
from mentoring_pages.importing.approval_signs import check, days_to_come
from mentoring_pages.importing.approval_text import read_approval

ACT = "\n\nПОЛОЖЕНИЕ\nо клубе вожатых\n\n1. Общее\n\n1.1. Пункт.\n"


def told(text: str) -> str:
    approval, left = read_approval(text)
    return " ".join(check(text, approval, left))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("ПРИНЯТО педсоветом протокол № 3 от 31.02.2024", "такого дня нет: «31.02.2024»"),
        (
            "УТВЕРЖДАЮ Директор ____ Т.С. Ольхина приказ № 5 от 03.09.2024 05.09.2024",
            "несколько дней (03.09.2024, 05.09.2024), записан 03.09.2024",
        ),
        (
            "УТВЕРЖДЕНО приказом от 03.09.2024 № 5 протокол № 8",
            "несколько номеров (№\N{NO-BREAK SPACE}5, №\N{NO-BREAK SPACE}8)",
        ),
        (
            "СОГЛАСОВАНО Председатель совета ____ Л.Л. Липов Директор ____ Т.С. Ольхина",
            "несколько фамилий (Липов, Ольхина)",
        ),
        ("УТВЕРЖДАЮ ____ Т.С. Ольхина приказ № 5 от 03.09.2024", "«Т.С. Ольхина» нет должности"),
        ("УТВЕРЖДЕНО Директор лицея приказ № 5 от 03.09.2024", "«Директор лицея» нет имени"),
        (
            "УТВЕРЖДАЮ Директор Т.С. Ольхина протокол № 5 от 03.09.2024",
            "у должностного лица стоит протокол",
        ),
        ("ПРИНЯТО педсоветом приказ № 5 от 03.09.2024", "стоит приказ"),
        ("ПРИНЯТО педсоветом протокол от 03.09.2024", "день есть, а номер не прочитан"),
        ("ПРИНЯТО педсоветом протокол № 4 от", "номер есть, а день не прочитан"),
        (
            "УТВЕРЖДАЮ Владелец Т.С. Ольхина приказ № 5 от 03.09.2024",
            "должность «Владелец» прочитана",
        ),
        (
            "УТВЕРЖДАЮ Директор Т.С. Ольхина приказ № 2:^ rtQ 2024",
            "есть знаки не из слов",
        ),
        (
            "УТВЕРЖДАЮ Директор Т.С. Ольхина приказ № 5 от 03.09.2024 Совет вожатых 7",
            "не записаны слова «Совет вожатых 7»",
        ),
    ],
)
def test_each_sign_of_a_wrong_block_is_told(text: str, sign: str) -> None:
    assert sign in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "УТВЕРЖДАЮ Директор МБОУ «Лицей № 7» ____ Т.С. Ольхина Приказ № 5-од от «03» 09 2024 г.",
        "УТВЕРЖДЕНО приказом МБОУ СОШ № 8 г. Липовска от 03.09.2024 № 12",
        "ПРИНЯТО на заседании совета педагогов МБДОУ детский сад № 9 протокол № 1 от 30.08.2024",
        "Согласовано с Управляющим советом ____ /Л.Л. Липов/ Протокол № 3 от 29.08.2024",
        "ПРИНЯТО: на Педагогическом совете Протокол №_1__от_29_._08__.2024г.",
        "УТВЕРЖДАЮ Директор школы ____ Т.С. Ольхина «___» __________ 20___ г.",
        "Введено в действие Приказом № 4 от 30.08.2024 «Об утверждении актов» Директор "
        "школы Т.С. Ольхина Ольхина Тая Саввична",
    ],
)
def test_a_plain_block_raises_no_doubt(text: str) -> None:
    assert told(text) == ""


def test_a_signature_in_the_block_of_the_council_is_told() -> None:
    act = recognise_act(
        "ПРИНЯТО\nпедсоветом, протокол № 1 от 30.08.2024\n/ Т.С. Ольхина /\n\n"
        "УТВЕРЖДЕНО\nДиректор лицея\nприказ № 5 от 30.08.2024" + ACT
    )
    assert any("Имя «Т.С. Ольхина» стоит в грифе «ПРИНЯТО»" in doubt for doubt in act.doubts)


def test_days_of_two_decisions_years_apart_are_told() -> None:
    act = recognise_act(
        "ПРИНЯТО\nпедсоветом, протокол № 1 от 30.08.2014\n\n"
        "УТВЕРЖДАЮ\nДиректор Т.С. Ольхина\nприказ № 5 от 30.08.2024" + ACT
    )
    assert any("больше года: 30.08.2014 и 30.08.2024" in doubt for doubt in act.doubts)


@pytest.mark.parametrize("head", ["ТВЕРЖДАЮ", "УТВЕРЖДЛЮ:", "СОГЛАС0ВАН0", "ПРИНlIТо:"])
def test_a_head_no_scanner_could_read_is_told(head: str) -> None:
    act = recognise_act(f"{head}\nДиректор Т.С. Ольхина\nприказ № 5 от 30.08.2024" + ACT)
    assert any(doubt.startswith("Похоже на гриф") for doubt in act.doubts) or act.approvals


def test_a_text_whose_title_is_unreadable_still_tells_of_its_approval() -> None:
    act = recognise_act("ПРИНЯТО:\nсоветом\n\nПо,-южение\nо клубе\n\nl. Общее\n\nТекст клуба.\n")
    assert any("Похоже на гриф" in doubt and "«ПРИНЯТО:»" in doubt for doubt in act.doubts)


def test_words_like_a_head_in_a_note_are_no_approval() -> None:
    act = recognise_act("# Ольха\n\nУтверждение смысла. Согласование шагов.\n\nПринятие.\n")
    assert not any("гриф" in doubt.casefold() for doubt in act.doubts)


def test_a_day_that_has_not_come_is_told() -> None:
    approval, _ = read_approval("УТВЕРЖДАЮ Директор Т.С. Ольхина приказ № 5 от 03.09.2042")
    assert "ещё не настал: 03.09.2042" in days_to_come([approval], date(2026, 9, 1))[0]
    assert days_to_come([approval], date(2042, 9, 3)) == []
