"""What /healthz says to a monitor."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentoring_pages.models import TickRun
from mentoring_site import health

pytestmark = pytest.mark.django_db


def ticked(*, hours_ago):
    then = timezone.now() - timedelta(hours=hours_ago)
    TickRun.objects.create(started_at=then, finished_at=then)


def wait_in_the_queue(*, minutes):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="somewhere.task",
        queue_name="default",
        backend_name="default",
        run_after=health.get_date_max(),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(
        enqueued_at=timezone.now() - timedelta(minutes=minutes)
    )


def test_a_site_that_works_says_so(client):
    ticked(hours_ago=1)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    report = answer.json()
    assert report["status"] == "ok"
    assert report["unapplied_migrations"] == []
    assert report["missing_guards"] == []
    assert report["last_tick"]
    assert "no-store" in answer["Cache-Control"]


def test_a_silent_database_is_named_without_a_word_of_its_error(client, monkeypatch):
    def refuse(now):
        raise OperationalError("password=secret")

    monkeypatch.setattr(health, "_look", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "problems": ["database"]}


def test_an_unapplied_migration_is_named(client, monkeypatch):
    monkeypatch.setattr(health, "_unapplied_migrations", lambda: ["intake.0009_more"])
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["unapplied_migrations"] == ["intake.0009_more"]


def test_a_missing_guard_is_named(client, monkeypatch):
    monkeypatch.setattr(health, "missing_guards", lambda using: ["a_guard"])
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["missing_guards"] == ["a_guard"]


@pytest.mark.parametrize(("minutes", "status"), [(1, 200), (20, 503)])
def test_a_queue_that_nobody_works_off_is_seen(client, minutes, status):
    ticked(hours_ago=1)
    wait_in_the_queue(minutes=minutes)
    answer = client.get("/healthz")
    assert answer.status_code == status
    assert answer.json()["oldest_waiting_task_seconds"] == pytest.approx(minutes * 60, abs=30)


@pytest.mark.parametrize(("hours", "status"), [(24, 200), (26, 503)])
def test_a_tick_that_stays_away_is_seen(client, hours, status):
    ticked(hours_ago=hours)
    assert client.get("/healthz").status_code == status


def test_a_site_installed_long_ago_without_any_tick_fails(client, monkeypatch):
    monkeypatch.setattr(health, "_installed_at", lambda: timezone.now() - timedelta(days=3))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["problems"] == ["tick"]


def test_a_site_installed_today_has_time_for_its_first_tick(client, monkeypatch):
    monkeypatch.setattr(health, "_installed_at", timezone.now)
    assert client.get("/healthz").status_code == 200
