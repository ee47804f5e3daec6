"""The typed parts of a document: forms, signatures, stages, services, notes."""

import pytest

from mentoring_pages.importing import ImportedAct, recognise_act
from mentoring_pages.importing.roadmap import stages_of

START = "УТВЕРЖДАЮ\nДиректор Ольхина Т.С.\nПриказ № 3 от 01.09.2025\n\n"
REGULATION = f"{START}ПОЛОЖЕНИЕ\n\nо кружке\n\n1. Общее\n\n1.1. Пункт.\n\n"
RULES = f"{START}ПОРЯДОК\n\nприменения сервисов\n\n1. Общее\n\n"


def read(text: str) -> ImportedAct:
    return recognise_act(REGULATION + text)


def test_the_blanks_of_a_form_are_named_by_the_words_before_them() -> None:
    act = read("Приложение № 1\n\nЗАЯВЛЕНИЕ\n\nПрошу принять ______ из класса ____ (буква).\n")
    (form,) = act.forms
    assert (form.kind, form.appendix) == ("application", "1")
    assert [blank.label for blank in form.blanks] == ["Прошу принять", "из класса"]
    assert all(form.start <= blank.index < form.end for blank in form.blanks)


def test_two_consents_in_one_appendix_are_two_forms() -> None:
    paper = (
        "Директору ____\nот ____\n\nСогласие на обработку персональных данных\n\nЯ, ____, да.\n\n"
    )
    act = read(f"Приложение № 2\n\n{paper}{paper}")
    assert [form.kind for form in act.forms] == ["consent", "consent"]
    assert act.forms[0].end == act.forms[1].start


def test_a_line_to_sign_has_its_post_and_name() -> None:
    (signature,) = read("Директор школы ____________ И.И. Котова\n").signatures
    assert (signature.post, signature.name) == ("Директор школы", "И.И. Котова")


def test_a_roadmap_may_name_its_stages_in_rows_of_their_own() -> None:
    rows = (
        ("№", "Мероприятие", "Срок", "Ответственный"),
        ("Подготовка", "", "", ""),
        ("1", "Собрание", "май", "куратор"),
        ("2", "Анкета", "июнь", "психолог"),
    )
    stages = list(stages_of(rows))
    assert [(stage.number, stage.name, stage.term) for stage in stages] == [
        ("1", "Подготовка", "май"),
        ("2", "Подготовка", "июнь"),
    ]
    assert stages[1].activities == ("Анкета",)
    assert stages[1].responsible == "психолог"


def test_a_register_of_services_may_be_a_table() -> None:
    act = recognise_act(
        RULES + "1.1. Сервисы указаны в таблице.\n\n"
        "№\tСервис\tСпособ взаимодействия\tОснование\n"
        "1\tДневник\tасинхронный\tдоговор\n"
        "2\tЗвонки\tсинхронный и асинхронный\tприсоединение к соглашению\n"
    )
    assert [(one.name, one.modes, one.basis) for one in act.services] == [
        ("Дневник", ("asynchronous",), ("contract",)),
        ("Звонки", ("synchronous", "asynchronous"), ("joining",)),
    ]


def test_the_section_of_the_register_says_that_its_list_is_of_services() -> None:
    act = recognise_act(
        "ПОРЯДОК\nприменения сервисов\n\n1. Перечень сервисов\n\n1.1. В школе применяются:\n\n"
        "- платформа «Беседа»;\n\n- электронный журнал.\n"
    )
    assert [service.name for service in act.services] == [
        "платформа «Беседа»",
        "электронный журнал",
    ]


def test_what_an_act_does_not_say_of_a_service_is_a_doubt() -> None:
    act = recognise_act(RULES + "1.1. Школа использует сервисы:\n\n- дневник;\n- звонки.\n")
    assert [service.modes for service in act.services] == [(), ()]
    assert any("синхронно или нет" in doubt for doubt in act.doubts)
    assert any("на каком основании" in doubt for doubt in act.doubts)


def test_a_kind_may_be_named_by_hand() -> None:
    act = recognise_act("Записки о кружке\n\nЦель: петь.\n\nЗадачи:\n- играть.\n", "programme")
    assert act.programme is not None
    assert (act.programme.goal, act.programme.tasks) == ("петь.", ("играть.",))


def test_a_programme_without_goal_tasks_and_results_is_doubted() -> None:
    act = recognise_act("Программа кружка\n\nМы поём по четвергам.\n")
    assert act.kind == "programme"
    assert sum("не найден" in doubt for doubt in act.doubts) >= 3


def test_a_note_keeps_its_aliases_tags_links_and_other_lines() -> None:
    act = recognise_act(
        "---\naliases: Песни, Хор\ntags: [кружок, школа]\nauthor: Ира\n---\n\n# Хор\n\n"
        "Поём с [[Друзья|друзьями]] и по [нотам](https://example.org/n). #весна\n"
    )
    article = act.article
    assert article is not None
    assert act.kind == "article"
    assert article.aliases == ("Песни", "Хор")
    assert article.tags == ("кружок", "школа", "весна")
    assert article.properties == (("author", "Ира"),)
    assert [(link.target, link.label) for link in article.links] == [
        ("Друзья", "друзьями"),
        ("https://example.org/n", "нотам"),
    ]
    assert act.blocks[0].text == "Поём с друзьями и по нотам. #весна"


@pytest.mark.parametrize(
    "front",
    ["a: &a [1]\nb: [*a, *a]", "tags: [кружок", "x: " + "[" * 5_000 + "]" * 5_000],
    ids=["references", "broken", "deep"],
)
def test_front_matter_that_cannot_be_read_is_listed_and_doubted(front: str) -> None:
    act = recognise_act(f"---\n{front}\n---\n\n# Хор\n\nПоём по четвергам.\n")
    assert front in act.dropped
    assert any("Шапка заметки" in doubt for doubt in act.doubts)


def test_an_order_before_the_act_gives_its_number_and_stays_at_the_end() -> None:
    act = recognise_act(
        "ПРИКАЗ\n\n01.09.2025                    № 7\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить Положение.\n\n"
        "Директор ______ И.И. Котова\n\nПОЛОЖЕНИЕ\nо кружке\n\n1. Общее\n\n1.1. Пункт.\n"
    )
    approval = act.approval
    assert (approval.order_number, approval.name) == ("7", "И.И. Котова")
    assert [block.number for block in act.blocks if block.number] == ["1", "1.1"]
    assert act.appendices[-1].title == "Приказ об утверждении"
    assert act.coverage == 1.0
