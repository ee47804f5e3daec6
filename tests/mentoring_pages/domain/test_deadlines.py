"""Deadlines in the text of an act, and the rules that a calendar can follow."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr

from mentoring_pages.domain.deadlines import find_deadlines

NBSP = "\N{NO-BREAK SPACE}"

CASES = [
    ("до 20 декабря", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"]),
    (f"до{NBSP}20{NBSP}декабря", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"]),
    ("до «20» декабря", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"]),
    ("не позднее 30 декабря", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30"]),
    ("ежегодно до 20 мая", ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"]),
    ("Ежегодно, в срок не позднее 30 декабря", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30"]),
    (
        "1 раз в полгода до 15 января и до 10 июня ежегодно",
        [
            "FREQ=MONTHLY;INTERVAL=6",
            "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15",
            "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10",
        ],
    ),
    (
        "до 15 и 30 мая",
        ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=30"],
    ),
    ("до конца мая", ["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=-1"]),
    ("до 20 декабря 2026 года", ["2026-12-20"]),
    ("не реже 1 раза в неделю", ["FREQ=WEEKLY"]),
    ("не реже одного раза в неделю", ["FREQ=WEEKLY"]),
    ("не реже чем раз в неделю", ["FREQ=WEEKLY"]),
    ("еженедельно", ["FREQ=WEEKLY"]),
    ("один раз в две недели", ["FREQ=WEEKLY;INTERVAL=2"]),
    ("1 раз в полгода", ["FREQ=MONTHLY;INTERVAL=6"]),
    ("два раза в год", ["FREQ=MONTHLY;INTERVAL=6"]),
    ("раз в четверть", ["FREQ=MONTHLY;INTERVAL=3"]),
    ("ежеквартально", ["FREQ=MONTHLY;INTERVAL=3"]),
    ("ежегодно проводится опрос", ["FREQ=YEARLY"]),
    ("ежемесячно до 5 числа", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
    ("не позднее 5-го числа каждого месяца", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
    ("в течение 4 дней после начала учебного года", ["P4D AFTER school-year-start"]),
    (
        "чаты заводят в течение 5 дней после начала учебного года/начала обучения",
        ["P5D AFTER school-year-start"],
    ),
    ("до начала учебного года", ["P0D BEFORE school-year-start"]),
    ("за 3-5 дней до события", ["P3D BEFORE event"]),
    ("за 3–5 дней до мероприятия", ["P3D BEFORE event"]),
    ("в течение 1 дня после организации события", ["P1D AFTER event"]),
    ("не позднее чем за 10 рабочих дней до мероприятия", ["P10D WORKING BEFORE event"]),
    ("в течение трёх рабочих дней", ["P3D WORKING AFTER unstated"]),
    (
        "в течение 10 (десяти) рабочих дней со дня поступления заявления",
        ["P10D WORKING AFTER application"],
    ),
    ("не позднее 2 часов после начала мероприятия", ["PT2H AFTER event"]),
    ("в двухнедельный срок", ["P2W AFTER unstated"]),
    ("за месяц до окончания учебного года", ["P1M BEFORE school-year-end"]),
]


@pytest.mark.parametrize(("text", "rules"), CASES, ids=[text for text, _ in CASES])
def test_a_deadline_becomes_a_rule(text: str, rules: list[str]) -> None:
    assert [one.rule for one in find_deadlines(text)] == rules


@pytest.mark.parametrize(
    "text",
    [
        "Приказ № 17-од от «12» января 2021 г.",
        "Федеральный закон от 27 июля 2006 г. № 152-ФЗ",
        "действует до 1 сентября 2027 г.",
        "Концепция развития наставничества до 2030 года",
        "в возрасте от 10 лет",
        "согласие действует в течение 12 месяцев",
        "в течение учебного года",
        "не позднее чем договорились",
        "до 40 мая",
    ],
)
def test_dates_of_orders_and_terms_of_validity_are_no_deadlines(text: str) -> None:
    assert find_deadlines(text) == ()


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_a_recurring_rule_is_a_rule_of_the_calendar_standard(text: str) -> None:
    for one in find_deadlines(text):
        if one.rule.startswith("FREQ="):
            start = datetime(2026, 9, 1)  # noqa: DTZ001 - a floating day has no zone
            assert rrulestr(f"RRULE:{one.rule}", dtstart=start).after(start) is not None


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_a_deadline_keeps_the_words_it_stands_in(text: str) -> None:
    for one in find_deadlines(text):
        assert text[one.start : one.end] == one.text == one.text.strip()


def test_a_range_of_days_keeps_its_earlier_end_and_a_number_of_times_is_kept() -> None:
    (press,) = find_deadlines("анонс (за 3–5 дней до события)")
    assert press.opens == "P5D"
    (news,) = find_deadlines("не реже двух раз в неделю")
    assert (news.rule, news.times) == ("FREQ=WEEKLY", 2)


def test_a_long_list_of_dates_is_read_to_its_end() -> None:
    """Each date is looked at once: a list of thousands must not grow into millions of steps."""
    assert len(find_deadlines("до 20 декабря и до 20 мая, " * 2_000)) == 4_000


def test_a_word_about_every_year_belongs_to_the_date_of_its_sentence() -> None:
    text = "Школа ежегодно проводит мониторинг до 20 мая. Опрос проходит ежегодно."
    assert [(one.text, one.rule) for one in find_deadlines(text)] == [
        ("до 20 мая", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"),
        ("ежегодно", "FREQ=YEARLY"),
    ]
