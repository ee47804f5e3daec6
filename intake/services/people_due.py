"""What waits for staff about representatives: disagreements and checks, counted for one user."""

from dataclasses import dataclass
from typing import Any

from intake.models import GuardianObjection, Guardianship
from intake.services.guardianship import unchecked
from mentoring_pages.services.membership import reach


@dataclass(frozen=True, slots=True)
class PeopleDue:
    disagreements: int
    """Open, for whoever may record a decision: the director."""
    to_check: int
    """Representatives nobody has checked, of requests the school took."""


def count_people_due(*, user: Any) -> PeopleDue:
    """Two queries."""
    deciding = reach(user=user, permission="intake.change_guardianobjection")
    checking = reach(user=user, permission="intake.change_guardianship")
    return PeopleDue(
        disagreements=GuardianObjection.objects.filter(
            deciding.rows(school_path="school"), lifted_at__isnull=True
        ).count(),
        to_check=unchecked(
            Guardianship.objects.filter(
                checking.rows(school_path="ward__school"), ward__requests__state="checked"
            )
        )
        .distinct()
        .count(),
    )
