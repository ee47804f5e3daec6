import pytest

from mentoring_pages.rendering.definitions import split_definition

KNOWN = [
    ("Наставник", "участник программы, который ведёт"),
    ("Форсайт", "Взгляд в будущее"),
]


@pytest.mark.parametrize(
    ("text", "term", "rest"),
    [
        pytest.param(
            "Наставник – участник программы наставничества",
            "Наставник",
            " – участник программы наставничества",
            id="a definition after a dash",
        ),
        pytest.param(
            "Форсайт Взгляд в будущее", "Форсайт", " Взгляд в будущее", id="a row of a glossary"
        ),
        pytest.param(
            "Наставник должен прийти",
            "",
            "Наставник должен прийти",
            id="a sentence that only begins with the word",
        ),
        pytest.param(
            "Наставники участвуют", "", "Наставники участвуют", id="another form of the word"
        ),
        pytest.param("Наставник", "", "Наставник", id="the word alone"),
    ],
)
def test_a_paragraph_is_split_only_where_it_defines_the_term(text, term, rest):
    assert split_definition(text, KNOWN) == (term, rest)
