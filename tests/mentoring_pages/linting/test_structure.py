"""References, appendices, numbers, terms and names of an act, on small invented acts."""

from datetime import date

import pytest

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, Block
from mentoring_pages.linting import Context, Finding, findings
from mentoring_pages.linting.text import Act, make_act

CONTEXT = Context(date(2026, 11, 21))
NBSP = "\N{NO-BREAK SPACE}"


def act(
    *blocks: Block,
    heading: str = "Положение",
    title: str = "о кружках",
    post: str = "Директор",
    terms: tuple[tuple[str, str, str], ...] = (),
) -> Act:
    keys = [f"key-{index}" for index in range(len(blocks))]
    return make_act(heading=heading, title=title, post=post, keys=keys, blocks=blocks, terms=terms)


def section(number: str, text: str = "Раздел") -> Block:
    return Block(SECTION, 1, number, text)


def clause(number: str, text: str = "Правило.") -> Block:
    return Block(CLAUSE, 2, number, text)


def appendix(number: str, title: str) -> tuple[Block, Block]:
    return Block(APPENDIX, 1, number, "к Положению"), Block(SECTION, 2, "", title)


def said(checked: Act, *names: str, context: Context = CONTEXT) -> list[Finding]:
    return [one for one in findings(checked, context=context) if one.rule in names]


def test_a_reference_to_a_clause_that_is_not_there_names_the_clause() -> None:
    checked = act(section("1"), clause("1.1", "Сроки названы в пункте 1.4."), clause("1.2"))
    (finding,) = said(checked, "dangling-reference")
    assert finding.place == f"п.{NBSP}1.1"
    assert f"пункта{NBSP}1.4 в документе нет" in finding.what


def test_a_clause_of_a_law_is_no_reference_of_the_act() -> None:
    text = "Согласие дают по п. 4 ст. 9 Федерального закона от 27.07.2006 № 152-ФЗ и п. 7.7 Устава."
    assert said(act(section("1"), clause("1.1", text)), "dangling-reference") == []


def test_a_paper_refers_to_its_own_clauses_and_to_those_of_the_act() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Форма – в Приложении № 1."),
        clause("1.2"),
        *appendix("1", "Соглашение сторон"),
        Block(SECTION, 2, "1", "Предмет"),
        Block(CLAUSE, 3, "1.1", "По пункту 2.1 настоящего Соглашения и пункту 1.2 Положения."),
    )
    assert [one.quote for one in said(checked, "dangling-reference")] == [
        "пункту 2.1 настоящего Соглашения"
    ]


def test_an_appendix_that_is_named_and_not_there_is_a_violation() -> None:
    checked = act(section("1"), clause("1.1", "Базу ведут по форме (Приложение № 1)."))
    (finding,) = said(checked, "appendix-absent")
    assert (finding.degree, finding.quote) == ("violation", "Приложение № 1")


def test_a_form_approved_apart_turns_the_violation_into_advice() -> None:
    text = "Оформляют согласие на обработку персональных данных (Приложение № 2)."
    context = Context(CONTEXT.day, approved_forms=frozenset({"processing"}))
    found = said(
        act(section("1"), clause("1.1", text)),
        "appendix-absent",
        "appendix-elsewhere",
        context=context,
    )
    assert [(one.rule, one.degree) for one in found] == [("appendix-elsewhere", "advice")]


def test_a_plan_that_is_called_by_the_number_of_the_agreement_is_misnamed() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Стороны подписывают соглашение (Приложение № 1)."),
        clause("1.2", "Наставник ведёт индивидуальный план (Приложение № 2)."),
        *appendix("1", "Соглашение между наставником и наставляемым"),
        Block(CLAUSE, 3, "1.1", "Вести индивидуальный план. Приложение № 1 к Положению"),
        *appendix("2", "Индивидуальный план"),
    )
    (finding,) = said(checked, "appendix-mislabelled")
    assert finding.place == f"п.{NBSP}1.1 Приложения №{NBSP}1"
    assert finding.what == "Здесь Приложением № 1 назван план, а Приложение № 1 – соглашение."
    assert f"(п.{NBSP}1.2) то же названо Приложением №{NBSP}2" in finding.why


def test_appendices_that_are_uncited_skipped_or_repeated_are_named() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Форма – в Приложении № 1."),
        *appendix("1", "Анкета"),
        *appendix("3", "Заявление"),
        *appendix("3", "Отчёт"),
    )
    names = {one.rule for one in findings(checked, context=CONTEXT)}
    assert {"appendix-uncited", "appendix-gap", "appendix-repeat"} <= names


def test_the_appendix_of_another_order_is_no_appendix_of_the_act() -> None:
    text = "Издаётся приказ «Об утверждении списков» (Приложение 1 – список, Приложение 2 – план)."
    assert said(act(section("1"), clause("1.1", text)), "appendix-absent") == []


def test_gaps_repeats_and_numbers_of_another_section_are_found() -> None:
    checked = act(
        section("1"),
        clause("1.1"),
        clause("1.3"),
        clause("1.3"),
        section("2"),
        clause("1.4"),
        clause("2.1"),
    )
    found = said(checked, "number-gap", "number-repeat", "number-parent", "number-order")
    assert [(one.rule, one.quote) for one in found] == [
        ("number-repeat", "1.3"),
        ("number-parent", "1.4"),
        ("number-gap", "1.3"),
    ]


def test_every_paper_may_count_from_one_again() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Бумаги – в Приложениях № 1 и 2."),
        *appendix("1", "Анкета"),
        Block(SECTION, 2, "1", "О себе"),
        *appendix("2", "Заявление"),
        Block(SECTION, 2, "1", "О чём прошу"),
    )
    assert said(checked, "number-repeat", "number-gap", "number-order") == []


def test_roman_sections_count_like_any_other() -> None:
    checked = act(section("I"), section("II"), section("IV"))
    (finding,) = said(checked, "number-gap")
    assert "3 нет" in finding.what


def test_a_section_that_begins_a_list_has_no_heading() -> None:
    checked = act(
        section("1", "Работа пары прекращается в случае:"), Block(ITEM, 2, "", "цель достигнута;")
    )
    assert [one.place for one in said(checked, "section-is-list")] == [f"раздел{NBSP}1"]


def test_one_term_with_two_meanings_is_disputed() -> None:
    terms = (("Кружок", "группа детей, которая собирается раз в неделю", "key-2"),)
    checked = act(
        section("1"),
        clause("1.1", "Занятие по выбору после уроков (далее – Кружок) ведёт педагог. Кружок мал."),
        clause("1.2", "Понятия:"),
        Block(PARAGRAPH, 3, "", "Кружок – группа детей, которая собирается раз в неделю."),
        terms=terms,
    )
    (finding,) = said(checked, "term-two-meanings")
    assert "«Кружок» определено дважды" in finding.what
    assert f"п.{NBSP}1.1" in finding.what


def test_a_notion_everybody_uses_and_nobody_defined_is_named_in_every_form() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Понятия:"),
        Block(PARAGRAPH, 3, "", "Кружок – группа детей."),
        clause("1.2", "Кружок ведёт куратор. Куратора назначает директор, куратору помогают."),
        terms=(("Кружок", "группа детей", "key-1"),),
    )
    (finding,) = said(checked, "term-undefined")
    assert "«куратор» употребляется (3 раза)" in finding.what


def test_a_definition_nobody_needs_is_named() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Понятия:"),
        Block(PARAGRAPH, 3, "", "Форсайт – взгляд в будущее."),
        terms=(("Форсайт", "взгляд в будущее", "key-1"),),
    )
    assert [one.quote for one in said(checked, "term-unused")] == ["Форсайт"]


def test_an_abbreviation_is_asked_for_once_and_not_when_it_was_explained() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Электронная среда (далее – ЭИОС) открыта. ЭИОС ведёт школа."),
        clause("1.2", "ЦДОТ сообщает. ЦДОТ отвечает. РФ – страна."),
    )
    assert [one.quote for one in said(checked, "abbreviation-undefined")] == ["ЦДОТ"]


def test_an_act_that_calls_itself_by_another_name_is_a_violation() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Настоящий Порядок определяет."),
        clause("1.2", "В настоящем Положении понятия такие. Сбор данных программ ведёт школа."),
        heading="Порядок",
    )
    (finding,) = said(checked, "self-name")
    assert (finding.place, finding.quote) == (f"п.{NBSP}1.2", "настоящем Положении")


def test_two_posts_of_the_head_are_a_violation_two_words_are_advice() -> None:
    posts = act(section("1"), clause("1.1", "Утверждается приказом генерального директора."))
    words = act(section("1"), clause("1.1", "Назначает руководитель организации."))
    assert [one.degree for one in said(posts, "director-post", "director-word")] == ["violation"]
    assert [one.degree for one in said(words, "director-post", "director-word")] == ["advice"]


@pytest.mark.parametrize(
    "text", ["Отвечает заместитель директора по воспитанию.", "Помогает советник директора."]
)
def test_a_deputy_is_not_the_head(text: str) -> None:
    checked = act(section("1"), clause("1.1", text), post="Заведующий школой")
    assert said(checked, "director-post", "director-word") == []


def test_a_form_of_mentoring_outside_the_model_is_advice() -> None:
    checked = act(
        section("1"),
        clause("1.1", "Формы:"),
        Block(ITEM, 3, "", "«обучающийся – обучающийся»;"),
        Block(ITEM, 3, "", "«библиотекарь – читатель»."),
    )
    assert [one.quote for one in said(checked, "form-outside-model")] == ["библиотекарь – читатель"]


def test_a_list_with_some_of_the_five_forms_is_told_which_it_leaves_out() -> None:
    five = ["ученик – ученик", "педагог – педагог", "студент – ученик", "работодатель – ученик"]
    lines = [Block(ITEM, 3, "", f"«{form}»;") for form in five]
    checked = act(section("1"), clause("1.1", "Формы:"), *lines)
    (finding,) = said(checked, "forms-left-out")
    assert "нет: «работодатель – студент»." in finding.what
    whole = act(*checked.blocks, Block(ITEM, 3, "", "«работодатель – студент»."))
    assert not said(whole, "forms-left-out")


def test_a_sound_act_has_no_findings() -> None:
    checked = act(
        section("1", "Общие положения"),
        clause("1.1", "Настоящее Положение говорит, как работает кружок."),
        clause("1.2", "Кружок открывает директор приказом. Форма заявления – в Приложении № 1."),
        section("2", "Порядок"),
        clause("2.1", "Занятия идут по пункту 1.2."),
        *appendix("1", "Заявление"),
        Block(PARAGRAPH, 3, "", "Прошу принять в кружок."),
    )
    assert findings(checked, context=CONTEXT) == []
