"""The sentences of the order that turns one edition into another."""

import pytest

from mentoring_pages.domain.amendments import amendments
from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, TABLE, Block
from mentoring_pages.domain.comparison import compare
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.units import units_of

PLAN = "Куратор составляет план работы на учебный год и знакомит с ним семьи."
DIARY = "Наставник ведёт дневник встреч и показывает его куратору раз в месяц."
MEETING = "Первая встреча проходит в школе в присутствии педагога-психолога."
THANKS = "Лучших наставников благодарят на школьной линейке в конце учебного года."
LIST = "Список наставников хранится у куратора и обновляется осенью."


def section(key, number, text):
    return Piece(key, Block(SECTION, 1, number, text))


def clause(key, number, text, level=2):
    return Piece(key, Block(CLAUSE, level, number, text))


def order(old, new):
    """The points of the order as one reads them, no-break spaces being spaces."""
    points = amendments(compare(old, new), units_of(old), units_of(new))
    return [point.text.replace("\N{NO-BREAK SPACE}", " ") for point in points]


def quoted(old, new):
    points = amendments(compare(old, new), units_of(old), units_of(new))
    return [[part.text.replace("\N{NO-BREAK SPACE}", " ") for part in p.quote] for p in points]


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        pytest.param(
            "Отчёт сдают до 20 декабря каждого года.",
            "Отчёт сдают до 25 декабря каждого года.",
            "в пункте 1.2 цифры «20» заменить цифрами «25»",
            id="figures",
        ),
        pytest.param(
            "Отчёт готовит куратор программы к маю.",
            "Отчёт готовит заместитель директора программы к маю.",
            "в пункте 1.2 слово «куратор» заменить словами «заместитель директора»",
            id="words",
        ),
        pytest.param(
            "Отчёт готовит куратор программы к маю.",
            "Отчёт готовит куратор программы и наставник к маю.",
            "пункт 1.2 после слова «программы» дополнить словами «и наставник»",
            id="words come",
        ),
        pytest.param(
            "Отчёт готовит куратор программы вместе с наставником к маю.",
            "Отчёт готовит куратор программы к маю.",
            "в пункте 1.2 слова «вместе с наставником» исключить",
            id="words go",
        ),
        pytest.param(
            "Встречи идут 2 раза в месяц, отчёты пишут 2 раза в год.",
            "Встречи идут 2 раза в месяц, отчёты пишут 3 раза в год.",
            "в пункте 1.2 слова «2 раза в год» заменить словами «3 раза в год»",
            id="a phrase that stands twice is taken with the words behind it",
        ),
        pytest.param(
            "Форма называется «пара» и длится один год.",
            "Форма называется «группа» и длится один год.",
            "в пункте 1.2 слово «пара» заменить словом «группа»",
            id="inside quotation marks",
        ),
    ],
)
def test_a_short_phrase_is_changed_by_naming_it(was, now, sentence):
    old = [clause("a", "1.1", PLAN), clause("b", "1.2", was)]
    new = [clause("a", "1.1", PLAN), clause("b", "1.2", now)]
    (said,) = order(old, new)
    assert said == sentence


def test_a_clause_that_changed_much_is_given_in_its_new_wording():
    new_text = "Дневник встреч наставник ведёт в тетради, куратор читает её каждую пятницу."
    old, new = [clause("a", "3.4", DIARY)], [clause("a", "3.4", new_text)]
    assert order(old, new) == ["пункт 3.4 изложить в следующей редакции"]
    assert quoted(old, new) == [[f"3.4. {new_text}"]]


def test_a_clause_is_quoted_with_its_list():
    old = [clause("a", "3.4", "Наставник:"), Piece("i", Block(ITEM, 3, "1", "учит;"))]
    new = [*old, Piece("j", Block(ITEM, 3, "2", "благодарит."))]
    assert quoted(old, new) == [["3.4. Наставник:", "1) учит;", "2) благодарит."]]


def test_clauses_that_go_and_come_are_named_together():
    act = [clause(str(n), f"1.{n}", f"{text}") for n, text in enumerate((PLAN, DIARY, MEETING), 1)]
    assert order(act, act[:1]) == ["пункты 1.2, 1.3 исключить"]
    assert order(act[:1], act) == ["дополнить пунктами 1.2, 1.3 следующего содержания"]


def test_a_new_clause_in_the_middle_moves_the_numbers_after_it():
    texts = (PLAN, DIARY, MEETING, THANKS)
    old = [clause(str(n), f"3.{n}", text) for n, text in enumerate(texts, 1)]
    shifted = [clause(str(n), f"3.{n + 1}", text) for n, text in enumerate(texts[1:], 2)]
    new = [old[0], clause("new", "3.2", LIST), *shifted]
    assert order(old, new) == [
        "дополнить новым пунктом 3.2 следующего содержания",
        "пункты 3.2–3.4 считать пунктами 3.3–3.5",
    ]


def test_a_clause_with_a_new_number_and_new_words_says_both():
    old = [clause("a", "3.5", PLAN)]
    new = [clause("a", "3.6", "План работы куратор пишет весной, семьи знакомятся с ним летом.")]
    assert order(old, new) == ["пункт 3.5 считать пунктом 3.6 и изложить в следующей редакции"]


def test_a_whole_section_comes_and_goes_under_its_own_number():
    first = [section("s", "1", "Общие положения"), clause("a", "1.1", PLAN)]
    second = [section("t", "2", "Права"), clause("b", "2.1", DIARY), clause("c", "2.2", MEETING)]
    assert order(first + second, first) == ["раздел 2 исключить"]
    assert order(first, first + second) == ["дополнить разделом 2 следующего содержания"]
    assert quoted(first, first + second) == [["2. Права", f"2.1. {DIARY}", f"2.2. {MEETING}"]]


def test_a_clause_of_an_appendix_is_named_with_its_appendix():
    head = Piece("p", Block(APPENDIX, 1, "2", "Порядок"))
    old = [head, clause("a", "1", PLAN), clause("b", "2", DIARY)]
    assert order(old, old[:2]) == ["пункт 2 приложения № 2 исключить"]


def test_an_appendix_with_a_table_is_quoted_as_a_table():
    def act(rows):
        return [Piece("p", Block(APPENDIX, 1, "1", "")), Piece("t", Block(TABLE, 2, rows=rows))]

    old, new = act((("Форма", "Срок"),)), act((("Форма", "Срок"), ("Пара", "Год")))
    points = amendments(compare(old, new), units_of(old), units_of(new))
    assert points[0].text.replace("\N{NO-BREAK SPACE}", " ") == (
        "приложение № 1 изложить в следующей редакции"
    )
    assert points[0].quote[-1].rows == (("Форма", "Срок"), ("Пара", "Год"))


def test_an_appendix_without_a_number_is_quoted_by_its_title_alone():
    old = [clause("a", "1", PLAN)]
    new = [*old, Piece("p", Block(APPENDIX, 1, "", "Глоссарий")), clause("b", "1", DIARY)]
    assert quoted(old, new)[0][0] == "Глоссарий"


def test_a_section_under_a_new_heading_is_renamed():
    old = [section("s", "1", "Общие положения"), clause("a", "1.1", PLAN)]
    new = [section("s", "1", "О чём этот документ"), clause("a", "1.1", PLAN)]
    assert order(old, new) == ["наименование раздела 1 изложить в следующей редакции"]


def test_a_clause_that_went_elsewhere_takes_its_new_number():
    old = [section("s", "1", "Первое"), clause("a", "1.1", PLAN), clause("b", "1.2", DIARY)]
    old += [section("t", "2", "Второе")]
    new = [section("s", "1", "Первое"), clause("a", "1.1", PLAN), section("t", "2", "Второе")]
    new += [clause("b", "2.1", DIARY)]
    assert order(old, new) == ["пункт 1.2 считать пунктом 2.1"]


def test_a_section_with_a_new_number_and_heading_keeps_its_clauses():
    old = [section("s", "7", "Завершение"), clause("a", "7.1", PLAN)]
    new = [section("s", "8", "Чем всё заканчивается"), clause("a", "8.1", PLAN)]
    assert order(old, new) == [
        "раздел 7 считать разделом 8, изложив наименование в следующей редакции",
        "пункт 7.1 считать пунктом 8.1",
    ]


def test_a_section_of_an_appendix_is_named_with_its_appendix():
    head = Piece("p", Block(APPENDIX, 1, "3", "Договор"))
    inner = Piece("s", Block(SECTION, 2, "2", "Права сторон"))
    old = [head, inner, clause("a", "2.1", PLAN, level=3)]
    assert order(old, old[:1]) == ["раздел 2 приложения № 3 исключить"]


def test_the_opening_of_an_appendix_changes_without_its_clauses():
    def act(text):
        head = Piece("p", Block(APPENDIX, 1, "2", "Порядок"))
        return [head, Piece("t", Block("paragraph", 2, "", text)), clause("a", "1", PLAN)]

    said = order(act("Так заключают договор."), act("Порядок принят на собрании семей в мае."))
    assert said == ["вводную часть приложения № 2 изложить в следующей редакции"]


def test_a_number_that_became_free_is_not_called_new():
    old = [clause("a", "4.1", PLAN), clause("b", "4.2", DIARY)]
    new = [clause("x", "4.1", "Семьи узнают о встречах заранее."), clause("b", "4.2", DIARY)]
    assert order(old, new) == [
        "пункт 4.1 исключить",
        "дополнить пунктом 4.1 следующего содержания",
    ]


def test_a_word_that_stands_in_a_subclause_too_is_not_changed_by_naming_it():
    below = clause("b", "3.4.1", "Дневник хранится у куратора.", level=3)
    old = [clause("a", "3.4", "Отчёт готовит куратора помощник к маю."), below]
    new = [clause("a", "3.4", "Отчёт готовит директора помощник к маю."), below]
    assert order(old, new) == ["пункт 3.4 изложить в следующей редакции"]
