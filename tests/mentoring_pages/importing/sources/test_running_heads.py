"""Page numbers of a PDF where no room parts them from the text."""

from typing import Any

from mentoring_pages.importing.sources.running_heads import take_running_heads


def line(text: str, top: int, *, room: bool = False) -> dict[str, Any]:
    return {"text": text, "top": top, "room": room}


def pages_with(*last: dict[str, Any]) -> list[dict[str, Any]]:
    text = [line(f"Строка {place}.", 80 + 20 * place) for place in range(5)]
    usual = [{"items": [*text, line(str(number), 760, room=True)]} for number in (1, 2)]
    return [*usual, {"items": list(last)}]


def test_the_number_of_a_full_page_is_no_text() -> None:
    pages = pages_with(line("Текст до края.", 745), line("3", 760))
    assert take_running_heads(pages) == ("1", "2", "3")
    assert [item["text"] for item in pages[2]["items"]] == ["Текст до края."]


def test_a_number_at_another_height_is_text() -> None:
    pages = pages_with(line("Оценка", 300), line("3", 320))
    assert take_running_heads(pages) == ("1", "2")
    assert len(pages[2]["items"]) == 2


def test_a_page_that_prints_its_own_number_only_once_prints_no_text() -> None:
    first = [line(f"Строка {place}.", 80 + 20 * place) for place in range(5)]
    pages = [{"items": first}, {"items": [line("Конец пункта.", 100), line("2", 780)]}]
    assert take_running_heads(pages) == ("2",)
    assert [item["text"] for item in pages[1]["items"]] == ["Конец пункта."]


def test_a_running_head_that_stands_close_to_the_text_of_one_page_is_no_text_there() -> None:
    head = line("Школа «Ольха» • Положение", 40)
    pages = [
        {"items": [dict(head), *(line(f"{n} {place}", 60 + 20 * place) for place in range(1, 5))]}
        for n in ("раз", "два")
    ]
    for page in pages:
        page["items"][1]["room"] = True
    pages.append({"items": [dict(head), line("Лист", 60), line("Строка.", 80)]})
    assert take_running_heads(pages) == ("Школа «Ольха» • Положение",)
    assert [item["text"] for item in pages[2]["items"]] == ["Лист", "Строка."]
