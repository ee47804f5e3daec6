"""What a reference calls a piece of an act, with a number of its own or without one."""

import pytest

from mentoring_pages.domain.citing import name_in_act
from mentoring_pages.domain.clauses import Block
from mentoring_pages.domain.contents import Approval, Piece, genitive_of, reference_to

NBSP = "\N{NO-BREAK SPACE}"

BODY = {
    "preamble": Block("paragraph", 1, text="Вводные слова"),
    "section": Block("section", 1, "4", "Права"),
    "lead": Block("paragraph", 2, text="Здесь сказано о правах."),
    "clause": Block("clause", 2, "4.1", "Наставник вправе:"),
    "dash": Block("item", 3, "", "просить;"),
    "second": Block("item", 3, "", "получать."),
    "other": Block("clause", 2, "4.2", "Куратор:"),
    "one": Block("item", 3, "1)", "ведёт:"),
    "letter": Block("item", 4, "а)", "дневник;"),
    "two": Block("item", 3, "2", "хранит."),
    "table": Block("table", 3, rows=(("А",),)),
    "appendix": Block("appendix", 1, "2"),
    "words": Block("paragraph", 2, text="Слова приложения"),
    "inner": Block("clause", 2, "1", "Пункт приложения:"),
    "line": Block("item", 3, "1)", "строка"),
}
PIECES = [Piece(key, block) for key, block in BODY.items()]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("preamble", "абз. 1"),
        ("section", "раздел 4"),
        ("lead", "абз. 1 раздела 4"),
        ("clause", "п. 4.1"),
        ("dash", "абз. 2 п. 4.1"),
        ("second", "абз. 3 п. 4.1"),
        ("one", "подп. 1 п. 4.2"),
        ("letter", "подп. а подп. 1 п. 4.2"),
        ("two", "подп. 2 п. 4.2"),
        ("table", "таблица п. 4.2"),
        ("appendix", "Приложение № 2"),
        ("words", "абз. 1 Приложения № 2"),
        ("inner", "п. 1 Приложения № 2"),
        ("line", "подп. 1 п. 1 Приложения № 2"),
        ("nothing", ""),
    ],
)
def test_every_piece_has_a_name(key, name):
    assert name_in_act(PIECES, key).replace(NBSP, " ") == name


@pytest.mark.parametrize(
    ("heading", "name", "said"),
    [
        ("Положение", "п. 3.4", "п. 3.4 Положения о клубе"),
        ("ПОРЯДОК ", "п. 3.4", "п. 3.4 Порядка о клубе"),
        ("Положение", "Приложение № 2", "Приложение № 2 к Положению о клубе"),
        ("Памятка", "п. 1", "п. 1 документа «Памятка» о клубе"),
    ],
)
def test_a_reference_names_the_act_and_never_says_whether_it_is_a_draft(heading, name, said):
    assert reference_to(name, Approval(heading, "о клубе")).replace(NBSP, " ") == said


def test_a_kind_of_act_that_cannot_be_declined_is_quoted():
    assert genitive_of("Программа") == "Программы"
    assert genitive_of(" Памятка ") == "документа «Памятка»"
