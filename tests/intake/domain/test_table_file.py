"""A file somebody saved in a spreadsheet becomes rows, or is refused in one word."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from intake.domain import table_file
from intake.domain.table_file import TableProblem, UnreadableTable, read_table

TEXT = "Фамилия;Имя;Дата рождения\r\nВетров;Пётр;04.05.2013\r\n;;\r\nВетрова;Ёлка;05.05.2013\r\n"


def book(*rows: list[object]) -> Workbook:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    return made


def saved(made: Workbook) -> bytes:
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def repacked(data: bytes, name: str, text: bytes) -> bytes:
    """The same package with one part replaced or added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text, compress_type=zipfile.ZIP_DEFLATED)
    return held.getvalue()


def refusal(data: bytes) -> TableProblem:
    with pytest.raises(UnreadableTable) as refused:
        read_table(data)
    return refused.value.problem


@pytest.mark.parametrize("codec", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_of_any_usual_kind_reads_the_same(codec: str, delimiter: str) -> None:
    table = read_table(TEXT.replace(";", delimiter).encode(codec))

    assert [row.number for row in table.rows] == [1, 2, 4]
    assert table.rows[2].cells == ("Ветрова", "Ёлка", "05.05.2013")


def test_a_comma_inside_quotes_is_no_border() -> None:
    table = read_table('ФИО,Где хранится\n"Ветров Пётр","дело, каб. 12"\n'.encode())

    assert table.rows[1].cells == ("Ветров Пётр", "дело, каб. 12")


def test_dates_and_numbers_of_a_spreadsheet_are_read_as_people_see_them() -> None:
    table = read_table(saved(book(["Ветров", date(2013, 5, 4), 7.0, 79161234567, None])))

    assert table.rows[0].cells == ("Ветров", "04.05.2013", "7", "79161234567")


def test_a_class_merged_down_the_column_holds_for_every_pupil() -> None:
    made = book(["Ветров", "7А"], ["Соловьёв", None], ["Птицын", None], ["Орлов", "7Б"])
    made.active.merge_cells("B1:B3")

    table = read_table(saved(made))

    assert [row.cells[1] for row in table.rows] == ["7А", "7А", "7А", "7Б"]


def test_the_first_sheet_that_says_something_is_read_and_others_are_counted() -> None:
    made = Workbook()
    made.create_sheet("7А").append(["Ветров", "Пётр"])
    made.create_sheet("7Б").append(["Соловьёв", "Олег"])

    table = read_table(saved(made))

    assert table.rows[0].cells == ("Ветров", "Пётр")
    assert table.other_sheets == 1


def test_a_formula_nobody_computed_is_refused_and_names_its_row() -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_table(saved(book(["Ветров", "Пётр"], ["Птицын", "=A1"])))

    assert (refused.value.problem, refused.value.row) == (TableProblem.FORMULA, 2)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", TableProblem.EMPTY),
        (b" \r\n \r\n", TableProblem.EMPTY),
        (saved(Workbook()), TableProblem.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", TableProblem.OLD_OFFICE),
        (b"PK\x03\x04 not a package", TableProblem.NOT_A_TABLE),
        (b"%PDF-1.7\na;b;c\n", TableProblem.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", TableProblem.UNKNOWN_LETTERS),
        (b"a;" * 61, TableProblem.TOO_WIDE),
        (b"a;b\n" * 10_002, TableProblem.TOO_MANY_ROWS),
        (b"a" * (table_file.MOST_BYTES + 1), TableProblem.TOO_LARGE),
    ],
    ids=[
        "nothing",
        "blank",
        "no-cells",
        "old",
        "package",
        "pdf",
        "picture",
        "wide",
        "long",
        "heavy",
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(data: bytes, problem: TableProblem) -> None:
    assert refusal(data) is problem


@pytest.mark.parametrize("name", ["a.pdf", "список.exe", "Список 7А.docx"])
def test_a_list_by_another_name_is_refused_whatever_it_holds(name: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_table(TEXT.encode(), name=name)
    assert refused.value.problem is TableProblem.OTHER_NAME


@pytest.mark.parametrize("name", ["", "a.CSV", "список", "список от 12.09", "список 7.А"])
def test_a_name_without_an_ending_is_no_reason(name: str) -> None:
    assert read_table(TEXT.encode(), name=name).rows


def test_a_package_that_unpacks_without_end_is_refused() -> None:
    bomb = repacked(
        saved(book(["Ветров"])), "xl/media/a.xml", b" " * (table_file.MOST_UNPACKED + 1)
    )

    assert refusal(bomb) is TableProblem.BOMB


def test_a_part_with_entities_is_refused() -> None:
    text = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet/>'

    assert refusal(repacked(saved(book(["Ветров"])), "xl/worksheets/sheet1.xml", text)) is (
        TableProblem.BOMB
    )


def test_a_row_at_the_very_end_of_the_sheet_is_not_waited_for_and_not_lost() -> None:
    made = book(["Ветров", "Пётр"])
    made.active.cell(row=1_048_576, column=1, value="Птицын")

    assert [row.number for row in read_table(saved(made)).rows] == [1, 1_048_576]
