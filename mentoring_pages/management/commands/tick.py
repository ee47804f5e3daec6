"""``manage.py tick``: run whatever is due, in each school's own zone."""

import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mentoring_pages.services.tick import run_tick


class Command(BaseCommand):
    help = "Run whatever is due: retries, expired links, reminders. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        run = run_tick(now=timezone.now())
        logging.getLogger(__name__).info(
            "tick finished", extra={"done": run.done, "failed": run.failed}
        )
        self.stdout.write(f"tick: {run.done} done, {run.failed} failed")
