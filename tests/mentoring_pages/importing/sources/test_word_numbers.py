"""Numbers that Word prints itself arrive as it prints them."""

import pytest

from mentoring_pages.importing.sources import read_source
from tests.word_files import SPACES, docx, level, numbering, paragraph

DECIMAL = (
    level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "decimal", "%1.%2.%3.")
)


def lines(body: str, numbers: str = "", styles: str = "") -> list[str]:
    parts = {"word/numbering.xml": numbers or numbering({0: DECIMAL}, {1: (0, "")})}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {SPACES}>{styles}</w:styles>"
    text = read_source(docx(body, parts=parts), name="polozhenie.docx").text
    return [line for line in text.split("\n") if line]


def items(*depths: int, num: int = 1) -> str:
    return "".join(paragraph("слово", num=(num, depth)) for depth in depths)


def test_levels_count_under_one_another_and_begin_anew() -> None:
    assert lines(items(0, 1, 1, 2, 1, 0, 1)) == [
        "1. слово",
        "1.1. слово",
        "1.2. слово",
        "1.2.1. слово",
        "1.3. слово",
        "2. слово",
        "2.1. слово",
    ]


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        ("russianLower", "%1)", ["а) слово", "б) слово", "в) слово"]),
        ("russianUpper", "%1.", ["А. слово", "Б. слово", "В. слово"]),
        ("lowerLetter", "%1)", ["a) слово", "b) слово", "c) слово"]),
        ("upperRoman", "%1.", ["I. слово", "II. слово", "III. слово"]),
        ("lowerRoman", "(%1)", ["(i) слово", "(ii) слово", "(iii) слово"]),
        ("decimal", "Статья %1.", ["Статья 1. слово", "Статья 2. слово", "Статья 3. слово"]),
        ("decimalZero", "%1", ["01 слово", "02 слово", "03 слово"]),
        ("bullet", "\uf0b7", ["• слово"] * 3),
        ("bullet", "–", ["– слово"] * 3),
        ("none", "", ["слово"] * 3),
    ],
)
def test_a_list_prints_in_its_own_figures(
    number_format: str, text: str, expected: list[str]
) -> None:
    numbers = numbering({0: level(0, number_format, text)}, {1: (0, "")})
    assert lines(items(0, 0, 0), numbers) == expected


def test_russian_letters_leave_out_those_word_leaves_out() -> None:
    numbers = numbering({0: level(0, "russianLower", "%1)")}, {1: (0, "")})
    printed = "".join(line[:1] for line in lines(items(*[0] * 29), numbers))
    assert printed == "абвгдежзиклмнопрстуфхцчшщыэюя"
    assert lines(items(*[0] * 30), numbers)[-1] == "аа) слово"


def test_text_between_two_parts_of_a_list_does_not_stop_it() -> None:
    body = items(0, 0) + paragraph("Абзац") + items(0)
    assert lines(body) == ["1. слово", "2. слово", "Абзац", "3. слово"]


def test_two_lists_of_one_description_go_on_counting() -> None:
    numbers = numbering({0: DECIMAL}, {1: (0, ""), 2: (0, "")})
    assert lines(items(0, 0) + items(0, num=2), numbers)[-1] == "3. слово"


def test_a_list_that_says_where_it_starts_starts_there() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = numbering({0: DECIMAL}, {1: (0, ""), 2: (0, again)})
    assert lines(items(0, 0) + items(0, 0, num=2), numbers)[2:] == ["1. слово", "2. слово"]


def test_a_list_may_start_at_five() -> None:
    numbers = numbering({0: level(0, "decimal", "%1.", start=5)}, {1: (0, "")})
    assert lines(items(0, 0), numbers) == ["5. слово", "6. слово"]


def test_a_roman_section_is_shown_by_figures_in_its_clauses_where_the_list_says_so() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", more="<w:isLgl/>")
    assert lines(items(0, 0, 1), numbering({0: levels}, {1: (0, "")}))[-1] == "2.1. слово"


def test_a_level_may_count_on_through_its_sections() -> None:
    levels = level(0, "decimal", "%1.") + level(
        1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>'
    )
    assert lines(items(0, 1, 0, 1), numbering({0: levels}, {1: (0, "")})) == [
        "1. слово",
        "1) слово",
        "2. слово",
        "2) слово",
    ]


def test_a_style_carries_its_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="S2"><w:name w:val="Пункт"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="S3"><w:basedOn w:val="S2"/></w:style>'
    )
    body = "".join(paragraph("слово", style=style) for style in ("S1", "S2", "S3", "S1"))
    assert lines(body, styles=styles) == ["# 1. слово", "1.1. слово", "1.2. слово", "# 2. слово"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="S2"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = paragraph("слово", style="S2") + paragraph("слово", style="S2", num=(0, 0))
    assert lines(body, styles=styles) == ["1. слово", "слово"]


def test_a_number_typed_by_hand_stays_and_its_tab_is_a_blank() -> None:
    assert lines(paragraph("1.1.\tНастоящий порядок") + paragraph("а)\tслово")) == [
        "1.1. Настоящий порядок",
        "а) слово",
    ]


def test_an_empty_numbered_paragraph_is_told_to_the_editor() -> None:
    parts = {"word/numbering.xml": numbering({0: DECIMAL}, {1: (0, "")})}
    body = items(0) + paragraph(num=(1, 0)) + items(0)
    source = read_source(docx(body, parts=parts), name="a.docx")
    assert source.text.split() == ["1.", "слово", "3.", "слово"]
    assert any("«2.»" in doubt for doubt in source.doubts)


def test_a_broken_list_breaks_nothing() -> None:
    body = (
        items(0, num=77) + paragraph("слово", num=(1, 50)) + "<w:p><w:pPr><w:numPr/></w:pPr></w:p>"
    )
    assert lines(body)[0] == "слово"
