from datetime import date

from mentoring_pages.domain.alphabet import by_letter
from mentoring_pages.domain.clauses import Block
from mentoring_pages.domain.contents import Approval, Piece, chapters, citation
from mentoring_pages.domain.view_settings import ViewSettings, from_text

ACT = Approval("Положение", "о наставничестве", "05-од", date(2026, 1, 12))
BODY = [
    Block("paragraph", 1, text="Вводные слова"),
    Block("section", 1, "1", "Общие положения"),
    Block("clause", 2, "1.1", "Первый пункт"),
    Block("item", 3, "", "строка"),
    Block("item", 3, "2)", "вторая строка"),
    Block("appendix", 1, "2"),
    Block("section", 2, "", "Форма согласия"),
    Block("clause", 2, "1", "Пункт приложения"),
    Block("table", 3, rows=(("А", "Б"), ("1", "2"))),
]


def read():
    pieces = [Piece(f"key-{index}", block) for index, block in enumerate(BODY)]
    return chapters(pieces)


def test_every_piece_of_the_act_is_shown_once_and_in_order():
    keys = []
    for chapter in read():
        shown = [line.key for line in chapter.lines]
        keys += [chapter.key, *shown] if chapter.kind else shown
    assert keys == [f"key-{index}" for index in range(len(BODY))]


def test_text_before_the_first_section_has_no_head():
    assert read()[0].kind == ""
    assert [line.text for line in read()[0].lines] == ["Вводные слова"]


def test_clauses_and_list_lines_are_marked_as_on_paper():
    section = read()[1]
    assert section.mark == "1."
    assert [line.mark for line in section.lines] == ["1.1.", "–", "2)"]
    assert [line.indent for line in section.lines] == [0, 1, 1]


def test_an_appendix_without_a_printed_head_is_called_by_its_number_and_heading():
    appendix = read()[2]
    assert appendix.text == "Приложение №\N{NO-BREAK SPACE}2"
    assert appendix.title == "Приложение №\N{NO-BREAK SPACE}2. Форма согласия"


def head_of_an_appendix(number="", text="", title=""):
    body = [Block("appendix", 1, number, text)]
    body += [Block("section", 2, "", title)] if title else []
    body += [Block("clause", 2, "1", "Пункт")]
    (chapter,) = chapters([Piece(f"k{index}", block) for index, block in enumerate(body)])
    return chapter


def test_an_appendix_that_names_its_act_keeps_its_number_at_the_head():
    appendix = head_of_an_appendix("4", "к Положению о наставничестве", "Дорожная карта")
    assert appendix.text == "Приложение №\N{NO-BREAK SPACE}4"
    assert appendix.note == "к Положению о наставничестве"
    assert appendix.title == "Приложение №\N{NO-BREAK SPACE}4. Дорожная карта"


def test_an_appendix_with_a_number_and_a_title_shows_both():
    appendix = head_of_an_appendix("1", "Форма базы")
    assert appendix.text == appendix.title == "Приложение №\N{NO-BREAK SPACE}1. Форма базы"
    assert appendix.note == ""


def test_an_appendix_without_a_number_is_called_by_its_own_title():
    appendix = head_of_an_appendix(text="Глоссарий форм работы")
    assert appendix.text == appendix.title == "Глоссарий форм работы"
    assert citation(appendix.name, ACT).startswith(
        "Приложение «Глоссарий форм работы» к\N{NO-BREAK SPACE}Положению о наставничестве, утв."
    )
    assert citation(appendix.lines[-1].name, ACT).startswith(
        "п.\N{NO-BREAK SPACE}1 Приложения «Глоссарий форм работы» к"
    )


def test_an_appendix_without_number_and_title_is_still_called_something():
    appendix = head_of_an_appendix()
    assert appendix.text == appendix.title == appendix.name == "Приложение"


def test_a_cell_is_read_with_the_name_of_its_column():
    table = Block("table", 1, rows=(("Этап", "Что делаем"), ("1", "Собираем")))
    ((chapter,), (bare,)) = (
        chapters([Piece("t", table, has_head=has_head)]) for has_head in (True, False)
    )
    assert chapter.lines[0].body_rows == ((("Этап", "1"), ("Что делаем", "Собираем")),)
    assert bare.lines[0].body_rows[0] == (("", "Этап"), ("", "Что делаем"))


def test_a_clause_is_cited_with_the_act_and_its_order():
    name = read()[1].lines[0].name
    assert citation(name, ACT).replace("\N{NO-BREAK SPACE}", " ") == (
        "п. 1.1 Положения о наставничестве, утв. приказом № 05-од от 12.01.2026"
    )


def test_a_clause_of_an_appendix_is_cited_with_the_appendix():
    name = read()[2].lines[1].name
    assert (
        citation(name, ACT)
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith("п. 1 Приложения № 2 к Положению о наставничестве")
    )


def test_an_appendix_without_a_number_is_headed_by_its_title():
    heads = [
        Block("appendix", 1, "", "Глоссарий"),
        Block("appendix", 1, "2", "Порядок"),
        Block("appendix", 1),
        Block("section", 1, "1", "Цель"),
    ]
    found = chapters([Piece(f"key-{index}", head) for index, head in enumerate(heads)])
    assert [chapter.is_named_appendix for chapter in found] == [True, False, False, False]


def test_a_draft_is_cited_as_a_draft():
    assert citation("п. 1", Approval("Правила", "приёма")) == "п. 1 Правил приёма (проект)"


def test_words_with_yo_stand_among_words_with_ye():
    groups = by_letter(["Ёлка", "«Ежедневник»", "Единица"], str)
    assert groups == [("Е", ["Единица", "«Ежедневник»", "Ёлка"])]


def test_a_cookie_that_nobody_of_us_wrote_gives_the_usual_view():
    assert from_text('"><script>_900') == ViewSettings()
    assert from_text("white-on-black_200_wide_off").attributes() == [
        ("scheme", "white-on-black"),
        ("size", "200"),
        ("spacing", "wide"),
        ("images", "off"),
    ]
