"""The holidays a school has recorded: added, taken back, and as the rules read them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from mentoring_pages.domain.school_breaks import Break
from mentoring_pages.models import School, SchoolBreak
from mentoring_pages.services.asked_once import asked_once
from mentoring_pages.services.public_version import public_pages_changed


@asked_once
def recorded_breaks(*, school: School) -> list[SchoolBreak]:
    """In the order of their days."""
    return list(SchoolBreak.objects.filter(school=school))


def as_breaks(rows: Iterable[SchoolBreak]) -> tuple[Break, ...]:
    return tuple(Break(row.first_day, row.last_day) for row in rows)


@transaction.atomic
def record_break(*, row: SchoolBreak) -> SchoolBreak:
    """The page of news says whether news is late, so it is painted anew."""
    row.save()
    public_pages_changed(site_id=row.school.site_id)
    return row


@transaction.atomic
def take_back_break(*, school: School, pk: Any) -> bool:
    """``False`` where the school has no such holidays."""
    found = SchoolBreak.objects.filter(school=school, pk=pk) if str(pk).isdecimal() else None
    is_gone = bool(found is not None and found.delete()[0])
    if is_gone:
        public_pages_changed(site_id=school.site_id)
    return is_gone
