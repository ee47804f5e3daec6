"""The register of services on paper: a table after the text, with the clause of each service."""

from datetime import UTC, date, datetime

import pytest

from mentoring_pages.rendering.act_sheet import sheet_of

TREE = {
    "heading": "Порядок",
    "title": "применения сервисов",
    "blocks": [
        {"key": "one", "type": "section", "value": {"level": 1, "number": "2", "text": "Сервисы"}},
        {"key": "two", "type": "clause", "value": {"level": 2, "number": "2.1", "text": "Почта."}},
        {"key": "plan", "type": "table", "value": {"data": [["а", "б"]]}},
    ],
    "services": [
        {
            "name": "Почта школы",
            "mode": "asynchronous",
            "basis": "own",
            "status": "allowed",
            "clause": "two",
        },
        {"name": "Старый чат", "mode": "", "basis": "", "status": "ended", "clause": "gone"},
    ],
}


def register(order_number):
    sheet = sheet_of(
        TREE,
        order_number=order_number,
        order_date=date(2026, 9, 1) if order_number else None,
        notices=(),
        edition="",
        digest="",
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
        publisher="Школа",
    )
    last = sheet.chapters[-1]
    return last.title, last.lines[-1]


def test_the_register_stands_as_a_table_after_the_text():
    title, table = register("3-од")
    assert title == "Реестр сервисов"
    assert table.head == ("Сервис", "Как отвечают", "Основание", "Состояние", "Пункт")
    assert table.rows[1:] == (
        (
            "Почта школы",
            "с отложенным ответом",
            "собственный сервис организации",
            "можно пользоваться",
            "2.1",
        ),
        ("Старый чат", "–", "–", "договор закончился", "–"),
    )


def test_a_draft_allows_nothing_yet():
    _title, table = register("")
    assert table.head == ("Сервис", "Как отвечают", "Основание", "Пункт")
    assert "можно пользоваться" not in str(table.rows)


@pytest.mark.parametrize("services", [[], None])
def test_an_act_without_services_has_no_register(services):
    sheet = sheet_of(
        {**TREE, "services": services},
        order_number="",
        order_date=None,
        notices=(),
        edition="",
        digest="",
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
        publisher="Школа",
    )
    assert [chapter.title for chapter in sheet.chapters] == ["Сервисы"]
