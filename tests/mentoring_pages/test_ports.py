from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from wagtail import hooks

from mentoring_pages import ports
from mentoring_pages.models import TickRun
from mentoring_pages.services.tick import run_tick
from tests.schools import NOW, make_school

DAY = date(2026, 9, 7)


@pytest.fixture
def nobody_answers(monkeypatch):
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [])


@pytest.fixture
def only_answer(monkeypatch):
    def answer_with(*functions):
        monkeypatch.setattr(hooks, "get_hooks", lambda name: list(functions))

    return answer_with


def guard(allowed):
    def answer(**kwargs):
        return ports.PublicationAnswer(allowed, "" if allowed else "Согласия нет.")

    return answer


def ask():
    return ports.may_publish(person_key=uuid4(), item="photo", resource="", now=NOW)


def test_with_nobody_answering_publication_is_refused(nobody_answers):
    assert not ask().allowed


def test_with_nobody_answering_everything_else_is_empty(nobody_answers):
    assert ports.people_by_role(school=None, role="curator", day=DAY) == []
    assert ports.roadmap_progress(school=None, day=DAY) == []
    assert ports.due_items(user=None, day=DAY) == []
    assert ports.electronic_signing(school=None, day=DAY) is False
    assert list(ports.due_work(school=None, day=DAY, now=NOW)) == []


def test_one_refusal_refuses_publication(only_answer):
    only_answer(guard(True), guard(False))
    assert ask() == ports.PublicationAnswer(False, "Согласия нет.")


def test_publication_is_allowed_when_every_guard_allows(only_answer):
    only_answer(guard(True), guard(True))
    assert ask().allowed


@pytest.mark.django_db
def test_each_school_is_asked_for_its_own_day(only_answer):
    make_school("moscow")
    make_school("kamchatka", time_zone="Asia/Kamchatka")
    asked = {}

    def listing(*, school, day, now):
        asked[school.key] = day
        return []

    only_answer(listing)
    run_tick(now=NOW.replace(hour=20))

    assert asked == {"moscow": date(2026, 9, 7), "kamchatka": date(2026, 9, 8)}


@pytest.mark.django_db
def test_work_that_fails_does_not_stop_the_rest_and_is_counted(only_answer, caplog):
    make_school("moscow")
    done = []

    def fail():
        raise ValueError("Иванова Анна")

    def listing(*, school, day, now):
        return [ports.DueWork("bad", fail), ports.DueWork("good", lambda: done.append(1))]

    def broken(**kwargs):
        raise RuntimeError

    only_answer(broken, listing)
    run = run_tick(now=NOW)

    assert done == [1]
    assert (run.done, run.failed) == (1, 2)
    assert run.finished_at is not None
    assert "Иванова" not in caplog.text


@pytest.mark.django_db
def test_the_command_says_in_one_line_what_it_did():
    make_school("moscow")
    out = StringIO()

    call_command("tick", stdout=out)

    assert len(out.getvalue().splitlines()) == 1
    assert TickRun.objects.get().finished_at is not None
