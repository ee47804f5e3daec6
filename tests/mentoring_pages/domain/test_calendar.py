"""From the clauses of an act to the days of a year."""

from datetime import date, timedelta

import pytest

from mentoring_pages.domain.calendar import (
    DATED,
    ON_EVENT,
    REGULAR,
    SchoolYear,
    days_of,
    duties,
    kind_of,
    period_of,
    stage_of,
)
from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.meanings import ANNUAL_RETURN, MONITORING_DEADLINES

FIRST, LAST = date(2026, 9, 1), date(2027, 9, 30)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", ["2026-12-20"]),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1", ["2026-09-01", "2027-09-01"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ["2027-02-28"]),
        ("2026-12-20", ["2026-12-20"]),
        ("2030-12-20", []),
        ("P3D AFTER school-year-start", ["2026-09-04", "2027-09-04"]),
        ("P0D BEFORE school-year-start", ["2026-09-01", "2027-09-01"]),
        ("P1M BEFORE school-year-end", ["2027-04-30"]),
        ("P1W AFTER school-year-end", ["2027-06-07"]),
        ("P3D WORKING AFTER school-year-start", ["2026-09-04", "2027-09-06"]),
        ("P1D WORKING BEFORE school-year-end", ["2027-05-28"]),
        ("FREQ=WEEKLY", []),
        ("P3D BEFORE event", []),
    ],
)
def test_a_rule_gives_its_days(rule: str, days: list[str]) -> None:
    found = days_of(rule, first=FIRST, last=LAST, year=SchoolYear())
    assert [day.isoformat() for day in found] == days


def test_a_month_without_such_a_day_has_its_last() -> None:
    year = SchoolYear(start=(9, 1), end=(2, 29))
    assert days_of("P0D BEFORE school-year-end", first=FIRST, last=LAST, year=year) == [
        date(2027, 2, 28)
    ]


def test_working_days_leave_out_public_holidays() -> None:
    year = SchoolYear(start=(12, 31), end=(5, 31))
    found = days_of(
        "P1D WORKING AFTER school-year-start", first=FIRST, last=date(2027, 1, 31), year=year
    )
    assert found == [date(2027, 1, 11)]


def test_a_saturday_to_which_work_was_moved_is_a_working_day() -> None:
    """In 2025 Monday 3 November was off and Saturday 1 November was worked instead."""
    year = SchoolYear(start=(10, 30))
    assert days_of(
        "P3D WORKING AFTER school-year-start",
        first=date(2025, 10, 1),
        last=date(2025, 12, 31),
        year=year,
    ) == [date(2025, 11, 5)]


@pytest.mark.parametrize(
    ("rule", "kind", "days"),
    [
        ("FREQ=WEEKLY", REGULAR, 7),
        ("FREQ=WEEKLY;INTERVAL=2", REGULAR, 14),
        ("FREQ=MONTHLY;INTERVAL=3", REGULAR, 90),
        ("FREQ=MONTHLY;BYMONTHDAY=5", DATED, None),
        ("P1D AFTER event", ON_EVENT, None),
    ],
)
def test_a_rule_without_days_has_a_period(rule: str, kind: str, days: int | None) -> None:
    assert kind_of(rule) == kind
    assert period_of(rule) == (timedelta(days=days) if days else None)


@pytest.mark.parametrize(
    ("left", "stage"), [(31, None), (30, 30), (15, 30), (14, 14), (4, 14), (3, 3), (0, 3), (-5, 3)]
)
def test_a_reminder_grows_with_the_days(left: int, stage: int | None) -> None:
    assert stage_of(left) == stage


def test_a_duty_is_said_in_the_words_of_its_clause() -> None:
    blocks = [
        Block(SECTION, 1, "3", "Порядок"),
        Block(
            CLAUSE,
            2,
            "3.4",
            "Мониторинг идёт два раза в год, до 20 декабря и до 25 мая. Ежегодно, не позднее "
            "30 декабря, школа направляет сведения о количестве участников.",
            meanings=(MONITORING_DEADLINES, ANNUAL_RETURN),
        ),
        Block(CLAUSE, 2, "5.1", "Наставник обязан:"),
        Block(ITEM, 3, "", "раз в четверть говорить с куратором;"),
        Block(PARAGRAPH, 3, "", "Отзыв он пишет в течение трёх рабочих дней после встречи."),
        Block(APPENDIX, 1, "1", "к Положению"),
        Block(PARAGRAPH, 2, "", "Согласие отзывают до 1 мая."),
    ]
    found = duties([f"key-{index}" for index in range(len(blocks))], blocks)
    assert [(one.key, one.number, one.words, one.kind, one.meaning) for one in found] == [
        ("key-1", "3.4", "до 20 декабря", DATED, MONITORING_DEADLINES),
        ("key-1", "3.4", "до 25 мая", DATED, MONITORING_DEADLINES),
        ("key-1", "3.4", "Ежегодно, не позднее 30 декабря", DATED, ANNUAL_RETURN),
        ("key-2", "5.1", "раз в четверть", REGULAR, ""),
        ("key-2", "5.1", "в течение трёх рабочих дней после встречи", ON_EVENT, ""),
    ]
    assert found[0].sentence == "Мониторинг идёт два раза в год, до 20 декабря и до 25 мая."
    assert found[3].sentence == "Наставник обязан: раз в четверть говорить с куратором."
