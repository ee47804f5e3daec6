"""Text that acts: clauses of the edition in force make the calendar, its file, the reminders."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar
from wagtail import hooks

from mentoring_pages.domain.meanings import ANNUAL_RETURN, MONITORING_DEADLINES, WEEKLY_NEWS
from mentoring_pages.models import (
    KeptDeadline,
    NewsIndexPage,
    NewsPage,
    ProgrammePage,
    RegulationPage,
    RoadmapPage,
    RoadmapStage,
    School,
    SchoolYearDates,
)
from mentoring_pages.ports import DUE_ITEMS
from mentoring_pages.services.calendar import calendar_of, due_now, keep_deadline
from mentoring_pages.services.calendar_link import make_link
from mentoring_pages.services.deadline_words import clock_words, days_in_words
from mentoring_pages.services.due_deadlines import due_items
from mentoring_pages.services.due_news import due_items as news_due_items
from mentoring_pages.services.edition import freeze_edition
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
NBSP = "\N{NO-BREAK SPACE}"

MONITORING = "Мониторинг проводят до 20 декабря и до 20 мая."
RETURN = "Сведения о количестве участников направляют ежегодно, не позднее 30 декабря."
NEWS = "Новости появляются на сайте не реже одного раза в неделю."
START = "Группы создают в течение 3 дней с начала учебного года."
PRESS = "Пресс-релиз выходит за 3–5 дней до события."

KEY = "aaaaaaaa-0000-4000-8000-00000000000{}"


def clause(place: int, text: str, *meaning: str) -> dict[str, object]:
    return {
        "type": "clause",
        "id": KEY.format(place),
        "value": {
            "level": "2",
            "number": f"3.{place}",
            "text": text,
            "meaning": list(meaning),
        },
    }


def body(monitoring: str = MONITORING) -> list[dict[str, object]]:
    return [
        clause(1, f"{monitoring} {RETURN}", MONITORING_DEADLINES, ANNUAL_RETURN),
        clause(2, NEWS, WEEKLY_NEWS),
        clause(3, START),
        clause(4, PRESS),
    ]


def publish(school: School, *, order: str = "1", blocks: object = None) -> RegulationPage:
    page = RegulationPage.objects.child_of(school.site.root_page).first()
    if page is None:
        page = RegulationPage(title="Положение", slug="polozhenie", act_title="о программе")
        school.site.root_page.add_child(instance=page)
    page.order_number, page.order_date = order, date(2026, 9, 1)
    page.body = json.dumps(blocks or body())
    page.save()
    freeze_edition(page=page, now=NOW)
    return page


def days(school: School, day: date = DAY) -> list[tuple[str, str]]:
    return [
        (due.day.isoformat(), due.cited.short.replace(NBSP, " "))
        for due in calendar_of(school=school, day=day).dates
        if due.left >= 0
    ]


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
    assert (
        item.label
        == f"Мониторинг программы – до 20.12.2026, осталось 29{NBSP}дней (п.{NBSP}3.1 Положения)"
    )
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
    with django_assert_max_num_queries(17):
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


def news(school: School, moment: datetime) -> None:
    home = school.site.root_page
    index = NewsIndexPage.objects.child_of(home).first()
    if index is None:
        index = NewsIndexPage(title="Новости", slug="novosti")
        home.add_child(instance=index)
    page = NewsPage(title="Новость", slug=f"n{moment:%d}", first_published_at=moment)
    index.add_child(instance=page)


def test_the_weekly_clock_counts_from_the_last_news_by_the_clause_of_the_act(school) -> None:
    publish(school)
    clock = calendar_of(school=school, day=DAY).news
    assert clock is not None
    assert (clock.days, clock.is_late) == (None, True)
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    clock = calendar_of(school=school, day=DAY).news
    assert clock is not None
    assert (clock.days, clock.next_by, clock.is_late) == (9, date(2026, 11, 19), True)
    assert clock_words(clock) == (
        f"С последней новости прошло 9{NBSP}дней. "
        f"По п.{NBSP}3.2 Положения – не реже одного раза в неделю."
    )
    assert calendar_of(school=school, day=date(2026, 11, 18)).news.is_late is False


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Новости появляются на сайте не реже одного раза в две недели.", 14),
        ("Новости появляются на сайте два раза в неделю.", 3),
        ("Новости появляются на сайте и в группе школы.", 7),
    ],
)
def test_the_due_item_and_the_clock_follow_the_period_of_the_clause(
    school, words: str, period: int
) -> None:
    publish(school, blocks=[clause(2, words, WEEKLY_NEWS)])
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    due = date(2026, 11, 12) + timedelta(days=period)
    assert calendar_of(school=school, day=DAY).news.next_by == due
    editor = make_staff("editor", editor=school)
    (item,) = [one for one in news_due_items(user=editor, day=due) if "новость недели" in one.label]
    assert item.due == due
    assert list(news_due_items(user=editor, day=due - timedelta(days=3))) == []


def test_a_school_whose_act_says_nothing_of_news_is_reminded_weekly_once_it_has_any(school) -> None:
    publish(school, blocks=[clause(1, RETURN, ANNUAL_RETURN)])
    editor = make_staff("editor", editor=school)
    assert list(news_due_items(user=editor, day=DAY)) == []
    news(school, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    (item,) = news_due_items(user=editor, day=DAY)
    assert item.due == date(2026, 11, 19)


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


def test_an_act_that_asks_for_no_news_starts_no_clock(school) -> None:
    publish(school, blocks=[clause(1, RETURN, ANNUAL_RETURN)])
    assert calendar_of(school=school, day=DAY).news is None


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 день"), (3, "3 дня"), (9, "9 дней"), (11, "11 дней"), (21, "21 день")],
)
def test_days_are_counted_in_words(count: int, words: str) -> None:
    assert days_in_words(count) == words.replace(" ", NBSP)
