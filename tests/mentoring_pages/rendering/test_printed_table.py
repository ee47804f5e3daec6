import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.contents import Line
from mentoring_pages.rendering.columns import column_widths
from mentoring_pages.rendering.printed_table import ROWS_AT_ONCE, printed_table

CELL = st.text(alphabet="абв \n", max_size=80)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=5)


def line(*rows, has_head=True):
    return Line("k", "table", "", "", "", 0, rows=tuple(map(tuple, rows)), has_head=has_head)


@given(ROWS)
def test_widths_add_up_and_none_is_nothing(rows):
    widths = column_widths(rows)

    assert sum(widths) == pytest.approx(100, abs=0.5)
    assert min(widths) > 0


def test_a_column_has_room_for_its_longest_word():
    narrow, wide = column_widths([["№", "Работодатель-ученик"], ["1", "встреча"]])

    assert wide > narrow


def test_a_long_table_goes_on_with_its_head():
    made = printed_table(line(["Что"], *([f"{n}"] for n in range(ROWS_AT_ONCE + 1))))

    assert [len(part.rows) for part in made] == [ROWS_AT_ONCE, 1]
    assert all(part.head[0].text == "Что" for part in made)


@given(st.lists(st.text(alphabet="абвгд ", max_size=700), min_size=1, max_size=3))
def test_a_long_cell_loses_no_word(cells):
    (part,) = printed_table(line(cells, has_head=False))

    for column, cell in enumerate(cells):
        printed = " ".join(row[column].text for row in part.rows)
        assert printed.split() == cell.split() or "".join(printed.split()) == "".join(cell.split())
