"""What staff say they have done after a takedown."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentoring_pages.models import Takedown


@transaction.atomic
def settle(*, takedown: Takedown, what: str, by: Any, now: datetime) -> bool:
    """Record that the text was checked (``text``) or the groups were cleaned (``group``).

    ``False`` when somebody had said so before.
    """
    field = {"text": "text_checked_at", "group": "group_done_at"}[what]
    row = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if getattr(row, field) is not None:
        return False
    setattr(row, field, now)
    row.settled_by_key = f"user:{by.pk}"
    row.save(update_fields=[field, "settled_by_key"])
    return True
