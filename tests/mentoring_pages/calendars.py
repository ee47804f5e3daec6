"""Acts that ask for something by a day, and news: for tests of the calendar."""

import json
from datetime import UTC, date, datetime

from mentoring_pages.domain.meanings import ANNUAL_RETURN, MONITORING_DEADLINES, WEEKLY_NEWS
from mentoring_pages.models import NewsIndexPage, NewsPage, RegulationPage, School
from mentoring_pages.services.calendar import calendar_of
from mentoring_pages.services.edition import freeze_edition

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


def news(school: School, moment: datetime) -> None:
    home = school.site.root_page
    index = NewsIndexPage.objects.child_of(home).first()
    if index is None:
        index = NewsIndexPage(title="Новости", slug="novosti")
        home.add_child(instance=index)
    page = NewsPage(title="Новость", slug=f"n{moment:%d}", first_published_at=moment)
    index.add_child(instance=page)
