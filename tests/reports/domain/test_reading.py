import pytest

from reports.domain.counting import count
from reports.domain.definition import Measure
from reports.domain.reading import BadDefinition, read_definition
from tests.reports.facts import fact, schema, year_2026, yearly, yearly_data


def changed(change):
    data = yearly_data()
    change(data)
    return data


def test_the_yearly_form_has_exactly_the_rows_of_the_agreed_return():
    rows = [[row.number for row in section.rows] for section in yearly().sections]

    assert rows == [
        ["01", "02", "03", "04", "05", "06", "07"],
        ["11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21"],
        ["31", "32", "33", "34", "35", "36", "37", "38", "39", "40"],
    ]


def test_the_yearly_form_has_exactly_the_columns_of_the_agreed_return():
    first = yearly().sections[0]

    assert [column.number for column in first.columns] == list(range(3, 12))
    assert [column.measure for column in first.columns] == [
        Measure("pair"),
        Measure("group"),
        Measure("mentor"),
        Measure("mentor", "first"),
        Measure("mentee"),
        Measure("mentee", "first"),
        Measure("mentee", "active"),
        Measure("mentee", "completed"),
        Measure("mentee", "left"),
    ]


def test_no_federal_form_number_is_printed():
    text = str(yearly_data()).upper()

    assert not any(number in text for number in ("ОО-1", "ОО-2", "1-ДОП", "СПО-1", "ОКУД"))


def _drop_title(data):
    del data["title"]


def _bad_level(data):
    data["controls"][0]["level"] = "fatal"


def _twice(data):
    data["sections"][1]["rows"][0]["number"] = "01"


def _no_such_cell(data):
    data["controls"][9]["right"].append("99/3")


def _closed_nowhere(data):
    data["sections"][1]["rows"][0]["closed_columns"] = [8]


def _teams_of_pupils(data):
    data["sections"][0]["rows"][1]["categories"] = ["pupil"]


def _leap_window(data):
    data["window"]["as_of"] = "02-29"


def _backwards(data):
    data["window"]["from"] = "12-25"


def _no_section(data):
    data["controls"][0]["each_row_of"] = "9"


def _no_columns_said(data):
    del data["controls"][3]["each_column"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(_drop_title, "title", id="title missing"),
        pytest.param(_bad_level, "controls/0/level", id="unknown level"),
        pytest.param(_twice, "строки 01 стоит дважды", id="row twice"),
        pytest.param(_no_such_cell, "клетки 99/3 нет", id="control of a cell that is not there"),
        pytest.param(_closed_nowhere, "закрыта графа 8", id="closed column that is not there"),
        pytest.param(_teams_of_pupils, "отбирает людей", id="pairs chosen by category"),
        pytest.param(_leap_window, "window", id="day that some years lack"),
        pytest.param(_backwards, "window", id="window ends before it begins"),
        pytest.param(_no_section, "нет раздела 9", id="control of a section that is not there"),
        pytest.param(_no_columns_said, "какие графы", id="control without columns"),
    ],
)
def test_a_definition_that_cannot_be_counted_is_refused_with_its_place(change, place):
    with pytest.raises(BadDefinition, match=place):
        read_definition(changed(change), schema())


@pytest.mark.parametrize("data", [[], "text", None, 7])
def test_what_is_no_definition_at_all_is_refused(data):
    with pytest.raises(BadDefinition, match="начало файла"):
        read_definition(data, schema())


def test_a_closed_cell_has_no_figure_and_adds_nothing():
    def close(data):
        data["sections"][0]["rows"][1]["closed_columns"] = [4]

    definition = read_definition(changed(close), schema())
    result = count(definition=definition, facts=[fact(team_kind="group")], period=year_2026())

    assert result.value(("02", 4)) is None
    assert result.value(("01", 4)) == 1
