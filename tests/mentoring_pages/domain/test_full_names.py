"""Full names in a text, whoever they belong to."""

import pytest

from mentoring_pages.domain.full_names import full_names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Победил Пётр Ветров.", ("Пётр Ветров",)),
        ("Грамоту вручили Ветрову Петру из 7А", ("Ветрову Петру",)),
        ("Гостем был Ветров Пётр Ильич, механик.", ("Ветров Пётр Ильич",)),
        ("Пётр Ильич Ветров рассказал о заводе.", ("Пётр Ильич Ветров",)),
        ("Анна Соловьёва и Вера Ёлкина", ("Анна Соловьёва", "Вера Ёлкина")),
        ("Дважды: Пётр Ветров и Пётр Ветров", ("Пётр Ветров",)),
        ("Айгуль Хусаинбекова заняла место", ("Айгуль Хусаинбекова",)),
    ],
)
def test_a_given_name_with_a_family_name_beside_is_a_full_name(text, names):
    assert full_names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Победил Петя.",
        "Нина Павловна поздравила всех.",
        "Директор П. И. Ветров",
        "Школа имени Юрия Гагарина",
        "Улица им. Зои Космодемьянской",
        "Ветер дул, роман читали, вера жила.",
        "Поздравил Пётр ребят",
        "ПЁТР ВЕТРОВ",
        "Пришёл Пётр.\nВетров не пришёл.",
        "",
    ],
)
def test_other_words_are_no_full_name(text):
    assert full_names_in(text) == ()
