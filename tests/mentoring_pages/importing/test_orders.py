"""An order in the file: before the act it approves, or as the act itself."""

from mentoring_pages.importing import ImportedAct, recognise_act
from tests.mentoring_pages.importing.test_quirks import numbered

ORDER = (
    "МБОУ «Ольховская СОШ»\n\nПРИКАЗ\n\n03.09.2024                    № 71/2\nс. Ольховое\n\n"
    "О работе старших друзей\nи об утверждении документов\n\nВ целях заботы о новичках\n\n"
    "ПРИКАЗЫВАЮ:\n\n1. Утвердить документы (Приложение 1, Приложение 2).\n"
    "2. Поручить Ветровой З.З.:\n2.1. собрать анкеты;\n2.2. составить пары.\n"
    "3. Контроль оставляю за собой.\n\n"
    "Директор школы                    Ю.Ю. Тополь\n\n"
    "С приказом ознакомлены:\n______ З.З. Ветрова\n\n"
)
PLAN = (
    "Приложение {}\nУТВЕРЖДЕН\nприказом МБОУ «Ольховская СОШ»\nот 03.09.2024 № 71/2\n\n"
    "ПЛАН РАБОТЫ старших друзей\n\n№\tДело\tСрок\n1\tСбор анкет\tдо 05.09.2024\n"
    "2\tОбучает Сойкина П.П.\tоктябрь\n\n"
)
ACT = (
    "Приложение {}\nУТВЕРЖДЕНО\nприказом МБОУ «Ольховская СОШ»\nот 03.09.2024 № 71/2\n\n"
    "ПОЛОЖЕНИЕ о старших друзьях\n\n1. Общие положения\n\n1.1. Старший друг – это ученик, который "
    "опекает новичка.\n1.2. Друзья встречаются.\n"
)


def decided(act: ImportedAct) -> list[tuple[str, str, str]]:
    return [(entry.heading, entry.name, entry.order_number) for entry in act.approvals]


def test_an_order_with_several_papers_is_the_act_itself() -> None:
    act = recognise_act(ORDER + PLAN.format(1) + ACT.format(2))
    assert act.name == "Приказ о работе старших друзей и об утверждении документов"
    assert numbered(act.blocks) == ["1", "2", "2.1", "2.2", "3", "1", "1.1", "1.2"]
    assert {block.kind for block in act.blocks if block.number in ("2", "3")} >= {"clause"}
    assert decided(act) == [("УТВЕРЖДЕН", "", "71/2"), ("УТВЕРЖДЕНО", "", "71/2")]
    assert [appendix.number for appendix in act.appendices] == ["1", "2"]
    assert [term.term for term in act.terms] == ["Старший друг"]
    assert any(doubt.startswith("Файл – приказ") for doubt in act.doubts)
    assert act.coverage > 0.9


def test_an_order_with_one_act_and_papers_behind_it_makes_the_page_of_that_act() -> None:
    act = recognise_act(ORDER + ACT.format(1) + PLAN.format(2))
    assert act.name == "Положение о старших друзьях"
    assert numbered(act.blocks)[:3] == ["1", "1.1", "1.2"]
    assert any("стоит приказ" in doubt for doubt in act.doubts)


def test_an_order_alone_is_signed_by_the_head_and_not_by_who_read_it() -> None:
    act = recognise_act(ORDER)
    assert decided(act) == [("УТВЕРЖДЕНО", "Ю.Ю. Тополь", "71/2")]
    assert [(block.kind, block.number) for block in act.blocks if block.number] == [
        ("clause", number) for number in ("1", "2", "2.1", "2.2", "3")
    ]


def test_clauses_of_an_act_without_titles_are_no_sections_though_they_hold_others() -> None:
    act = recognise_act(
        "ПОРЯДОК\nдежурства старших друзей\n\n"
        "1. Друзья дежурят в школе по очереди каждый учебный день.\n"
        "2. Друг обязан:\n2.1. прийти к первому уроку;\n2.2. встретить новичка.\n"
        "3. Очередь дежурств на каждую четверть составляет куратор старших друзей.\n"
    )
    assert {block.kind for block in act.blocks} == {"clause"}
    assert not any(doubt.startswith("Раздел 2") for doubt in act.doubts)
