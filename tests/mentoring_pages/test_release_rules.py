"""The media plan follows the clause about releases, from the day its edition holds."""

from datetime import date

import pytest

from mentoring_pages.domain.meanings import MEDIA_RELEASES
from mentoring_pages.models import NewsPage, PlannedEvent
from mentoring_pages.services.news import advice_on, plan_of
from mentoring_pages.services.release_rules import ReleaseRules, release_rules
from tests.mentoring_pages.calendars import DAY, NBSP, NOW, clause, publish
from tests.schools import make_school

pytestmark = pytest.mark.django_db

HELD = date(2026, 11, 25)
LATE = "Пресс-релиз выходит за 1–2 дня до события."


@pytest.fixture
def school():
    return make_school("first")


def due(school, day):
    event = PlannedEvent.objects.get_or_create(school=school, title="Сбор", held_on=HELD)[0]
    (row,) = [row for row in plan_of(school=school, day=day) if row.event == event]
    return [(duty.kind, duty.by) for duty in row.duties]


def test_a_changed_clause_moves_the_days_of_the_plan(school):
    assert due(school, DAY) == [("press", date(2026, 11, 22))]
    publish(school, blocks=[clause(1, LATE, MEDIA_RELEASES)])
    assert due(school, DAY) == []
    assert due(school, date(2026, 11, 23)) == [("press", date(2026, 11, 24))]


def test_lines_under_the_clause_belong_to_it_and_an_appendix_does_not(school):
    line = {"type": "item", "value": {"level": "3", "number": "", "text": LATE}}
    appendix = {"type": "appendix", "value": {"level": "1", "number": "1", "text": "Образец"}}
    other = clause(2, "Пресс-релиз выходит за 8–9 дней до события.", MEDIA_RELEASES)
    publish(school, blocks=[clause(1, "Сроки:", MEDIA_RELEASES), line, appendix, other])
    rules = release_rules(school=school, day=DAY)
    assert (rules.terms.press_from.days, rules.cited) == (2, f"п.{NBSP}3.1 Положения")


def test_without_the_meaning_the_usual_terms_hold(school):
    publish(school, blocks=[clause(1, LATE)])
    assert release_rules(school=school, day=DAY) == ReleaseRules()


def test_the_advice_names_the_clause(school):
    publish(school, blocks=[clause(1, LATE, MEDIA_RELEASES)])
    event = PlannedEvent.objects.create(school=school, title="Сбор", held_on=HELD)
    (said,) = advice_on(page=NewsPage(kind="press", event=event), school=school, now=NOW)
    assert f"с 23.11.2026 по 24.11.2026 (п.{NBSP}3.1 Положения), а эта новость" in said
