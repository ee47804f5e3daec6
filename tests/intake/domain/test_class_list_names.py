"""What a cell of a class list may say for a name."""

import pytest

from intake.domain.class_list_cells import is_name


@pytest.mark.parametrize(
    "name",
    [
        "Пётр",
        "Римская-Корсакова",
        "Д’Артаньян",
        "Шарль де Голль",
        "Мамедов оглы",
        "Иванова (Котова)",
    ],
)
def test_a_name_is_letters_and_what_stands_between_them(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["П?тр", "Пётр🙂", "<b>Пётр", "7А", "a@example.org", "_", "=A1"])
def test_signs_that_no_name_has_are_told(name: str) -> None:
    assert not is_name(name)
