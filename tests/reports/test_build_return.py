import pytest
from django.core.management import call_command
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db


def build(**options):
    call_command("build_return", **options)


def test_the_default_school_and_the_yearly_form_are_built(school, programme, tmp_path, capsys):
    build(year=2026, out=tmp_path / "new", format="xlsx,pdf")

    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == [
        "yearly-return-2026-first.pdf",
        "yearly-return-2026-first.xlsx",
    ]
    sheet = load_workbook(tmp_path / "new" / "yearly-return-2026-first.xlsx")["Форма"]
    assert any(row[1] == "01" and row[4] == 4 for row in sheet.iter_rows(values_only=True))
    assert "не выполнено условий: 1 из 16" in capsys.readouterr().out


def test_with_several_schools_that_of_the_default_site_is_taken(school, stranger_school, tmp_path):
    build(year=2026, out=tmp_path, format="xlsx")

    assert [file.name for file in tmp_path.iterdir()] == ["yearly-return-2026-first.xlsx"]


def test_a_named_school_is_taken(school, stranger_school, tmp_path):
    build(year=2026, out=tmp_path, format="pdf", school="second")

    assert [file.name for file in tmp_path.iterdir()] == ["yearly-return-2026-second.pdf"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"school": "nowhere"}, "Школы с таким ключом нет. Есть: first.", id="school"),
        pytest.param({"form": "nothing"}, "Такой формы для этого года нет.", id="form"),
        pytest.param({"year": 1990}, "Такой формы для этого года нет.", id="year"),
        pytest.param({"format": "doc"}, "Такого вида файлов нет. Есть: xlsx, pdf.", id="format"),
        pytest.param({"format": ","}, "Такого вида файлов нет.", id="no format"),
    ],
)
def test_what_cannot_be_built_is_one_line_and_exit_code_2(school, tmp_path, capsys, options, words):
    with pytest.raises(SystemExit) as stopped:
        build(**{"year": 2026, "out": tmp_path, "format": "xlsx", **options})

    assert stopped.value.code == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_line(school, tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(SystemExit) as stopped:
        build(year=2026, out=blocked, format="xlsx")
    assert stopped.value.code == 2
    assert "В эту папку нельзя записать" in capsys.readouterr().err


def test_without_a_school_the_command_says_so(db, tmp_path, capsys):
    with pytest.raises(SystemExit):
        build(year=2026, out=tmp_path, format="xlsx")
    assert "Школ ещё нет." in capsys.readouterr().err


def test_a_broken_definition_is_named(school, settings, tmp_path, capsys):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    settings.NASTAVNIK_RETURN_DEFINITIONS = [tmp_path]

    with pytest.raises(SystemExit):
        build(year=2026, out=tmp_path / "out", format="xlsx")
    assert "bad.json: это не JSON" in capsys.readouterr().err
