import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.lemmas import LONGEST_WORD, fold, lemmas_of, tokens, wanted


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("согласия", "согласие"),
        ("согласие", "согласиями"),
        ("соглашений", "соглашение"),
        ("ребенок", "детей"),
        ("ребёнок", "дети"),
        ("ребенка", "детьми"),
        ("детям", "ребёнком"),
        ("человек", "людей"),
        ("люди", "человека"),
        ("людям", "человек"),
        ("год", "лет"),
        ("года", "лет"),
        ("годами", "год"),
        ("наставник", "наставниками"),
        ("Наставника", "НАСТАВНИК"),
        ("наставляемый", "наставляемых"),
        ("наставляемая", "наставляемому"),
        ("наставничества", "наставничеством"),
        ("обучающийся", "обучающихся"),
        ("обучающаяся", "обучающимися"),
        ("родитель", "родителей"),
        ("родительский", "родительскими"),
        ("законный представитель", "законных"),
        ("представителя", "представители"),
        ("куратору", "кураторы"),
        ("учитель", "учителя"),
        ("учёный", "ученых"),
        ("все", "всё"),
        ("ещё", "еще"),
        ("отчёт", "отчетов"),
        ("утверждённый", "утвержденного"),
        ("закрепить", "закреплено"),
        ("закреплённый", "закреплена"),
        ("отозвать", "отозвано"),
        ("данные", "данных"),
        ("персональные", "персональных"),
        ("пары", "пар"),
        ("школа", "школ"),
        ("шёл", "идти"),
        ("лучший", "лучшими"),
        ("хороший", "лучше"),
        ("плохой", "хуже"),
        ("май", "мая"),
        ("день", "дней"),
        ("раз", "раза"),
        ("стать", "стали"),
        ("вести", "ведёт"),
        ("весть", "вести"),
        ("пара", "пары"),
        ("тьютор", "тьюторов"),
        ("тьюторами", "тьютора"),
        ("хакатон", "хакатоны"),
        ("буллинг", "буллинга"),
        ("вуз", "вузов"),
        ("мбоу", "МБОУ"),
        ("фз", "ФЗ"),
        ("ПЭП", "пэп"),
        ("273-ФЗ", "273‑фз"),
        ("vk", "VK"),
        ("Wi-Fi", "wi-fi"),
        ("наставник", "педагог-наставник"),
        ("педагоги", "педагога-наставника"),
        ("педагог-наставник", "педагогами-наставниками"),
        ("интернат", "школой-интернатом"),
        ("встреча", "онлайн-встречи"),
        ("будет", "бу́дет"),
        ("наставник", "настав\N{SOFT HYPHEN}ник"),
        ("мой", "мои\N{COMBINING BREVE}"),
    ],
)
def test_a_word_is_found_in_another_of_its_forms(asked, written):
    first = asked.split()[0]
    assert lemmas_of(first) & lemmas_of(written)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("согласия", "соглашение"),
        ("согласие", "соглашения"),
        ("соглашение", "согласия"),
        ("согласие", "согласовать"),
        ("дети", "дела"),
        ("дело", "дети"),
        ("дети", "деть"),
        ("положение", "положить"),
        ("наставник", "наставничество"),
        ("наставник", "наставляемый"),
        ("наставляемый", "наставлять"),
        ("родитель", "родительский"),
        ("при", "переть"),
        ("мая", "майя"),
        ("были", "быль"),
        ("программа", "программный"),
        ("школа", "школьный"),
        ("фз", "фаза"),
        ("обработка", "отработка"),
        ("приложение", "предложение"),
        ("отзыв", "вызов"),
        ("МАХ", "махать"),
    ],
)
def test_a_word_that_only_looks_alike_is_not_found(asked, written):
    assert not lemmas_of(asked) & lemmas_of(written)


def test_words_stand_where_the_text_has_them():
    text = "п. 3.4: «Согласие» — детей и педагогов-наставников."

    found = tokens(text)

    assert [token.word for token in found] == [
        "п", "3", "4", "Согласие", "детей", "и", "педагогов-наставников",
    ]  # fmt: skip
    assert all(text[token.start : token.end] == token.word for token in found)


def test_a_hyphen_at_the_end_of_a_word_belongs_to_no_word():
    assert [token.word for token in tokens("- школа- интернат -")] == ["школа", "интернат"]


def test_a_search_leaves_out_words_that_name_nothing():
    assert wanted("согласие на обработку") == (
        frozenset({"согласие"}),
        frozenset({"обработка"}),
    )


def test_a_search_of_such_words_alone_asks_for_them():
    assert wanted("не на") == (frozenset({"не"}), frozenset({"на"}))


def test_a_search_for_a_word_with_hyphens_asks_for_all_its_parts():
    assert wanted("педагоги-наставники") == (frozenset({"педагог"}), frozenset({"наставник"}))


def test_the_same_word_in_two_forms_is_asked_once():
    assert wanted("согласие согласия Согласиями") == (frozenset({"согласие"}),)


def test_nothing_is_asked_where_nothing_is_written():
    assert wanted(' " ) ( * OR : -- ') == (frozenset({"or"}),)
    assert wanted(" .,!? ") == ()


def test_a_word_of_any_length_costs_no_more_than_the_longest_word():
    assert lemmas_of("а" * 10_000) == {"а" * LONGEST_WORD}


@given(st.text(max_size=200))
def test_no_text_breaks_the_words(text):
    for token in tokens(text):
        assert token.lemmas
        assert text[token.start : token.end] == token.word
        assert all(form == fold(form) or not form.isascii() for form in token.lemmas)
