"""``/healthz``: whether this installation can do its work, for a monitor and not for people."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult, get_date_max

from intake.guards import missing_guards
from mentoring_pages.models import TickRun


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well and 503 when something needs a person; name what it is."""
    try:
        report = _look(timezone.now())
    except Error:
        report = {"problems": ["database"]}
    report["status"] = "failing" if report["problems"] else "ok"
    return JsonResponse(report, status=503 if report["problems"] else 200)


def _look(now: datetime) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    unapplied = _unapplied_migrations()
    if unapplied:  # the tables asked below may not be there yet
        return {"unapplied_migrations": unapplied, "problems": ["migrations"]}
    guards = missing_guards(connection.alias)
    waiting = _oldest_wait(now)
    tick, silence = _last_tick(now)
    problems = {
        "guards": bool(guards),
        "queue": waiting > timedelta(minutes=settings.NASTAVNIK_HEALTH_QUEUE_MINUTES),
        "tick": silence > timedelta(hours=settings.NASTAVNIK_HEALTH_TICK_HOURS),
    }
    return {
        "unapplied_migrations": unapplied,
        "missing_guards": guards,
        "oldest_waiting_task_seconds": int(waiting.total_seconds()),
        "last_tick": tick.isoformat() if tick else None,
        "problems": [name for name, present in problems.items() if present],
    }


def _unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _oldest_wait(now: datetime) -> timedelta:
    """How long the oldest task that could run has been waiting for a worker."""
    waits = [
        now - (task.enqueued_at if task.run_after == get_date_max() else task.run_after)
        for task in DBTaskResult.objects.ready().order_by("enqueued_at")[:100]
    ]
    return max(waits, default=timedelta())


def _last_tick(now: datetime) -> tuple[datetime | None, timedelta]:
    """When the last tick ended, and for how long there has been none.

    A new installation has had no tick yet: its silence counts from its first migration.
    """
    finished = (
        TickRun.objects.filter(finished_at__isnull=False)
        .order_by("-finished_at")
        .values_list("finished_at", flat=True)
        .first()
    )
    since = finished or _installed_at() or now
    return finished, now - since


def _installed_at() -> datetime | None:
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return None
    return recorder.migration_qs.order_by("applied").values_list("applied", flat=True).first()
