"""Deadlines of the acts in force among what waits for a member of staff."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from mentoring_pages.ports import DueItem
from mentoring_pages.services.calendar import due_now
from mentoring_pages.services.deadline_words import left_words, title_of
from mentoring_pages.services.membership import reach, schools_within

PERMISSION = "mentoring_pages.change_keptdeadline"


def due_items(*, user: Any, day: date) -> Iterable[DueItem]:
    """One line for each day that comes near (30, 14, 3 days before) or was missed lately.

    The day itself stands in ``due``, so the label says only how much time is left.
    """
    found = reach(user=user, permission=PERMISSION)
    if found.is_empty:
        return
    schools = schools_within(found)
    for school in schools:
        for due in due_now(school=school, day=day):
            whose = f"{school.short_name}: " if len(schools) > 1 else ""
            left = f", {left_words(due)}" if due.left >= 0 else ""
            yield DueItem(
                f"{whose}{title_of(due.cited)} ({due.cited.short}){left}",
                1,
                reverse("nastavnik_deadlines"),
                due.day,
            )
