"""What a menu calls a page whose title ends with the school."""

import pytest

from mentoring_pages.domain.short_titles import whole_words, without_school

SHORT, FULL = "МБОУ «Сосновская СОШ»", "Муниципальная школа «Сосновка»"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Положение о наставничестве в МБОУ «Сосновская СОШ»", "Положение о наставничестве"),
        (
            "Положение о наставничестве в\N{NO-BREAK SPACE}МБОУ «Сосновская СОШ»",
            "Положение о наставничестве",
        ),
        ("Устав МБОУ «Сосновская СОШ»", "Устав"),
        ("Музей при Муниципальная школа «Сосновка»", "Музей"),
        ("Глоссарий", "Глоссарий"),
        ("МБОУ «Сосновская СОШ»", "МБОУ «Сосновская СОШ»"),
        (
            "Программа МБОУ «Сосновская СОШ» по форме «ученик – ученик»",
            "Программа МБОУ «Сосновская СОШ» по форме «ученик – ученик»",
        ),
    ],
)
def test_the_menu_leaves_out_whose_site_it_is(title: str, said: str) -> None:
    assert without_school(title, SHORT, FULL) == said


def test_a_school_without_a_name_changes_no_title() -> None:
    assert without_school("Новости", "", " ") == "Новости"


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("Порядок применения сервисов", 27, "Порядок применения сервисов"),
        ("Порядок применения сервисов", 26, "Порядок применения…"),
        ("Фото, аудио и видеоинформация", 14, "Фото, аудио и…"),
        ("Порядок применения, сервисы", 19, "Порядок…"),
        ("Видеоконференцсвязь", 10, "Видеоконф…"),
        ("  Порядок  ", 10, "Порядок"),
    ],
)
def test_a_long_title_ends_with_a_whole_word(text, longest, shown):
    assert whole_words(text, longest) == shown
    assert len(shown) <= longest
