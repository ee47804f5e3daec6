"""What staff did with personal data: every view, change and export leaves a record."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from intake.models import AccessRecord
from mentoring_pages.models import School

DETAIL_LENGTH = 200


def staff_key(user: Any) -> str:
    """How a member of staff is named in records: a key, never a name; nobody: the console."""
    return f"user:{user.pk}" if user is not None else "console"


def names_of_staff(keys: Iterable[str]) -> dict[str, str]:
    """Names by the keys under which records know members of staff («user:5»); one query."""
    numbers = [key.removeprefix("user:") for key in keys if key.startswith("user:")]
    return {
        f"user:{user.pk}": user.get_full_name() or user.get_username()
        for user in get_user_model().objects.filter(pk__in=numbers)
    }


def record_access(
    *,
    school: School,
    user: Any,
    action: str,
    subject_key: str = "",
    detail: str = "",
    now: datetime,
) -> AccessRecord:
    """Record that ``user`` did ``action`` with the data of ``subject_key``.

    Records are append-only and outlive the person, so ``detail`` says how much and in what form
    («xlsx, 120»), never about whom: no names, no search words, no contacts.
    """
    return AccessRecord.objects.create(
        school=school,
        user_key=staff_key(user),
        action=action,
        subject_key=subject_key,
        detail=detail[:DETAIL_LENGTH],
        at=now,
    )
