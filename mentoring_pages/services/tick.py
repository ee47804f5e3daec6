"""Running what is due. What is due is known to the floors above, see ``mentoring_pages.ports``."""

import logging
from datetime import datetime

from django.utils import timezone

from mentoring_pages import ports
from mentoring_pages.models import School, TickRun

logger = logging.getLogger(__name__)


def run_tick(*, now: datetime) -> TickRun:
    """Run all due work of all schools and keep a record of the run.

    Each piece of work decides its own transaction. One that fails is counted and logged by name
    and kind of error, never with its message, and does not stop the rest.
    """
    run = TickRun.objects.create(started_at=now)
    for school in School.objects.order_by("pk"):
        day = now.astimezone(school.zone).date()
        for work in ports.due_work(school=school, day=day, now=now):
            try:
                work.run()
            except Exception as problem:  # noqa: BLE001 - the rest of the work must go on
                run.failed += 1
                logger.error(
                    "tick work failed",
                    extra={
                        "school": school.key,
                        "work": work.name,
                        "error": type(problem).__name__,
                    },
                )
            else:
                run.done += 1
    run.finished_at = timezone.now()
    run.save(update_fields=["done", "failed", "finished_at"])
    return run
