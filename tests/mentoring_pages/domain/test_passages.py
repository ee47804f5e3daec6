import pytest

from mentoring_pages.domain.clauses import Block
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.passages import Definition, asks_for_number, passages_of_act

PIECES = [
    Piece("p", Block("paragraph", 1, text="Преамбула.")),
    Piece("s1", Block("section", 1, "1", "Общие положения")),
    Piece("s1p", Block("paragraph", 2, text="Слова под заголовком.")),
    Piece("c11", Block("clause", 2, "1.1", "Понятия:")),
    Piece("d1", Block("paragraph", 3, text="Наставник – тот, кто ведёт.")),
    Piece("d2", Block("paragraph", 3, text="Куратор – тот, кто собирает.")),
    Piece("c12", Block("clause", 2, "1.2", "Пара – двое людей.")),
    Piece("a1", Block("appendix", 1, "1", "к Положению")),
    Piece("ah", Block("section", 2, "", "Анкета")),
    Piece("ap", Block("paragraph", 2, text="Как вас зовут?")),
    Piece("t", Block("table", 2, rows=(("Дело", "Срок"), ("встреча", "май"))), caption="План"),
]


def by_key(made):
    return {(passage.kind, passage.key): passage for passage in made}


def test_everything_printed_is_in_a_passage():
    said = " ".join(f"{passage.heading} {passage.text}" for passage in passages_of_act(PIECES))

    for piece in PIECES:
        assert piece.block.text in said
        for row in piece.block.rows:
            assert all(cell in said for cell in row)


def test_lines_without_a_number_belong_to_the_clause_above():
    found = by_key(passages_of_act(PIECES))

    assert "Наставник – тот, кто ведёт." in found["clause", "c11"].text
    assert "Слова под заголовком." in found["heading", "s1"].text
    assert ("clause", "d1") not in found


def test_an_appendix_names_its_lines():
    found = by_key(passages_of_act(PIECES))

    assert found["clause", "ap"].in_appendix
    assert found["clause", "ap"].name == "Приложение №\xa01"
    assert not found["clause", "c12"].in_appendix


def test_a_definition_stands_before_its_clause_and_leads_to_it():
    made = passages_of_act(PIECES, [Definition("Наставник", "тот, кто ведёт", "d1")])
    order = [(passage.kind, passage.heading or passage.key) for passage in made]

    assert order.index(("term", "Наставник")) < order.index(("clause", "c11"))
    assert by_key(made)["term", "d1"].name == "п.\xa01.1"


def test_a_clause_that_is_only_its_definition_is_not_there_twice():
    made = passages_of_act(PIECES, [Definition("Пара", "двое людей", "c12")])

    assert [passage.kind for passage in made if passage.key == "c12"] == ["term"]
    assert by_key(made)["term", "c12"].lemmas()["1.2"] > 1


def test_a_definition_whose_clause_is_gone_is_found_all_the_same():
    made = passages_of_act(PIECES, [Definition("Тьютор", "помощник", "gone")])

    assert made[0].heading == "Тьютор"


def test_a_term_weighs_more_than_a_heading_and_a_heading_more_than_text():
    made = by_key(passages_of_act(PIECES, [Definition("Наставник", "тот, кто ведёт", "d1")]))

    term = made["term", "d1"].lemmas()["наставник"]
    heading = made["heading", "s1"].lemmas()["положение"]
    text = made["clause", "c11"].lemmas()["наставник"]
    assert term > heading > text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("3.4", "3.4"),
        ("п. 3.4", "3.4"),
        ("п.3.4.", "3.4"),
        ("пункты 3.4.1", "3.4.1"),
        ("Пункт\xa03.4", "3.4"),
        ("раздел 3", ""),
        ("3", ""),
        ("3.4 согласие", ""),
        ("01.09.2026 года", ""),
        ("п. ²", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_a_number_of_a_clause_is_known_by_its_dots(query, number):
    assert asks_for_number(query) == number
