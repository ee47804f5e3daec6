"""Terms are found in every form, the longest first, and nothing else is."""

import pytest

from mentoring_pages.domain.term_marks import TermFinder, names_of


def found(text, *terms, leave=()):
    finder = TermFinder([(term, name) for term in terms for name in names_of(term)])
    return [text[mark.start : mark.end] for mark in finder.marks(text, leave=leave)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        pytest.param("Наставническая группа", "наставнических групп", id="plural of several words"),
        pytest.param("Наставническая группа", "Наставнической группой", id="instrumental"),
        pytest.param("Наставляемый", "наставляемых", id="a participle"),
        pytest.param("Ребёнок", "детей", id="another stem"),
        pytest.param("Ребёнок", "ребенку", id="without the dots of ё"),
        pytest.param("Кейс-метод", "кейс-методом", id="a word with a hyphen"),
        pytest.param("SWOT-анализ", "SWOT-анализа", id="half of it Latin"),
        pytest.param("Наставническая группа", "наставнических\N{NO-BREAK SPACE}групп", id="nbsp"),
        pytest.param("Буккроссинг", "буккроссинга", id="a word no dictionary has"),
    ],
)
def test_a_term_is_found_in_every_form(term, text):
    assert found(f"Участники {text} собираются.", term) == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        pytest.param("Наставник", "наставничество", id="a relative is another word"),
        pytest.param("Наставник", "педагог-наставник", id="part of a compound"),
        pytest.param("SWOT-анализ", "анализ", id="half of a compound"),
        pytest.param("Наставническая группа", "наставническая, группа", id="a comma between"),
        pytest.param("Наставническая группа", "группа наставническая", id="the other order"),
        pytest.param("Наставническая группа", "наставническая новая группа", id="a word between"),
        pytest.param("Наставническая группа", "группа", id="one word of two"),
    ],
)
def test_what_only_looks_like_a_term_is_left_alone(term, text):
    assert found(f"Это {text} школы.", term) == []


def test_the_longest_term_wins_and_covers_its_words():
    assert found("наставнических групп и групп", "Группа", "Наставническая группа") == [
        "наставнических групп",
        "групп",
    ]


def test_a_term_met_before_still_covers_its_words():
    terms = ("Группа", "Наставническая группа")
    text = "наставнической группы"
    assert found(text, *terms, leave={"Наставническая группа"}) == []


def test_each_term_is_found_once():
    assert found("Наставник и наставник", "Наставник") == ["Наставник"]


def test_a_term_is_known_by_what_it_gives_in_brackets_and_by_its_other_names():
    names = names_of("Наставляемый (подопечный, «ученик»)", "протеже; малыш\nменти")
    assert names == ("Наставляемый", "подопечный", "ученик", "протеже", "малыш", "менти")


def test_a_sentence_is_no_name_of_a_term():
    sentence = "это такое длинное название что никто в школе так никогда не скажет"
    assert found(f"Сказано: {sentence}.", sentence) == []
