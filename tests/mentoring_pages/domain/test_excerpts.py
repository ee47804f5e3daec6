import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.excerpts import AROUND, excerpt, marked
from mentoring_pages.domain.lemmas import lemmas_of, wanted
from mentoring_pages.domain.suggestions import nearest

LONG = (
    ("Рабочая группа составляет план. " * 30) + "Согласие даёт семья ребёнка. " + ("И всё. " * 60)
)


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def marks_of(pieces):
    return [piece.text for piece in pieces if piece.found]


def test_a_short_text_is_shown_whole_with_its_words_marked():
    pieces = excerpt("Согласие даёт семья.", lemmas_of("согласия"))

    assert text_of(pieces) == "Согласие даёт семья."
    assert marks_of(pieces) == ["Согласие"]


def test_a_long_text_is_cut_where_most_of_the_words_stand():
    pieces = excerpt(LONG, lemmas_of("ребёнок") | lemmas_of("согласие") | lemmas_of("план"))

    assert "Согласие" in marks_of(pieces)
    assert "ребёнка" in marks_of(pieces)
    assert len(text_of(pieces)) <= AROUND + 4
    assert text_of(pieces).startswith("… ")
    assert text_of(pieces).endswith(" …")


def test_lines_run_on():
    assert text_of(excerpt("один\n\nдва", frozenset())) == "один два"


def test_a_found_word_deep_in_a_text_is_always_shown():
    for position in range(0, 400, 7):
        text = "слово " * position + "согласие " + "слово " * (400 - position)
        assert marks_of(excerpt(text, {"согласие"})) == ["согласие"], position


@given(st.text(alphabet="аб вс.,-\n«»", max_size=900), st.sampled_from(["а", "аб", "вс"]))
def test_an_excerpt_is_a_part_of_its_text(text, word):
    pieces = excerpt(text, lemmas_of(word))

    assert text_of(pieces).removeprefix("… ").removesuffix(" …") in " ".join(text.split())
    assert all(wanted(piece.text) for piece in pieces if piece.found)


@given(st.text(alphabet="абв ", max_size=300))
def test_a_marked_text_is_the_whole_text(text):
    assert text_of(marked(text, {"а"})) == " ".join(text.split())


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("сагласие", "согласие"),
        ("наставнек", "наставник"),
        ("абракадабра", ""),
        ("дом", ""),
        ("согласие", ""),
    ],
)
def test_a_misspelt_word_has_a_nearest_one(word, found):
    assert nearest(word, ["согласие", "наставник", "дым"]) == found
