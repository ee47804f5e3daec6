"""Whose figures a member of staff may see: those of schools where they are curator or director."""

from typing import Any

from mentoring_pages.models import School
from mentoring_pages.services.membership import memberships_of

ROLES = ("curator", "director")


def schools_of(*, user: Any) -> list[School]:
    """In the order of names; every school for a superuser."""
    schools = School.objects.select_related("site")
    if not user.is_superuser:
        schools = schools.filter(memberships__user=user, memberships__role__in=ROLES).distinct()
    return list(schools.order_by("short_name", "pk"))


def school_reached(*, user: Any, key: str) -> School | None:
    """The school with this key, or None for a stranger: as if there were no such school."""
    return next((school for school in schools_of(user=user) if school.key == key), None)


def reports_anything(*, user: Any) -> bool:
    """Whether there is any school for which this person reports."""
    if user.is_superuser:
        return True
    return any(membership.role in ROLES for membership in memberships_of(user))
