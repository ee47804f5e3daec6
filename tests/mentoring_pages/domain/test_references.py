"""What a clause refers to: its own act, a paper in an appendix, a law."""

import pytest

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, Block
from mentoring_pages.domain.references import Reference, find_references, resolve

NBSP = "\N{NO-BREAK SPACE}"


def named(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.target) for one in find_references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("по п. 3.4", [("clause", "3.4")]),
        (f"по п.{NBSP}3.4.", [("clause", "3.4")]),
        ("предусмотрено пунктом 3.5. Положения", [("clause", "3.5")]),
        ("п.п. 2.1–2.3", [("clause", "2.1"), ("clause", "2.3")]),
        ("пунктами 1.1, 1.2 и 2.4", [("clause", "1.1"), ("clause", "1.2"), ("clause", "2.4")]),
        ("раздел 5", [("section", "5")]),
        ("разделом V и главой 2", [("section", "V"), ("section", "2")]),
        ("Приложение № 3", [("appendix", "3")]),
        (f"Приложение №{NBSP}3", [("appendix", "3")]),
        ("приложениями 1 и 2", [("appendix", "1"), ("appendix", "2")]),
        ("(Прил. 4)", [("appendix", "4")]),
        ("условий п.2 настоящего Соглашения", [("clause", "2")]),
        ("п. 2.1 Приложения № 3", [("clause", "2.1")]),
        ("Федеральный закон от 29.12.2012 № 273-ФЗ", [("law", "273-ФЗ")]),
        ("ст. 9 ч. 4 Федерального закона № 152-ФЗ", [("law", "152-ФЗ")]),
        ("ст. 9 закона от 27 июля 2006 г. № 152 - ФЗ", [("law", "152-ФЗ")]),
        ("приказом Роскомнадзора от 24.02.2021 № 18", [("law", "приказ 24.02.2021 № 18")]),
        (
            "распоряжение Минпросвещения России от 25.12.2019 № Р-145",
            [("law", "распоряжение 25.12.2019 № Р-145")],
        ),
        (
            "Распоряжения Министерства № Р-145 от 25 декабря 2019 г.",
            [("law", "распоряжение 25.12.2019 № Р-145")],
        ),
        ("ст. 351.8 ТК РФ, ст. 26 ГК РФ", [("law", "ТК РФ"), ("law", "ГК РФ")]),
        ("Семейного кодекса Российской Федерации", [("law", "СК РФ")]),
        ("кружок работает в 5 группах", []),
        ("раздел сайта, глава района, приложение для телефона", []),
    ],
)
def test_a_reference_is_found_in_every_way_acts_print_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "п. 4 ст.14 Федерального закона от 27 июля 2006 г. № 152-ФЗ",
        "п. 2 ст. 10",
        "п. 5.1 Устава школы",
        "пункт 3 Порядка приёма, утверждённого приказом",
        "Приложение № 1 к приказу",
        "приказ «Об утверждении списков» (Приложение 1 – список)",
    ],
)
def test_a_place_in_another_act_is_no_place_in_this_one(text: str) -> None:
    assert {kind for kind, _ in named(text)} == {"law"}


def test_a_reference_knows_its_point_its_provision_and_its_own_words() -> None:
    (point,) = find_references("см. подпункт «а» пункта 2.1, не иначе")
    assert (point.target, point.item, point.text) == ("2.1", "а", "подпункт «а» пункта 2.1")
    (law,) = find_references("по ч. 1 и 7 ст. 14 152-ФЗ")
    assert (law.target, law.provision) == ("152-ФЗ", "ч. 1 и 7 ст. 14")


def test_a_long_list_of_numbers_is_read_to_its_end() -> None:
    assert len(find_references("п. 1.1, 1.2, 1.3, " * 2_000)) == 6_000


def test_every_reference_stands_where_it_says() -> None:
    text = "По пп. 1.1 и 1.2 и Приложению № 3 действует п. 2 ст. 9 Федерального закона № 152-ФЗ."
    for one in find_references(text):
        assert text[one.start : one.end] == one.text


ACT = (
    Block(SECTION, 1, "1", "Общие положения"),
    Block(CLAUSE, 2, "1.1", "…"),
    Block(ITEM, 3, "а)", "…"),
    Block(SECTION, 1, "V", "Порядок"),
    Block(APPENDIX, 1, "3", "к Положению"),
    Block(SECTION, 2, "1", "Предмет"),
    Block(CLAUSE, 3, "1.1", "…"),
    Block(CLAUSE, 3, "1.2", "…"),
)


@pytest.mark.parametrize(
    ("text", "at", "index"),
    [
        ("п. 1.1", 0, 1),
        ("п. 1.2", 0, None),
        ("подпункт «а» пункта 1.1", 0, 2),
        ("подпункт «в» пункта 1.1", 0, None),
        ("раздел 5", 0, 3),
        ("раздел V", 0, 3),
        ("Приложение № 3", 0, 4),
        ("Приложение № 4", 0, None),
        ("п. 1.2 Приложения № 3", 0, 7),
        ("п. 1.1", 7, 6),
        ("п. 1 настоящего Соглашения", 7, 5),
        ("п. 1.1 настоящего Положения", 7, 1),
        ("раздел 5", 7, 3),
        ("п. 1.1 Устава", 0, None),
    ],
)
def test_a_reference_leads_to_its_block(text: str, at: int, index: int | None) -> None:
    (reference,) = find_references(text)
    assert isinstance(reference, Reference)
    assert resolve(reference, ACT, at) == index


@pytest.mark.parametrize("gap", [" ", "\t", "\N{NO-BREAK SPACE}", "№ ", "п. ", "1."])
def test_a_law_after_a_hundred_thousand_odd_signs_is_found(gap: str) -> None:
    found = find_references(gap * (100_000 // len(gap)) + " см. Федеральный закон № 273-ФЗ")
    assert [one.target for one in found if one.kind == "law"] == ["273-ФЗ"]
