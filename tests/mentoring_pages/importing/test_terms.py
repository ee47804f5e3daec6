"""Definitions of a clause and terms of a glossary."""

import pytest

from mentoring_pages.importing import ImportedAct, recognise_act
from mentoring_pages.importing.as_json import act_as_json
from mentoring_pages.importing.terms import split_definitions, terms_of_lines

START = "ПОЛОЖЕНИЕ\n\nо кружке\n\n1. Общее\n\n"


def pairs(act: ImportedAct, source: str) -> list[tuple[str, str]]:
    return [(term.term, term.definition) for term in act.terms if term.source == source]


def test_definitions_stand_under_the_clause_that_announces_them() -> None:
    act = recognise_act(
        START + "1.1. Кружок – дело добровольное.\n\n1.2. Основные понятия:\n\n"
        "Тропа – путь через\n\nлес.\n\nПривал (далее - стоянка) - остановка в пути.\n\n"
        "1.3. Дальше.\n\nПоход – это не термин, он под другим пунктом.\n"
    )
    assert pairs(act, "clause") == [
        ("Тропа", "путь через лес."),
        ("Привал", "остановка в пути."),
    ]
    assert [term.alias for term in act.terms] == ["", "стоянка"]
    assert {term.clause_number for term in act.terms} == {"1.2"}


def test_short_names_are_listed_with_their_clauses() -> None:
    act = recognise_act(
        START + "1.1. Совет походов (далее – Совет).\n\n1.2. Клуб (далее – КЛ «Тропа», Клуб).\n"
    )
    found = [(entry["alias"], entry["clause"]) for entry in act_as_json(act)["aliases"]]
    assert found == [("Совет", "1.1"), ("КЛ «Тропа»", "1.2"), ("Клуб", "1.2")]


def test_what_under_this_is_meant_is_a_term_in_its_dictionary_form() -> None:
    act = recognise_act(
        START + "1.1. Под школьной тропой в настоящем Положении понимается путь через лес.\n\n"
        "1.2. Привал – это отдых в пути.\n"
    )
    assert pairs(act, "clause") == [
        ("Школьная тропа", "путь через лес."),
        ("Привал", "отдых в пути."),
    ]


def test_two_definitions_in_one_paragraph_are_two_terms_and_a_doubt() -> None:
    act = recognise_act(
        START + "1.1. Термины:\n\nКарта – рисунок местности. Виды карт: старая – 1920 года – и "
        "новая. Легенда – подписи к карте.\n"
    )
    assert pairs(act, "clause") == [
        ("Карта", "рисунок местности. Виды карт: старая – 1920 года – и новая."),
        ("Легенда", "подписи к карте."),
    ]
    assert any("«Карта», «Легенда»" in doubt for doubt in act.doubts)
    assert sum(block.kind == "paragraph" for block in act.blocks) == 1


def test_a_sentence_with_a_dash_is_no_second_definition() -> None:
    assert len(split_definitions("Костёр – огонь. Его жгут – с разрешения – у реки.")) == 1


def test_a_paragraph_among_definitions_that_defines_nothing_is_a_doubt() -> None:
    act = recognise_act(START + "1.1. Термины:\n\nТропа – путь.\n\nВсё прочее понятно.\n")
    assert any("без определения" in doubt for doubt in act.doubts)


def test_a_glossary_table_broken_over_pages_is_whole() -> None:
    act = recognise_act(
        START + "1.1. Пункт.\n\nГлоссарий форм\n\nТропа\tПуть через лес и\n-----\t---\n\n"
        "\tвыход из него\nПривал\tОстановка\n"
    )
    assert pairs(act, "glossary") == [
        ("Тропа", "Путь через лес и выход из него"),
        ("Привал", "Остановка"),
    ]
    assert [b.rows for b in act.blocks if b.rows] == [
        (("Тропа", "Путь через лес и выход из него"), ("Привал", "Остановка"))
    ]


def test_a_glossary_table_may_have_a_header_and_numbers() -> None:
    act = recognise_act(
        START
        + "1.1. Пункт.\n\nГлоссарий\n\n№\tТермин\tОпределение\n1\tТропа\tПуть\n2\tПривал\tОтдых\n"
    )
    assert pairs(act, "glossary") == [("Тропа", "Путь"), ("Привал", "Отдых")]


@pytest.mark.parametrize(
    ("line", "term", "definition"),
    [
        ("Тропа – путь через лес", "Тропа", "путь через лес"),
        ("Слёт (англ. rally – сбор) – встреча", "Слёт", "(англ. rally – сбор) – встреча"),
        ("Слёт (англ. rally). Это встреча", "Слёт", "(англ. rally). Это встреча"),
        ("Тихий час Время без телефонов", "Тихий час", "Время без телефонов"),
        ("Тренд-круг Форма, где слушают – и слышат", "Тренд-круг", "Форма, где слушают – и слышат"),
        ("• Тропа — путь", "Тропа", "путь"),
    ],
)
def test_a_glossary_line_is_split_where_the_explanation_begins(
    line: str, term: str, definition: str
) -> None:
    (found,) = terms_of_lines([line]).terms
    assert (found.term, found.definition) == (term, definition)


def test_a_boundary_told_by_a_capital_letter_is_a_doubt() -> None:
    assert any("Тихий час" in doubt for doubt in terms_of_lines(["Тихий час Время"]).doubts)


def test_a_line_without_a_boundary_is_a_doubt_and_no_term() -> None:
    found = terms_of_lines(["просто слова без всякой границы между ними и дальше"])
    assert found.terms == ()
    assert len(found.doubts) == 1


def test_a_term_in_both_places_is_a_doubt() -> None:
    act = recognise_act(START + "1.1. Термины:\n\nТропа – путь.\n\nГлоссарий\n\nТропа – дорога\n")
    assert any("и в пункте, и в глоссарии" in doubt for doubt in act.doubts)


COLONS = "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. В Положении применяются термины:\n\n"


def test_terms_may_stand_before_colons_where_all_lines_do() -> None:
    act = recognise_act(
        f"{COLONS}Кружок: группа учеников, которая встречается по средам.\n\n"
        "Староста кружка: ученик, который ведёт журнал.\n1.2. Второй пункт.\n"
    )
    assert [(term.term, term.clause_number) for term in act.terms] == [
        ("Кружок", "1.1"),
        ("Староста кружка", "1.1"),
    ]
    assert not any("без определения" in doubt for doubt in act.doubts)


def test_a_colon_among_other_lines_is_a_doubt_and_no_term() -> None:
    act = recognise_act(
        f"{COLONS}Кружок – группа учеников, которая встречается по средам.\n\n"
        "Примечание: кружков в школе может быть несколько.\n1.2. Второй пункт.\n"
    )
    assert [term.term for term in act.terms] == ["Кружок"]
    assert any("без определения" in doubt for doubt in act.doubts)


def test_a_noun_that_never_changes_takes_its_number_from_its_adjective() -> None:
    act = recognise_act(
        "ПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n1.1. Под школьным медиа понимается газета кружка.\n"
        "1.2. Под личным портфолио понимается папка работ.\n"
    )
    assert [term.term for term in act.terms] == ["Школьное медиа", "Личное портфолио"]


ACT = "ПОЛОЖЕНИЕ\nо кружке\n\n{}\n\n2. Встречи\n\n2.1. Кружок встречается по средам.\n"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "1. Понятия\n\nВ Положении применяются понятия: староста – "
            "ученик, который ведёт журнал; "
            "гость – ученик другой школы.",
            ["староста", "гость"],
        ),
        (
            "1. Общее\n\n1.1. Под кружком понимается группа учеников; под старостой – ученик, "
            "который ведёт журнал.",
            ["Кружок", "Староста"],
        ),
        (
            "1. Общее\n\n1.1. Термин «гость» в Положении означает ученика другой школы.",
            ["гость"],
        ),
    ],
)
def test_terms_are_read_however_a_sentence_says_them(text: str, terms: list[str]) -> None:
    assert [term.term for term in recognise_act(ACT.format(text)).terms] == terms


def test_a_section_of_terms_in_which_none_is_read_is_a_doubt() -> None:
    text = "1. Термины\n\nСтароста. Ученик, который ведёт журнал.\n\nГость. Ученик из другой школы."
    act = recognise_act(ACT.format(text))
    assert act.terms == ()
    assert any("«Термины» не прочитано" in doubt for doubt in act.doubts)


def test_a_clause_that_names_its_subject_first_holds_all_its_terms() -> None:
    act = recognise_act(
        START + "1.1. Понятия положения. Тропа – это путь через лес. Привал – отдых в пути.\n"
    )
    assert pairs(act, "clause") == [("Тропа", "путь через лес."), ("Привал", "отдых в пути.")]


def test_a_dictionary_may_be_a_clause_with_a_list() -> None:
    act = recognise_act(
        START + "1.1. Словарь Положения:\n\nа) тропа – путь через лес;\n\nб) привал – отдых.\n\n"
        "1.2. Дальше.\n"
    )
    assert [term.term for term in act.terms] == ["тропа", "привал"]


def test_a_dash_within_quotes_does_not_end_a_term() -> None:
    act = recognise_act(
        START + "1.1. Поход «старший – младший» (далее также – поход) – это прогулка вдвоём.\n"
    )
    assert pairs(act, "clause") == [("Поход «старший – младший»", "прогулка вдвоём.")]
    assert [term.alias for term in act.terms] == ["поход"]


def test_what_a_definition_lists_is_no_definition_to_doubt() -> None:
    act = recognise_act(
        START + "1.1. Понятия:\n\n1.1.1. Сбор – встреча, на которой решают:\n\n1.1.1.1. путь;\n\n"
        "1.1.1.2. день.\n\n1.1.2. Привал – отдых в пути.\n"
    )
    assert [term.term for term in act.terms] == ["Сбор", "Привал"]
    assert not [sentence for sentence in act.doubts if "абзац без определения" in sentence]


@pytest.mark.parametrize(
    ("clause", "term", "definition"),
    [
        ("Под вожатым в Правилах понимается старший друг.", "Вожатый", "старший друг."),
        (
            "Шефом называется ученик, который ведёт младшего.",
            "Шеф",
            "ученик, который ведёт младшего.",
        ),
    ],
)
def test_what_a_clause_calls_somebody_is_a_term(clause: str, term: str, definition: str) -> None:
    assert pairs(recognise_act(f"{START}1.1. {clause}\n"), "clause") == [(term, definition)]


def test_quoted_terms_after_one_colon_are_parted_at_commas() -> None:
    act = recognise_act(START + "1.1. Понятия: «тропа» – путь, «привал» – отдых в пути.\n")
    assert pairs(act, "clause") == [("тропа", "путь"), ("привал", "отдых в пути.")]
