"""Printed numbers: what is one, and which may follow which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.numbering import (
    Number,
    follows,
    follows_with_gap,
    missing_between,
    printed_text,
    roman_letters,
    roman_value,
    split_number,
)
from mentoring_pages.importing.outline import Numbering, Role

shapes = st.recursive(st.just([]), lambda inner: st.lists(inner, min_size=1, max_size=4))


def numbers_of(shape: list, above: Number = ()) -> list[Number]:
    """The numbers of an outline of this shape in reading order."""
    found: list[Number] = []
    for position, inner in enumerate(shape, start=1):
        number = (*above, position)
        found += [number, *numbers_of(inner, number)]
    return found


outlines = shapes.map(numbers_of).filter(lambda found: len(found) > 1 and max(map(len, found)) <= 6)


@given(outlines)
def test_each_number_of_an_outline_follows_the_one_before(outline: list[Number]) -> None:
    for previous, number in zip([None, *outline], outline, strict=False):
        assert follows(previous, number)
        assert missing_between(previous, number) == ()


@given(outlines)
def test_every_number_of_an_outline_is_recognised_as_a_heading(outline: list[Number]) -> None:
    printed = [split_number(f"{printed_text(number)}. Слово") for number in outline]
    numbering = Numbering()
    roles = [numbering.judge(number, printed[index + 1 :]) for index, number in enumerate(printed)]
    assert set(roles) == {Role.HEADING}


@given(outlines, st.data())
def test_a_lost_number_is_named_as_missing(outline: list[Number], data: st.DataObject) -> None:
    places = [
        index
        for index, number in enumerate(outline[:-1])
        if index and outline[index + 1] == (*number[:-1], number[-1] + 1)
    ]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    before, after = outline[place - 1], outline[place + 1]
    assert not follows(before, after)
    assert follows_with_gap(before, after)
    assert outline[place] in missing_between(before, after)


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=6).map(tuple),
    st.sampled_from(["{}. Слово", "{}.Слово", "{} . Слово", "{}.\tСлово"]),
)
def test_a_number_is_read_however_its_dot_and_blank_stand(number: Number, form: str) -> None:
    printed = split_number(form.format(printed_text(number)))
    assert printed is not None
    assert (printed.value, printed.text, printed.rest) == (number, printed_text(number), "Слово")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=4).map(tuple))
def test_no_number_follows_itself_or_stands_before_its_parent(number: Number) -> None:
    assert not follows(number, number)
    assert not follows(number, number[:-1] or (number[0] - 1,))


@given(st.integers(1, 89))
def test_roman_numbers_read_back(value: int) -> None:
    assert roman_value(roman_letters(value)) == value


@pytest.mark.parametrize(
    ("line", "value", "text", "rest"),
    [
        ("1. Общие положения", (1,), "1", "Общие положения"),
        ("1.1.Настоящее Положение", (1, 1), "1.1", "Настоящее Положение"),
        ("1 .Общие положения", (1,), "1", "Общие положения"),
        ("2.1 Целью является", (2, 1), "2.1", "Целью является"),
        ("3. 1. Куратор", (3, 1), "3.1", "Куратор"),
        ("3.1) Куратор", (3, 1), "3.1", "Куратор"),
        ("2.1.1. Разрабатывать", (2, 1, 1), "2.1.1", "Разрабатывать"),
        ("10.12. Срок", (10, 12), "10.12", "Срок"),
        ("I. Общие положения", (1,), "I", "Общие положения"),
        ("IV. Права", (4,), "IV", "Права"),
        ("Раздел 2. Права", (2,), "2", "Права"),
        ("Глава III Права", (3,), "III", "Права"),
        ("4.2.", (4, 2), "4.2", ""),
    ],
)
def test_numbers_are_read_with_their_quirks(line: str, value: Number, text: str, rest: str) -> None:
    printed = split_number(line)
    assert printed is not None
    assert (printed.value, printed.text, printed.rest) == (value, text, rest)


@pytest.mark.parametrize(
    "line",
    [
        "14 лет исполнилось участнику",
        "10.01.2022 г. утверждено",
        "25.12.2019г. принято",
        "25.12.19 г. принято",
        "152-ФЗ о персональных данных",
        "2006 г. № 152-ФЗ",
        "3-5 дней до события",
        "1,5 часа в неделю",
        "1 раз в полгода",
        "IIII. Раздел",
        "Иванов И.И.",
        "",
    ],
)
def test_dates_ages_and_amounts_are_no_numbers(line: str) -> None:
    assert split_number(line) is None


def test_a_line_with_a_bracket_is_marked_as_one() -> None:
    printed = split_number("1) собрать рабочую группу")
    assert printed is not None
    assert printed.bracket


@pytest.mark.parametrize(
    ("previous", "candidate"),
    [((2, 1), (7, 5)), ((3, 6), (3, 5)), ((3, 6), (2,)), ((3,), (14,)), ((5, 1), (5, 1))],
)
def test_another_numbering_is_no_gap(previous: Number, candidate: Number) -> None:
    assert not follows_with_gap(previous, candidate)
