"""What staff have to know of data in time: requests to answer, people to be destroyed soon."""

from datetime import date
from typing import Any

from django.core.cache import cache

from intake.models import SubjectRequest
from intake.services.retention import near_destruction
from intake.services.tally import Counted
from mentoring_pages.models import School
from mentoring_pages.services.membership import reach, schools_within

KEPT_SECONDS = 3600
"""How long a school's count is remembered: it changes with the day, the panel is opened often."""


def rows_to_answer(*, user: Any) -> Counted:
    """Requests of people that wait, with the nearest last day."""
    found = reach(user=user, permission="intake.change_subjectrequest")
    waiting = SubjectRequest.objects.filter(found.rows(school_path="school"), closed_at=None)
    return Counted(waiting, first="due_on")


def soon_destroyed(*, user: Any, day: date) -> int:
    """How many people of the user's schools are destroyed within the notice. A number only is
    remembered, never who."""
    found = reach(user=user, permission="intake.add_destructionact")
    return sum(_near_count(school, day) for school in schools_within(found))


def _near_count(school: School, day: date) -> int:
    key = f"soon-destroyed:{school.pk}:{day}"
    count: int | None = cache.get(key)
    if count is None:
        count = len(near_destruction(school=school, day=day))
        cache.set(key, count, KEPT_SECONDS)
    return count
