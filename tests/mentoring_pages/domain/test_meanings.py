"""Clauses are told by their wording, and only when they say the thing."""

import pytest

from mentoring_pages.domain.meanings import MEANINGS, recognise


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Участвуют дети в возрасте от 9 лет.", ("age-range",)),
        ("Возраст участников от 12 до 17 лет.", ("age-range",)),
        ("Участники заполняют согласие на обработку персональных данных.", ("consent-required",)),
        ("Мониторинг организуется 1 раз в полгода.", ("monitoring-deadlines",)),
        ("Мониторинг завершается до «15» мая.", ("monitoring-deadlines",)),
        (
            "Не позднее 28 декабря школа направляет сведения по форме статистического наблюдения.",
            ("annual-return",),
        ),
        ("Сведения на сайте обновляются не реже 1 раза в неделю.", ("weekly-news",)),
        ("Пресс-релиз выходит за 2–4 дня до события.", ("media-releases",)),
        ("Пост-релиз выходит в течение 2 дней после встречи.", ("media-releases",)),
        (
            "Наставник со стороны предъявляет справку об отсутствии судимости.",
            ("certificate-required",),
        ),
        ("Наставляемый вправе попросить о замене наставника.", ("mentor-replacement",)),
    ],
)
def test_a_clause_is_known_by_its_wording(text: str, keys: tuple[str, ...]) -> None:
    assert recognise(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Куратор проводит мониторинг реализации.",
        "Наставник встречается с наставляемым раз в неделю.",
        "Согласие на обработку персональных данных хранится в сейфе.",
        "В школе учатся дети от соседних деревень.",
        "Рабочая группа ведёт учёт участников.",
        "Куратор готовит пресс-релиз.",
        "Замена наставника записывается в журнал.",
        "Справка о наличии мест в кружке висит на стенде.",
    ],
)
def test_a_clause_that_only_mentions_the_word_has_no_meaning(text: str) -> None:
    assert recognise(text) == ()


def test_every_meaning_has_a_russian_name() -> None:
    assert set(MEANINGS) == {
        "age-range",
        "annual-return",
        "certificate-required",
        "consent-required",
        "media-releases",
        "mentor-replacement",
        "monitoring-deadlines",
        "weekly-news",
    }
    assert all(label[0].isupper() for label in MEANINGS.values())
