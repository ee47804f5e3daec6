"""Text that acts: clauses of the edition in force make the calendar, its file, the reminders."""

import json
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar
from wagtail import hooks

from mentoring_pages.models import (
    KeptDeadline,
    ProgrammePage,
    RoadmapPage,
    RoadmapStage,
    School,
    SchoolYearDates,
)
from mentoring_pages.ports import DUE_ITEMS
from mentoring_pages.services.calendar import calendar_of, due_now, keep_deadline
from mentoring_pages.services.calendar_link import make_link
from mentoring_pages.services.deadline_words import days_in_words
from mentoring_pages.services.due_deadlines import due_items
from mentoring_pages.services.edition import freeze_edition
from tests.mentoring_pages.calendars import (
    DAY,
    KEY,
    NBSP,
    NOW,
    body,
    clause,
    days,
    publish,
)
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("first")


@pytest.fixture
def curator(school, client):
    user = make_staff("curator", curator=school)
    client.force_login(user)
    return user


def test_the_calendar_cites_the_clause_of_every_day(school) -> None:
    publish(school)
    assert days(school)[:5] == [
        ("2026-12-20", "п. 3.1 Положения"),
        ("2026-12-30", "п. 3.1 Положения"),
        ("2027-05-20", "п. 3.1 Положения"),
        ("2027-09-04", "п. 3.3 Положения"),
        ("2027-12-20", "п. 3.1 Положения"),
    ]
    calendar = calendar_of(school=school, day=DAY)
    assert [one.duty.words for one in calendar.regular] == ["не реже одного раза в неделю"]
    assert [one.duty.rule for one in calendar.on_event] == ["P3D BEFORE event"]


def test_a_changed_clause_moves_everything_at_approval_and_nothing_before(
    school, curator, client
) -> None:
    page = publish(school)
    token = make_link(school=school, user=curator, now=NOW)

    def seen() -> tuple[list[str], set[date], set[date | None]]:
        file = client.get(reverse("mentoring_pages:calendar_file", args=[token])).content
        return (
            [day for day, _ in days(school) if day.startswith("2026-12")],
            {event.start for event in Calendar.from_ical(file).events if event.start.month == 12},
            {item.due for item in due_items(user=curator, day=DAY)},
        )

    before = seen()
    assert before[0] == ["2026-12-20", "2026-12-30"]
    assert date(2026, 12, 20) in before[1] & {day for day in before[2] if day}

    page.body = json.dumps(body(monitoring="Мониторинг проводят до 15 декабря и до 20 мая."))
    page.save_revision()
    assert seen() == before

    publish(
        school,
        order="2",
        blocks=body(monitoring="Мониторинг проводят до 15 декабря и до 20 мая."),
    )
    after = seen()
    assert after[0] == ["2026-12-15", "2026-12-30"]
    for answer in after[1:]:
        assert date(2026, 12, 15) in answer
        assert date(2026, 12, 20) not in answer


def test_an_edition_of_the_future_moves_the_calendar_on_its_day(school) -> None:
    page = publish(school)
    page.body = json.dumps(body(monitoring="Мониторинг проводят до 15 декабря."))
    page.order_number, page.in_force_from = "2", date(2026, 12, 1)
    page.save()
    freeze_edition(page=page, now=NOW)
    assert days(school)[0][0] == "2026-12-20"
    assert days(school, date(2026, 12, 1))[0][0] == "2026-12-15"


def test_the_school_says_when_its_year_begins(school) -> None:
    publish(school)
    SchoolYearDates.objects.create(school=school, start_day=15, start_month=8)
    assert ("2027-08-18", "п. 3.3 Положения") in days(school)


def test_a_day_is_due_from_thirty_days_before_until_it_is_kept(school, curator) -> None:
    publish(school)

    def due_on(day: date) -> list[str]:
        return [due.day.isoformat() for due in due_now(school=school, day=day)]

    assert due_on(date(2026, 11, 19)) == []
    assert due_on(date(2026, 11, 20)) == ["2026-12-20"]
    assert due_on(date(2026, 12, 22)) == ["2026-12-20", "2026-12-30"]
    (first, _second) = due_now(school=school, day=date(2026, 12, 22))
    keep_deadline(
        school=school,
        clause_key=first.cited.duty.key,
        rule=first.cited.duty.rule,
        due=first.day,
        user=curator,
        now=NOW,
    )
    assert due_on(date(2026, 12, 22)) == ["2026-12-30"]


def test_a_day_nobody_asks_for_cannot_be_kept(school, curator) -> None:
    publish(school)
    with pytest.raises(ValueError, match="no such day"):
        keep_deadline(
            school=school,
            clause_key=KEY.format(1),
            rule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
            due=date(2026, 12, 21),
            user=curator,
            now=NOW,
        )


def test_the_panel_of_staff_asks_for_the_deadlines() -> None:
    assert due_items in hooks.get_hooks(DUE_ITEMS)


def test_reminders_name_the_clause_and_reach_only_the_staff_of_the_school(school, curator) -> None:
    publish(school)
    (item,) = [item for item in due_items(user=curator, day=DAY) if item.due == date(2026, 12, 20)]
    assert item.label == f"Мониторинг программы (п.{NBSP}3.1 Положения), осталось 29{NBSP}дней"
    stranger = make_staff("stranger", curator=make_school("second"))
    teacher = make_staff("teacher", class_teacher=(school, "7А"))
    for user in (stranger, teacher):
        assert not [item for item in due_items(user=user, day=DAY) if "Мониторинг" in item.label]


def test_the_public_page_shows_days_and_leads_to_the_clauses(school, client) -> None:
    publish(school)
    answer = client.get(reverse("mentoring_pages:calendar"), headers={"host": "first.example.org"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Мониторинг проводят до 20 декабря и до 20 мая." in text
    assert f"/c/{KEY.format(1)}/" in text
    assert "20 мая" in text
    assert ".ics" not in text


def test_every_page_of_the_school_leads_to_its_calendar(school, client) -> None:
    text = client.get("/", headers={"host": "first.example.org"}).content.decode()
    assert f'href="{reverse("mentoring_pages:calendar")}"' in text


def test_a_school_without_an_act_shows_what_will_be_here(school, client) -> None:
    answer = client.get(reverse("mentoring_pages:calendar"), headers={"host": "first.example.org"})
    assert "Здесь появятся сроки" in answer.content.decode()


def test_a_host_without_a_school_has_no_calendar(client, db) -> None:
    assert client.get(reverse("mentoring_pages:calendar")).status_code == 404


def test_the_calendar_costs_the_same_however_many_clauses(
    school, client, django_assert_max_num_queries
) -> None:
    many = [clause(place, f"Отчёт сдают до {place} мая.") for place in range(1, 10)]
    roadmap(school, **{f"Этап {place}": f"до {place} мая" for place in range(1, 10)})
    publish(school, blocks=[*body(), *[{**one, "id": f"b{one['id'][1:]}"} for one in many]])
    with django_assert_max_num_queries(18):
        client.get(reverse("mentoring_pages:calendar"), headers={"host": "first.example.org"})


def test_staff_tick_a_day_and_take_it_back(school, curator, client, time_machine_day) -> None:
    publish(school)
    address = reverse("nastavnik_deadlines")
    named = {
        "school": "first",
        "clause": KEY.format(1),
        "rule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20",
        "due": "2026-12-20",
    }
    client.post(address, {**named, "keep": "1"})
    row = KeptDeadline.objects.get()
    assert (row.kept_by, row.due) == (curator, date(2026, 12, 20))
    client.post(address, {**named, "again": "1"})
    assert not KeptDeadline.objects.exists()


@pytest.fixture
def time_machine_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_nobody_touches_the_deadlines_of_another_school(school, curator, client) -> None:
    make_school("second")
    address = reverse("nastavnik_deadlines")
    for act in ({"make": "1"}, {"revoke": "1"}, {"year": "1"}, {"keep": "1"}):
        assert client.post(address, {"school": "second", **act}).status_code == 404
    client.force_login(make_staff("teacher", class_teacher=(school, "7А")))
    assert client.get(address).status_code == 404


def test_a_day_that_a_month_does_not_have_is_not_saved(school, curator, client) -> None:
    fields = {"start_day": "31", "start_month": "9", "end_day": "31", "end_month": "5"}
    answer = client.post(
        reverse("nastavnik_deadlines"),
        {"school": "first", "year": "1", **{f"first-{key}": it for key, it in fields.items()}},
    )
    assert "В этом месяце нет такого числа." in answer.content.decode()
    assert not SchoolYearDates.objects.exists()


def roadmap(school: School, **terms: str) -> RoadmapPage:
    page = RoadmapPage(title="Дорожная карта", slug="dorozhnaya-karta")
    for title, term in terms.items():
        page.stages.add(RoadmapStage(title=title, term=term))
    school.site.root_page.refresh_from_db()
    school.site.root_page.add_child(instance=page)
    return page


def test_the_roadmap_gives_its_real_dates_and_leads_to_itself(school, client) -> None:
    roadmap(
        school,
        Анкетирование="до 15 декабря",
        Отбор="10–20 января 2027 года",
        Завершение="май",
        Работа="в течение года",
    )
    assert days(school) == [
        ("2026-12-15", "Дорожная карта"),
        ("2027-01-20", "Дорожная карта"),
        ("2027-12-15", "Дорожная карта"),
    ]
    RoadmapPage.objects.update(period="2026/27 учебный год")
    assert days(school)[-1] == ("2027-01-20", "Дорожная карта"), "the next year has its own roadmap"
    text = client.get("/kalendar/", headers={"host": "first.example.org"}).content.decode()
    assert 'href="/dorozhnaya-karta/"' in text
    assert "Анкетирование" in text


def test_a_day_of_the_roadmap_is_ticked_and_the_tick_outlives_a_new_publication(
    school, curator
) -> None:
    page = roadmap(school, Анкетирование="до 15 декабря")
    due = due_now(school=school, day=date(2026, 12, 1))[0]
    keep_deadline(
        school=school,
        clause_key=due.cited.duty.key,
        rule=due.cited.duty.rule,
        due=due.day,
        user=curator,
        now=NOW,
    )
    page = RoadmapPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    assert due_now(school=school, day=date(2026, 12, 1)) == []


def test_a_tick_outlives_another_name_of_the_stage(school, curator) -> None:
    page = roadmap(school, Анкетирование="до 15 декабря", Сборы="до 16 декабря")
    day = date(2026, 12, 1)
    due = due_now(school=school, day=day)[0]
    keep_deadline(
        school=school,
        clause_key=due.cited.duty.key,
        rule=due.cited.duty.rule,
        due=due.day,
        user=curator,
        now=NOW,
    )
    draft = page.save_revision().as_object()
    renamed = next(one for one in draft.stages.all() if one.title == "Анкетирование")
    renamed.title = "Опрос наставляемых"
    draft.save_revision().publish()
    assert RoadmapPage.objects.get(pk=page.pk).stages.filter(title=renamed.title).exists()
    left = due_now(school=school, day=day)
    assert [one.cited.duty.sentence for one in left] == ["Сборы"]


def test_a_programme_in_force_gives_its_dates(school) -> None:
    page = ProgrammePage(
        title="Программа «Вместе»",
        slug="programma",
        act_heading="Программа",
        body=json.dumps([clause(5, "Итоги подводят до 25 мая.")]),
        order_number="2",
        order_date=date(2026, 9, 1),
    )
    school.site.root_page.add_child(instance=page)
    freeze_edition(page=page, now=NOW)
    assert [day for day, _short in days(school)] == ["2027-05-25"]


def test_a_period_is_shown_in_words_with_how_often(school, client) -> None:
    publish(
        school,
        blocks=[
            clause(1, "Куратор встречается с наставниками раз в четверть."),
            clause(2, "Пары занимаются два раза в неделю."),
        ],
    )
    assert days(school) == []
    text = client.get("/kalendar/", headers={"host": "first.example.org"}).content.decode()
    assert "раз в четверть</p>" in text
    assert f"2{NBSP}раза в неделю</p>" in text


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 день"), (3, "3 дня"), (9, "9 дней"), (11, "11 дней"), (21, "21 день")],
)
def test_days_are_counted_in_words(count: int, words: str) -> None:
    assert days_in_words(count) == words.replace(" ", NBSP)
