"""One invented act set in different ways is one and the same act."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from mentoring_pages.importing import read_bytes, recognise_act

DOCUMENTS = Path(__file__).parent / "documents"

ACT = """УТВЕРЖДАЮ
Директор школы
Ольхина Т.С.
Приказ № 3 от 01.09.2025

ПОЛОЖЕНИЕ

о кружке в школе «Радуга»

1. Общие положения

1.1. Кружок собирается для того, чтобы старшие помогали младшим освоиться в школе, а младшие \
учились спрашивать и слушать, и никто не оставался один со своим вопросом дольше одного дня.

1.2. Термины и понятия:

Старший – тот, кто учится в школе больше пяти лет и готов тратить на кружок два часа в неделю, не \
считая подготовки.

Младший – тот, кто пришёл в школу недавно. Младшим может стать каждый, кто об этом попросит сам.

2. Устройство

2.1. В кружке работают:

- пары, в которых старший и младший встречаются каждую неделю и вместе выбирают, чем заниматься;
- группы, в которых одного старшего слушают до пяти младших.

Пары и группы собирает куратор, спросив каждого, с кем ему будет спокойнее и интереснее.

2.2. Заявление подаётся по форме (Приложение № 1). Решение принимает директор в течение 5 дней.

3. Конец

3.1. Кружок закрывается, когда в нём никого не осталось.

Приложение № 1
к Положению о кружке

ЗАЯВЛЕНИЕ

1. О себе

1.1. Меня зовут _____, я учусь в классе _____.

№\tВопрос\tОтвет
1\tКогда удобно?\t_____
2\tС кем?\t_____

Глоссарий

Слёт (англ. rally – сбор) – большая встреча

Тихий час Время, когда телефоны все лежат в одной коробке у двери
""".replace("\\\n", "")


def wrapped(text: str, width: int = 72) -> str:
    return "\n".join(
        line if "\t" in line else "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
        for line in text.split("\n")
    )


def paged(text: str, mark: Callable[[int], str]) -> str:
    lines = wrapped(text).split("\n")
    pages = [lines[start : start + 14] for start in range(0, len(lines), 14)]
    return "".join("\n".join(page) + mark(number) for number, page in enumerate(pages, start=1))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "wrapped narrow": lambda text: wrapped(text, 50),
    "pages with numbers": lambda text: paged(text, lambda number: f"\n\n{number}\n\n"),
    "pages with breaks": lambda text: paged(text, lambda number: "\n\f"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "indented": lambda text: re.sub(r"(?m)^(?=[^\t\n]+$)", "    ", text),
    "numbers without a dot": lambda text: re.sub(r"(?m)^(\d\.\d)\. ", r"\1 ", text),
    "numbers glued": lambda text: re.sub(r"(?m)^(\d\.(?:\d\.)?) ", r"\1", text),
    "numbers with a tab": lambda text: re.sub(r"(?m)^(\d\.(?:\d\.)?) ", "\\1\t", text),
    "windows lines": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace("№ ", "№\u00a0"),
    "soft hyphens": lambda text: text.replace("старш", "стар\u00adш"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_of_a_text_does_not_change_the_act(layout: str) -> None:
    expected = recognise_act(ACT)
    act = recognise_act(LAYOUTS[layout](ACT))
    assert [(b.kind, b.level, b.number, b.text, b.rows) for b in act.blocks] == [
        (b.kind, b.level, b.number, b.text, b.rows) for b in expected.blocks
    ]
    assert act.terms == expected.terms
    assert act.approval == expected.approval
    assert act.name == "Положение о кружке в школе «Радуга»"


def test_the_plain_layout_is_read_as_written() -> None:
    act = recognise_act(ACT)
    assert [(b.kind, b.number) for b in act.blocks if b.kind != "paragraph"] == [
        ("section", "1"),
        ("clause", "1.1"),
        ("clause", "1.2"),
        ("section", "2"),
        ("clause", "2.1"),
        ("item", ""),
        ("item", ""),
        ("clause", "2.2"),
        ("section", "3"),
        ("clause", "3.1"),
        ("appendix", "1"),
        ("section", ""),
        ("section", "1"),
        ("clause", "1.1"),
        ("table", ""),
        ("appendix", ""),
    ]
    assert [term.term for term in act.terms] == ["Старший", "Младший", "Слёт", "Тихий час"]


def test_paragraphs_told_only_by_their_indent_are_parted() -> None:
    act = read_bytes((DOCUMENTS / "indented_paragraphs.txt").read_bytes(), name="act.txt")
    found = [block.text for block in act.blocks if block.kind in ("paragraph", "item")]
    assert found[4:9] == [
        "Шеф помогает ребенку готовить уроки.",
        "Шеф рассказывает родителям о кружках и праздниках школы и города.",
        "Шеф не приходит после 20 часов.",
        "В карте семьи шеф пишет:",
        "день встречи;",
    ]


def test_the_dot_of_a_clause_number_ends_no_sentence_before_the_name_of_the_act() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Встречи идут в дни, названные в пункте 1.2.\n\n"
        "Положения или в заявлении.\n1.2. Дни называет куратор.\n"
    )
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2"]
    assert act.blocks[1].text.endswith("в пункте 1.2. Положения или в заявлении.")


@pytest.mark.parametrize(
    "note",
    [
        "Дата публикации: 20.11.2023   Просмотров: 412   Скачать (PDF, 318 КБ)",
        "Опубликовано 3 мая 2024 г., 14:05",
        "Скачать документ",
        "© МБОУ «Радуга», 2023",
    ],
)
def test_what_a_site_notes_below_an_act_is_listed_and_no_text(note: str) -> None:
    act = recognise_act(f"ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n\n1.1. Пункт.\n\n{note}\n")
    assert act.dropped == (note,)
    assert [block.text for block in act.blocks] == ["Общее", "Пункт."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1.1. Кружок ведёт занятия на основании Закона", "РФ от 26.05.1996 № 54-ФЗ."),
        ("1.1. Кружок ведёт занятия по распоряжению Минпросвещения", "России от 25.12.2019."),
        ("1.1. Куратор кружка назначается приказом директора", "Лицея на год."),
    ],
)
def test_a_line_that_can_begin_no_sentence_goes_on(first: str, second: str) -> None:
    act = recognise_act(f"ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n{first}\n{second}\n1.2. Второй пункт.\n")
    assert [block.number for block in act.blocks] == ["1", "1.1", "1.2"]
    assert act.blocks[1].text == f"{first[5:]} {second}"


def test_a_line_that_may_begin_a_sentence_begins_one() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Куратор ведёт журнал занятий кружка\n"
        "Школы района присылают гостей на каждый праздник кружка и города.\n1.2. Второй пункт.\n"
    )
    assert [block.text for block in act.blocks if block.kind == "paragraph"] == [
        "Школы района присылают гостей на каждый праздник кружка и города."
    ]


def test_a_note_at_the_foot_of_a_page_stands_after_the_sentence_it_explains() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Сбор ведёт вожатый.¹\n1.2. На сбор берут:\n\n"
        "____________\n¹ С мая – старший\nвожатый.\n- карту;\n- воду.\n"
    )
    kinds = [(block.kind, block.text) for block in act.blocks]
    assert kinds[1:] == [
        ("clause", "Сбор ведёт вожатый.¹"),
        ("paragraph", "¹ С мая – старший вожатый."),
        ("clause", "На сбор берут:"),
        ("item", "карту;"),
        ("item", "воду."),
    ]
    assert [sentence for sentence in act.doubts if "Сноски" in sentence]


def test_a_line_to_sign_without_a_mark_above_is_no_note() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Сбор ведут все.\n\n____________\n* Ольха цветёт.\n"
    )
    assert not [sentence for sentence in act.doubts if "Сноски" in sentence]


def test_the_name_of_the_act_at_the_head_of_two_of_many_pages_is_no_text() -> None:
    page = "\f\nШкола «Ольха»        Положение о кружке\n\n"
    act = recognise_act(
        "Школа «Ольха»\n\nПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Сбор ведут:\n\n"
        f"{page}- вожатый;\n- повар.\n\n{page}1.2. Сбор мал.\n\n\fПриложение 1\n\n\fПриложение 2\n"
    )
    assert "Школа «Ольха»        Положение о кружке" in act.dropped
    assert not [block for block in act.blocks if "Ольха" in block.text]


def test_a_bare_head_of_an_appendix_and_the_author_are_no_text_of_the_last_clause() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n\n1.1. Сбор мал.\n\n1.2. Сбор весел.\n\n"
        "Положение составила вожатая Н.К. Ольхина\n\n\n                    Приложение\n"
        "ПОХОДНЫЙ ДОГОВОР\n\nМы идём вместе.\n"
    )
    assert [(block.kind, block.level) for block in act.blocks[3:6]] == [
        ("paragraph", 1),
        ("appendix", 1),
        ("section", 2),
    ]
    assert [part.title for part in act.appendices] == ["ПОХОДНЫЙ ДОГОВОР"]


def test_the_stamp_of_an_electronic_signature_and_links_of_a_site_are_no_text() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n\n1.1. Сбор мал.\n\nСкачать (PDF, 12 Кб) Файл подписи\n\n"
        "Документ подписан электронной подписью\nОльхина Нина Петровна, директор\n"
        "Подписано: 01.02.2024 10:00\n\n1.2. Сбор весел.\n"
    )
    assert [block.text for block in act.blocks] == ["Общее", "Сбор мал.", "Сбор весел."]
    assert "Ольхина Нина Петровна, директор" in act.dropped
